// When an obligation falls due and where each occurrence stands: pure calendar and rules, for the verbs, the reads and
// the reminders. occurrence-sql.ts says the same inside a statement. Knows no database. Browser-safe.
import { addDays, addMonths, type Day, daysBetween } from './calendar.ts';
import type { ConventionState, OccurrenceState, Periodicity, ProofKind, ReminderStep } from './vocabulary.ts';

/** What an obligation says of its due dates. */
export interface Terms {
  periodicity: Periodicity;
  times: number | null;
  months: number | null;
  eventOn: Day | null;
  startsOn: Day;
  endsOn: Day;
}

/** From when a proof counts, and the day it is due. */
export interface Span {
  startsOn: Day;
  dueOn: Day;
}

/** States of a convention in which what it says is owed: before, it is a draft; after, it is over. */
export const owedStates: readonly ConventionState[] = ['SIGNED', 'RUNNING', 'REPORTED'];

/** The calendar stretches of so many months that the period touches, cut to it; each is due at its end. */
function stretches({ startsOn, endsOn }: Terms, months: number): Span[] {
  const spans: Span[] = [];
  const month = Number(startsOn.slice(5, 7));
  let from = `${startsOn.slice(0, 5)}${String(month - ((month - 1) % months)).padStart(2, '0')}-01`;
  while (from <= endsOn) {
    const after = addMonths(from, months);
    const last = addDays(after, -1);
    spans.push({ startsOn: from < startsOn ? startsOn : from, dueOn: last > endsOn ? endsOn : last });
    from = after;
  }
  return spans;
}

/** The occurrences that follow from the terms alone, by due date; none where somebody must ask or something happen. */
export function spansOf(terms: Terms): Span[] {
  const { periodicity, startsOn, endsOn } = terms;
  switch (periodicity) {
    case 'ONCE':
    case 'REGULAR':
    case 'CONTINUOUS':
      return [{ startsOn, dueOn: endsOn }];
    case 'TIMES_A_YEAR':
      return stretches(terms, 12).flatMap((year) => Array.from({ length: terms.times ?? 1 }, () => year));
    case 'TWICE_A_YEAR':
      return stretches(terms, 6);
    case 'QUARTERLY':
      return stretches(terms, 3);
    case 'WITHIN_MONTHS':
      return terms.eventOn === null || terms.months === null
        ? []
        : [{ startsOn: terms.eventOn, dueOn: addMonths(terms.eventOn, terms.months) }];
    case 'ON_REQUEST':
    case 'ON_EVENT':
      return [];
  }
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

/** What is asked of a proof. */
export interface Demand {
  proof: ProofKind;
  attendees: readonly PartyIds[];
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

/** What an occurrence's state follows from. */
export interface OccurrenceFacts extends Span {
  plannedOn: Day | null;
  notApplicableReason: string | null;
  evidence: readonly Shown[];
}

/** The day the first proof that counts was given; null while there is none. */
export function metOn(demand: Demand, facts: OccurrenceFacts, day: Day): Day | null {
  const days = facts.evidence.filter((shown) => counts(demand, facts, shown, day)).map(({ on }) => on);
  return days.sort()[0] ?? null;
}

/** Where an occurrence stands on `day`. It is late from the day after its due date. */
export function stateOf(demand: Demand, facts: OccurrenceFacts, day: Day): OccurrenceState {
  if (facts.notApplicableReason !== null) return 'NOT_APPLICABLE';
  if (metOn(demand, facts, day) !== null) return 'MET';
  if (facts.dueOn < day) return 'LATE';
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

/** The quarter of a day, as the API names it: `2025-Q4`. */
export const quarterOf = (day: Day): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
