// What belongs to a row, read in the row's own statement as one list: a statement for each kind of it would cost more than the
// reading. Used by the views of rooms whose things have much that is theirs alone.
import { Prisma } from '#generated/prisma/client.ts';

const { sql } = Prisma;

/** A list that is not asked for. */
export const noList = sql`'[]'::json`;

/** What `one` makes of each row of `from`, in this order, as one column. Days and instants are words in it. */
export const jsonList = (one: Prisma.Sql, { from, order }: { from: Prisma.Sql; order: Prisma.Sql }): Prisma.Sql =>
  sql`(select coalesce(json_agg(${one} order by ${order}), '[]') from ${from})`;
