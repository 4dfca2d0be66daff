// The history as people and programs read it: who did what, with the names that go with the ids. Called by the API.

import type { Change, Person } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { readConvention } from '../gate.ts';
import { keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import type { Viewer } from '../viewers.ts';
import { readActivity } from './feed.ts';

/** What happened in a convention that `viewer` sees, latest first. */
export async function listActivity(
  viewer: Viewer,
  { conventionId, ...page }: PageRequest & { conventionId: string },
): Promise<Page<Change>> {
  await readConvention(viewer, conventionId);
  const key = keyAfter(`activity ${conventionId}`, page);
  const size = pageSize(page);
  const before = key && /^\d{1,18}$/.test(key.sortKey) ? BigInt(key.sortKey) : undefined;
  const found = await readActivity(viewer, { conventionId, before, first: size + 1 });
  return pageOf(`activity ${conventionId}`, found, size, ({ position, id }) => ({ sortKey: String(position), id }));
}

/** Who a change was made by: the one who acted, or for words of the text those who were writing. */
export const actorsOf = ({ actorId, details }: Change): string[] => {
  if (actorId) return [actorId];
  const ids = (details as { authorIds?: unknown } | null)?.authorIds;
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
};

/** The people with these ids, by id. */
export async function readActors(ids: readonly string[]): Promise<Map<string, Person>> {
  const people = await prisma.person.findMany({ where: { id: { in: [...new Set(ids)] } } });
  return new Map(people.map((person) => [person.id, person]));
}

/** When something last happened in each of these conventions, of what everybody who sees them may know. */
export async function lastActivity(conventionIds: readonly string[]): Promise<Map<string, Date>> {
  const found = await prisma.change.groupBy({
    by: ['conventionId'],
    where: { conventionId: { in: [...conventionIds] } },
    _max: { at: true },
  });
  return new Map(found.flatMap(({ conventionId, _max: { at } }) => (conventionId && at ? [[conventionId, at]] : [])));
}
