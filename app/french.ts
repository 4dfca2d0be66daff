// The French words of the closed lists of the trade, and the few sentences that many pages say. Dates, numbers and
// amounts are written by french-format.ts. Pages take words from here; nothing here knows a page.
import { titleWithYear } from '#domain/inputs/convention.ts';
import type {
  ActionRole,
  ActionStatus,
  ApiKeyMode,
  CarryOverChoice,
  ChangeKind,
  ConventionState,
  Degree,
  FileKind,
  HeadingKind,
  ItemKind,
  ItemMark,
  MeetingAnswer,
  MeetingAttendance,
  MeetingKind,
  MeetingState,
  MinutesState,
  NotificationKind,
  OccurrenceState,
  OpinionOutcome,
  OrganisationKind,
  OutcomeKind,
  ParticipantRole,
  PaymentKind,
  PaymentState,
  Periodicity,
  ProofKind,
  SeriesRhythm,
  TerminationGround,
  Territory,
  VoteAnswer,
} from '#domain/vocabulary.ts';

/** The product's name, as in every page title. */
export const PRODUCT = 'Ingénierie 62';

/** A page's `<title>`: « Convention 2026 · Ingénierie 62 ». */
export const pageTitle = (title: string): string => `${title} · ${PRODUCT}`;

/** A page of a convention: « Activité · Convention annuelle, 2026 · Ingénierie 62 »; the page alone while it is not known. */
export const conventionPageTitle = (page: string, convention?: { title: string; year: number }): string =>
  pageTitle(convention ? `${page} · ${titleWithYear(convention)}` : page);

/** The convention that a notification names, with its year. */
export const conventionOf = (line: { conventionTitle: string; conventionYear: number | null }): string =>
  line.conventionYear === null
    ? line.conventionTitle
    : titleWithYear({ title: line.conventionTitle, year: line.conventionYear });

export const conventionStateLabels: Record<ConventionState, string> = {
  DRAFT: 'Brouillon',
  IN_REVIEW: 'En concertation',
  OPINION_GIVEN: 'Avis rendu',
  ADOPTED: 'Adoptée',
  SIGNED: 'Signée',
  RUNNING: 'En cours d’exécution',
  REPORTED: 'Bilan rendu',
  CLOSED: 'Close',
  REJECTED: 'Rejetée',
  AMENDED: 'Modifiée par avenant',
  TERMINATED: 'Résiliée',
};

/** What a state means, for whoever chooses or reads it. */
export const conventionStateMeanings: Record<ConventionState, string> = {
  DRAFT: 'Les rédacteurs écrivent le texte.',
  IN_REVIEW: 'Les partenaires relisent et commentent.',
  OPINION_GIVEN: 'La commission a rendu son avis ; le texte peut encore être corrigé avant le vote.',
  ADOPTED: 'Le texte a été approuvé par les instances.',
  SIGNED: 'Le texte est signé et ne change plus.',
  RUNNING: 'Les actions sont menées et suivies.',
  REPORTED: 'Le bilan annuel est remis.',
  CLOSED: 'L’année est achevée.',
  REJECTED: 'Les instances n’ont pas approuvé le texte.',
  AMENDED: 'Un avenant signé remplace ce texte.',
  TERMINATED: 'La convention a pris fin avant son terme.',
};

export const opinionOutcomeLabels: Record<OpinionOutcome, string> = {
  FAVOURABLE: 'Favorable',
  RESERVED: 'Favorable avec réserves',
  UNFAVOURABLE: 'Défavorable',
};

export const terminationGroundLabels: Record<TerminationGround, string> = {
  NOTICE: 'Mise en demeure restée un mois sans effet (article 10)',
  WITHOUT_NOTICE: 'Sans préavis (article 8)',
};

export const participantRoleLabels: Record<ParticipantRole, string> = {
  READER: 'Lecteur',
  COMMENTER: 'Commentateur',
  EDITOR: 'Rédacteur',
  APPROVER: 'Approbateur',
  STEWARD: 'Responsable',
};

/** What a role may do; each may also do what the roles before it may. */
export const participantRoleMeanings: Record<ParticipantRole, string> = {
  READER: 'Lit le texte et les commentaires.',
  COMMENTER: 'Commente et répond.',
  EDITOR: 'Écrit le texte.',
  APPROVER: 'Approuve le texte et les suites données.',
  STEWARD: 'Invite les participants et fait avancer la convention.',
};

export const headingKindLabels: Record<HeadingKind, string> = {
  part: 'Partie',
  article: 'Article',
  axis: 'Objectif stratégique',
  objective: 'Objectif',
  subheading: 'Intertitre',
};

export const itemKindLabels: Record<ItemKind, string> = {
  PART: 'Partie',
  ARTICLE: 'Article',
  AXIS: 'Objectif stratégique',
  OBJECTIVE: 'Objectif',
  SUBHEADING: 'Intertitre',
  PARAGRAPH: 'Paragraphe',
  LIST_ITEM: 'Élément de liste',
  TABLE: 'Tableau',
};

export const itemMarkLabels: Record<ItemMark, string> = {
  ACTION: 'Action',
  COMMITMENT: 'Engagement',
  DELIVERABLE: 'Livrable',
  OBLIGATION: 'Obligation',
};

/** The verb that shows a degree in the text. */
export const degreeLabels: Record<Degree, string> = {
  MUST: 'Doit',
  COMMITS: 'S’engage',
  EXPECTED: 'Il est attendu',
  CONTRIBUTES: 'Contribuera',
  MAY: 'Pourra',
};

/** What a degree binds to. */
export const degreeMeanings: Record<Degree, string> = {
  MUST: 'Obligation ferme',
  COMMITS: 'Engagement pris',
  EXPECTED: 'Attente exprimée',
  CONTRIBUTES: 'Contribution prévue',
  MAY: 'Faculté laissée',
};

export const carryOverChoiceLabels: Record<CarryOverChoice, string> = {
  KEEP: 'Garder',
  ADAPT: 'Adapter',
  DROP: 'Écarter',
};

export const organisationKindLabels: Record<OrganisationKind, string> = {
  DEPARTMENT: 'Département',
  ASSOCIATION: 'Association',
  AGENCY: 'Agence',
  EPCI: 'Intercommunalité',
  STATE: 'État',
  REGION: 'Région',
  OTHER: 'Autre organisme',
};

export const territoryLabels: Record<Territory, string> = {
  LENS_HENIN: 'Lens-Hénin',
  ARTOIS: 'Artois',
};

export const apiKeyModeLabels: Record<ApiKeyMode, string> = {
  READ: 'Lecture seule',
  READ_WRITE: 'Lecture et écriture',
};

export const notificationKindLabels: Record<NotificationKind, string> = {
  MENTION: 'On me mentionne',
  REPLY: 'On répond à un de mes commentaires',
  THREAD_RESOLVED: 'Un fil auquel je participe est résolu',
  CONVENTION_OPENED: 'Une convention m’est ouverte',
  OBLIGATION_DUE: 'Une échéance que je suis approche',
  OBLIGATION_LATE: 'Une échéance que je suis est dépassée',
  TASK_ASSIGNED: 'Une tâche de réunion m’est confiée',
  TASK_DUE: 'Une tâche que je dois faire approche de son échéance',
  TASK_LATE: 'Une tâche que je dois faire est en retard',
  INVITEE_ABSENT: 'Une personne dont la présence est requise ne viendra pas',
  INVITEE_UNREACHED: 'Un courriel d’invitation n’a pas pu être remis',
  REPLY_WAITING: 'Une réponse à une invitation attend d’être rattachée',
};

/** What a notification tells, between who did it and the convention's title. */
export const notificationDeeds: Record<NotificationKind, string> = {
  MENTION: 'vous a mentionné dans',
  REPLY: 'a répondu dans',
  THREAD_RESOLVED: 'a résolu un fil dans',
  CONVENTION_OPENED: 'vous a ouvert',
  OBLIGATION_DUE: 'vous rappelle une échéance de',
  OBLIGATION_LATE: 'vous signale une échéance dépassée dans',
  TASK_ASSIGNED: 'vous a confié une tâche dans',
  TASK_DUE: 'vous rappelle une tâche de',
  TASK_LATE: 'vous signale une tâche en retard dans',
  INVITEE_ABSENT: 'vous signale une absence à une réunion de',
  INVITEE_UNREACHED: 'n’a pas pu remettre une invitation à une réunion de',
  REPLY_WAITING: 'vous transmet une réponse à une invitation à une réunion de',
};

export const periodicityLabels: Record<Periodicity, string> = {
  ONCE: 'Une fois',
  TIMES_A_YEAR: 'Plusieurs fois par an',
  TWICE_A_YEAR: 'Deux fois par an',
  QUARTERLY: 'Chaque trimestre',
  WITHIN_MONTHS: 'Dans les mois qui suivent un événement',
  REGULAR: 'Régulièrement',
  CONTINUOUS: 'En continu',
  ON_REQUEST: 'Sur demande',
  ON_EVENT: 'Selon l’événement',
};

export const proofKindLabels: Record<ProofKind, string> = {
  MEETING: 'Réunion tenue',
  DOCUMENT: 'Document déposé',
  STATEMENT: 'Déclaration',
};

export const occurrenceStateLabels: Record<OccurrenceState, string> = {
  TO_PLAN: 'À planifier',
  PLANNED: 'Planifiée',
  MET: 'Satisfaite',
  LATE: 'En retard',
  LAPSED: 'Facultative, non tenue',
  NOT_APPLICABLE: 'Sans objet',
};

export const actionStatusLabels: Record<ActionStatus, string> = {
  UPCOMING: 'À venir',
  ONGOING: 'En cours',
  DONE: 'Réalisée',
  LATE: 'En retard',
  BLOCKED: 'Bloquée',
  PAUSED: 'En pause',
  ABANDONED: 'Abandonnée',
};

export const actionRoleLabels: Record<ActionRole, string> = {
  PILOT: 'Pilote',
  PARTNER: 'Partenaire',
};

export const paymentKindLabels: Record<PaymentKind, string> = {
  ADVANCE: 'Acompte',
  INSTALMENT: 'Versement intermédiaire',
  BALANCE: 'Solde',
  REPAYMENT: 'Remboursement',
};

export const paymentStateLabels: Record<PaymentState, string> = {
  PLANNED: 'Prévu',
  ORDERED: 'Ordonnancé',
  PAID: 'Versé',
  CANCELLED: 'Annulé',
};

/** What a file of a convention is. */
export const fileKindLabels: Record<FileKind, string> = {
  MINUTES: 'Compte rendu',
  DELIVERABLE: 'Livrable',
  EVIDENCE: 'Preuve d’une obligation',
  PAYMENT_PROOF: 'Pièce d’un versement',
  SIGNED_TEXT: 'Texte signé',
  OTHER: 'Autre document',
};

export const meetingKindLabels: Record<MeetingKind, string> = {
  TERRITORIAL_EXCHANGE: 'Échange territorial',
  TECHNICAL_COMMITTEE: 'Comité technique',
  TERRIL_COMMITTEE: 'Comité de gestion des terrils',
  CULTURE_MEETING: 'Rencontre culture',
  WORKSHOP: 'Atelier',
  INSTANCE: 'Instance',
  OTHER: 'Autre réunion',
};

export const meetingStateLabels: Record<MeetingState, string> = {
  DRAFT: 'En préparation',
  CALLED: 'Convoquée',
  HELD: 'Tenue',
  CANCELLED: 'Annulée',
};

export const meetingAnswerLabels: Record<MeetingAnswer, string> = {
  NEEDS_ACTION: 'Sans réponse',
  YES: 'Oui',
  MAYBE: 'Peut-être',
  NO: 'Non',
};

export const seriesRhythmLabels: Record<SeriesRhythm, string> = {
  MONTHLY: 'Chaque mois',
  QUARTERLY: 'Chaque trimestre',
  TWICE_A_YEAR: 'Deux fois par an',
};

export const voteAnswerLabels: Record<VoteAnswer, string> = {
  YES: 'Oui',
  IF_NEED_BE: 'Si nécessaire',
  NO: 'Non',
};

export const outcomeKindLabels: Record<OutcomeKind, string> = {
  DECISION: 'Décision',
  TASK: 'Tâche',
};

export const minutesStateLabels: Record<MinutesState, string> = {
  OBSERVATIONS: 'Soumis aux observations',
  APPROVED: 'Approuvé',
};

export const meetingAttendanceLabels: Record<MeetingAttendance, string> = {
  PRESENT: 'Présent',
  EXCUSED: 'Excusé',
  REPRESENTED: 'Représenté',
};

/** What somebody did, after their name: « Élodie Caron a publié un commentaire ». */
export const changeKindVerbs: Record<ChangeKind, string> = {
  'organisation.created': 'a créé un organisme',
  'organisation.renamed': 'a renommé un organisme',
  'unit.created': 'a créé un service',
  'unit.renamed': 'a modifié un service',
  'person.invited': 'a invité une personne',
  'person.joined': 'a rejoint la plate-forme',
  'person.renamed': 'a changé de nom',
  'person.placed': 'a changé la fonction ou le service d’une personne',
  'person.deactivated': 'a désactivé un compte',
  'person.reactivated': 'a réactivé un compte',
  'person.promoted': 'a nommé un administrateur',
  'person.demoted': 'a retiré un administrateur',
  'password.changed': 'a changé de mot de passe',
  'session.opened': 'a ouvert une session',
  'sessions.ended': 'a fermé toutes ses sessions',
  'apiKey.created': 'a créé une clé d’accès',
  'apiKey.revoked': 'a révoqué une clé d’accès',
  'convention.imported': 'a importé la convention',
  'convention.created': 'a créé la convention',
  'convention.continued': 'a préparé l’année suivante',
  'convention.renamed': 'a renommé la convention',
  'convention.archived': 'a archivé la convention',
  'participant.added': 'a ajouté un participant',
  'participant.changed': 'a changé le rôle d’un participant',
  'participant.removed': 'a retiré un participant',
  'access.granted': 'a ouvert un accès',
  'access.lost': 'a fermé un accès',
  'item.added': 'a ajouté un passage',
  'item.changed': 'a modifié un passage',
  'item.archived': 'a supprimé un passage',
  'item.restored': 'a rétabli un passage',
  'carryOver.decided': 'a décidé du sort d’un passage de l’an dernier',
  'thread.opened': 'a ouvert un fil de discussion',
  'thread.resolved': 'a résolu un fil de discussion',
  'thread.reopened': 'a rouvert un fil de discussion',
  'comment.posted': 'a publié un commentaire',
  'comment.edited': 'a modifié un commentaire',
  'comment.deleted': 'a supprimé un commentaire',
  'notification.created': 'a été prévenu',
  'notification.read': 'a lu une notification',
  'mailPreference.changed': 'a changé ses préférences de courriel',
  'typingPreference.changed': 'a changé ses préférences de saisie',
  'convention.moved': 'a fait avancer la convention',
  'convention.amended': 'a ouvert un avenant',
  'file.stored': 'a déposé un fichier',
  'obligation.created': 'a ajouté une obligation',
  'obligation.changed': 'a modifié une obligation',
  'obligation.withdrawn': 'a retiré une obligation',
  'occurrence.added': 'a ajouté une échéance',
  'occurrence.changed': 'a modifié une échéance',
  'occurrence.reminded': 'a rappelé une échéance',
  'evidence.recorded': 'a apporté une preuve',
  'evidence.withdrawn': 'a retiré une preuve',
  'reminder.silenced': 'a coupé les rappels d’une échéance',
  'action.changed': 'a mis à jour une action',
  'action.noted': 'a noté l’avancement d’une action',
  'note.withdrawn': 'a retiré une note',
  'deliverable.created': 'a ajouté un livrable',
  'deliverable.changed': 'a modifié un livrable',
  'deliverable.withdrawn': 'a retiré un livrable',
  'piece.delivered': 'a remis une pièce',
  'piece.withdrawn': 'a retiré une pièce',
  'referenceEntry.added': 'a complété une liste de référence',
  'indicator.created': 'a ajouté un indicateur',
  'indicator.changed': 'a modifié un indicateur',
  'indicator.withdrawn': 'a retiré un indicateur',
  'indicator.measured': 'a mesuré un indicateur',
  'budgetLine.created': 'a ajouté une ligne budgétaire',
  'budgetLine.changed': 'a modifié une ligne budgétaire',
  'budgetLine.withdrawn': 'a retiré une ligne budgétaire',
  'payment.created': 'a prévu un versement',
  'payment.changed': 'a mis à jour un versement',
  'report.made': 'a assemblé le bilan annuel',
  'meeting.created': 'a préparé une réunion',
  'meeting.changed': 'a modifié une réunion',
  'meeting.called': 'a convoqué une réunion',
  'meeting.cancelled': 'a annulé une réunion',
  'meeting.held': 'a clos une réunion',
  'meeting.reminded': 'a relancé les invités d’une réunion',
  'meeting.repeated': 'a préparé une série de réunions',
  'attendance.recorded': 'a relevé une présence',
  'poll.opened': 'a ouvert un sondage de dates',
  'poll.changed': 'a modifié un sondage de dates',
  'poll.answered': 'a répondu à un sondage de dates',
  'poll.reminded': 'a relancé les invités d’un sondage de dates',
  'poll.closed': 'a clos un sondage de dates',
  'agenda.changed': 'a modifié un ordre du jour',
  'agenda.sent': 'a envoyé un ordre du jour',
  'notes.opened': 'a ouvert les notes d’une réunion',
  'outcome.added': 'a relevé une décision ou une tâche',
  'outcome.changed': 'a modifié une décision ou une tâche',
  'outcome.archived': 'a retiré une décision ou une tâche',
  'outcome.reminded': 'a rappelé une tâche',
  'minutes.sent': 'a soumis un compte rendu aux observations',
  'minutes.prolonged': 'a prolongé les observations d’un compte rendu',
  'minutes.consented': 'n’a pas d’observation sur un compte rendu',
  'minutes.approved': 'a approuvé un compte rendu',
  'observation.made': 'a fait une observation sur un compte rendu',
  'observation.settled': 'a traité une observation',
  'invitee.added': 'a invité à une réunion',
  'invitee.changed': 'a changé une invitation à une réunion',
  'invitee.removed': 'a retiré une invitation',
  'invitation.answered': 'a répondu à une invitation',
  'invitation.renewed': 'a renouvelé le lien d’une invitation',
  'invitation.undelivered': 'n’a pas pu remettre le courriel d’une invitation',
  'invitation.delivered': 'a de nouveau pu remettre le courriel d’une invitation',
  'reply.received': 'a reçu une réponse à rattacher',
  'reply.attached': 'a rattaché une réponse à une invitation',
  'reply.dismissed': 'a mis de côté une réponse à une invitation',
  'calendarFeed.created': 'a créé une adresse d’agenda',
  'calendarFeed.revoked': 'a révoqué une adresse d’agenda',
  'demonstration.emptied': 'a vidé la démonstration',
};

/** Sentences that many pages say in the same words. */
export const sentences = {
  saved: 'Enregistré',
  saving: 'Enregistrement…',
  offline: 'Hors connexion : vos modifications sont gardées sur ce poste',
  nothingSent: 'Hors connexion, rien n’est parti. Votre saisie est gardée : réessayez dès que le réseau sera revenu.',
  noAnswer: 'La plate-forme ne répond pas. Votre saisie est gardée : réessayez, rien ne sera fait deux fois.',
  perhapsDone:
    'Votre premier envoi est arrivé, mais sa réponse s’est perdue. Vérifiez s’il a été pris avant de recommencer.',
  sessionOver: 'Votre session est terminée. Votre texte est gardé sur ce poste : reconnectez-vous pour l’envoyer.',
  loading: 'Chargement…',
  more: 'Afficher la suite',
  cancel: 'Annuler',
  close: 'Fermer',
  confirm: 'Confirmer',
  optional: 'facultatif',
} as const;
