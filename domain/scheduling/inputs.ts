// What a date poll, its slots and the answers to it may be, for the forms and the mutations. Browser-safe.
import { z } from 'zod';
import { clockAt, dayAt } from '../calendar.ts';
import { day, thingId } from '../fields.ts';
import { minutesOf } from '../meetings/inputs.ts';
import { seriesRhythms, voteAnswers } from '../vocabulary.ts';
import { WORKING_HOURS, workingHoursWords } from '../work-calendar.ts';

const version = z.coerce.number<unknown>('Rechargez la page et réessayez.').int();

/** Fewer slots are no choice; more, nobody reads. */
export const SLOTS = { least: 2, most: 20 } as const;

const WEEK_MS = 7 * 24 * 3_600_000;

const slot = z
  .object({ startsAt: z.date('Indiquez le début du créneau.'), endsAt: z.date('Indiquez la fin du créneau.') })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, 'La fin d’un créneau précède son début.')
  .refine(({ startsAt, endsAt }) => +endsAt - +startsAt <= WEEK_MS, 'Une réunion dure au plus sept jours.');

/** A slot as it is given. */
export type GivenSlot = z.output<typeof slot>;

/** As people read it: the night when clocks go back has two instants for one reading, which nobody could tell apart. */
export const readingOf = ({ startsAt, endsAt }: GivenSlot): string =>
  [startsAt, endsAt].map((instant) => `${dayAt(instant)} ${clockAt(instant)}`).join(' – ');

const slots = z
  .array(slot)
  .min(SLOTS.least, `Proposez au moins ${SLOTS.least} créneaux.`)
  .max(SLOTS.most, `Proposez au plus ${SLOTS.most} créneaux.`)
  .refine((given) => new Set(given.map(readingOf)).size === given.length, 'Le même créneau est proposé deux fois.')
  .transform((given) =>
    [...given].sort((one, other) => +one.startsAt - +other.startsAt || +one.endsAt - +other.endsAt),
  );

/** Asks those invited to a meeting when they can come; `version` is the meeting's that was read. */
export const openDatePollInput = z.object({ meetingId: thingId, version, answerBy: day, slots });

/** States the slots and the last day anew; `version` is the poll's that was read. */
export const changeDatePollInput = z.object({ meetingId: thingId, version, answerBy: day, slots });

/** Closes a poll on a slot, or on none; `isWarned` says that what is warned of is known. */
export const closeDatePollInput = z.object({
  meetingId: thingId,
  version,
  slotId: thingId.nullish(),
  isWarned: z.boolean().nullish(),
});

const votes = z
  .array(z.object({ slotId: thingId, answer: z.enum(voteAnswers, 'Choisissez une réponse.') }))
  .min(1, 'Répondez au moins à une date.')
  .max(SLOTS.most)
  .refine((given) => new Set(given.map(({ slotId }) => slotId)).size === given.length, 'Répondez une fois par date.');

/** Answers a poll with the link of a mail. */
export const answerDatePollByLinkInput = z.object({ token: z.string().max(200), votes });

/** Answers a poll as oneself, signed in. */
export const answerDatePollInput = z.object({ meetingId: thingId, votes });

export const remindDatePollInput = z.object({ meetingId: thingId });

export const renewInvitationLinkInput = z.object({ meetingId: thingId, inviteeId: thingId });

/** Longest stretch that is looked through for slots, days: ten weeks. */
export const LONGEST_SEARCH_DAYS = 70;

const hourWords = (minutes: number): string => {
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60];
  return minute === 0 ? `${hour}\u00a0h` : `${hour}\u00a0h\u00a0${String(minute).padStart(2, '0')}`;
};

/**
 * Why slots of so many minutes are not looked for at these hours, in a sentence; null when all are within working hours. Who
 * wants an evening says so, slot by slot.
 */
export function hoursRefusal(hours: readonly string[], minutes: number): string | null {
  const outside = hours
    .map(minutesOf)
    .find((start) => start < WORKING_HOURS.from * 60 || start + minutes > WORKING_HOURS.to * 60);
  if (outside === undefined) return null;
  const [from, to] = [hourWords(outside), hourWords(outside + minutes)];
  return `De ${from} à ${to}, la réunion sortirait des heures de travail (${workingHoursWords}). Une réunion plus tôt ou plus tard s’ajoute créneau par créneau.`;
}

/** Asks for slots between two days, at these working hours of Paris, so many minutes long. */
export const proposeSlotsInput = z
  .object({
    meetingId: thingId,
    from: day,
    to: day,
    minutes: z
      .number('Indiquez une durée.')
      .int('Indiquez une durée en minutes entières.')
      .min(15, 'Une réunion dure au moins un quart d’heure.')
      .max(600, 'Un créneau dure au plus dix heures.'),
    hours: z
      .array(z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'Indiquez une heure, par exemple 9:30.'))
      .min(1, 'Indiquez au moins une heure.')
      .max(6, 'Indiquez au plus six heures.')
      .transform((given) => [...new Set(given)]),
  })
  .superRefine(({ hours, minutes }, { addIssue }) => {
    const refusal = hoursRefusal(hours, minutes);
    if (refusal) addIssue({ code: 'custom', path: ['hours'], message: refusal });
  });

/** Meetings that one repetition prepares at most: two years of months. */
export const MOST_REPEATED = 24;

/** Prepares the later meetings of a series; `version` is the meeting's that was read. */
export const repeatMeetingInput = z.object({
  meetingId: thingId,
  version: z.coerce.number<unknown>('Rechargez la page et réessayez.').int(),
  rhythm: z.enum(seriesRhythms, 'Choisissez un rythme.'),
  /** The last day on which one may be. */
  until: day,
});
