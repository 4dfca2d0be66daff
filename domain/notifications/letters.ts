// The words of the digest: what happened, where, and a link to each. Knows no database.

import { titleWithYear } from '../convention-title.ts';
import { bodyAsText } from '../discussions/bodies.ts';
import { writeDay } from '../french.ts';
import { affiliationOf } from '../identity.ts';
import { type Letter, letter, pageAddress } from '../letters.ts';
import type { NotificationKind } from '../vocabulary.ts';
import type { NotificationDetails, OccurrenceTold } from './notification-details.ts';
import { placePath } from './places.ts';

/** Notifications that a letter tells one by one; the page has the others. */
const MOST_TOLD = 30;

/** Characters of a quotation or of a comment: enough to know whether to open it. */
const EXCERPT = 200;

function excerpt(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT).trimEnd()}…` : line;
}

const deeds: Record<NotificationKind, string> = {
  MENTION: 'vous a mentionné',
  REPLY: 'a répondu dans un fil auquel vous participez',
  THREAD_RESOLVED: 'a résolu un fil auquel vous participez',
  SUGGESTION_SETTLED: 'a répondu à votre proposition',
  SUGGESTION_REOPENED: 'a remis votre proposition en attente',
  CONVENTION_OPENED: 'vous a ouvert la convention',
  OBLIGATION_DUE: 'vous rappelle une échéance',
  OBLIGATION_LATE: 'vous signale une échéance dépassée',
  TASK_ASSIGNED: 'vous a confié une tâche',
  TASK_DUE: 'vous rappelle une tâche',
  TASK_LATE: 'vous signale une tâche en retard',
  INVITEE_ABSENT: 'vous signale qu’une personne dont la présence est requise ne viendra pas',
  INVITEE_UNREACHED: 'n’a pas pu remettre une invitation',
  REPLY_WAITING: 'vous transmet une réponse à une invitation',
  DATASET_UPDATED: 'a déposé une nouvelle version de données que vous suivez',
  ACCESS_ASKED: 'demande à consulter des données',
  ACCESS_DECIDED: 'a répondu à votre demande d’accès à des données',
  DATASET_DAMAGED: 'vous signale qu’un fichier que vous avez déposé est abîmé',
  POLL_OPENED: 'vous demande vos dates pour une réunion',
};

/** What falls due, in a sentence of its own: nobody did it. */
function reminder({ dueOn, title, state }: OccurrenceTold): string {
  return `• ${state === 'LATE' ? 'En retard' : 'À faire'} : ${title} (échéance : ${writeDay(dueOn)}).`;
}

function lines(told: NotificationDetails): string {
  const { actor, comment, kind, occurrence, quotation, said: sentence } = told;
  if (occurrence) return [reminder(occurrence), `  ${pageAddress(placePath(told))}`].join('\n');
  if (sentence) return [`• ${sentence.words}`, `  ${pageAddress(placePath(told))}`].join('\n');
  const who = actor ? `${actor.name} (${affiliationOf(actor)})` : 'La plate-forme';
  const names = new Map(
    comment?.mentions.map(({ person, organisation }) => [
      person?.id ?? organisation?.id,
      person?.name ?? organisation?.shortName,
    ]),
  );
  const said = comment && bodyAsText(comment.body, (id) => names.get(id) ?? null);
  return [
    `• ${who} ${deeds[kind]}${quotation ? `, sur « ${excerpt(quotation)} »` : ''}${said ? ' :' : '.'}`,
    ...(said ? [`  « ${excerpt(said)} »`] : []),
    `  ${pageAddress(placePath(told))}`,
  ].join('\n');
}

/** The letter for these notifications of one person, oldest first. */
export function digestLetter({ name, told }: { name: string; told: readonly NotificationDetails[] }): Letter {
  const count = told.length === 1 ? 'une notification non lue' : `${told.length} notifications non lues`;
  const shown = told.slice(0, MOST_TOLD);
  const conventions = [...new Set(shown.map(({ conventionId }) => conventionId))];
  const sections = conventions.map((id) => {
    const own = shown.filter(({ conventionId }) => conventionId === id);
    const heading = own[0]?.convention ? titleWithYear(own[0].convention) : id === null ? 'Données' : 'Convention';
    return [`${heading} :`, ...own.map(lines)].join('\n\n');
  });
  const rest = told.length - shown.length;
  const why = 'Ce message rassemble ce que vous n’avez pas encore lu, comme vous l’avez choisi.';
  return letter(`Ingénierie 62 : ${count}`, { name, why }, [
    `Vous avez ${count}.`,
    ...sections,
    ...(rest > 0 ? [`Et ${rest === 1 ? 'une autre' : `${rest} autres`} :\n${pageAddress('/notifications')}`] : []),
    `Pour choisir ce qui vous est envoyé par courriel :\n${pageAddress('/notifications')}`,
  ]);
}
