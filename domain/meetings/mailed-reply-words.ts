// What a mail that waits for an organiser says, in one sentence: « propose 14 h au lieu de 10 h ». For the page of the
// meeting and for notifications; knows no database.
import type { MailedReply } from '#generated/prisma/client.ts';
import { isSameAddress } from '../address.ts';
import { dayAt, hourAt } from '../calendar.ts';
import type { MeetingAnswer } from '../vocabulary.ts';
import { writeSpan } from './letters.ts';
import { addressOf, type MeetingView, nameOf } from './meeting-views.ts';

const answers: Record<MeetingAnswer, string | null> = {
  NEEDS_ACTION: null,
  YES: 'oui',
  MAYBE: 'peut-être',
  NO: 'non',
};

const bracketed = (words: string | null) => (words ? ` (${words})` : '');

/** « propose 14 h au lieu de 10 h », « propose mardi 3 mars 2026, de 14 h à 15 h, au lieu de lundi… ». */
function proposal({ startsAt, endsAt }: MailedReply, meeting: MeetingView): string {
  // A mail answers a meeting that is called, and has a date; one that was taken back has lost nothing of it.
  if (!startsAt || !meeting.startsAt || !meeting.endsAt) return 'propose un autre horaire';
  const held = { startsAt: meeting.startsAt, endsAt: meeting.endsAt };
  const isSameStart = startsAt.getTime() === held.startsAt.getTime();
  if (isSameStart && (!endsAt || endsAt.getTime() === held.endsAt.getTime())) return 'propose un autre horaire';
  if (dayAt(startsAt) === dayAt(held.startsAt) && !isSameStart)
    return `propose ${hourAt(startsAt)} au lieu de ${hourAt(held.startsAt)}`;
  // A day without an end, or one that ends before it begins, lasts as long as the meeting.
  const length = held.endsAt.getTime() - held.startsAt.getTime();
  const end = endsAt && endsAt > startsAt ? endsAt : new Date(startsAt.getTime() + length);
  return `propose ${writeSpan({ startsAt, endsAt: end })}, au lieu de ${writeSpan(held)}`;
}

function delegation({ delegate, sender, answer }: MailedReply, name: string): string {
  if (delegate) return `${name} délègue sa place à ${delegate}.`;
  const words = answer ? answers[answer] : null;
  return `${sender ?? 'Quelqu’un'} répond${words ? ` ${words}` : ''} à la place de ${name}, qui lui a délégué la sienne.`;
}

/** The sentence; without the words that were written, which are quoted beside it. */
export function mailedReplyWords(reply: MailedReply, meeting: MeetingView): string {
  const invitee = meeting.invitees.find(({ id }) => id === reply.inviteeId);
  const name = invitee ? nameOf(invitee) : 'Une personne qui n’est plus invitée';
  const isStranger = invitee && reply.sender && !isSameAddress(addressOf(invitee), reply.sender);
  const answer = bracketed(reply.answer && answers[reply.answer]);
  switch (reply.reason) {
    case 'PROPOSES_HOUR':
      return `${name} ${proposal(reply, meeting)}${answer}.`;
    case 'DELEGATES':
      return delegation(reply, name);
    case 'OTHER_ADDRESS':
      return `Réponse${answer} d’une adresse inconnue${reply.sender ? `, ${reply.sender}` : ''}, à l’invitation de ${name}\u00a0: à qui la rattacher\u202f?`;
    case 'OTHER_EVENT':
      return `${name} a répondu${answer}, mais pour un autre rendez-vous que cette réunion.`;
    case 'CHANGED_SINCE':
      return `${name} a répondu${answer} à l’invitation d’avant, dont la date a changé depuis.`;
    case 'TOO_LATE':
      return `${name} a répondu${answer} alors que la réunion est passée ou annulée.`;
    default:
      return `${isStranger ? `${reply.sender}, à la place de ${name},` : name} a écrit un message où aucune réponse ne se lit clairement${answer}.`;
  }
}
