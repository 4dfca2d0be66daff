// When an obligation falls due and where each occurrence stands: pure calendar and rules, for the verbs, the reads and
// the reminders. occurrence-sql.ts says the same inside a statement. Knows no database. Browser-safe.
import { addMonths, type Day, daysBetween } from '../calendar.ts';
import type { ConventionState, Degree, OccurrenceState, Periodicity, ProofKind, ReminderStep } from '../vocabulary.ts';
import { type Span, windowsOfMonths, windowsOfTimes } from './windows.ts';

/** What an obligation says of its due dates. */
export interface Terms {
  periodicity: Periodicity;
  times: number | null;
  months: number | null;
  eventOn: Day | null;
  /** The documents that are owed each time, by name; none where one will do. */
  pieces: readonly string[];
  startsOn: Day;
  endsOn: Day;
}

/** One time that something is owed: the window in which it is given in time, and which document is meant. */
export interface Due extends Span {
  piece: string | null;
}

/** States of a convention in which what it says is owed: before, it is a draft; after, it is over. */
export const owedStates: readonly ConventionState[] = ['SIGNED', 'RUNNING', 'REPORTED'];

/** The windows that follow from the periodicity. */
function windowsOf(terms: Terms): Span[] {
  const { periodicity, times, months, eventOn, startsOn, endsOn } = terms;
  switch (periodicity) {
    case 'ONCE':
      return [{ startsOn, dueOn: endsOn }];
    case 'CONTINUOUS':
      // That it was done all along can only be said once the period is over.
      return [{ startsOn, dueOn: addMonths(endsOn, months ?? 0) }];
    case 'REGULAR':
      return months === null ? [{ startsOn, dueOn: endsOn }] : windowsOfMonths(terms, months);
    case 'TIMES_A_YEAR':
      return windowsOfTimes(terms, times ?? 1);
    case 'TWICE_A_YEAR':
      return windowsOfTimes(terms, 2);
    case 'QUARTERLY':
      return windowsOfTimes(terms, 4);
    case 'WITHIN_MONTHS':
      return eventOn === null || months === null ? [] : [{ startsOn: eventOn, dueOn: addMonths(eventOn, months) }];
    case 'ON_REQUEST':
    case 'ON_EVENT':
      return [];
  }
}

/**
 * The occurrences that follow from the terms alone, by due date, each document on its own; none where somebody must ask or
 * something happen.
 */
export function duesOf(terms: Terms): Due[] {
  const pieces = terms.pieces.length === 0 ? [null] : terms.pieces;
  return windowsOf(terms).flatMap((span) => pieces.map((piece) => ({ ...span, piece })));
}

/** Whole months from `from` to `day`; 0 when it is less, or before. */
function monthsSince(from: Day, day: Day): number {
  let months = 0;
  while (addMonths(from, months + 1) <= day) months++;
  return months;
}

/**
 * For how many whole months nothing was shown of what is regular, once they are as many as its rhythm: since the last proof
 * that counts (`shownOn`), else since its period began. Null while the rhythm is kept, and outside of its period.
 */
export function silentMonths(terms: Terms, shownOn: readonly Day[], day: Day): number | null {
  const { periodicity, months, startsOn, endsOn } = terms;
  if (periodicity !== 'REGULAR' || months === null || day < startsOn || day > endsOn) return null;
  const silent = monthsSince([startsOn, ...shownOn].sort().at(-1) ?? startsOn, day);
  return silent >= months ? silent : null;
}

/** An organisation (`unitId` null), or a unit of it. */
export interface PartyIds {
  organisationId: string;
  unitId: string | null;
}

/** Who had to be there and was not. Any service speaks for its organisation; a service is named for itself. */
export const absentees = <Party extends PartyIds>(required: readonly Party[], present: readonly PartyIds[]): Party[] =>
  required.filter(
    (party) =>
      !present.some((one) =>
        party.unitId === null ? one.organisationId === party.organisationId : one.unitId === party.unitId,
      ),
  );

/** States in which nothing is waited for. */
export const settledStates: readonly OccurrenceState[] = ['MET', 'LAPSED', 'NOT_APPLICABLE'];

/** What is asked of a proof. */
export interface Demand {
  proof: ProofKind;
  /** Who must be at the meeting; those who are only asked to it are not among them. */
  attendees: readonly PartyIds[];
  degree: Degree | null;
}

/** A proof as it was recorded; those withdrawn are left out before. */
export interface Shown {
  proof: ProofKind;
  on: Day;
  attendees: readonly PartyIds[];
}

/** Whether a proof counts: of the kind asked for, within the time, and with everybody there who had to be. */
export const counts = (demand: Demand, { startsOn }: { startsOn: Day }, shown: Shown, day: Day): boolean =>
  shown.proof === demand.proof &&
  shown.on >= startsOn &&
  shown.on <= day &&
  (demand.proof !== 'MEETING' || absentees(demand.attendees, shown.attendees).length === 0);

/** The day the first proof that counts was given; null while there is none. */
export const metOn = (proofs: readonly { on: Day; counts: boolean }[]): Day | null =>
  proofs
    .filter((one) => one.counts)
    .map(({ on }) => on)
    .sort()[0] ?? null;

/** What an occurrence's state follows from. */
export interface OccurrenceFacts {
  dueOn: Day;
  plannedOn: Day | null;
  notApplicableReason: string | null;
  metOn: Day | null;
}

/**
 * Where an occurrence stands on `day`. It is late from the day after its due date; what one merely may do never is: its time
 * is then over.
 */
export function stateOf({ degree }: Pick<Demand, 'degree'>, facts: OccurrenceFacts, day: Day): OccurrenceState {
  if (facts.notApplicableReason !== null) return 'NOT_APPLICABLE';
  if (facts.metOn !== null) return 'MET';
  if (facts.dueOn < day) return degree === 'MAY' ? 'LAPSED' : 'LATE';
  return facts.plannedOn === null ? 'TO_PLAN' : 'PLANNED';
}

/** Days before the due date at which each step begins, the latest first. */
const steps: readonly (readonly [ReminderStep, number])[] = [
  ['LATE', -1],
  ['DUE_7', 7],
  ['DUE_30', 30],
  ['DUE_60', 60],
];

/** How long before a due date reminders begin. */
export const FIRST_REMINDER_DAYS = 60;

/** The latest step that is due on `day`: those before it that were missed are not made up for. */
export function stepOn(dueOn: Day, day: Day): ReminderStep | null {
  const left = daysBetween(day, dueOn);
  return steps.find(([, days]) => left <= days)?.[0] ?? null;
}
