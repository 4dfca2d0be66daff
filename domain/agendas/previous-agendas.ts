// What the meeting before spoke of, to be taken up again: nobody records what was reached, so all its points are offered.
// Called by the page of an agenda.
import { prisma } from '#prisma/client.ts';
import { type MeetingView, readMeeting, readMeetings } from '../meetings/meeting-views.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { readChain } from './agenda-sources.ts';
import { drawAgendaInput } from './inputs.ts';

/** A held meeting with those of its points that the agenda does not have, each title once. */
export interface PreviousAgenda {
  meeting: MeetingView;
  points: { title: string; minutes: number | null }[];
}

/**
 * The last meeting held before this one: of its series, or where it has none, of its kind in its convention and those
 * beside it that the viewer sees. Null when there is none, or nothing to take up.
 */
export async function readPreviousAgenda(viewer: Viewer, input: unknown): Promise<PreviousAgenda | null> {
  const { meetingId } = parseInput(drawAgendaInput, input);
  const { id, seriesId, kind, startsAt, agenda, conventionId } = await readMeeting(viewer, meetingId);
  const found = await prisma.meeting.findFirst({
    where: {
      id: { not: id },
      conventionId: { in: (await readChain(viewer, conventionId)).map((convention) => convention.id) },
      state: 'HELD',
      ...(startsAt && { startsAt: { lt: startsAt } }),
      ...(seriesId ? { seriesId } : { kind }),
    },
    select: { id: true },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
  });
  const [meeting] = await readMeetings(viewer, found ? [found.id] : []);
  const titles = new Set(agenda.map(({ title }) => title));
  const points = (meeting?.agenda ?? []).filter(({ title }) => !titles.has(title) && titles.add(title));
  return meeting && points.length > 0
    ? { meeting, points: points.map(({ title, minutes }) => ({ title, minutes })) }
    : null;
}
