// The same said of several tasks at once, of one meeting or two: each as if alone, all or none.
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { addDays, today } from '#domain/calendar.ts';
import { readOutcomes } from '#domain/outcomes/outcome-views.ts';
import { followOutcomes } from '#domain/outcomes/several-outcomes.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import {
  buildApprovedMinutes,
  buildCalled,
  buildJoint,
  buildNotes,
  type Joint,
  outcome,
} from '../../build/meetings.ts';
import { buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let joint: Joint;
let tasks: { meetingId: string; blockId: string }[];
beforeEach(async () => {
  joint = await buildJoint();
  tasks = [];
  for (const title of ['Première', 'Deuxième']) {
    const meeting = await buildCalled(joint, { title });
    const blockIds = [randomUUID(), randomUUID()];
    await buildNotes(
      meeting.id,
      blockIds.map((blockId, index) => outcome('TASK', `Tâche ${index}`, blockId)),
    );
    tasks.push(...blockIds.map((blockId) => ({ meetingId: meeting.id, blockId })));
  }
});

const say = (said: object, viewer: Viewer = joint.agent) => followOutcomes(viewer, { tasks, ...said });

test('who, by when and done are said of each, with a history of its own; twice changes nothing more', async () => {
  const said = { personId: joint.artoisAgent.personId, dueOn: addDays(today(), 20), doneOn: today() };
  expect(await say(said)).toHaveLength(4);
  for (const task of await readOutcomes({ OR: tasks }))
    expect(task).toMatchObject({ personId: joint.artoisAgent.personId, doneOn: today() });
  const changes = () => prisma.change.count({ where: { kind: 'outcome.changed', conventionId: joint.convention.id } });
  const before = await changes();
  expect(before).toBe(4);
  await say(said);
  expect(await changes()).toBe(before);
  await say({ doneOn: null });
  for (const task of await readOutcomes({ OR: tasks })) expect(task).toMatchObject({ doneOn: null });
});

test('all or none: with a passage that is no task, approved minutes, or by who may not, nothing is said', async () => {
  const dueOn = addDays(today(), 20);
  const wrong = { tasks: [...tasks, { meetingId: tasks[0]?.meetingId, blockId: randomUUID() }], dueOn };
  await expect(say(wrong)).rejects.toMatchObject({ fields: { blockId: expect.any(String) } });
  await expect(say({ dueOn }, joint.reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(say({ dueOn }, await buildViewer())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const last = await prisma.meeting.findUniqueOrThrow({ where: { id: tasks[3]?.meetingId } });
  await buildApprovedMinutes(last as never);
  await expect(say({ dueOn })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/approuvé/) });
  expect(await readOutcomes({ OR: tasks })).toEqual([]);
});

test.each([
  ['none ticked', { tasks: [], doneOn: '2025-01-01' }, 'tasks'],
  ['nothing that changes', {}, 'doneOn'],
  ['a person and a service', { personId: randomUUID(), partyId: randomUUID() }, 'personId'],
  ['a day to come as done', { doneOn: '2999-01-01' }, 'doneOn'],
])('%s is refused in a sentence', async (_what, said, field) => {
  await expect(say(said)).rejects.toMatchObject({ fields: { [field]: expect.stringMatching(/\.$/) } });
});

test('two who say it at once of the same tasks in another order both get through', async () => {
  const dueOn = addDays(today(), 20);
  const reversed = [...tasks].reverse();
  await Promise.all([say({ dueOn }), say({ tasks: reversed, personId: joint.artoisAgent.personId })]);
  for (const task of await readOutcomes({ OR: tasks }))
    expect(task).toMatchObject({ dueOn, personId: joint.artoisAgent.personId });
});
