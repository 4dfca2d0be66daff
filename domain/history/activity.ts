// The history as people and programs read it: who did what, with the names that go with the ids. Called by the API.

import { type Organisation, type Person, Prisma, type Unit } from '#generated/prisma/client.ts';
import { prisma, rowsOf, type Tx } from '#prisma/client.ts';
import { keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { type ReadChange, readActivity } from './feed.ts';

const listOf = (conventionId: string) => `activity ${conventionId}`;

/** What happened in a convention, latest first, by convention; of those that `viewer` sees. */
export async function findActivity(
  viewer: Viewer,
  { conventionIds, ...request }: PageRequest & { conventionIds: readonly string[] },
): Promise<Map<string, Page<ReadChange>>> {
  const size = pageSize(request);
  // A cursor is of one list: of several conventions together the first pages alone are read.
  const key = request.after == null ? null : keyAfter(listOf(conventionIds[0] ?? ''), request);
  const before = key && /^\d{1,18}$/.test(key.sortKey) ? BigInt(key.sortKey) : undefined;
  const found = await readActivity(viewer, { conventionIds, before, first: size + 1 });
  const pages = new Map<string, ReadChange[]>(conventionIds.map((id) => [id, []]));
  for (const change of found) pages.get(change.conventionId ?? '')?.push(change);
  const keyOf = ({ position, id }: ReadChange) => ({ sortKey: String(position), id });
  return new Map([...pages].map(([id, changes]) => [id, pageOf(listOf(id), changes, size, keyOf)]));
}

/** Who a change was made by: the one who acted, or for words of the text those who were writing. */
export const actorsOf = ({ actorId, details }: Pick<ReadChange, 'actorId' | 'details'>): string[] => {
  if (actorId) return [actorId];
  const ids = (details as { authorIds?: unknown } | null)?.authorIds;
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
};

/** Somebody with where they work. */
export type Actor = Person & { organisation: Organisation; unit: (Unit & { organisation: Organisation }) | null };

/** The people with these ids and where they work, by id; one statement, in the transaction when one is given. */
export async function readActors(ids: readonly string[], tx?: Tx): Promise<Map<string, Actor>> {
  const known = [...new Set(ids)].filter(isUuid);
  if (known.length === 0) return new Map();
  const statement = Prisma.sql`
    select h.*, to_jsonb(o) as organisation, to_jsonb(u) as unit
    from "Person" h join "Organisation" o on o.id = h."organisationId" left join "Unit" u on u.id = h."unitId"
    where h.id = any(${known}::uuid[])`;
  const people = await (tx ? tx.$queryRaw<Actor[]>(statement) : rowsOf<Actor>(statement));
  for (const { organisation, unit } of people) {
    organisation.createdAt = new Date(organisation.createdAt);
    // A service is its people's organisation's.
    if (unit) unit.organisation = organisation;
  }
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
