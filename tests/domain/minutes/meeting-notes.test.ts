// The notes of a meeting: who opens and writes them and until when, what they begin with, and that there is one of them.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayAt, instantIn, setClock, today } from '#domain/calendar.ts';
import { type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { openMeetingNotes, readMeetingNotes, readNotes } from '#domain/minutes/meeting-notes.ts';
import { live } from '#domain/outside.ts';
import { mayWriteNotes, notesRights } from '#domain/permissions.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import { cancelMeeting, changeMeeting } from '#domain/scheduling/meetings.ts';
import { judgeAgain, textMode } from '#domain/texts/access.ts';
import { freezeDocument } from '#domain/texts/documents.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, buildMeeting, type Joint } from '../../build/meetings.ts';
import { buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { removeBlocks } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});
afterEach(() => setClock(null));

const openBy = (viewer: Viewer, { id }: { id: string }) => openMeetingNotes(viewer, { meetingId: id });

/** The document of a meeting's notes. */
const documentOf = async ({ id }: { id: string }) =>
  (await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId: id } })).documentId;

async function buildOpened(): Promise<{ meeting: MeetingView; documentId: string }> {
  const meeting = await buildCalled(joint);
  await openBy(joint.agent, meeting);
  return { meeting, documentId: await documentOf(meeting) };
}

const inviteeOf = async (meetingId: string, personId: string) =>
  (await prisma.invitee.findFirstOrThrow({ where: { meetingId, personId } })).id;

describe('opening', () => {
  test('notes begin with the points of the agenda, in its order, with room to write below each', async () => {
    const meeting = await buildCalled(joint);
    await prisma.agendaItem.createMany({
      data: [
        { meetingId: meeting.id, position: 1, title: 'Terrils : \u202elistes\u0007<b>2026</b>' },
        { meetingId: meeting.id, position: 0, title: 'Obligations en retard' },
      ],
    });
    await openBy(joint.agent, meeting);
    const { content = [] } = await readMeetingNotes(joint.reader, meeting.id);
    expect(content.map(({ type, attrs, content }) => [type, attrs?.kind, content?.[0]?.text])).toEqual([
      ['heading', 'subheading', 'Obligations en retard'],
      ['paragraph', undefined, undefined],
      ['heading', 'subheading', 'Terrils : \u202elistes <b>2026</b>'],
      ['paragraph', undefined, undefined],
    ]);
    expect(new Set(content.map(({ attrs }) => attrs?.id)).size).toBe(4);
  });

  test('without an agenda there is one empty paragraph', async () => {
    const { meeting } = await buildOpened();
    const { content = [] } = await readMeetingNotes(joint.agent, meeting.id);
    expect(content.map(({ type }) => type)).toEqual(['paragraph']);
  });

  test('two who open them at once, and whoever comes later, are in the same notes', async () => {
    const meeting = await buildCalled(joint);
    await Promise.all([openBy(joint.agent, meeting), openBy(joint.artoisAgent, meeting)]);
    const documentId = await documentOf(meeting);
    await openBy(joint.steward, meeting);
    expect(await documentOf(meeting)).toBe(documentId);
    expect(await prisma.document.count({ where: { kind: 'NOTES', notes: { meetingId: meeting.id } } })).toBe(1);
    expect(await prisma.change.count({ where: { kind: 'notes.opened', subjectId: meeting.id } })).toBe(1);
  });

  test('they open the day before the meeting, not sooner', async () => {
    const day = addDays(today(), 3);
    const meeting = await buildCalled(joint, { startsAt: instantIn(day, 9), endsAt: instantIn(day, 11) });
    await expect(openBy(joint.agent, meeting)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'Les notes s’ouvrent la veille de la réunion.',
    });
    setClock(() => instantIn(addDays(dayAt(meeting.startsAt), -1), 0, 1));
    await openBy(joint.agent, meeting);
    expect(await documentOf(meeting)).toBeTruthy();
  });

  test('a meeting that was not called, or is cancelled, has none', async () => {
    const draft = await buildMeeting(joint);
    await expect(openBy(joint.agent, draft)).rejects.toMatchObject({ code: 'CONFLICT' });
    const called = await buildCalled(joint);
    await cancelMeeting(joint.agent, { meetingId: called.id, version: called.version });
    await expect(openBy(joint.agent, called)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await prisma.meetingNotes.count({ where: { meetingId: { in: [draft.id, called.id] } } })).toBe(0);
  });

  test('a reader who is not invited opens none, and to others the meeting does not exist', async () => {
    const meeting = await buildCalled(joint);
    await expect(openBy(joint.reader, meeting)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(openBy(await buildViewer(), meeting)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(openMeetingNotes(joint.agent, { meetingId: 'ailleurs' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

/** A key of an organisation that writes in the convention. */
async function buildKeyOf(organisationId: string, conventionId: string, mode: 'READ' | 'READ_WRITE') {
  await prisma.participant.create({ data: { conventionId, organisationId, role: 'EDITOR' } });
  return buildSystemViewer(organisationId, mode);
}

describe('writing', () => {
  test.each<[string, (joint: Joint) => Promise<Viewer> | Viewer, 'write' | 'read' | null]>([
    ['who organises', ({ agent }) => agent, 'write'],
    ['an editor who is not invited', ({ debtorViewer }) => debtorViewer, 'write'],
    ['a reader who is not invited', ({ reader }) => reader, 'read'],
    ['somebody of no convention of theirs', () => buildViewer(), null],
    [
      'a key that only reads, of an organisation that writes',
      ({ department, convention }) => buildKeyOf(department.id, convention.id, 'READ'),
      'read',
    ],
    [
      'a key that writes, of such an organisation',
      ({ department, convention }) => buildKeyOf(department.id, convention.id, 'READ_WRITE'),
      'write',
    ],
    [
      'a key of the organisation of a reader',
      ({ reader }) => buildSystemViewer(reader.organisationId, 'READ_WRITE'),
      null,
    ],
  ])('%s: %#', async (_who, viewerOf, mode) => {
    const { documentId } = await buildOpened();
    expect(await textMode(await viewerOf(joint), documentId)).toBe(mode);
  });

  test('a reader who is invited writes, is told to join again, and reads only once taken off', async () => {
    const { meeting, documentId } = await buildOpened();
    const { reader, agent } = joint;
    await invite(agent, { meetingId: meeting.id, personId: reader.personId });
    expect(outside.judged).toContainEqual({ documentId, personId: reader.personId });
    expect(await textMode(reader, documentId)).toBe('write');
    outside.judged = [];
    await uninvite(agent, { meetingId: meeting.id, inviteeId: await inviteeOf(meeting.id, reader.personId) });
    expect(outside.judged).toEqual([{ documentId, personId: reader.personId }]);
    expect(await textMode(reader, documentId)).toBe('read');
  });

  test('a role lost in the convention is judged again in the notes of its meetings too', async () => {
    const { documentId } = await buildOpened();
    await judgeAgain(joint.convention.id, { personId: joint.reader.personId });
    expect(outside.judged).toContainEqual({ documentId, personId: joint.reader.personId });
  });

  test('once a meeting is cancelled its notes are only read', async () => {
    const { meeting, documentId } = await buildOpened();
    await cancelMeeting(joint.agent, { meetingId: meeting.id, version: meeting.version });
    expect(outside.judged).toContainEqual({ documentId });
    expect(await textMode(joint.agent, documentId)).toBe('read');
  });

  test('sent for observations, who organises goes on writing alone; approved, nobody does', async () => {
    const { meeting, documentId } = await buildOpened();
    await invite(joint.agent, { meetingId: meeting.id, personId: joint.reader.personId });
    await prisma.minutes.create({ data: { meetingId: meeting.id, observationsUntil: new Date('2026-12-01') } });
    expect(await textMode(joint.reader, documentId)).toBe('read');
    expect(await textMode(joint.artoisAgent, documentId)).toBe('write');
    const held = await prisma.meeting.findUniqueOrThrow({ where: { id: meeting.id }, select: notesRights });
    expect(mayWriteNotes(joint.artoisAgent, { ...held, minutes: { state: 'APPROVED' } })).toBe(false);
  });

  test('a frozen document takes no more words', async () => {
    const { documentId } = await buildOpened();
    await prisma.$transaction((tx) => freezeDocument(tx, documentId));
    const written = live.edit(documentId, joint.agent, (doc) => removeBlocks(doc, 0));
    await expect(written).rejects.toMatchObject({ code: 'FROZEN' });
  });
});

test('notes are read by whoever sees the convention, with what was decided, and by nobody else', async () => {
  const { meeting } = await buildOpened();
  expect((await readMeetingNotes(joint.reader, meeting.id)).type).toBe('doc');
  await expect(readMeetingNotes(await buildViewer(), meeting.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const other = await buildCalled(joint);
  await expect(readMeetingNotes(joint.agent, other.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await readNotes(joint.agent, [other.id])).get(other.id)).toEqual({ mayWrite: true, notes: null });
});

test('a meeting that began without having been called opens its notes, which it does not before, and may be moved', async () => {
  const joint = await buildJoint();
  const meeting = await buildMeeting(joint);
  await expect(openMeetingNotes(joint.agent, { meetingId: meeting.id })).rejects.toThrow(/convoquée/);
  setClock(() => new Date(meeting.startsAt.getTime() + 60_000));
  await openMeetingNotes(joint.agent, { meetingId: meeting.id });
  const tomorrow = (at: Date) => new Date(at.getTime() + 24 * 3_600_000);
  const { version } = await readMeeting(joint.agent, meeting.id);
  const { kind, title, startsAt, endsAt } = meeting;
  const moved = await changeMeeting(joint.agent, {
    ...{ meetingId: meeting.id, version, kind, title, startsAt: tomorrow(startsAt), endsAt: tomorrow(endsAt) },
    organiserIds: meeting.parties.map(({ unitId, organisationId }) => unitId ?? organisationId),
    occurrenceIds: [],
  });
  expect(moved.startsAt).toEqual(tomorrow(startsAt));
});
