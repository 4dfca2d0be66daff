// The co-edited notes of a meeting: a text of their own, made once, from its agenda, the day before it at the earliest.
// What is decided in them is outcomes.ts; approved, they are the minutes (minutes.ts).

import type { JSONContent } from '@tiptap/core';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { Prisma } from '#generated/prisma/client.ts';
import { prisma, rowsOf, type Tx } from '#prisma/client.ts';
import { addDays, dayAt, now, today } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, forbidden, notFound } from '../errors.ts';
import { demandDates, isPolled, lockMeeting, type MeetingView, readMeeting } from '../meetings/meeting-views.ts';
import { parseInput } from '../parse.ts';
import { conventionRightsSql, mayWriteNotes, type NotesThing } from '../permissions.ts';
import { heading, paragraph } from '../texts/block-makers.ts';
import { createDocument } from '../texts/documents.ts';
import { parseText, writeText } from '../texts/live-text.ts';
import { readStoredJson } from '../texts/reading-text.ts';
import type { Viewer } from '../viewers.ts';
import { openNotesInput } from './inputs.ts';

/** The notes of a meeting; their words are read by `readMeetingNotes`. */
export interface NotesView {
  meetingId: string;
  documentId: string;
  createdAt: Date;
}

/** Refuses notes of a meeting that is not to be, or not yet. */
function demandNear(meeting: MeetingView): void {
  const { state } = meeting;
  if (state === 'CANCELLED') throw conflict('Cette réunion est annulée.');
  // One that was held without having been called has its notes all the same.
  const { startsAt } = demandDates(meeting);
  if (state === 'DRAFT' && (startsAt > now() || isPolled(meeting)))
    throw conflict('Les notes s’ouvrent une fois la réunion convoquée.');
  if (today() < addDays(dayAt(startsAt), -1)) throw conflict('Les notes s’ouvrent la veille de la réunion.');
}

/** The text that notes begin with, by the titles of the points of the agenda. */
export type FirstNotes = (points: readonly string[]) => JSONContent;

/** A heading for each point of the agenda with room to write below it. */
export const agendaBlocks = (points: readonly string[]): JSONContent[] =>
  points.flatMap((title) => [heading('subheading', title), paragraph('')]);

/** The agenda; without one, room alone. */
const firstText: FirstNotes = (points) => ({
  type: 'doc',
  content: points.length === 0 ? [paragraph('')] : agendaBlocks(points),
});

/** Makes the document of a meeting's notes; the caller holds the meeting's row. */
async function makeNotes(tx: Tx, viewer: Viewer, meetingId: string, begin: FirstNotes) {
  const agenda = await tx.agendaItem.findMany({ where: { meetingId }, orderBy: [{ position: 'asc' }, { id: 'asc' }] });
  const doc = new Doc();
  writeText(doc, parseText(begin(agenda.map(({ title }) => title))));
  const documentId = await createDocument(tx, { kind: 'NOTES', bytes: encodeStateAsUpdate(doc) });
  return tx.meetingNotes.create({ data: { meetingId, documentId, createdById: viewer.personId } });
}

/** Opens the notes of a meeting that is called, held, or begun without having been called: made from its agenda by the first who comes, the same for all. `begin` is what they start with instead. */
export async function openMeetingNotes(viewer: Viewer, input: unknown, begin = firstText): Promise<MeetingView> {
  const { meetingId } = parseInput(openNotesInput, input);
  const seen = await readMeeting(viewer, meetingId);
  if (!(await mayWrite(viewer, meetingId))) throw forbidden();
  return transact(viewer, async (tx, record) => {
    const meeting = await lockMeeting(tx, meetingId);
    if (await tx.meetingNotes.findUnique({ where: { meetingId } })) return meeting;
    demandNear(meeting);
    await makeNotes(tx, viewer, meetingId, begin);
    const { conventionId, title } = seen;
    await record({
      kind: 'notes.opened',
      subject: 'MeetingNotes',
      subjectId: meetingId,
      conventionId,
      details: { title },
    });
    return meeting;
  });
}

/** What rights on the notes of these meetings are judged by, with their document when there is one. */
async function readThings(ids: readonly string[]) {
  const rows = await rowsOf<
    NotesThing & { id: string; notes: Pick<NotesView, 'documentId' | 'createdAt'> | null }
  >(Prisma.sql`
    select m.id, m.state, ${conventionRightsSql} as convention, (
        select coalesce(json_agg(json_build_object('personId', v."personId")), '[]') from "Invitee" v
        where v."meetingId" = m.id and v."removedAt" is null) as invitees,
      (select json_build_object('state', u.state) from "Minutes" u where u."meetingId" = m.id) as minutes,
      (select json_build_object('documentId', n."documentId", 'createdAt', n."createdAt") from "MeetingNotes" n
        where n."meetingId" = m.id) as notes
    from "Meeting" m join "Convention" c on c.id = m."conventionId" where m.id = any(${[...ids]}::uuid[])`);
  for (const { convention, notes } of rows) {
    convention.archivedAt &&= new Date(convention.archivedAt);
    if (notes) notes.createdAt = new Date(notes.createdAt);
  }
  return new Map(rows.map((row) => [row.id, row]));
}

async function mayWrite(viewer: Viewer, meetingId: string): Promise<boolean> {
  const thing = (await readThings([meetingId])).get(meetingId);
  return thing !== undefined && mayWriteNotes(viewer, thing);
}

/** Of each of these meetings, which the viewer sees: the notes, if they are open, and whether the viewer may write them. */
export async function readNotes(
  viewer: Viewer,
  meetingIds: readonly string[],
): Promise<Map<string, { notes: NotesView | null; mayWrite: boolean }>> {
  const things = await readThings(meetingIds);
  return new Map(
    [...things].map(([meetingId, thing]) => {
      const mayWrite = mayWriteNotes(viewer, thing);
      return [meetingId, { mayWrite, notes: thing.notes && { meetingId, ...thing.notes } }];
    }),
  );
}

/** The notes of a meeting as they are read, as ProseMirror JSON; NOT_FOUND when it is unseen or has none. */
export async function readMeetingNotes(viewer: Viewer, meetingId: string): Promise<JSONContent> {
  await readMeeting(viewer, meetingId);
  const notes = await prisma.meetingNotes.findUnique({ where: { meetingId } });
  if (!notes) throw notFound();
  return readStoredJson(notes.documentId);
}
