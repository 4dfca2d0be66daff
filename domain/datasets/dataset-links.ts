// What a dataset is of use for: a convention, a passage of its text, an obligation, a deliverable, a meeting. Read from both
// ends: the dataset's page names them, their pages name the dataset, each only what the viewer sees.
import { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { type RecordChange, transact } from '../changes.ts';
import { invalid, notFound } from '../errors.ts';
import { conventionFor } from '../gate.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleConventionsSql, visibleDatasets } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { DatasetLinkKind } from '../vocabulary.ts';
import { linkDatasetInput } from './inputs.ts';

const { sql } = Prisma;

/** A thing that a dataset may be of use for. */
interface LinkTarget {
  kind: DatasetLinkKind;
  conventionId: string;
  subjectId: string;
}

/** The title of the thing of link `l`, while it is there. */
const titles: Record<DatasetLinkKind, Prisma.Sql> = {
  CONVENTION: sql`select c.title where l."subjectId" = c.id`,
  BLOCK: sql`select coalesce(nullif(concat_ws(' ', i.number, nullif(i.title, '')), ''), left(i.text, 120)) from "ProgrammeItem" i
    where i."conventionId" = c.id and i."blockId" = l."subjectId" and i."archivedAt" is null`,
  OBLIGATION: sql`select o.title from "Obligation" o
    where o.id = l."subjectId" and o."conventionId" = c.id and o."withdrawnAt" is null`,
  DELIVERABLE: sql`select d.title from "Deliverable" d
    where d.id = l."subjectId" and d."conventionId" = c.id and d."withdrawnAt" is null`,
  MEETING: sql`select m.title from "Meeting" m where m.id = l."subjectId" and m."conventionId" = c.id`,
};

const kinds = Object.keys(titles) as DatasetLinkKind[];

const titleOf = sql`case l.kind::text ${Prisma.join(
  kinds.map((kind) => sql`when ${kind} then (${titles[kind]})`),
  ' ',
)} end`;

/** A link with the words of its end, as somebody who sees the convention reads it. */
export interface ReadLink extends LinkTarget {
  id: string;
  datasetId: string;
  title: string;
  conventionTitle: string;
  year: number;
}

/** What these datasets, which were judged, are of use for, of what `viewer` sees; by dataset. */
export async function linksOfDatasets(viewer: Viewer, datasetIds: readonly string[]): Promise<Map<string, ReadLink[]>> {
  const rows = await prisma.$queryRaw<ReadLink[]>`
    select * from (
      select l.id, l."datasetId", l.kind::text as kind, l."conventionId", l."subjectId", ${titleOf} as title,
        c.title as "conventionTitle", c.year
      from "DatasetLink" l join "Convention" c on c.id = l."conventionId"
      where l."datasetId" = any(${[...datasetIds]}::uuid[]) and c."archivedAt" is null and ${visibleConventionsSql(viewer)}
    ) found where title is not null order by year desc, kind, title, id`;
  const byDataset = new Map<string, ReadLink[]>();
  for (const row of rows) byDataset.set(row.datasetId, [...(byDataset.get(row.datasetId) ?? []), row]);
  return byDataset;
}

/** Refuses what `viewer` may not deposit for, and what is not there. */
export async function demandLinks(viewer: Viewer, links: readonly LinkTarget[]): Promise<void> {
  for (const link of links) {
    await conventionFor(viewer, 'file.store', link.conventionId);
    const [found] = await prisma.$queryRaw<{ title: string | null }[]>`
      select ${titleOf} as title from "Convention" c,
        (select ${link.kind}::text as kind, ${link.subjectId}::uuid as "subjectId") l
      where c.id = ${link.conventionId}::uuid`;
    if (found?.title == null) throw invalid({ subjectId: 'Choisissez à quoi rattacher ces données.' });
  }
}

/** Writes a link that was judged, once; in the running transaction. */
export async function addLink(
  tx: Tx,
  record: RecordChange,
  viewer: Viewer,
  link: LinkTarget & { datasetId: string },
): Promise<void> {
  const { count } = await tx.datasetLink.createMany({
    data: [{ ...link, createdById: viewer.personId }],
    skipDuplicates: true,
  });
  if (count > 0) await recordLink(record, 'dataset.linked', link);
}

/** Who sees the convention learns that something was linked; what it is called, only who sees it too. */
const recordLink = (
  record: RecordChange,
  kind: 'dataset.linked' | 'dataset.unlinked',
  { datasetId, conventionId, subjectId, kind: linkKind }: LinkTarget & { datasetId: string },
) =>
  record({ kind, subject: 'Dataset', subjectId: datasetId, conventionId, details: { kind: linkKind, to: subjectId } });

/** Says that a dataset which `viewer` sees is of use for something of a convention that `viewer` works in. */
export async function linkDataset(viewer: Viewer, input: unknown): Promise<void> {
  const { datasetId, ...target } = parseInput(linkDatasetInput, input);
  const where = { AND: [{ id: datasetId }, visibleDatasets(viewer)] };
  if ((await prisma.dataset.count({ where })) === 0) throw notFound();
  await demandLinks(viewer, [target]);
  await transact(viewer, (tx, record) => addLink(tx, record, viewer, { ...target, datasetId }));
}

/** Takes a link back; who may make it may. Gives the id of the dataset. */
export async function unlinkDataset(viewer: Viewer, linkId: string): Promise<string> {
  const where = { id: linkId, dataset: visibleDatasets(viewer) };
  const link = isUuid(linkId) ? await prisma.datasetLink.findFirst({ where }) : null;
  if (!link) throw notFound();
  await conventionFor(viewer, 'file.store', link.conventionId);
  await transact(viewer, async (tx, record) => {
    const { count } = await tx.datasetLink.deleteMany({ where: { id: linkId } });
    if (count > 0) await recordLink(record, 'dataset.unlinked', link);
  });
  return link.datasetId;
}
