// A meeting as its form posts it: a day and two hours of Paris become two instants. For the routes that write one.
import { instantIn, isDay } from '#domain/calendar.ts';
import { minutesOf } from '#domain/inputs/meeting.ts';
import { meetingKinds } from '#domain/vocabulary.ts';
import type { Outcome } from '#graphql/execute.ts';
import { incomplete, refused } from '../form-result.ts';
import { optionalTextOf, textOf } from '../posted.ts';

const instantOf = (day: string, minutes: number): string =>
  instantIn(day, Math.floor(minutes / 60), minutes % 60).toISOString();

const idsOf = (form: FormData, name: string) => [...new Set(form.getAll(name).map(String))].filter(Boolean);

/** The meeting, or a refusal of what was not filled in and so has no value to ask the domain with. */
export function meetingOf(form: FormData) {
  const kind = meetingKinds.find((one) => one === textOf(form, 'kind'));
  const day = textOf(form, 'day');
  const [from, to] = [minutesOf(textOf(form, 'startTime')), minutesOf(textOf(form, 'endTime'))];
  if (!kind || !isDay(day) || Number.isNaN(from) || Number.isNaN(to))
    return {
      refusal: incomplete({
        ...(kind ? {} : { kind: 'Choisissez le type de réunion.' }),
        ...(isDay(day) ? {} : { day: 'Indiquez le jour de la réunion.' }),
        ...(Number.isNaN(from) ? { startTime: 'Indiquez une heure, par exemple 9:30.' } : {}),
        ...(Number.isNaN(to) ? { endTime: 'Indiquez une heure, par exemple 11:00.' } : {}),
      }),
    };
  const meeting = {
    kind,
    title: textOf(form, 'title'),
    purpose: optionalTextOf(form, 'purpose'),
    place: optionalTextOf(form, 'place'),
    link: optionalTextOf(form, 'link'),
    startsAt: instantOf(day, from),
    endsAt: instantOf(day, to),
    organiserIds: idsOf(form, 'organiserIds'),
    occurrenceIds: idsOf(form, 'occurrenceIds'),
  };
  return { meeting };
}

/** A refusal with what the domain says of instants under the fields that people filled in. */
export function refusedMeeting(outcome: Extract<Outcome<unknown>, { ok: false }>) {
  const { startsAt, endsAt, ...fields } = outcome.fields;
  return refused({
    ...outcome,
    fields: { ...fields, ...(startsAt && { day: startsAt }), ...(endsAt && { endTime: endsAt }) },
  });
}
