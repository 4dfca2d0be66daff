// Which meetings wait for somebody's answer to their dates: those alone, and only until every date is answered.
import { beforeEach, expect, test } from 'vitest';
import { placePath } from '#domain/notifications/places.ts';
import { closeDatePoll } from '#domain/scheduling/date-polls.ts';
import { invite } from '#domain/scheduling/invitations.ts';
import { answerDatePoll } from '#domain/scheduling/poll-answers.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildJoint, buildMeeting, type Joint } from '../../build/meetings.ts';
import { buildPerson } from '../../build/organisations.ts';
import { buildPoll, readPoll, votesOn } from '../../build/scheduling.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';
import { listMeetings, readNotifications } from '../../rig/single-lists.ts';

useDatabase();
useOutside();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});

const waiting = async (viewer: Viewer) =>
  (await listMeetings(viewer, { first: 10, filter: { unanswered: true, coming: true } })).nodes.map(
    ({ node }) => node.id,
  );

test('a poll waits for each of those invited until they have answered for every date', async () => {
  const { meeting, slotIds } = await buildPoll(joint);
  await buildMeeting(joint);
  expect(await waiting(joint.agent)).toEqual([meeting.id]);
  await answerDatePoll(joint.agent, { meetingId: meeting.id, votes: votesOn(slotIds, 'YES', 'NO') });
  expect(await waiting(joint.agent)).toEqual([meeting.id]);
  await answerDatePoll(joint.agent, { meetingId: meeting.id, votes: votesOn(slotIds, 'YES', 'NO', 'NO') });
  expect(await waiting(joint.agent)).toEqual([]);
  expect(await waiting(joint.artoisAgent)).toEqual([meeting.id]);
});

test('a poll is told of on the pages of those it asks, never of who opened it, and says when it is over', async () => {
  const { meeting, slotIds } = await buildPoll(joint);
  const told = async (viewer: Viewer) =>
    (await readNotifications(viewer, {})).nodes.flatMap(({ node }) => (node.kind === 'POLL_OPENED' ? [node] : []));
  expect(await told(joint.agent)).toEqual([]);
  const [asked, ...others] = await told(joint.artoisAgent);
  expect(others).toEqual([]);
  expect(asked).toMatchObject({ meetingId: meeting.id, actor: { id: joint.agent.personId }, said: { isOver: false } });
  expect(asked?.said?.words).toContain(meeting.title);
  expect(asked && placePath(asked)).toBe(`/reunions/${meeting.id}/sondage`);
  await answerDatePoll(joint.artoisAgent, { meetingId: meeting.id, votes: votesOn(slotIds, 'YES', 'NO', 'NO') });
  const [answered] = await told(joint.artoisAgent);
  expect(answered?.said).toMatchObject({ isOver: true });
  expect(answered?.readAt).not.toBeNull();
});

test('who is invited while a poll is open is told of it too, once', async () => {
  const { meeting } = await buildPoll(joint);
  const person = await buildPerson({ organisationId: joint.department.id, unitId: joint.culture.id });
  // Who does not see the convention hears of it by mail alone.
  const participant = { conventionId: joint.convention.id, personId: person.id, role: 'READER' as const };
  await prisma.participant.create({ data: participant });
  await invite(joint.agent, { meetingId: meeting.id, personId: person.id });
  expect(await prisma.notification.count({ where: { kind: 'POLL_OPENED', personId: person.id } })).toBe(1);
});

test('a poll that is closed waits for nobody', async () => {
  const { meeting } = await buildPoll(joint);
  const { version } = await readPoll(joint.agent, meeting.id);
  await closeDatePoll(joint.agent, { meetingId: meeting.id, version, slotId: null });
  expect(await waiting(joint.artoisAgent)).toEqual([]);
});
