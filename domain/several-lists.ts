// Several lists of one noun, asked for by one answer, read in one statement. Used by the rooms whose lists stand side by side on a
// page; each list keeps its filter, its order and its size.
import { Prisma } from '#generated/prisma/client.ts';
import { rowsOf } from '#prisma/client.ts';
import type { Page } from './paging.ts';

const { sql } = Prisma;

/** The statement of the rows of several, each with the number of its list and its rank in it; all of them have the same columns. */
export const numberedLists = (lists: readonly Prisma.Sql[]): Prisma.Sql =>
  Prisma.join(
    lists.map((list, index) => sql`select ${index}::int as list, row_number() over () as rank, l.* from (${list}) l`),
    ' union all ',
  );

/** The rows of each of these statements, in its order; all of them have the same columns. */
export async function rowsOfLists<Row extends object>(lists: readonly Prisma.Sql[]): Promise<Row[][]> {
  const [first, ...others] = lists;
  if (!first) return [];
  if (others.length === 0) return [await rowsOf<Row>(first)];
  const rows = await rowsOf<Row & { list: number }>(sql`
    select * from (${numberedLists(lists)}) l order by list, rank`);
  return lists.map((_list, index) => rows.filter(({ list }) => list === index));
}

/** Pages of ids with the things themselves; what is there no more is left out. */
export function filledIn<Thing extends { id: string }>(
  pages: readonly Page<{ id: string }>[],
  things: readonly Thing[],
): Page<Thing>[] {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  return pages.map(({ nodes, hasNextPage }) => ({
    hasNextPage,
    nodes: nodes.flatMap(({ cursor, node: { id } }) => {
      const node = byId.get(id);
      return node ? [{ cursor, node }] : [];
    }),
  }));
}

/** Of what is read for several, the one that was asked for alone. */
export const alone = async <Found>(found: Promise<Found[]>): Promise<Found> => (await found)[0] as Found;
