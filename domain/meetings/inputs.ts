// What a meeting, its invitations and its closing may be, for the forms and the mutations. Browser-safe.
import { z } from 'zod';
import { day, email, emptyAsNull, line, linkOrNone, optionalLine, thingId } from '../fields.ts';
import { meetingAttendances, meetingKinds, meetingStates, territories } from '../vocabulary.ts';

const version = z.coerce.number<unknown>('Rechargez la page et réessayez.').int();

/** Whom one meeting may name at most: more is an assembly, which is called by other means. */
const MOST_NAMED = 100;

const ids = z
  .array(thingId)
  .max(MOST_NAMED, `Choisissez au plus ${MOST_NAMED} éléments.`)
  .nullish()
  .transform((chosen) => [...new Set(chosen ?? [])]);

const about = {
  kind: z.enum(meetingKinds, 'Choisissez le type de réunion.'),
  title: line(200, 'Donnez un intitulé à la réunion.'),
  purpose: z
    .string()
    .trim()
    .max(4000, 'Raccourcissez ce texte (4000 caractères au plus).')
    // Line breaks stay; the database takes no NUL, and no reader any other control.
    .transform((given) => given.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]/gu, ' '))
    .nullish()
    .transform((given) => given || null),
  place: optionalLine(300),
  link: linkOrNone.optional().transform((given) => given ?? null),
};

const WEEK_MS = 7 * 24 * 3_600_000;

/** Both or neither: a meeting is prepared without a date while one is looked for. */
const instantOrNone = (missing: string) =>
  z
    .date(missing)
    .nullish()
    .transform((given) => given ?? null);
const span = {
  startsAt: instantOrNone('Indiquez le début de la réunion.'),
  endsAt: instantOrNone('Indiquez la fin de la réunion.'),
};

type Span = { startsAt: Date | null; endsAt: Date | null };
const isWhole = ({ startsAt, endsAt }: Span) => (startsAt === null) === (endsAt === null);
const half = { path: ['endsAt'], error: 'Indiquez le début et la fin de la réunion, ou ni l’un ni l’autre.' };
const endsAfter = ({ startsAt, endsAt }: Span) => !startsAt || !endsAt || startsAt < endsAt;
const backwards = { path: ['endsAt'], error: 'La fin de la réunion précède son début.' };
const endsSoon = ({ startsAt, endsAt }: Span) => !startsAt || !endsAt || +endsAt - +startsAt <= WEEK_MS;
const endless = { path: ['endsAt'], error: 'Une réunion dure au plus sept jours.' };

/** Prepares a meeting; nobody hears of it before it is called. */
export const createMeetingInput = z
  .object({
    conventionId: thingId,
    ...about,
    ...span,
    /** Organisations or their services that call it together. */
    organiserIds: ids,
    /** What is owed and the meeting is to discharge. */
    occurrenceIds: ids,
  })
  .refine(isWhole, half)
  .refine(endsAfter, backwards)
  .refine(endsSoon, endless);

/** States a meeting anew; `version` is the one that was read. */
export const changeMeetingInput = z
  .object({ meetingId: thingId, version, ...about, ...span, organiserIds: ids, occurrenceIds: ids })
  .refine(isWhole, half)
  .refine(endsAfter, backwards)
  .refine(endsSoon, endless);

/** Sends the invitations of a meeting; `version` is the one that was read. */
export const callMeetingInput = z.object({ meetingId: thingId, version });

export const cancelMeetingInput = z.object({ meetingId: thingId, version, reason: optionalLine(300) });

/** One person: an account, else an address with its name. */
export const newcomer = {
  personId: thingId.nullish(),
  email: z.preprocess((given) => given || null, email.nullable()).optional(),
  name: optionalLine(120),
  /** For whom somebody without an account comes: an organisation or a service. */
  comesForId: z.preprocess((given) => given || null, thingId.nullable()).optional(),
};

/**
 * Invites a person with an account, somebody by e-mail alone, or a service or organisation as such: whoever has an
 * account there is then invited with it.
 */
export const inviteInput = z.object({
  meetingId: thingId,
  ...newcomer,
  partyId: thingId.nullish(),
  required: z.boolean().default(true),
});

/** Characters of pasted addresses: some fifty of them with their names. */
const MOST_PASTED = 10_000;

/** Invites people by their addresses, as they were pasted. */
export const inviteByAddressesInput = z.object({
  meetingId: thingId,
  addresses: z
    .string()
    .trim()
    .min(1, 'Collez au moins une adresse électronique.')
    .max(MOST_PASTED, 'Collez moins d’adresses à la fois (10\u202f000 caractères au plus).'),
  required: z.boolean().default(true),
});

/** Takes back the invitation of somebody, or of an organisation or service with its people. */
export const uninviteInput = z
  .object({
    meetingId: thingId,
    inviteeId: z.preprocess(emptyAsNull, thingId.nullish()),
    partyId: z.preprocess(emptyAsNull, thingId.nullish()),
  })
  .refine(({ inviteeId, partyId }) => !inviteeId !== !partyId, {
    path: ['inviteeId'],
    error: 'Choisissez une personne, ou un service ou organisme.',
  });

const answer = z.enum(['YES', 'MAYBE', 'NO'], 'Choisissez une réponse.');

/** The meeting's sequence when it was read: an answer to an hour that has changed since is none. */
const sequence = z.coerce.number<unknown>('Rechargez la page et réessayez.').int();

/** Answers with the link of a mail. */
export const answerInvitationInput = z.object({ token: z.string().max(200), answer, sequence });

/** Answers one's own invitation, signed in. */
export const answerMeetingInput = z.object({ meetingId: thingId, answer, sequence });

/** How somebody was there; null: absent without a word. */
const attendance = z
  .enum(meetingAttendances, 'Cette présence n’existe pas.')
  .nullish()
  .transform((given) => given ?? null);

/** Records how one of those invited was there. */
export const recordAttendanceInput = z.object({ meetingId: thingId, inviteeId: thingId, attendance });

/** Closes a meeting: who was there, who excused themselves, for whom somebody else came. */
export const holdMeetingInput = z.object({
  meetingId: thingId,
  version,
  attendance: z.array(z.object({ inviteeId: thingId, attendance })).max(500),
});

const time = z.string().refine((typed) => !Number.isNaN(minutesOf(typed)), 'Indiquez une heure, par exemple 9:30.');

/** Of a form whose date is known: that a part of it is filled in, judged beside all else that is missing. */
const wanted = (name: 'day' | 'startTime' | 'endTime', error: string) => ({
  check: (form: { dating?: string | undefined } & { [part in typeof name]?: string | undefined }) =>
    form.dating === 'POLL' || Boolean(form[name]),
  told: { path: [name], error, when: () => true },
});
const wantedParts = [
  wanted('day', 'Saisissez une date.'),
  wanted('startTime', 'Indiquez l’heure de début.'),
  wanted('endTime', 'Indiquez l’heure de fin.'),
] as const;

/** What the form of a meeting asks: its day and hours in Paris. The action makes instants of them. */
export const meetingForm = z
  .object({
    conventionId: thingId,
    ...about,
    /** Whether those invited are asked for a date, or it is known. */
    dating: z.enum(['POLL', 'DATE']).default('DATE'),
    day: day.optional(),
    startTime: time.optional(),
    endTime: time.optional(),
    /** Days from its first to its last. */
    nights: z.coerce.number<unknown>().int().min(0).max(7).default(0),
    organiserIds: ids,
    occurrenceIds: ids,
  })
  .refine(wantedParts[0].check, wantedParts[0].told)
  .refine(wantedParts[1].check, wantedParts[1].told)
  .refine(wantedParts[2].check, wantedParts[2].told)
  .refine(
    ({ dating, startTime = '', endTime = '', nights }) =>
      dating === 'POLL' || nights > 0 || !startTime || !endTime || minutesOf(startTime) < minutesOf(endTime),
    { path: ['endTime'], error: 'La fin de la réunion précède son début.' },
  );

/** Minutes since midnight of « 9:30 », « 9h30 » or « 9h »; NaN when it is no hour of a day. */
export function minutesOf(typed: string): number {
  const [, hour, minute] = /^([01]?\d|2[0-3])[:hH]([0-5]\d)?$/.exec(typed.trim()) ?? [];
  return hour === undefined ? Number.NaN : Number(hour) * 60 + Number(minute ?? 0);
}

/** Makes an address that calendars subscribe to: one's own meetings, or those of a service or a convention. */
export const createCalendarFeedInput = z
  .object({ unitId: thingId.nullish(), conventionId: thingId.nullish() })
  .refine(({ unitId, conventionId }) => !unitId || !conventionId, {
    path: ['unitId'],
    error: 'Choisissez un service ou une convention.',
  });

export const revokeCalendarFeedInput = z.object({ calendarFeedId: thingId });

/** What a list of meetings may be narrowed to; all that is given must hold. */
export const meetingFilter = z.object({
  conventionId: thingId.nullish(),
  states: z.array(z.enum(meetingStates, 'Cet état n’existe pas.')).nullish(),
  kind: z.enum(meetingKinds, 'Ce type n’existe pas.').nullish(),
  /** A service of this territory organises it or is invited. */
  territory: z.enum(territories, 'Ce territoire n’existe pas.').nullish(),
  /** Territorial exchanges to which both territories are party. */
  joint: z.boolean().nullish(),
  /** The viewer is invited. */
  mine: z.boolean().nullish(),
  /** The viewer is invited, and has not answered for every date that is asked about. */
  unanswered: z.boolean().nullish(),
  /** It ends after now (true) or has ended (false). */
  coming: z.boolean().nullish(),
  /** It touches this day or a later one, */
  from: day.nullish(),
  /** and this day or an earlier one. */
  to: day.nullish(),
});
export type MeetingFilter = z.output<typeof meetingFilter>;

/** Whether somebody invited must come. */
export const changeInviteeInput = z.object({ meetingId: thingId, inviteeId: thingId, required: z.boolean() });

/** Somebody who came: a person with an account, or an address with a name. */
export const addAttendeeInput = z.object({ meetingId: thingId, ...newcomer });

export const remindInviteesInput = z.object({ meetingId: thingId });

const chosen = z.enum(['YES', 'MAYBE', 'NO'], 'Choisissez une réponse.');

/** Whose it is, and the answer to keep; without one, its words alone are kept. */
export const attachReplyInput = z.object({
  meetingId: thingId,
  replyId: thingId,
  inviteeId: thingId,
  answer: z.preprocess(emptyAsNull, chosen.nullish()),
});

export const setReplyAsideInput = z.object({ meetingId: thingId, replyId: thingId });
