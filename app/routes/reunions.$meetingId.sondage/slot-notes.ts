// What the form of a poll says beside a date before it is sent: one that is free, one that was proposed, one that is typed.
import { isDay } from '#domain/calendar.ts';
import { typeset } from '#domain/french.ts';
import { minutesOf } from '#domain/meetings/inputs.ts';
import { calendarWarnings } from '#domain/work-calendar.ts';
import { count, formatList } from '../../french-format.ts';
import { instantOf } from '../../scheduling/hours.ts';
import type { Proposals, ShownSlot } from './queries.ts';

type Proposed = Proposals['slots'][number];

/** « 3 invités pris ailleurs, présence requise pour 2, dont Camille Dupont ». */
function busyNote({ busy, busyRequired, busyNames }: Omit<Proposed, 'startsAt' | 'endsAt'>): string {
  const some = count(busy, 'invité pris ailleurs', 'invités pris ailleurs');
  if (busyRequired === 0) return some;
  const required = busyRequired === busy ? 'présence requise' : `présence requise pour ${busyRequired}`;
  const whom = busyNames.length === busyRequired ? '\u00a0:' : ', dont';
  return [some, ', ', required, ...(busyNames.length > 0 ? [`${whom} ${formatList(busyNames)}`] : [])].join('');
}

/** What is to be known of a free slot, in one line. */
export function noteOf(slot: Omit<Proposed, 'startsAt' | 'endsAt'>): string | undefined {
  const notes = [
    ...(slot.schoolHoliday ? [`${slot.schoolHoliday} (zone B)`] : []),
    ...(slot.isSchoolKnown ? [] : ['vacances scolaires pas encore publiées']),
    ...(slot.busy > 0 ? [busyNote(slot)] : []),
  ];
  const words = typeset(notes.join(' · '));
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : undefined;
}

/** What speaks against a date that was proposed, but for the answers to it. */
export function proposedNote({ warnings }: Pick<ShownSlot, 'warnings'>): string | undefined {
  const known = warnings.filter(({ check }) => !isOfAnswers(check)).map(({ words }) => words);
  return known.length > 0 ? typeset(known.join(' ')) : undefined;
}

type Check = ShownSlot['warnings'][number]['check'];

const silences: readonly Check[] = ['UNANSWERED', 'TERRITORY_UNANSWERED'];
const refusals: readonly Check[] = ['REQUIRED_NO', 'TERRITORY_NO'];

/** Whether a warning tells that answers are missing. */
export const isSilence = (check: Check): boolean => silences.includes(check);
const isOfAnswers = (check: Check) => isSilence(check) || refusals.includes(check);

/** What the calendar says against a slot as it is typed; nothing until it is whole. */
export function typedNote(day: string, start: string, end: string): string | undefined {
  const [from, to] = [minutesOf(start), minutesOf(end)];
  if (!isDay(day) || !(from < to)) return undefined;
  const [startsAt, endsAt] = [instantOf(day, from), instantOf(day, to)];
  if (!startsAt || !endsAt) return undefined;
  const said = calendarWarnings({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
  return said.length > 0 ? typeset(said.map(({ words }) => words).join(' ')) : undefined;
}
