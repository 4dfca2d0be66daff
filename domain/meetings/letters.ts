// The words and the calendar part of the mails about a meeting: called, changed, cancelled, taken back. Called by
// mail.ts with what to say; knows no database.
import { env } from '#env.ts';
import { type CalendarEvent, type CalendarMethod, writeCalendar } from '#formats/ics.ts';
import { dayAt, hourAt } from '../calendar.ts';
import { typeset, writeDay } from '../french.ts';
import { letter, type Writer } from '../letters.ts';
import type { MailMessage } from '../outside.ts';
import type { MeetingAnswer } from '../vocabulary.ts';
import { agendaOf } from './agenda-hours.ts';
import { addressOf, demandDates, type InviteeView, type MeetingView, nameOf, partiesOf } from './meeting-views.ts';

/** Why a mail about a meeting leaves. */
export type MeetingNews = 'CALLED' | 'REMINDED' | 'CHANGED' | 'MOVED' | 'AGENDA' | 'CANCELLED' | 'REMOVED';

const heads: Record<MeetingNews, string> = {
  CALLED: 'Invitation',
  REMINDED: 'Rappel',
  CHANGED: 'Réunion modifiée',
  MOVED: 'Réunion déplacée',
  AGENDA: 'Ordre du jour',
  CANCELLED: 'Réunion annulée',
  REMOVED: 'Invitation retirée',
};

const sentences: Record<MeetingNews, string> = {
  CALLED: 'Voici une invitation à la réunion suivante.',
  REMINDED: 'Votre réponse manque encore pour la réunion suivante.',
  CHANGED: 'Les informations de la réunion suivante ont changé. Votre réponse reste valable.',
  MOVED: 'La réunion suivante a changé de date ou d’heure. Merci de répondre de nouveau.',
  AGENDA: 'Voici l’ordre du jour de la réunion suivante. Votre réponse reste valable.',
  CANCELLED: 'La réunion suivante est annulée.',
  REMOVED: 'Votre invitation à la réunion suivante est retirée.',
};

const weekday = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', timeZone: 'Europe/Paris' });

/** « mardi 22 avril 2025, de 9 h 30 à 11 h ». */
export function writeSpan({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): string {
  const [first, last] = [dayAt(startsAt), dayAt(endsAt)];
  const day = (instant: Date) => `${weekday.format(instant)} ${writeDay(dayAt(instant))}`;
  return first === last
    ? `${day(startsAt)}, de ${hourAt(startsAt)} à ${hourAt(endsAt)}`
    : `du ${day(startsAt)} à ${hourAt(startsAt)} au ${day(endsAt)} à ${hourAt(endsAt)}`;
}

/** The box that every mail of the platform leaves from; no person reads it. */
const [, senderAddress = env.MAIL_FROM] = /<([^<>]+)>/.exec(env.MAIL_FROM) ?? [];

/** The names of those who call it, in one line. */
export const organisersOf = (meeting: MeetingView): string =>
  partiesOf(meeting, 'ORGANISER')
    .map(({ unit, organisation }) => unit?.name ?? organisation.name)
    .join(', ');

/** The agenda in lines: « 9 h 30 – Bilan du trimestre (20 min, Anne Martin) »; null when it has no point. */
export function agendaText(meeting: MeetingView): string | null {
  if (meeting.agenda.length === 0) return null;
  const lines = agendaOf(meeting).map(({ startsAt, title, minutes, leader }) => {
    const about = [minutes && `${minutes}\u00a0min`, leader && nameOf(leader)].filter(Boolean).join(', ');
    return `${startsAt ? `${hourAt(startsAt)} – ` : '– '}${title}${about && ` (${about})`}`;
  });
  return ['Ordre du jour :', ...lines].join('\n');
}

/** The meeting as calendars keep it; `stampedAt` is when that was last true. */
export function eventOf(
  meeting: MeetingView,
  {
    stampedAt,
    isCancelled = meeting.state === 'CANCELLED',
    repliesTo = null,
  }: { stampedAt: Date; isCancelled?: boolean; repliesTo?: string | null },
): CalendarEvent {
  const { uid, sequence, title, purpose, place, link } = meeting;
  const called = organisersOf(meeting);
  return {
    uid,
    sequence,
    title,
    place: place ?? link,
    url: link,
    ...demandDates(meeting),
    stampedAt,
    modifiedAt: meeting.updatedAt,
    status: isCancelled ? 'CANCELLED' : 'CONFIRMED',
    description: typeset(
      [called && `Organisée par : ${called}.`, purpose, agendaText(meeting), link && `Visioconférence : ${link}`]
        .filter(Boolean)
        .join('\n\n'),
    ),
    organiser: { name: called || 'Ingénierie 62', email: repliesTo ?? senderAddress },
    takesReplies: repliesTo !== null,
    attendees: meeting.invitees.map((invitee) => ({
      name: nameOf(invitee),
      email: addressOf(invitee),
      required: invitee.required,
      answer: invitee.answer,
    })),
  };
}

function facts(meeting: MeetingView): string {
  const called = organisersOf(meeting);
  return [
    meeting.title,
    `Quand : ${writeSpan(demandDates(meeting))} (heure de Paris)`,
    meeting.place && `Où : ${meeting.place}`,
    meeting.link && `Visioconférence : ${meeting.link}`,
    called && `Organisée par : ${called}`,
  ]
    .filter(Boolean)
    .join('\n');
}

const answered: Partial<Record<MeetingAnswer, string>> = { YES: 'oui', MAYBE: 'peut-être', NO: 'non' };

/** Who answered a date poll, or calls the meeting, has answered already. */
const toAnswer = (news: MeetingNews, answer: MeetingAnswer): string =>
  news === 'CALLED' && answered[answer]
    ? `Votre réponse est déjà enregistrée : ${answered[answer]}. Pour la changer`
    : 'Pour répondre';

/** Why mail about a meeting comes. */
export const INVITED = 'Ce message vous parvient parce que vous êtes parmi les personnes invitées à cette réunion.';

const WAS_INVITED = 'Ce message vous parvient parce que vous étiez parmi les personnes invitées à cette réunion.';

/** The mail to one of those invited; `link` is the personal one to answer with, null where there is nothing to answer. */
export function meetingMail(
  meeting: MeetingView,
  {
    news,
    invitee,
    by,
    link,
    repliesTo,
    at,
  }: {
    news: MeetingNews;
    invitee: InviteeView;
    /** Who has it sent; null for the platform by itself. */
    by: Writer | null;
    link: string | null;
    /** The box that this one's calendar may answer to, where one is read. */
    repliesTo: string | null;
    at: Date;
  },
): MailMessage {
  const isOver = news === 'CANCELLED' || news === 'REMOVED';
  const method: CalendarMethod = isOver ? 'CANCEL' : 'REQUEST';
  const { purpose, cancelReason } = meeting;
  const agenda = isOver ? null : agendaText(meeting);
  const from = { name: nameOf(invitee), by, why: news === 'REMOVED' ? WAS_INVITED : INVITED };
  const words = letter(`${heads[news]} : ${meeting.title}, ${writeDay(dayAt(demandDates(meeting).startsAt))}`, from, [
    sentences[news],
    facts(meeting),
    ...(news === 'CANCELLED' && cancelReason ? [`Motif : ${cancelReason}`] : []),
    ...(!isOver && purpose ? [purpose] : []),
    ...(agenda ? [agenda] : []),
    ...(link
      ? [
          `${toAnswer(news, invitee.answer)}, sans mot de passe, ouvrez ce lien. Il est personnel : ne le transférez pas.\n${link}`,
        ]
      : []),
  ]);
  const event = eventOf(meeting, { stampedAt: at, isCancelled: isOver, repliesTo });
  return { to: addressOf(invitee), ...words, calendar: { method, content: writeCalendar(method, [event]) } };
}
