// Meetings that have no date yet: what may be done of them, where they are listed, and how a poll gives them one.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addDays, dayAt, instantIn, setClock, today } from '#domain/calendar.ts';
import { agendaOf } from '#domain/meetings/agenda-hours.ts';
import { holdMeeting } from '#domain/meetings/attendance.ts';
import { readMeeting } from '#domain/meetings/meeting-views.ts';
import { openMeetingNotes } from '#domain/minutes/meeting-notes.ts';
import { closeDatePoll, openDatePoll } from '#domain/scheduling/date-polls.ts';
import { repeatMeeting } from '#domain/scheduling/meeting-series.ts';
import { callMeeting, cancelMeeting, changeMeeting, createMeeting } from '#domain/scheduling/meetings.ts';
import { prisma } from '#prisma/client.ts';
import { paragraph } from '../../build/conventions.ts';
import {
  buildCalled,
  buildJoint,
  buildMeeting,
  buildNotes,
  changed,
  type Joint,
  newMeeting,
} from '../../build/meetings.ts';
import { buildPoll, newPoll, readPoll } from '../../build/scheduling.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';
import { listMeetings } from '../../rig/single-lists.ts';

useDatabase();
useOutside();

let joint: Joint;
beforeEach(async () => {
  setClock(() => new Date('2026-09-07T08:00:00Z'));
  joint = await buildJoint();
});
afterEach(() => setClock(null));

const NONE = { startsAt: null, endsAt: null };
const undated = () => createMeeting(joint.agent, newMeeting(joint, NONE));
const noDate = { code: 'CONFLICT', message: expect.stringMatching(/pas encore de date/) };

test('a meeting is prepared without a date, and neither called, closed, repeated nor written of before it has one', async () => {
  const meeting = await undated();
  expect(meeting).toMatchObject({ state: 'DRAFT', ...NONE });
  const [meetingId, version] = [meeting.id, meeting.version];
  await expect(callMeeting(joint.agent, { meetingId, version })).rejects.toMatchObject(noDate);
  await expect(holdMeeting(joint.agent, { meetingId, version, attendance: [] })).rejects.toMatchObject(noDate);
  await expect(openMeetingNotes(joint.agent, { meetingId })).rejects.toMatchObject(noDate);
  const again = { meetingId, version, rhythm: 'QUARTERLY', until: '2027-09-07' };
  await expect(repeatMeeting(joint.agent, again)).rejects.toMatchObject(noDate);
  const dates = { startsAt: instantIn(addDays(today(), 3), 9), endsAt: instantIn(addDays(today(), 3), 10) };
  const moved = await changeMeeting(joint.agent, changed(meeting, dates));
  expect(await callMeeting(joint.agent, { meetingId, version: moved.version })).toMatchObject({
    state: 'CALLED',
    ...dates,
  });
});

test('half a date is refused, and what is called keeps its own', async () => {
  const startsAt = instantIn(addDays(today(), 3), 9);
  const half = createMeeting(joint.agent, newMeeting(joint, { startsAt, endsAt: null }));
  await expect(half).rejects.toMatchObject({ fields: { endsAt: expect.stringMatching(/ni l’un ni l’autre/) } });
  const called = await buildCalled(joint);
  await expect(changeMeeting(joint.agent, changed(called, NONE))).rejects.toMatchObject(noDate);
  await expect(prisma.meeting.update({ where: { id: called.id }, data: NONE })).rejects.toThrow(/Meeting_dates/);
});

test('it is to come, after those that have a date, in no month, and over once cancelled', async () => {
  const without = await undated();
  const later = await buildMeeting(joint, {
    startsAt: instantIn('2027-03-01', 9),
    endsAt: instantIn('2027-03-01', 10),
  });
  const idsOf = async (filter: object) =>
    (await listMeetings(joint.agent, { first: 10, filter })).nodes.map(({ node }) => node.id);
  expect(await idsOf({ coming: true })).toEqual([later.id, without.id]);
  expect(await idsOf({ coming: false })).toEqual([]);
  expect(await idsOf({ from: '2026-01-01', to: '2028-01-01' })).toEqual([later.id]);
  const [first] = (await listMeetings(joint.agent, { first: 1, filter: { coming: true } })).nodes;
  const rest = await listMeetings(joint.agent, { first: 1, after: first?.cursor, filter: { coming: true } });
  expect(rest.nodes.map(({ node }) => node.id)).toEqual([without.id]);
  await cancelMeeting(joint.agent, { meetingId: without.id, version: without.version });
  expect(await idsOf({ coming: true })).toEqual([later.id]);
  expect(await idsOf({ coming: false })).toEqual([without.id]);
});

test('asking for dates takes the one it had, keeping a slot gives it, and closing without one gives none', async () => {
  const { meeting } = await buildPoll(joint);
  expect(meeting).toMatchObject(NONE);
  const poll = await readPoll(joint.agent, meeting.id);
  const [slot] = poll.slots;
  const close = { meetingId: meeting.id, version: poll.version, isWarned: true };
  const kept = await closeDatePoll(joint.agent, { ...close, slotId: slot?.id });
  expect(kept).toMatchObject({ startsAt: slot?.startsAt, endsAt: slot?.endsAt });
  const reopened = await openDatePoll(joint.agent, newPoll(kept));
  expect(reopened).toMatchObject(NONE);
  const { version } = await readPoll(joint.agent, meeting.id);
  expect(await closeDatePoll(joint.agent, { meetingId: meeting.id, version })).toMatchObject(NONE);
});

test('its agenda has durations and no hours', async () => {
  const { id } = await undated();
  await prisma.agendaItem.create({ data: { meetingId: id, title: 'Bilan', minutes: 20, position: 0 } });
  expect(agendaOf(await readMeeting(joint.agent, id))).toMatchObject([{ title: 'Bilan', minutes: 20, startsAt: null }]);
});

test('a meeting whose notes are open keeps its date', async () => {
  const meeting = await buildMeeting(joint);
  await buildNotes(meeting.id, [paragraph('Commencées.')]);
  const refused = { code: 'CONFLICT', message: expect.stringMatching(/garde sa date/) };
  await expect(changeMeeting(joint.agent, changed(meeting, NONE))).rejects.toMatchObject(refused);
  await expect(openDatePoll(joint.agent, newPoll(meeting))).rejects.toMatchObject(refused);
  expect(dayAt(meeting.startsAt)).toBe(addDays(today(), 1));
});
