// A convention of many threads is shown fifty at a time, and as far as the thread that an address names.
import { beforeAll, expect, test } from 'vitest';
import { loader } from '#app/routes/conventions.$id.commentaires/loader.ts';
import { type Filled, fill } from '#bench/graphql-data.ts';
import { viewerOfSession } from '#domain/viewers.ts';
import { createApi } from '#graphql/execute.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

useDatabase();
useOutside();

let filled: Filled;

beforeAll(async () => {
  filled = await fill({ conventions: 1, axes: 9, threads: 120, obligations: 1, meetings: 1, changes: 1 });
});

async function shown(search: string) {
  const { conventionId, session } = filled;
  const viewer = await viewerOfSession(session);
  const request = new Request(`http://localhost/conventions/${conventionId}/commentaires?${search}`);
  const api = createApi({ viewer, from: { ip: '192.0.2.1', userAgent: null } }, '/connexion');
  return loader({ request, params: { id: conventionId }, context: { api } } as never);
}

test('fifty first, then as many more as are asked for, until all are there', async () => {
  const first = await shown('choix=all');
  expect(first).toMatchObject({ chosen: 120, total: 120, more: '?choix=all&combien=100' });
  expect(first.threads).toHaveLength(50);
  const all = await shown('choix=all&combien=150');
  expect(all.more).toBeNull();
  expect(all.threads.slice(0, 50)).toEqual(first.threads);
});

test('a link to a thread shows it, wherever it stands and whatever was chosen', async () => {
  const all = await shown('choix=all&combien=150');
  const late = all.threads[100]?.id;
  const { threads } = await shown(`choix=all&fil=${late}`);
  expect(threads).toHaveLength(101);
  expect(threads.at(-1)?.id).toBe(late);
  const resolved = all.threads.find(({ resolvedAt }) => resolvedAt !== null) ?? all.threads[0];
  const kept = await shown(`choix=${resolved?.resolvedAt ? 'open' : 'resolved'}&fil=${resolved?.id}`);
  expect(kept.threads.map(({ id }) => id)).toContain(resolved?.id);
});
