// A cursor goes on in the list that gave it, and is refused by every other: by its key, another list would go on from any place,
// or end there without a word.
import type { GraphQLObjectType } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Viewer, viewerOfSession } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { schema } from '#graphql/schema.ts';
import { prisma } from '#prisma/client.ts';
import { buildWorld } from '../hostile/world.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
const outside = useOutside();

const endpoint = createEndpoint();
const isPaged = ({ args }: { args: readonly { name: string }[] }) => args.some(({ name }) => name === 'first');
const fieldsOf = (type: string) => Object.values((schema.getType(type) as GraphQLObjectType).getFields());

/** Every list, as a query with a place for its arguments; those of a convention, of each of two. */
const lists: { name: string; around: (given: string, conventionId: string) => string; held: boolean }[] = [
  ...fieldsOf('Query')
    .filter((field) => isPaged(field) && !['changes', 'snapshot', 'search', 'textVersions'].includes(field.name))
    .map(({ name }) => ({
      name,
      held: false,
      around: (given: string) => `{ list: ${name}(${given}) { edges { cursor } } }`,
    })),
  { name: 'meetings to come', filter: 'meetings(filter: { coming: true }, ' },
  { name: 'outcomes to do', filter: 'outcomes(filter: { open: true }, ' },
].flatMap((list) =>
  'around' in list
    ? [list]
    : [
        {
          name: list.name,
          held: false,
          around: (given: string) => `{ list: ${list.filter}${given}) { edges { cursor } } }`,
        },
      ],
);

/** What is found has its cursor beside it. */
const found = {
  name: 'search',
  held: false,
  around: (given: string) => `{ search(words: "convention", ${given}) { endCursor } }`,
};

/** The text of each convention. */
const documentIds = new Map<string, string>();

const versions = {
  name: 'textVersions',
  held: false,
  around: (given: string, id: string) =>
    `{ list: textVersions(documentId: "${documentIds.get(id)}", ${given}) { edges { cursor } } }`,
};

const heldLists = fieldsOf('Convention')
  .filter(isPaged)
  .map(({ name }) => ({
    name: `convention.${name}`,
    held: true,
    around: (given: string, id: string) =>
      `{ convention(id: "${id}") { list: ${name}(${given}) { edges { cursor } } } }`,
  }));

let viewer: Viewer;
let conventionIds: string[] = [];
const cursors: { name: string; conventionId: string; held: boolean; cursor: string }[] = [];

interface Answer {
  data?: { list?: Edges; convention?: { list: Edges }; search?: { endCursor: string | null } };
  errors?: { path?: string[]; extensions: { code: string; fields?: Record<string, string> } }[];
}
type Edges = { edges: { cursor: string }[] };

async function ask(query: string): Promise<Answer> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) };
  const from = { ip: '192.0.2.1', userAgent: null };
  return (await (await endpoint.fetch('http://localhost/graphql', request, { viewer, from })).json()) as Answer;
}

const all = [...lists, found, versions, ...heldLists];

beforeAll(async () => {
  outside.begin();
  const { sessions } = await buildWorld();
  const viewers = await Promise.all(sessions.slice(0, 8).map(viewerOfSession));
  viewer = viewers.find((one) => one?.platformAdministrator) ?? (viewers[0] as Viewer);
  const conventions = await prisma.convention.findMany({ orderBy: { year: 'asc' } });
  conventionIds = conventions.map(({ id }) => id).slice(0, 2);
  for (const { id, documentId } of conventions) documentIds.set(id, documentId);
  for (const { name, around, held } of all)
    for (const conventionId of held ? conventionIds : conventionIds.slice(0, 1)) {
      const { data } = await ask(around('first: 1', conventionId));
      const cursor = (data?.list ?? data?.convention?.list)?.edges[0]?.cursor ?? data?.search?.endCursor;
      if (cursor) cursors.push({ name, conventionId, held, cursor });
    }
});

describe('a cursor', () => {
  test('is had of nearly every list', () => {
    expect(new Set(cursors.map(({ name }) => name)).size).toBeGreaterThan(10);
  });

  test.each(all)('of another list is refused by $name, and its own goes on', async ({ name, around, held }) => {
    const [conventionId = ''] = conventionIds;
    for (const given of cursors) {
      const { errors } = await ask(around(`first: 1, after: "${given.cursor}"`, conventionId));
      const isOwn = given.name === name && (!held || given.conventionId === conventionId);
      if (isOwn) expect(errors, given.name).toBeUndefined();
      else {
        expect(errors?.[0]?.extensions, given.name).toMatchObject({ code: 'INVALID_INPUT' });
        expect(errors?.[0]?.extensions.fields?.after).toContain('une autre liste');
      }
    }
  });
});
