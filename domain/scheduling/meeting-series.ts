// Series: from one meeting the later ones are prepared at a rhythm, each with its own people and what it is to discharge.
// Once prepared, each is on its own: what is done to one is done to it alone.

import { randomUUID } from 'node:crypto';
import { env } from '#env.ts';
import type { MeetingSeries } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import {
  addDays,
  addMonths,
  clockAt,
  type Day,
  dayAt,
  daysBetween,
  fromColumn,
  instantIn,
  mondayOf,
  now,
} from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, invalid } from '../errors.ts';
import { readAims } from '../meetings/aims.ts';
import { minutesOf } from '../meetings/inputs.ts';
import { isReachable } from '../meetings/mail.ts';
import {
  demandDates,
  demandNoPoll,
  demandOpen,
  demandVersion,
  lockMeeting,
  type MeetingView,
  meetingRow,
  meetingToOrganise,
  recordMeeting,
} from '../meetings/meeting-views.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import type { SeriesRhythm } from '../vocabulary.ts';
import { workingDayFrom } from '../work-calendar.ts';
import { MOST_REPEATED, repeatMeetingInput } from './inputs.ts';

/** Months from one meeting to the next. */
const stepMonths: Record<SeriesRhythm, number> = { MONTHLY: 1, QUARTERLY: 3, TWICE_A_YEAR: 6 };

/** From 0, Monday, to 6. */
const weekdayOf = (day: Day): number => daysBetween(mondayOf(day), day);

/** Days of a month at least: a weekday comes four times in them, and beyond is the last. */
const WEEKS = 4;

/** The day of that weekday and rank in the month of `first`, its first day; past the fourth, the last one. */
function nthOf(first: Day, { weekday, rank }: { weekday: number; rank: number }): Day {
  const offset = (weekday - weekdayOf(first) + 7) % 7;
  if (rank <= WEEKS) return addDays(first, offset + 7 * (rank - 1));
  const fifth = addDays(first, offset + 7 * WEEKS);
  return fifth < addMonths(first, 1) ? fifth : addDays(fifth, -7);
}

/** The days after `from` at that rhythm, as far as `until`; at most `most`. */
export function seriesDays(
  from: Day,
  { rhythm, until, most }: { rhythm: SeriesRhythm; until: Day; most: number },
): Day[] {
  const kept = { weekday: weekdayOf(from), rank: Math.ceil(Number(from.slice(8)) / 7) };
  const firstOfMonth = `${from.slice(0, 8)}01`;
  const days: Day[] = [];
  for (let index = 1; days.length < most; index += 1) {
    const day = workingDayFrom(nthOf(addMonths(firstOfMonth, index * stepMonths[rhythm]), kept));
    if (day > until) break;
    days.push(day);
  }
  return days;
}

const instantAt = (day: Day, clock: string): Date => {
  const minutes = minutesOf(clock);
  return instantIn(day, Math.floor(minutes / 60), minutes % 60);
};

/** The hours of a meeting on another day: the clock of Paris says the same, whatever the season. */
export function movedTo(day: Day, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }) {
  const nights = daysBetween(dayAt(startsAt), dayAt(endsAt));
  return { startsAt: instantAt(day, clockAt(startsAt)), endsAt: instantAt(addDays(day, nights), clockAt(endsAt)) };
}

/** A series with its meetings in their order. */
export type SeriesView = MeetingSeries & { meetings: MeetingView[] };

/** The series of meetings, by meeting; who is in none is left out. The viewer was judged by who gives the ids. */
export async function readSeries(meetingIds: readonly string[]): Promise<Map<string, SeriesView>> {
  const found = await prisma.meetingSeries.findMany({
    where: { meetings: { some: { id: { in: [...meetingIds] } } } },
    include: { meetings: { include: meetingRow, orderBy: { rank: 'asc' } } },
  });
  return new Map(found.flatMap((series) => series.meetings.map(({ id }) => [id, series] as const)));
}

/**
 * For each later meeting what it aims at: of each obligation that the first aims at, the next occurrence by due date at
 * which no other living meeting aims, once its period has begun by the day of the meeting.
 */
async function laterAims(tx: Tx, aimed: readonly string[], days: readonly Day[]): Promise<string[][]> {
  const rows = await tx.occurrence.findMany({ where: { id: { in: [...aimed] } }, orderBy: { dueOn: 'asc' } });
  // The latest of each obligation: rows of before the rule may aim at two.
  const lasts = new Map(rows.map(({ obligationId, dueOn }) => [obligationId, dueOn]));
  const byDay: string[][] = days.map(() => []);
  for (const [obligationId, dueOn] of lasts) {
    const next = await tx.occurrence.findMany({
      where: {
        obligationId,
        id: { notIn: [...aimed] },
        dueOn: { gte: dueOn },
        notApplicableReason: null,
        aims: { none: { meeting: { state: { not: 'CANCELLED' } } } },
      },
      orderBy: [{ dueOn: 'asc' }, { rank: 'asc' }],
      take: days.length,
    });
    for (const [index, day] of days.entries()) {
      const [first] = next;
      if (!first || fromColumn(first.startsOn) > day) continue;
      byDay[index]?.push(first.id);
      next.shift();
    }
  }
  return byDay;
}

/** What a later meeting takes over from the first. */
const copyOf = (meeting: MeetingView) => ({
  conventionId: meeting.conventionId,
  kind: meeting.kind,
  title: meeting.title,
  purpose: meeting.purpose,
  place: meeting.place,
  link: meeting.link,
});

const partiesOf = ({ parties }: MeetingView) =>
  parties.map(({ role, organisationId, unitId }) => ({ role, organisationId, unitId }));

const peopleOf = ({ invitees }: MeetingView) =>
  invitees.filter(isReachable).map(({ personId, email, name, required, organisationId, unitId }) => ({
    personId,
    email,
    name,
    required,
    organisationId,
    unitId,
  }));

interface Later {
  first: MeetingView;
  seriesId: string;
  spans: readonly { startsAt: Date; endsAt: Date }[];
  aimed: readonly string[];
}

/** Prepares the later meetings of a series, from its second on. */
async function prepareLater(tx: Tx, record: RecordChange, viewer: Viewer, later: Later): Promise<void> {
  const { first, seriesId, spans, aimed } = later;
  const days = spans.map(({ startsAt }) => dayAt(startsAt));
  const aimsOf = await laterAims(tx, aimed, days);
  for (const [index, span] of spans.entries()) {
    const meeting = await tx.meeting.create({
      data: {
        ...copyOf(first),
        ...span,
        seriesId,
        rank: index + 2,
        uid: `${randomUUID()}@${new URL(env.PUBLIC_URL).hostname}`,
        createdById: viewer.personId,
        parties: { create: partiesOf(first) },
        invitees: { create: peopleOf(first) },
        aims: { create: (aimsOf[index] ?? []).map((occurrenceId) => ({ occurrenceId })) },
      },
      include: meetingRow,
    });
    await recordMeeting(record, 'meeting.created', meeting);
  }
}

/** Prepares the later meetings at a rhythm, the same weekday of their month and hour of Paris. Nobody is told yet. */
export async function repeatMeeting(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, version, rhythm, until } = parseInput(repeatMeetingInput, input);
  const aims = await readAims(viewer, await meetingToOrganise(viewer, meetingId));
  return transact(viewer, async (tx, record) => {
    const first = await lockMeeting(tx, meetingId);
    demandOpen(first);
    if (first.seriesId) throw conflict('Cette réunion appartient déjà à une série.');
    demandVersion(first, version);
    demandNoPoll(first);
    const dates = demandDates(first);
    const days = seriesDays(dayAt(dates.startsAt), { rhythm, until, most: MOST_REPEATED + 1 });
    const spans = days.map((day) => movedTo(day, dates)).filter(({ startsAt }) => startsAt > now());
    if (spans.length === 0) throw invalid({ until: 'Aucune réunion ne tombe avant cette date à ce rythme.' });
    if (spans.length > MOST_REPEATED)
      throw invalid({
        until: `Une série compte au plus ${MOST_REPEATED} autres réunions : choisissez une date plus proche.`,
      });
    const { id: seriesId } = await tx.meetingSeries.create({
      data: { conventionId: first.conventionId, title: first.title, rhythm },
    });
    await prepareLater(tx, record, viewer, {
      first,
      seriesId,
      spans,
      aimed: aims.map(({ occurrenceId }) => occurrenceId),
    });
    const data = { seriesId, rank: 1, version: { increment: 1 } };
    const meeting = await tx.meeting.update({ where: { id: meetingId }, data, include: meetingRow });
    const { conventionId, title } = meeting;
    const details = { title, seriesId, rhythm, count: spans.length };
    const about = { subject: 'Meeting', subjectId: meetingId, version: meeting.version, conventionId };
    await record({ kind: 'meeting.repeated', ...about, details });
    return meeting;
  });
}
