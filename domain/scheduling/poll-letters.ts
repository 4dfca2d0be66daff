// The mails of a date poll: it opens, its dates change, an answer is missing, it is over without a date. Each carries a
// personal link where there is something to answer. The verbs on polls call it in their transaction.
import type { Tx } from '#prisma/client.ts';
import { fromColumn } from '../calendar.ts';
import { writeDay } from '../french.ts';
import { type Letter, letter, type Writer } from '../letters.ts';
import { INVITED, organisersOf, writeSpan } from '../meetings/letters.ts';
import { aboutInvitation, isReachable, mintInvitationLink } from '../meetings/mail.ts';
import { addressOf, type InviteeView, type MeetingView, nameOf } from '../meetings/meeting-views.ts';
import { mail } from '../outside.ts';
import type { PollView } from './poll-views.ts';

/** Why a mail about a poll leaves; the first three ask for an answer. */
export type PollNews = 'OPENED' | 'CHANGED' | 'REMINDED' | 'GIVEN_UP' | 'CANCELLED' | 'REMOVED';

const heads: Record<PollNews, string> = {
  OPENED: 'Sondage de dates',
  CHANGED: 'Sondage de dates modifié',
  REMINDED: 'Rappel : sondage de dates',
  GIVEN_UP: 'Sondage de dates fermé',
  CANCELLED: 'Réunion annulée',
  REMOVED: 'Invitation retirée',
};

const sentences: Record<PollNews, string> = {
  OPENED: 'Une réunion se prépare, et sa date dépend de vous : indiquez les dates qui vous conviennent.',
  CHANGED: 'Des dates ont été ajoutées à un sondage auquel vous avez répondu. Vos autres réponses restent valables.',
  REMINDED: 'Votre réponse à ce sondage de dates manque encore.',
  GIVEN_UP: 'Le sondage de dates de la réunion suivante est fermé sans qu’une date soit retenue.',
  CANCELLED: 'La réunion suivante, dont la date vous était demandée, est annulée.',
  REMOVED: 'Votre invitation à la réunion suivante, dont la date vous était demandée, est retirée.',
};

const facts = (meeting: MeetingView): string => {
  const called = organisersOf(meeting);
  return [
    meeting.title,
    meeting.place && `Où : ${meeting.place}`,
    meeting.link && `Visioconférence : ${meeting.link}`,
    called && `Organisée par : ${called}`,
  ]
    .filter(Boolean)
    .join('\n');
};

/** The words of one mail; `link` is the personal one to answer with, null where there is nothing to answer. */
function pollLetter(
  { meeting, slots, answerBy }: PollView,
  { news, invitee, by, link }: { news: PollNews; invitee: InviteeView; by: Writer | null; link: string | null },
): Letter {
  return letter(`${heads[news]} : ${meeting.title}`, { name: nameOf(invitee), by, why: INVITED }, [
    sentences[news],
    facts(meeting),
    ...(news === 'CANCELLED' && meeting.cancelReason ? [`Motif : ${meeting.cancelReason}`] : []),
    ...(link
      ? [
          `Dates proposées (heure de Paris) :\n${slots.map((slot) => `- ${writeSpan(slot)}`).join('\n')}`,
          ...(meeting.purpose ? [meeting.purpose] : []),
          `Pour répondre au plus tard le ${writeDay(fromColumn(answerBy))}, sans mot de passe, ouvrez ce lien. Il est personnel : ne le transférez pas.\n${link}`,
        ]
      : []),
  ]);
}

/** When links to a poll answer no more: at the end of its last slot. */
export const pollEnd = ({ slots }: { slots: readonly { endsAt: Date }[] }): Date =>
  new Date(Math.max(...slots.map(({ endsAt }) => endsAt.getTime())));

/** Queues one mail to each of `invitees`; everybody still invited unless said. */
export async function tellPolled(
  tx: Tx,
  poll: PollView,
  {
    news,
    invitees = poll.meeting.invitees,
    by = null,
  }: { news: PollNews; invitees?: readonly InviteeView[]; by?: Writer | null },
): Promise<void> {
  const asks = news === 'OPENED' || news === 'CHANGED' || news === 'REMINDED';
  for (const invitee of invitees.filter(isReachable)) {
    const link = asks ? await mintInvitationLink(tx, invitee.id, pollEnd(poll)) : null;
    const letter = pollLetter(poll, { news, invitee, by, link });
    await mail.queue(tx, { ...aboutInvitation(invitee), to: addressOf(invitee), ...letter });
  }
}
