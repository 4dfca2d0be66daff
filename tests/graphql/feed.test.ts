// The feed as a program follows it: each entry with its thing as it stands, what an id names, a first copy with the cursor that
// goes with it, and the same as a stream of lines.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { transact } from '#domain/changes.ts';
import { archiveConvention, createConvention, renameConvention } from '#domain/conventions/conventions.ts';
import { addParticipant, removeParticipant } from '#domain/conventions/participants.ts';
import { checksAtRest } from '#domain/datasets/version-checks.ts';
import { openThread } from '#domain/discussions/threads.ts';
import { numberChanges, readFeedHead } from '#domain/history/feed.ts';
import { type Viewer, viewerOfSession } from '#domain/viewers.ts';
import { changeSubjects, nouns } from '#domain/vocabulary.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { exportLines } from '#graphql/export.ts';
import { prisma } from '#prisma/client.ts';
import { buildOrganisation, buildSystemViewer, buildViewer } from '../build/organisations.ts';
import { buildWorld } from '../hostile/world.ts';
import { bothDatabases } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

const endpoint = createEndpoint();
const from = { ip: '192.0.2.1', userAgent: null };

interface Answer<Data> {
  data: Data;
  errors?: { message: string; extensions: { code: string } }[];
}

async function ask<Data>(viewer: Viewer, query: string, variables: object = {}): Promise<Answer<Data>> {
  const body = JSON.stringify({ query, variables });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  return (await (await endpoint.fetch('http://localhost/graphql', request, { viewer, from })).json()) as Answer<Data>;
}

interface Entry {
  kind: string;
  subject: string;
  subjectId: string;
  deletion: boolean;
  thing: { __typename: string; id?: string; title?: string } | null;
  thingAbsence: string | null;
}

interface Feed {
  changes: { changes: Entry[]; endCursor: string; hasNextPage: boolean };
}

const FEED = `query ($after: String, $types: [ChangeSubject!], $first: Int) {
  changes(after: $after, types: $types, first: $first) {
    changes { kind subject subjectId deletion thingAbsence thing { __typename ... on Convention { id title } ... on Thread { id } } }
    endCursor hasNextPage
  }
}`;

const follow = async (viewer: Viewer, after: string, more: object = {}) => {
  const { data, errors } = await ask<Feed>(viewer, FEED, { after, ...more });
  expect(errors).toBeUndefined();
  return data.changes.changes;
};

const linesOf = async (viewer: Viewer) => {
  let words = '';
  for await (const part of exportLines(viewer, from)) words += part;
  return words
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};

test('every thing that a change of the domain is of is one that the schema names', () => {
  const root = join(import.meta.dirname, '../../domain');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const named = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/subject: '(\w+)'/g)].map(([, subject]) => subject),
  );
  expect(new Set(named).size).toBeGreaterThan(20);
  expect(named.filter((subject) => !(changeSubjects as readonly string[]).includes(subject ?? ''))).toEqual([]);
});

describe.each(bothDatabases)('on $name', ({ use }) => {
  use();
  useOutside();

  describe('an entry', () => {
    test('carries its thing as it is now, and says why when there is none', async () => {
      const person = await buildViewer({ platformAdministrator: true });
      const agency = await buildOrganisation();
      const key = await buildSystemViewer(agency.id, 'READ');
      const head = await readFeedHead();
      const { id: conventionId } = await createConvention(person, { title: 'Avant', year: 2027 });
      const participant = await addParticipant(person, { conventionId, organisationId: agency.id, role: 'READER' });
      await renameConvention(person, { conventionId, title: 'Après' });
      const seen = await follow(key, head);
      const renamed = seen.find(({ kind }) => kind === 'CONVENTION_RENAMED');
      expect(renamed).toMatchObject({ subject: 'Convention', thing: { title: 'Après' }, thingAbsence: null });
      const granted = seen.find(({ kind }) => kind === 'ACCESS_GRANTED');
      expect(granted?.thing).toMatchObject({ __typename: 'Convention', id: conventionId });

      await removeParticipant(person, { participantId: participant.id });
      const [lost] = (await follow(key, head)).filter(({ kind }) => kind === 'ACCESS_LOST');
      expect(lost).toMatchObject({ deletion: true, thing: null, thingAbsence: 'NOT_VISIBLE' });
      // Whoever follows threads alone must hear that they all left.
      const narrowed = await follow(key, head, { types: ['Thread'] });
      expect(narrowed.map(({ kind }) => kind)).toEqual(['ACCESS_GRANTED', 'ACCESS_LOST']);
    });

    test('of an archived convention is a departure, and takes what is of it out of every copy', async () => {
      const person = await buildViewer({ platformAdministrator: true });
      const { id: conventionId } = await createConvention(person, { title: 'Close', year: 2027 });
      const item = await prisma.programmeItem.findFirstOrThrow({ where: { conventionId } });
      const thread = await openThread(person, { conventionId, blockId: item.blockId, body: 'Un mot' });
      const head = await readFeedHead();
      expect((await ask<{ node: object }>(person, `{ node(id: "${thread.id}") { __typename } }`)).data.node).toEqual({
        __typename: 'Thread',
      });
      await archiveConvention(person, conventionId);
      const [archived] = await follow(person, head);
      expect(archived).toMatchObject({
        kind: 'CONVENTION_ARCHIVED',
        deletion: true,
        thing: null,
        thingAbsence: 'GONE',
      });
      for (const id of [thread.id, conventionId, item.blockId])
        expect((await ask<{ node: null }>(person, `{ node(id: "${id}") { __typename } }`)).data.node).toBeNull();
    });

    test('of what is no one noun says so', async () => {
      const person = await buildViewer({ platformAdministrator: true });
      const head = await readFeedHead();
      await transact(person, (_tx, record) =>
        record({
          kind: 'calendarFeed.created',
          subject: 'CalendarFeed',
          subjectId: person.personId,
          personId: person.personId,
        }),
      );
      expect(await follow(person, head)).toMatchObject([{ thing: null, thingAbsence: 'NOT_OFFERED' }]);
    });
  });
});

describe.each(bothDatabases)('of the demonstration, on $name,', ({ use }) => {
  use();
  const outside = useOutside();

  describe('all there is', () => {
    let viewer: Viewer;

    beforeAll(async () => {
      outside.begin();
      const { sessions } = await buildWorld();
      const all = await Promise.all(sessions.slice(0, 9).map(viewerOfSession));
      viewer = all.find((one) => one && one.organisationKind === 'DEPARTMENT') ?? (all[0] as Viewer);
      // Its data come into sight one by one.
      await checksAtRest();
    }, 180_000);

    test('is in the export once, whole, with the cursor to follow from', async () => {
      const [start, ...rest] = await linesOf(viewer);
      const end = rest.pop();
      expect(start).toMatchObject({ __typename: 'ExportStart', changesCursor: expect.any(String) });
      expect(end).toEqual({ __typename: 'ExportEnd', count: rest.length });
      const keys = rest.map((one) => `${one.__typename} ${one.id} ${one.conventionId ?? ''}`);
      expect(new Set(keys).size).toBe(keys.length);
      const counts = Object.fromEntries(
        nouns.map((noun) => [noun, rest.filter(({ __typename }) => __typename === noun).length]),
      );
      for (const noun of ['Convention', 'ProgrammeItem', 'Meeting', 'Obligation', 'BudgetLine', 'Comment', 'Outcome'])
        expect(counts[noun], noun).toBeGreaterThan(0);
      expect(await follow(viewer, String(start?.changesCursor))).toEqual([]);
    });

    test('comes the same in pages of any size', async () => {
      const query = `query ($after: String, $first: Int) { snapshot(after: $after, first: $first) {
        changesCursor endCursor hasNextPage things { __typename ... on Meeting { id } ... on Action { id conventionId } } } }`;
      const whole = (await linesOf(viewer)).slice(1, -1).map(({ __typename }) => __typename);
      const read: unknown[] = [];
      let after: string | null = null;
      const cursors = new Set<string>();
      for (let more = true; more; ) {
        type Snapshot = {
          snapshot: {
            changesCursor: string;
            endCursor: string;
            hasNextPage: boolean;
            things: { __typename: string }[];
          };
        };
        const { data, errors }: Answer<Snapshot> = await ask<Snapshot>(viewer, query, { after, first: 77 });
        expect(errors).toBeUndefined();
        read.push(...data.snapshot.things.map(({ __typename }) => __typename));
        cursors.add(data.snapshot.changesCursor);
        after = data.snapshot.endCursor;
        more = data.snapshot.hasNextPage;
      }
      expect(read).toEqual(whole);
      expect(cursors.size).toBe(1);
    });

    test('answers to its id, and nothing to one it does not see', async () => {
      const lines = (await linesOf(viewer)).slice(1, -1);
      for (const noun of nouns.filter((one) => one !== 'YearReport' && one !== 'Action')) {
        const known = lines.filter(({ __typename }) => __typename === noun).slice(0, 20);
        const ids = known.map(({ id }) => id);
        const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }';
        const { data } = await ask<{ nodes: { __typename: string }[] }>(viewer, query, { ids });
        expect(
          data.nodes.map((one) => one?.__typename),
          noun,
        ).toEqual(known.map(() => noun));
        const stranger = await buildSystemViewer((await buildOrganisation()).id, 'READ');
        // Data are open to whom they are said to be: tests/datasets/rights.test.ts.
        const isPublic = ['Organisation', 'Unit', 'ReferenceEntry', 'Dataset'].includes(noun);
        const theirs = await ask<{ nodes: unknown[] }>(stranger, query, { ids });
        if (!isPublic) expect(theirs.data.nodes, noun).toEqual(known.map(() => null));
      }
    });

    test('has a query of its own, by its id', async () => {
      const lines = (await linesOf(viewer)).slice(1, -1);
      for (const noun of nouns.filter((one) => one !== 'ProgrammeItem' && one !== 'Action')) {
        const [known] = lines.filter(({ __typename }) => __typename === noun);
        if (!known) continue;
        const name = `${noun[0]?.toLowerCase()}${noun.slice(1)}`;
        const answer = await ask<Record<string, object>>(viewer, `{ ${name}(id: "${known.id}") { __typename } }`);
        expect(answer.data?.[name], noun).toEqual({ __typename: noun });
        const none = await ask(viewer, `{ ${name}(id: "zz") { __typename } }`);
        expect(none.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      }
    });

    test('and its whole history, page by page, with every thing, is answered without a fault', async () => {
      let after: string | null = null;
      let count = 0;
      for (let more = true; more; ) {
        const { data, errors }: Answer<Feed> = await ask<Feed>(viewer, FEED, { after, first: 500 });
        expect(errors).toBeUndefined();
        for (const { thing, thingAbsence } of data.changes.changes) expect(thing === null).toBe(thingAbsence !== null);
        count += data.changes.changes.length;
        after = data.changes.endCursor;
        more = data.changes.hasNextPage;
      }
      expect(count).toBeGreaterThan(100);
    });
  });
});

describe.each(bothDatabases.slice(0, 1))('a backlog, on $name', ({ use }) => {
  use();
  useOutside();

  test('of 300 000 changes is numbered in batches, and read', async () => {
    await prisma.$executeRaw`
      insert into "Change" (id, kind, subject, "subjectId", version, details)
      select gen_random_uuid(), 'convention.renamed', 'Convention', gen_random_uuid()::text, 1, '{}'
      from generate_series(1, 300000)`;
    await numberChanges();
    const [{ numbered, last } = { numbered: 0n, last: 0n }] = await prisma.$queryRaw<
      { numbered: bigint; last: bigint }[]
    >`
      select count(position) as numbered, max(position) as last from "Change"`;
    expect(Number(numbered)).toBe(300_000);
    expect(Number(last)).toBe(300_000);
    const [{ wrong } = { wrong: 1n }] = await prisma.$queryRaw<{ wrong: bigint }[]>`
      select count(*) as wrong from (select position - lag(position) over (order by seq) as step from "Change") t where step <> 1`;
    expect(Number(wrong)).toBe(0);
  });
});
