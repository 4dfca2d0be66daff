// Decisions and tasks as programs ask for them: from a meeting, from a passage and in a list; refusals name their fields.
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { projectOutcomes } from '#domain/outcomes/outcomes.ts';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { buildCalled, buildJoint, buildNotes, type Joint, outcome } from '../build/meetings.ts';
import { buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  data: any;
  errors?: { extensions: { code: string; fields?: Record<string, string> } }[];
}

/** Asks as a program does, over HTTP. */
async function ask(viewer: Viewer, query: string, variables: object = {}): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const from = { ip: '192.0.2.1', userAgent: null };
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers, body },
    { viewer, from },
  );
  return (await response.json()) as Answer;
}

const follow = `mutation ($input: FollowOutcomeInput!) {
  followOutcome(input: $input) {
    kind text dueOn isLate viewerMayFinish
    unit { name }
    meeting { title }
    programmeItem { id outcomes { text } }
  }
}`;

let joint: Joint;
let meetingId: string;
const task = randomUUID();
beforeEach(async () => {
  joint = await buildJoint();
  const meeting = await buildCalled(joint);
  meetingId = meeting.id;
  await projectOutcomes(await buildNotes(meetingId, [outcome('TASK', 'Écrire aux offices.', task)]));
});

test('a task is given a service, a day and a passage, and is read from each of them', async () => {
  const input = {
    meetingId,
    blockId: task,
    partyId: joint.culture.id,
    dueOn: '2020-01-31',
    programmeBlockId: joint.paragraphId,
  };
  expect((await ask(joint.agent, follow, { input })).data.followOutcome).toEqual({
    kind: 'TASK',
    text: 'Écrire aux offices.',
    dueOn: '2020-01-31',
    isLate: true,
    viewerMayFinish: true,
    unit: { name: 'Direction des affaires culturelles' },
    meeting: { title: 'Échange des deux MDADT' },
    programmeItem: { id: joint.paragraphId, outcomes: [{ text: 'Écrire aux offices.' }] },
  });
  const read = `query ($meetingId: ID!, $conventionId: ID!, $blockId: ID!) {
    meeting(id: $meetingId) { outcomes { blockId viewerMayFinish } }
    action(conventionId: $conventionId, id: $blockId) { outcomes { blockId } }
    outcomes(filter: { conventionId: $conventionId, late: true }) { edges { node { blockId } } }
  }`;
  const variables = { meetingId, conventionId: joint.convention.id, blockId: joint.paragraphId };
  expect((await ask(joint.reader, read, variables)).data).toEqual({
    meeting: { outcomes: [{ blockId: task, viewerMayFinish: false }] },
    action: { outcomes: [{ blockId: task }] },
    outcomes: { edges: [{ node: { blockId: task } }] },
  });
});

test('a refusal names its field, and a stranger learns of nothing', async () => {
  const input = { meetingId, blockId: task, programmeBlockId: randomUUID() };
  const { errors } = await ask(joint.agent, follow, { input });
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_INPUT',
    fields: { programmeBlockId: 'Ce passage n’est pas dans le texte de la convention.' },
  });
  const stranger = await buildViewer();
  const unseen = await ask(stranger, follow, { input: { meetingId, blockId: task, dueOn: '2026-01-31' } });
  expect(unseen.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await ask(stranger, '{ outcomes { edges { node { text } } } }')).data.outcomes.edges).toEqual([]);
});
