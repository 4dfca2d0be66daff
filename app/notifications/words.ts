// What kinds of notifications are called, and what each one tells, in French. Used by every page that shows one; knows no page.
import type { NotificationKind } from '#domain/vocabulary.ts';

export const notificationKindLabels: Record<NotificationKind, string> = {
  MENTION: 'On me mentionne',
  REPLY: 'On répond à un de mes commentaires',
  THREAD_RESOLVED: 'Un fil auquel je participe est résolu',
  SUGGESTION_SETTLED: 'Une de mes propositions est acceptée ou refusée',
  SUGGESTION_REOPENED: 'Une décision sur une de mes propositions est annulée',
  CONVENTION_OPENED: 'Une convention m’est ouverte',
  OBLIGATION_DUE: 'Une échéance que je suis approche',
  OBLIGATION_LATE: 'Une échéance que je suis est dépassée',
  TASK_ASSIGNED: 'Une tâche de réunion m’est confiée',
  TASK_DUE: 'Une tâche que je dois faire approche de son échéance',
  TASK_LATE: 'Une tâche que je dois faire est en retard',
  INVITEE_ABSENT: 'Une personne dont la présence est requise ne viendra pas',
  INVITEE_UNREACHED: 'Un courriel d’invitation n’a pas pu être remis',
  REPLY_WAITING: 'Une réponse à une invitation attend d’être rattachée',
  DATASET_UPDATED: 'Des données que je suis ont une nouvelle version',
  ACCESS_ASKED: 'On me demande l’accès à des données',
  ACCESS_DECIDED: 'On répond à ma demande d’accès à des données',
  DATASET_DAMAGED: 'Un fichier que j’ai déposé est abîmé',
  POLL_OPENED: 'Un sondage de dates attend ma réponse',
};

/** What a notification tells, between who did it and the convention's title. */
export const notificationDeeds: Record<NotificationKind, string> = {
  MENTION: 'vous a mentionné dans',
  REPLY: 'a répondu dans',
  THREAD_RESOLVED: 'a résolu un fil dans',
  SUGGESTION_SETTLED: 'a répondu à votre proposition dans',
  SUGGESTION_REOPENED: 'a remis votre proposition en attente dans',
  CONVENTION_OPENED: 'vous a ouvert',
  OBLIGATION_DUE: 'vous rappelle une échéance de',
  OBLIGATION_LATE: 'vous signale une échéance dépassée dans',
  TASK_ASSIGNED: 'vous a confié une tâche dans',
  TASK_DUE: 'vous rappelle une tâche de',
  TASK_LATE: 'vous signale une tâche en retard dans',
  INVITEE_ABSENT: 'vous signale une absence à une réunion de',
  INVITEE_UNREACHED: 'n’a pas pu remettre une invitation à une réunion de',
  REPLY_WAITING: 'vous transmet une réponse à une invitation à une réunion de',
  DATASET_UPDATED: 'a mis à jour',
  ACCESS_ASKED: 'demande à consulter',
  ACCESS_DECIDED: 'a répondu à votre demande d’accès',
  DATASET_DAMAGED: 'vous signale un fichier abîmé de',
  POLL_OPENED: 'vous demande vos dates pour une réunion de',
};
