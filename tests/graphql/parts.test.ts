// Of long lists only what is asked for is read: each field, asked for alone, says what it says when everything is asked.
import { type GraphQLObjectType, getNamedType, isLeafType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { withoutParts } from '#domain/parts.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { schema } from '#graphql/schema.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, type Joint } from '../build/meetings.ts';
import { buildEvidence, buildObligation } from '../build/obligations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();

async function ask({ steward }: Joint, query: string): Promise<Record<string, unknown>> {
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) },
    { viewer: steward, from: { ip: '192.0.2.1', userAgent: null } },
  );
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  expect({ query, errors }).toEqual({ query, errors: undefined });
  return data;
}

const typeOf = (name: string) => schema.getType(name) as GraphQLObjectType;

/** Its fields as they can be asked for without knowing more: plain ones, and of things their plain fields. */
const fieldsOf = (type: string, deep = true): string[] =>
  Object.values(typeOf(type).getFields()).flatMap(({ name, type: given, args }) => {
    const named = getNamedType(given);
    if (args.length > 0) return [];
    if (isLeafType(named)) return [name];
    return deep && isObjectType(named) ? [`${name} { __typename ${fieldsOf(named.name, false).join(' ')} }`] : [];
  });

const nested: [type: string, list: (joint: Joint, fields: string) => string][] = [
  ['Obligation', (_joint, fields) => `obligations { edges { node { ${fields} } } }`],
  ['Occurrence', (_joint, fields) => `obligations { edges { node { occurrences { ${fields} } } } }`],
  ['Evidence', (_joint, fields) => `obligations { edges { node { occurrences { evidence { ${fields} } } } } }`],
  ['Action', (_joint, fields) => `actions { edges { node { ${fields} } } }`],
  ['Meeting', (_joint, fields) => `meetings { edges { node { ${fields} } } }`],
  ['Invitee', (_joint, fields) => `meetings { edges { node { invitees { ${fields} } } } }`],
  [
    'Thread',
    ({ convention }, fields) => `convention(id: "${convention.id}") { threads { edges { node { ${fields} } } } }`,
  ],
  [
    'Comment',
    ({ convention }, fields) =>
      `convention(id: "${convention.id}") { threads { edges { node { comments { ${fields} } } } } }`,
  ],
];

/** What of an answer bears these names. */
function only(answer: unknown, name: string, asked: object): unknown {
  if (Array.isArray(answer)) return answer.map((one, index) => only(one, name, (asked as object[])[index] ?? {}));
  if (typeof answer !== 'object' || answer === null || typeof asked !== 'object' || asked === null) return answer;
  return Object.fromEntries(
    Object.keys(asked).map((key) => [
      key,
      only((answer as Record<string, unknown>)[key], name, (asked as Record<string, object>)[key] as object),
    ]),
  );
}

async function buildAll(): Promise<Joint> {
  const joint = await buildJoint();
  const { occurrences } = await buildObligation(joint, { pilotIds: [joint.debtorViewer.personId] });
  const attendees = [{ unitId: joint.lensHenin.id }];
  await buildEvidence(occurrences[0]?.id ?? '', { proof: 'MEETING', on: '2025-03-10', attendees });
  await buildCalled(joint);
  const { convention, blockId } = joint;
  await prisma.actionFollowUp.create({
    data: { conventionId: convention.id, blockId, status: 'ONGOING', progress: 40 },
  });
  await prisma.thread.create({
    data: {
      conventionId: joint.convention.id,
      blockId: joint.blockId,
      quotation: '',
      prefix: '',
      suffix: '',
      createdById: joint.agent.personId,
      comments: {
        create: {
          authorId: joint.agent.personId,
          body: 'Lequel ?',
          mentions: { create: { personId: joint.steward.personId } },
        },
      },
    },
  });
  return joint;
}

test.each(nested)('of type %s, each field alone is what it is among all', async (type, list) => {
  const joint = await buildAll();
  const fields = fieldsOf(type);
  expect(fields.length).toBeGreaterThan(5);
  const whole = await ask(joint, `{ ${list(joint, fields.join(' '))} }`);
  expect(JSON.stringify(whole)).not.toContain('"edges":[]');
  for (const field of fields) {
    const alone = await ask(joint, `{ ${list(joint, field)} }`);
    expect(alone).toEqual(only(whole, field, alone));
  }
});

test('an alias and a fragment ask for a field as its name does', async () => {
  const joint = await buildAll();
  const { obligations } = await ask(
    joint,
    `{ obligations { edges { node { ...named } } } } fragment named on Obligation { whose: convention { id } ... { owed: occurrences { shown: evidence { id } } } }`,
  );
  expect(obligations).toMatchObject({
    edges: [{ node: { whose: { id: joint.convention.id }, owed: [{ shown: [{ id: expect.any(String) }] }] } }],
  });
});

test('who is invited is judged in their meeting, whichever read or write gave it', async () => {
  const joint = await buildAll();
  const meeting = await prisma.meeting.findFirst({ where: { conventionId: joint.convention.id } });
  const meetingId = meeting?.id ?? '';
  await prisma.invitee.create({ data: { meetingId, email: 'anne@exemple.fr', name: 'Anne Martin' } });
  const emails = '{ invitees { name email required comesFor { id } } }';
  const { meeting: read } = await ask(joint, `{ meeting(id: "${meetingId}") ${emails} }`);
  expect((read as { invitees: unknown[] }).invitees).toContainEqual(
    expect.objectContaining({ name: 'Anne Martin', email: 'anne@exemple.fr' }),
  );
  const add = `mutation { addAgendaItem(input: { meetingId: "${meetingId}", title: "Point" }) ${emails} }`;
  expect((await ask(joint, add)).addAgendaItem).toEqual(read);
});

test('a part that was not read says so, and is not copied', () => {
  const view = withoutParts<{ id: string; block?: string }>({ id: 'one' }, ['block']);
  expect(() => view.block).toThrow('block was not asked for');
  expect({ ...view }).toEqual({ id: 'one' });
});
