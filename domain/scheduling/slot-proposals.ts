// Days and hours at which a meeting could be: working days between two days, at the working hours asked for, with the school
// holidays they fall in and how many of those invited have another meeting.

import { addDays, type Day, daysBetween, instantIn, now } from '../calendar.ts';
import { invalid } from '../errors.ts';
import { minutesOf } from '../meetings/inputs.ts';
import { meetingToOrganise } from '../meetings/meeting-views.ts';
import { parseInput } from '../parse.ts';
import { schoolHolidaysKnownUntil } from '../school-holidays.ts';
import type { Viewer } from '../viewers.ts';
import { isWorkingDay, publicHoliday, schoolHoliday } from '../work-calendar.ts';
import { type BusyInvitee, busyDuring } from './busy-invitees.ts';
import { LONGEST_SEARCH_DAYS, proposeSlotsInput } from './inputs.ts';

/** A slot that could be proposed. */
export interface ProposedSlot {
  startsAt: Date;
  endsAt: Date;
  /** The school holiday of zone B it falls in. */
  schoolHoliday: string | null;
  /** Whether school holidays are known for its day. */
  isSchoolKnown: boolean;
  /** How many of those invited have another meeting then. */
  busy: number;
  /** How many of them must be there, and the names of those whom the viewer may know to be elsewhere. */
  busyRequired: number;
  busyNames: string[];
}

/** What could be proposed, and the public holidays that were left out for being one. */
export interface SlotProposals {
  slots: ProposedSlot[];
  leftOut: { day: Day; name: string }[];
}

const daysFrom = (from: Day, to: Day): Day[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));

const busyOf = (busy: readonly BusyInvitee[]) => ({
  busy: busy.length,
  busyRequired: busy.filter(({ required }) => required).length,
  busyNames: busy.flatMap(({ name }) => name ?? []),
});

/** Slots for a meeting that the viewer may organise, the earliest first; what is past is left out. */
export async function proposeSlots(viewer: Viewer, input: unknown): Promise<SlotProposals> {
  const { meetingId, from, to, minutes, hours } = parseInput(proposeSlotsInput, input);
  if (to < from) throw invalid({ to: 'Le dernier jour précède le premier.' });
  if (daysBetween(from, to) > LONGEST_SEARCH_DAYS)
    throw invalid({ to: `Cherchez sur ${LONGEST_SEARCH_DAYS / 7} semaines au plus.` });
  await meetingToOrganise(viewer, meetingId);
  const days = daysFrom(from, to);
  const starts = hours.map(minutesOf).sort((one, other) => one - other);
  const found = days.filter(isWorkingDay).flatMap((day) =>
    starts.map((start) => {
      const startsAt = instantIn(day, Math.floor(start / 60), start % 60);
      return { day, startsAt, endsAt: new Date(+startsAt + minutes * 60_000) };
    }),
  );
  const coming = found.filter(({ startsAt }) => startsAt > now());
  const busy = await busyDuring(viewer, meetingId, coming);
  const slots = coming.map(({ day, startsAt, endsAt }, place) => ({
    startsAt,
    endsAt,
    schoolHoliday: schoolHoliday(day),
    isSchoolKnown: day <= schoolHolidaysKnownUntil,
    ...busyOf(busy[place] ?? []),
  }));
  const leftOut = days.flatMap((day) => {
    const name = publicHoliday(day);
    return name ? [{ day, name }] : [];
  });
  return { slots, leftOut };
}
