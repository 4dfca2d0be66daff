// The search through the API, as a stranger's program asks it.
import { beforeEach, expect, test } from 'vitest';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { prisma } from '#prisma/client.ts';
import { buildJoint, type Joint } from '#tests/build/meetings.ts';
import { buildSystemViewer, buildViewer } from '#tests/build/organisations.ts';
import { buildEveryKind } from '#tests/build/search.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();

let joint: Joint;
beforeEach(async () => {
  if (joint) return;
  joint = await buildJoint();
  const { id: conventionId } = joint.convention;
  await prisma.participant.create({ data: { conventionId, organisationId: joint.department.id, role: 'READER' } });
  await buildEveryKind(joint, 'zinnia');
});

const SEARCH = `query ($words: String!, $kinds: [SearchKind!], $year: Int, $first: Int, $after: String) {
  search(words: $words, kinds: $kinds, year: $year, first: $first, after: $after) {
    hits { id kind subjectId conventionId year title { text isMatch } passage { text isMatch } heading { number title } }
    endCursor hasNextPage total isCapped kinds { kind count } years { year count } correctedWords isTooCommon
  }
}`;

async function ask(viewer: Viewer | null, variables: object) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: SEARCH, variables });
  const from = { ip: '192.0.2.1', userAgent: null };
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers, body },
    { viewer, from },
  );
  const { data, errors } = (await response.json()) as {
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests themselves
    data: any;
    errors?: { extensions: { code: string } }[];
  };
  return { search: data?.search, code: errors?.[0]?.extensions.code };
}

test('a key asks, narrows and pages; each thing comes once', async () => {
  const viewer = await buildSystemViewer(joint.department.id, 'READ');
  const kinds: string[] = [];
  let after: string | undefined;
  for (;;) {
    const { search } = await ask(viewer, { words: 'zinnia', year: 2025, first: 5, after });
    kinds.push(...search.hits.map(({ kind }: { kind: string }) => kind));
    after = search.endCursor;
    if (!search.hasNextPage) break;
  }
  expect(kinds).toHaveLength(13);
  expect(new Set(kinds).size).toBe(13);
  // The largest page is within what a stranger's query may cost.
  expect((await ask(viewer, { words: 'zinnia', first: 100 })).search.total).toBe(16);
  const { search } = await ask(viewer, { words: 'zinnias', kinds: ['COMMENT'] });
  expect(search).toMatchObject({ total: 1, isCapped: false, correctedWords: null });
  expect(search.hits[0].passage).toEqual([
    { text: 'Un commentaire ', isMatch: false },
    { text: 'zinnia', isMatch: true },
    { text: '.', isMatch: false },
  ]);
});

test('nobody finds nothing; an outsider is not told that there is anything', async () => {
  expect(await ask(null, { words: 'zinnia' })).toMatchObject({ code: 'UNAUTHENTICATED' });
  const { search } = await ask(await buildViewer(), { words: 'zinnia', kinds: ['ITEM', 'COMMENT', 'FILE'] });
  expect(search).toMatchObject({ total: 0, hits: [], years: [] });
});

test('words that cannot be searched are refused as the caller’s fault', async () => {
  for (const words of ['', '\0', 'a'.repeat(201)])
    expect((await ask(joint.agent, { words })).code).toBe('INVALID_INPUT');
});
