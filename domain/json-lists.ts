// What belongs to a row, read in the row's own statement as one list: a statement for each kind of it would cost more than the
// reading. Used by the views of rooms whose things have much that is theirs alone.
import { Prisma } from '#generated/prisma/client.ts';

const { sql } = Prisma;

/** These columns of `alias`, by their names. */
export const columnsOf = (alias: string, names: readonly string[]): Prisma.Sql =>
  Prisma.raw(names.map((name) => `${alias}."${name}"`).join(', '));

/**
 * Each row of `from` in this order, as an object of these columns by their names; one column. Days and instants are words in it. As
 * rows: building each object by hand (json_build_object, to_jsonb) costs PostgreSQL half as much again.
 */
export const jsonList = (columns: Prisma.Sql, { from, order }: { from: Prisma.Sql; order: Prisma.Sql }): Prisma.Sql =>
  sql`(select coalesce(json_agg(one), '[]') from (select ${columns} from ${from} order by ${order}) one)`;

/**
 * The same of many things at once, each list under its thing, which `thing` names in `from`: to join as « lists."thing" = … », with
 * `lists.list` null where there is nothing. For a page of things whose lists are short, it costs PostgreSQL half of a list read for
 * each. `columns` without the thing; `order` within it.
 */
export function jsonListsOf(
  thing: string,
  columns: Prisma.Sql,
  { from, order }: { from: Prisma.Sql; order: Prisma.Sql },
): Prisma.Sql {
  const name = Prisma.raw(`"${thing}"`);
  return sql`(
    select one.${name}, json_agg(one) as list from (select ${name}, ${columns} from ${from} order by ${name}, ${order}) one
    group by one.${name})`;
}
