// A meeting as its form posts it: a day and two hours of Paris become two instants, or none while a date is looked for. For the routes that write one.
import { addDays, isDay } from '#domain/calendar.ts';
import { minutesOf } from '#domain/meetings/inputs.ts';
import { meetingKinds } from '#domain/vocabulary.ts';
import type { Outcome } from '#graphql/execute.ts';
import { incomplete, refused } from '../forms/form-result.ts';
import { optionalTextOf, textOf } from '../forms/posted.ts';
import { instantOf, NO_SUCH_HOUR } from './hours.ts';

/** A meeting lasts a week at most. */
const MOST_NIGHTS = 7;

const idsOf = (form: FormData, name: string) => [...new Set(form.getAll(name).map(String))].filter(Boolean);

const NO_KIND = 'Choisissez le type de réunion.';

/** What is said of a meeting beside its kind and its date. */
const restOf = (form: FormData) => ({
  title: textOf(form, 'title'),
  purpose: optionalTextOf(form, 'purpose'),
  place: optionalTextOf(form, 'place'),
  link: optionalTextOf(form, 'link'),
  organiserIds: idsOf(form, 'organiserIds'),
  occurrenceIds: idsOf(form, 'occurrenceIds'),
});

/** The meeting, or a refusal of what was not filled in and so has no value to ask the domain with. */
export function meetingOf(form: FormData) {
  const kind = meetingKinds.find((one) => one === textOf(form, 'kind'));
  if (textOf(form, 'dating') === 'POLL')
    return kind
      ? { meeting: { kind, ...restOf(form), startsAt: null, endsAt: null } }
      : { refusal: incomplete({ kind: NO_KIND }) };
  const day = textOf(form, 'day');
  const [from, to] = [minutesOf(textOf(form, 'startTime')), minutesOf(textOf(form, 'endTime'))];
  if (!kind || !isDay(day) || Number.isNaN(from) || Number.isNaN(to))
    return {
      refusal: incomplete({
        ...(kind ? {} : { kind: NO_KIND }),
        ...(isDay(day) ? {} : { day: 'Indiquez le jour de la réunion.' }),
        ...(Number.isNaN(from) ? { startTime: 'Indiquez une heure, par exemple 9:30.' } : {}),
        ...(Number.isNaN(to) ? { endTime: 'Indiquez une heure, par exemple 11:00.' } : {}),
      }),
    };
  // A meeting of several days, which programs may make, keeps its nights when its day is changed here.
  const nights = Math.min(Number(textOf(form, 'nights')) || 0, MOST_NIGHTS);
  const [startsAt, endsAt] = [instantOf(day, from), instantOf(addDays(day, nights), to)];
  if (!startsAt || !endsAt)
    return { refusal: incomplete(startsAt ? { endTime: NO_SUCH_HOUR } : { startTime: NO_SUCH_HOUR }) };
  return { meeting: { kind, ...restOf(form), startsAt, endsAt } };
}

/** A refusal with what the domain says of instants under the fields that people filled in. */
export function refusedMeeting(outcome: Extract<Outcome<unknown>, { ok: false }>) {
  const { startsAt, endsAt, ...fields } = outcome.fields;
  return refused({
    ...outcome,
    fields: { ...fields, ...(startsAt && { day: startsAt }), ...(endsAt && { endTime: endsAt }) },
  });
}
