// When a meeting is and what was answered to it, in French. Used by every page that shows one; knows no page.

import { dayAt } from '#domain/calendar.ts';
import type { MeetingAnswer, MeetingAttendance, MeetingKind, MeetingState } from '#domain/vocabulary.ts';
import { formatDate, formatList, formatLongDate, formatTime, plural } from '../french-format.ts';

interface Span {
  startsAt: string;
  endsAt: string;
}

/** The dates of a meeting, which has none while one is looked for. */
export interface Dates {
  startsAt: string | null;
  endsAt: string | null;
}

/** The dates of what has them, or null. */
export const datesOf = ({ startsAt, endsAt }: Dates): Span | null => (startsAt && endsAt ? { startsAt, endsAt } : null);

/** Whether it has begun; what has no date has not. */
export const hasBegun = ({ startsAt }: Pick<Dates, 'startsAt'>): boolean =>
  startsAt !== null && new Date(startsAt) <= new Date();

const sameDay = ({ startsAt, endsAt }: Span) => dayAt(new Date(startsAt)) === dayAt(new Date(endsAt));

/** « du mardi 3 mars… »: a span over several days says « du » itself. */
export const withDu = (span: string): string => (/^du /.test(span) ? span : `du ${span}`);

/** « de 9 h 30 à 11 h ». */
export const hoursOf = ({ startsAt, endsAt }: Span): string => `de ${formatTime(startsAt)} à ${formatTime(endsAt)}`;

/** « mardi 22 avril 2025, de 9 h 30 à 11 h », or that it has no date. */
export const spanOf = (dates: Dates): string => {
  const span = datesOf(dates);
  return span ? spanWords(span) : 'sans date';
};

/** « 22 avril 2025 », or that it has no date. */
export const dayOf = ({ startsAt }: Pick<Dates, 'startsAt'>): string => (startsAt ? formatDate(startsAt) : 'sans date');

const spanWords = (span: Span): string =>
  sameDay(span)
    ? `${formatLongDate(span.startsAt)}, ${hoursOf(span)}`
    : `du ${formatLongDate(span.startsAt)} à ${formatTime(span.startsAt)} au ${formatLongDate(span.endsAt)} à ${formatTime(span.endsAt)}`;

interface Dated extends Dates {
  state: MeetingState;
  poll: { answerBy: string; closedAt: string | null } | null;
}

/** Whether those invited are still asked when they can come: the meeting has no date until one is kept. */
export const isPolled = ({ state, poll }: { state: MeetingState; poll: { closedAt: string | null } | null }): boolean =>
  state === 'DRAFT' && poll !== null && !poll.closedAt;

/** When a meeting is, or that its date is being chosen. */
export const whenOf = (meeting: Dated): string =>
  isPolled(meeting) && meeting.poll
    ? `Date à choisir, réponses jusqu’au ${formatDate(meeting.poll.answerBy)}`
    : meeting.state === 'DRAFT' && !meeting.startsAt
      ? 'Date à trouver'
      : spanOf(meeting);

const counted: readonly (readonly [MeetingAnswer, string])[] = [
  ['YES', 'oui'],
  ['MAYBE', 'peut-être'],
  ['NO', 'non'],
  ['NEEDS_ACTION', 'sans réponse'],
];

/** « 3 oui, 1 non et 2 sans réponse ». */
export function answersOf(invitees: readonly { answer: MeetingAnswer }[]): string {
  const parts = counted.flatMap(([answer, words]) => {
    const count = invitees.filter((invitee) => invitee.answer === answer).length;
    return count > 0 ? [`${count}\u00a0${words}`] : [];
  });
  return parts.length > 0 ? formatList(parts) : 'Personne n’est invité';
}

/** « 3 présents, 1 excusé ». */
export function attendanceOf(invitees: readonly { attendance: string | null }[]): string {
  const came = invitees.filter(({ attendance }) => attendance === 'PRESENT' || attendance === 'REPRESENTED').length;
  const excused = invitees.filter(({ attendance }) => attendance === 'EXCUSED').length;
  return [
    `${came}\u00a0${plural(came, 'présent ou représenté', 'présents ou représentés')}`,
    ...(excused > 0 ? [`${excused}\u00a0${plural(excused, 'excusé')}`] : []),
  ].join(', ');
}

/** « 45 min », « 1 h 20 ». */
export function writeMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest}\u00a0min`;
  return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`;
}

interface TimedAgenda extends Dates {
  agendaMinutes: number;
  agenda: readonly { minutes: number | null }[];
}

/** « 1 h 20 prévues pour une réunion de 1 h 30 : il reste 10 min. 2 points n’ont pas de durée. » */
export function agendaLength({ agenda, agendaMinutes, ...dates }: TimedAgenda): string {
  const untimed = agenda.filter(({ minutes }) => minutes === null).length;
  return [
    comparedLength(agendaMinutes, datesOf(dates)),
    ...(untimed > 0 ? [`${untimed}\u00a0${plural(untimed, 'point n’a', 'points n’ont')} pas de durée.`] : []),
  ]
    .filter(Boolean)
    .join(' ');
}

/** How long the points take, beside the meeting where it has a length; empty where neither has one. */
function comparedLength(agendaMinutes: number, span: Span | null): string {
  const points = `Durée des points\u00a0: ${writeMinutes(agendaMinutes)}`;
  if (!span) return agendaMinutes > 0 ? `${points}.` : '';
  const { startsAt, endsAt } = span;
  const left = Math.round((new Date(endsAt).getTime() - new Date(startsAt).getTime()) / 60_000) - agendaMinutes;
  const meeting = writeMinutes(left + agendaMinutes);
  const compared =
    left === 0
      ? 'tout le temps est pris'
      : left > 0
        ? `il reste ${writeMinutes(left)}`
        : `dépassement de ${writeMinutes(-left)}`;
  return agendaMinutes > 0
    ? `${points}, pour une réunion de ${meeting}\u00a0: ${compared}.`
    : `La réunion dure ${meeting}.`;
}

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

export const meetingAttendanceLabels: Record<MeetingAttendance, string> = {
  PRESENT: 'Présent',
  EXCUSED: 'Excusé',
  REPRESENTED: 'Représenté',
};
