// The programme of a convention: its items with text and numbers, as its rows have them. The hot read of the API: one
// statement with the viewer's filter in it, into plain rows.

import type { JSONContent } from '@tiptap/core';
import { Prisma, type ProgrammeItem } from '#generated/prisma/client.ts';
import { rowsOf } from '#prisma/client.ts';
import { notFound } from '../errors.ts';
import { type Convention, readConvention } from '../gate.ts';
import { type Page, type PageRequest, pageOfProgrammes } from '../paging.ts';
import { isUuid } from '../parse.ts';
import { visibleConventionsSql } from '../permissions.ts';
import { readStoredJson } from '../texts/reading-text.ts';
import type { Viewer } from '../viewers.ts';
import { listConventions } from './conventions.ts';

/** One block of a convention of `year`; `children` are those directly below it, in reading order. */
export interface Item extends ProgrammeItem {
  year: number;
  children: Item[];
}

/** A convention's programme. `items` reads them, in reading order, once for all programmes of one answer. */
export interface Programme {
  convention: Convention;
  items(): Promise<Item[]>;
}

/** Items of conventions that `viewer` sees, archived ones left out unless asked for; one statement. */
async function readRows(viewer: Viewer, which: Prisma.Sql): Promise<Omit<Item, 'children'>[]> {
  const statement = Prisma.sql`
    select i.*, c.year from "ProgrammeItem" i join "Convention" c on c.id = i."conventionId"
    where ${visibleConventionsSql(viewer)} and ${which} order by i."conventionId", i.position`;
  return rowsOf<Omit<Item, 'children'>>(statement);
}

/**
 * Joins rows, in reading order and convention by convention, into trees; every item stands in the list of its convention as well.
 * Items are the rows themselves: copies of a whole text cost more than reading it.
 */
function join(rows: Omit<Item, 'children'>[]): Map<string, Item[]> {
  const lists = new Map<string, Item[]>();
  let byId = new Map<string | null, Item>();
  for (const row of rows) {
    const item: Item = Object.assign(row, { children: [] });
    const list = lists.get(item.conventionId);
    if (list) list.push(item);
    else {
      lists.set(item.conventionId, [item]);
      byId = new Map();
    }
    byId.set(item.blockId, item);
    byId.get(item.parentBlockId)?.children.push(item);
  }
  return lists;
}

function programmesOf(viewer: Viewer, conventions: readonly Convention[]): Map<string, Programme> {
  let reading: Promise<Map<string, Item[]>> | undefined;
  const ids = conventions.map(({ id }) => id);
  const readAll = () =>
    readRows(viewer, Prisma.sql`i."conventionId" = any(${ids}::uuid[]) and i."archivedAt" is null`).then(join);
  return new Map(
    conventions.map((convention) => [
      convention.id,
      {
        convention,
        items: async () => {
          reading ??= readAll();
          return (await reading).get(convention.id) ?? [];
        },
      },
    ]),
  );
}

/** The programme of a convention that `viewer` sees, or NOT_FOUND. */
export async function readProgramme(viewer: Viewer, conventionId: string): Promise<Programme> {
  const convention = await readConvention(viewer, conventionId);
  return programmesOf(viewer, [convention]).get(conventionId) as Programme;
}

/** The programmes that `viewer` sees, latest year first. */
export async function listProgrammes(
  viewer: Viewer,
  request: PageRequest & { filter?: unknown },
): Promise<Page<Programme>> {
  const { nodes, hasNextPage } = await listConventions(viewer, request, {
    list: 'programmes',
    bounds: pageOfProgrammes,
  });
  const programmes = programmesOf(
    viewer,
    nodes.map(({ node }) => node),
  );
  return {
    hasNextPage,
    nodes: nodes.map(({ cursor, node }) => ({ cursor, node: programmes.get(node.id) as Programme })),
  };
}

/** One item, archived or not, without what is below it; NOT_FOUND when `viewer` does not see its convention. */
export async function readItem(viewer: Viewer, conventionId: string, blockId: string): Promise<Item> {
  if (!isUuid(conventionId) || !isUuid(blockId)) throw notFound();
  const [row] = await readRows(
    viewer,
    Prisma.sql`i."conventionId" = ${conventionId}::uuid and i."blockId" = ${blockId}::uuid`,
  );
  if (!row) throw notFound();
  return { ...row, children: [] };
}

/** Items by « convention block », archived ones too, without what is below them; what the viewer does not see is left out. */
export async function findItems(viewer: Viewer, places: readonly string[]): Promise<Map<string, Item>> {
  const [conventionIds, blockIds] = [0, 1].map((part) => places.map((place) => place.split(' ')[part] ?? ''));
  const rows = await readRows(
    viewer,
    Prisma.sql`(i."conventionId", i."blockId") in (
      select * from unnest(${conventionIds}::uuid[], ${blockIds}::uuid[]))`,
  );
  return new Map(rows.map((row) => [`${row.conventionId} ${row.blockId}`, { ...row, children: [] }]));
}

/** The text of a convention that `viewer` sees, as ProseMirror JSON of text-schema.ts; NOT_FOUND when unseen. */
export async function readConventionText(viewer: Viewer, conventionId: string): Promise<JSONContent> {
  return readStoredJson((await readConvention(viewer, conventionId)).documentId);
}
