// Reading deliverables: how many pieces of how many, whether late, each with its pieces. One statement a page; pieces are
// read once for all of it. Writing is deliverables.ts.

import { Prisma } from '#generated/prisma/client.ts';
import { prisma, rowsOf } from '#prisma/client.ts';
import { today } from '../calendar.ts';
import { notFound } from '../errors.ts';
import { type Page, type PageRequest, pageOf, pageSize, placeAfter } from '../paging.ts';
import { isUuid } from '../parse.ts';
import { visibleConventionsSql } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';

const withSources = { file: true, entry: true } satisfies Prisma.DeliverablePieceInclude;

/** A piece with its file and the entry it ticks. */
export type Piece = Prisma.DeliverablePieceGetPayload<{ include: typeof withSources }>;

/** A deliverable as the statement gives it. */
export interface DeliverableRow {
  id: string;
  conventionId: string;
  conventionTitle: string;
  year: number;
  blockId: string;
  /** The words of its block, as they are or last were in the text. */
  blockText: string | null;
  blockNumber: string | null;
  /** Its block has left the text. */
  isBlockGone: boolean;
  position: number;
  title: string;
  target: number;
  /** Pieces handed in and not taken back; may be above the target. */
  delivered: number;
  dueOn: string | null;
  isComplete: boolean;
  isLate: boolean;
  referenceSetId: string | null;
  version: number;
}

/** A deliverable with the means to read its pieces, once for all the deliverables of one answer. */
export interface ReadDeliverable extends DeliverableRow {
  /** Latest day first. */
  pieces(): Promise<Piece[]>;
}

/** After the blocks of the text come those of blocks that were never projected. */
const LAST = 2_147_483_647;

async function read(which: Prisma.Sql, limit: number): Promise<DeliverableRow[]> {
  const statement = Prisma.sql`
    select d.*, d.delivered >= d.target as "isComplete",
      coalesce(d."dueOn" < ${today()} and d.delivered < d.target, false) as "isLate"
    from (
      select d.id, d."conventionId", c.title as "conventionTitle", c.year, d."blockId", i.text as "blockText",
        i.number as "blockNumber", coalesce(i."archivedAt" is not null, false) as "isBlockGone",
        coalesce(i.position, ${LAST}::int) as position, d.title, d.target, d."dueOn"::text as "dueOn",
        d."referenceSetId", d.version,
        (select count(*)::int from "DeliverablePiece" p where p."deliverableId" = d.id and p."withdrawnAt" is null)
          as delivered
      from "Deliverable" d join "Convention" c on c.id = d."conventionId"
      left join "ProgrammeItem" i on i."conventionId" = d."conventionId" and i."blockId" = d."blockId"
      where d."withdrawnAt" is null and c."archivedAt" is null and ${which}
    ) d order by d.year desc, d."conventionId", d.position, d.id limit ${limit}`;
  return rowsOf<DeliverableRow>(statement);
}

function withPieces(rows: readonly DeliverableRow[]): ReadDeliverable[] {
  let reading: Promise<Piece[]> | undefined;
  const readAll = () =>
    prisma.deliverablePiece.findMany({
      where: { deliverableId: { in: rows.map(({ id }) => id) }, withdrawnAt: null },
      include: withSources,
      orderBy: [{ on: 'desc' }, { id: 'desc' }],
    });
  return rows.map((row) => ({
    ...row,
    pieces: async () => {
      reading ??= readAll();
      return (await reading).filter(({ deliverableId }) => deliverableId === row.id);
    },
  }));
}

const afterKey = (list: string, page: PageRequest) => {
  const place = placeAfter(list, page);
  if (!place) return [];
  const { year, conventionId, position, id } = place;
  return [
    Prisma.sql`(c.year < ${year} or (c.year = ${year}
      and (c.id, coalesce(i.position, ${LAST}::int), d.id)
        > (${conventionId}::uuid, ${position}, ${id}::uuid)))`,
  ];
};

/** The deliverables that `viewer` sees, latest year first, in reading order; of one convention when it is given. */
export async function listDeliverables(
  viewer: Viewer,
  { conventionId, ...page }: PageRequest & { conventionId?: string | null },
): Promise<Page<ReadDeliverable>> {
  if (conventionId && !isUuid(conventionId)) throw notFound();
  const list = conventionId ? `deliverables ${conventionId}` : 'deliverables';
  const conditions = [
    visibleConventionsSql(viewer),
    ...(conventionId ? [Prisma.sql`c.id = ${conventionId}::uuid`] : []),
    ...afterKey(list, page),
  ];
  const size = pageSize(page);
  const found = withPieces(await read(Prisma.join(conditions, ' and '), size + 1));
  return pageOf(list, found, size, ({ year, conventionId: convention, position, id }) => ({
    sortKey: `${year} ${convention} ${position}`,
    id,
  }));
}

/** Of these deliverables, those that the viewer sees. */
export const findDeliverables = async (viewer: Viewer, ids: readonly string[]): Promise<ReadDeliverable[]> =>
  withPieces(await read(Prisma.sql`${visibleConventionsSql(viewer)} and d.id = any(${[...ids]}::uuid[])`, ids.length));

/** One deliverable, or NOT_FOUND. */
export async function readDeliverable(viewer: Viewer, deliverableId: string): Promise<ReadDeliverable> {
  const rows = isUuid(deliverableId)
    ? await read(Prisma.sql`${visibleConventionsSql(viewer)} and d.id = ${deliverableId}::uuid`, 1)
    : [];
  const [deliverable] = withPieces(rows);
  if (!deliverable) throw notFound();
  return deliverable;
}
