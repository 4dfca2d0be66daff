// Lists of one noun that stand in one answer are read together, and are what each is alone.
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { createEndpoint } from '#graphql/endpoint.ts';
import { buildCalled, buildJoint, buildMeeting, type Joint } from '../build/meetings.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();

async function ask({ agent }: Joint, query: string) {
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) },
    { viewer: agent, from: { ip: '192.0.2.1', userAgent: null } },
  );
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  return (await response.json()) as { data: any; errors?: { path: string[]; extensions: { code: string } }[] };
}

const nodes = (rest: string) => `${rest} { edges { cursor node { id } } pageInfo { hasNextPage } }`;
const lists = {
  coming: nodes('meetings(filter: { coming: true }, first: 1)'),
  latest: nodes('meetings(first: 2)'),
  called: nodes('meetings(filter: { states: [CALLED] })'),
  none: nodes('meetings(filter: { states: [HELD] })'),
};
const all = Object.entries(lists).map(([name, list]) => `${name}: ${list}`);

async function buildSeveral() {
  const joint = await buildJoint();
  await buildCalled(joint);
  await buildMeeting(joint);
  await buildMeeting(joint);
  return joint;
}

/** Statements that a query sends. */
async function sentBy(joint: Joint, query: string): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  await ask(joint, query);
  const { length } = sent.mock.calls;
  sent.mockRestore();
  return length;
}

test('each is as it is alone', async () => {
  const joint = await buildSeveral();
  const { data: together } = await ask(joint, `{ ${all.join(' ')} }`);
  for (const [name, list] of Object.entries(lists)) {
    const { data } = await ask(joint, `{ ${name}: ${list} }`);
    expect(together[name]).toEqual(data[name]);
  }
  expect(together.latest.edges).toHaveLength(2);
  expect(together.latest.pageInfo.hasNextPage).toBe(true);
  expect(together.none.edges).toEqual([]);
});

test('four cost as many statements as one', async () => {
  const joint = await buildSeveral();
  const one = await sentBy(joint, `{ latest: ${lists.latest} }`);
  expect(one).toBeGreaterThan(0);
  expect(await sentBy(joint, `{ ${all.join(' ')} }`)).toBe(one);
});

test('one that is asked wrongly fails no other', async () => {
  const joint = await buildSeveral();
  const { errors } = await ask(joint, `{ latest: ${lists.latest} wrong: ${nodes('meetings(first: 0)')} }`);
  expect(errors).toMatchObject([{ path: ['wrong'], extensions: { code: 'INVALID_INPUT' } }]);
});
