// The API asked what nobody should ask: no argument of any field is answered as a fault of ours, no list gives more or
// costs less than it says, and a stranger who guesses learns nothing. The same by the thousand: npm run test:hostile.

import type { GraphQLObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { PageBounds } from '#domain/paging.ts';
import { type Viewer, viewerOfSession } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { schema as builtSchema } from '#graphql/schema.ts';
import { buildConvention } from '../build/conventions.ts';
import { buildViewer } from '../build/organisations.ts';
import { anOperation } from '../hostile/graphql.ts';
import { buildWorld } from '../hostile/world.ts';
import { createChance } from '../realtime/random.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();
const from = { ip: '192.0.2.1', userAgent: null };

interface Answer {
  status: number;
  data?: unknown;
  errors?: { message: string; path?: string[]; extensions: { code: string; fields?: Record<string, string> } }[];
}

async function ask(viewer: Viewer | null, query: string, variables: object = {}): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const response = await endpoint.fetch('http://localhost/graphql', request, { viewer, from });
  return { status: response.status, ...((await response.json()) as object) };
}

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;

describe('generated arguments', () => {
  test('are answered or refused with a code, never as a fault of ours', async () => {
    const world = await buildWorld();
    const chance = createChance(62);
    const faults: string[] = [];
    for (let number = 0; number < 500; number += 1) {
      const viewer = await viewerOfSession(world.sessions[chance(world.sessions.length)] ?? '');
      const { name, query, variables } = anOperation(number, chance, world);
      const answer = await ask(viewer, query, variables);
      const isCoded = (answer.errors ?? []).every(
        ({ extensions }) => extensions.code && extensions.code !== 'INTERNAL',
      );
      if (answer.status >= 500 || !isCoded) faults.push(`${name} ${JSON.stringify(variables)}`);
    }
    expect(faults).toEqual([]);
  });
});

const cursorOf = (words: string) => Buffer.from(words).toString('base64url');
const someId = '00000000-0000-4000-8000-000000000000';

describe('an argument that is none', () => {
  test.each([
    ['an id', '{ changes(conventionId: "zz") { endCursor } }', 'NOT_FOUND'],
    ['a null character', '{ changes(conventionId: "a\\u0000") { endCursor } }', 'NOT_FOUND'],
    [
      'a position',
      `{ actions(after: "${cursorOf(`actions\n2025 ${someId} 99999999999\n${someId}`)}") { pageInfo { endCursor } } }`,
      'INVALID_INPUT',
    ],
    [
      'a position',
      `{ deliverables(after: "${cursorOf(`deliverables\n2025 ${someId} 2147483648\n${someId}`)}") { pageInfo { endCursor } } }`,
      'INVALID_INPUT',
    ],
    [
      'a year',
      `{ actions(after: "${cursorOf(`actions\n1e99 ${someId} 1\n${someId}`)}") { pageInfo { endCursor } } }`,
      'INVALID_INPUT',
    ],
  ])('as %s is refused: %s', async (_what, query, code) => {
    expect(codeOf(await ask(await buildViewer(), query))).toBe(code);
  });

  test.each(['variables=zz', 'variables=%7B', 'extensions=%5B', 'variables=%00'])(
    'in a GET is refused: %s',
    async (part) => {
      const url = `http://localhost/graphql?query=%7B__typename%7D&${part}`;
      const headers = { accept: 'application/json' };
      const response = await endpoint.fetch(url, { headers }, { viewer: null, from });
      expect(response.status).toBe(400);
      expect(codeOf((await response.json()) as Answer)).toBe('BAD_REQUEST');
    },
  );
});

/** Every field that is asked for so many: as the schema has them. */
const lists = Object.values(builtSchema.getTypeMap())
  .filter((type): type is GraphQLObjectType => type.astNode === undefined && 'isTypeOf' in type)
  .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type: type.name, field })))
  .filter(({ field }) => field.args.some(({ name }) => name === 'first'));

describe('a list', () => {
  test.each(lists.map((list) => [`${list.type}.${list.field.name}`, list] as const))(
    '%s is counted as so many as it may give, and is read forwards alone',
    (_name, { field }) => {
      const complexity = field.extensions.complexity as (args: object) => { multiplier: number };
      for (const first of [0, -1, 1]) expect(complexity({ first }).multiplier).toBe(1);
      const { most, usual } = (complexity as unknown as { bounds: PageBounds }).bounds;
      for (const first of [most, most + 1, 2_147_483_647]) expect(complexity({ first }).multiplier).toBe(most);
      expect(complexity({}).multiplier).toBe(usual);
      expect(field.args.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['last']));
      expect(field.args.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['before']));
    },
  );

  test.each(lists.filter(({ type }) => type === 'Query').map(({ field }) => field))(
    '$name refuses what is out of range, and says where',
    async (field) => {
      const viewer = await buildViewer();
      const inside = ['changes', 'snapshot', 'search'].includes(field.name) ? 'endCursor' : 'pageInfo { endCursor }';
      const { documentId } = await buildConvention({ participants: [{ personId: viewer.personId, role: 'READER' }] });
      const needed: Record<string, string> = {
        search: 'words: "convention", ',
        textVersions: `documentId: "${documentId}", `,
      };
      const words = needed[field.name] ?? '';
      for (const first of [0, -5, 501]) {
        const answer = await ask(viewer, `{ ${field.name}(${words}first: ${first}) { ${inside} } }`);
        expect(codeOf(answer)).toBe('INVALID_INPUT');
        expect(answer.errors?.[0]?.path).toEqual([field.name]);
        expect(answer.errors?.[0]?.extensions.fields?.first).toMatch(/^Entre 1 et \d+\.$/);
      }
    },
  );

  test('asked for nothing makes nothing below it free', async () => {
    const viewer = await buildViewer();
    const below = 'edges { node { threads(first: 500) { edges { node { comments { id } } } } } }';
    expect(codeOf(await ask(viewer, `{ conventions(first: 0) { ${below} } }`))).toBe('INVALID_INPUT');
    expect(codeOf(await ask(viewer, `{ conventions(first: 500) { ${below} } }`))).toBe('QUERY_TOO_LARGE');
  });
});

describe('a guess', () => {
  test.each([
    ['{ viewer { nam } }', {}],
    ['{ conventio(id: "x") { id } }', {}],
    ['query ($f: ConventionFilte) { viewer { name } }', {}],
    ['query ($f: ConventionFilter) { conventions(filter: $f) { pageInfo { endCursor } } }', { f: { stat: 'DRAFT' } }],
    ['query ($f: ConventionFilter) { conventions(filter: $f) { pageInfo { endCursor } } }', { f: { state: 'DRAF' } }],
  ])('of a stranger is told nothing near it; of somebody signed in, it is: %s', async (query, variables) => {
    const stranger = await ask(null, query, variables);
    expect(stranger.errors).toBeDefined();
    expect(JSON.stringify(stranger)).not.toMatch(/did you mean/i);
    expect(JSON.stringify(await ask(await buildViewer(), query, variables))).toMatch(/Did you mean/);
  });
});
