// What belongs to a row, read in the row's own statement as one list: a statement for each kind of it would cost more than the
// reading. Used by the views of rooms whose things have much that is theirs alone.
import { Prisma } from '#generated/prisma/client.ts';

const { sql } = Prisma;

/** A list that is not asked for. */
export const noList = sql`'[]'::json`;

/**
 * Each row of `from` in this order, as an object of these columns by their names; one column. Days and instants are words in it. As
 * rows: building each object by hand (json_build_object, to_jsonb) costs PostgreSQL half as much again.
 */
export const jsonList = (columns: Prisma.Sql, { from, order }: { from: Prisma.Sql; order: Prisma.Sql }): Prisma.Sql =>
  sql`(select coalesce(json_agg(one), '[]') from (select ${columns} from ${from} order by ${order}) one)`;

/**
 * The same of many things at once, each list under its thing: to join as « name."thing" = … », with `name.list` null where there is
 * nothing. For a page of things whose lists are short, it costs PostgreSQL half of a list read for each. `order` within a thing.
 */
export const jsonListsOf = (
  thing: Prisma.Sql,
  columns: Prisma.Sql,
  { from, order }: { from: Prisma.Sql; order: Prisma.Sql },
): Prisma.Sql => sql`(
  select one.thing, json_agg(one) as list from (
    select ${thing} as thing, ${columns} from ${from} order by ${thing}, ${order}) one
  group by one.thing)`;
