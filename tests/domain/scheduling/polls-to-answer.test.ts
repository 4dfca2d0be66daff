// Which meetings wait for somebody's answer to their dates: those alone, and only until every date is answered.
import { beforeEach, expect, test } from 'vitest';
import { listMeetings } from '#domain/meetings/meeting-views.ts';
import { closeDatePoll } from '#domain/scheduling/date-polls.ts';
import { answerDatePoll } from '#domain/scheduling/poll-answers.ts';
import type { Viewer } from '#domain/viewers.ts';
import { buildJoint, buildMeeting, type Joint } from '../../build/meetings.ts';
import { buildPoll, readPoll, votesOn } from '../../build/scheduling.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

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

test('a poll that is closed waits for nobody', async () => {
  const { meeting } = await buildPoll(joint);
  const { version } = await readPoll(joint.agent, meeting.id);
  await closeDatePoll(joint.agent, { meetingId: meeting.id, version, slotId: null });
  expect(await waiting(joint.artoisAgent)).toEqual([]);
});
