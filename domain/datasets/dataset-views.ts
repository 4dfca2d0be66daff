// How datasets are read: lists with filters, one with its versions. Only what `viewer` sees, null being somebody without an
// account, to whom the public ones alone are open. What is in a version is table-windows.ts.
import type { z } from 'zod';
import type { CheckedDataset } from '#formats/datasets/checked.ts';
import type { Dataset, DatasetVersion, Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { addDays, addMonths, type Day, dayAt, today } from '../calendar.ts';
import { notFound } from '../errors.ts';
import { isInstant, keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid, parseInput } from '../parse.ts';
import { can, visibleConventions, visibleDatasets } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { UpdateFrequency } from '../vocabulary.ts';
import { datasetFilter } from './inputs.ts';

const included = {
  producer: true,
  organisation: true,
  owner: true,
  grants: { include: { organisation: true, unit: { include: { organisation: true } }, person: true } },
  versions: { orderBy: { number: 'desc' } },
} satisfies Prisma.DatasetInclude;

/** A dataset with its people and the versions that may be shown, latest first. */
export type ReadDataset = Prisma.DatasetGetPayload<{ include: typeof included }> & {
  /** The latest version that can be read; null while there is none. */
  latest: DatasetVersion | null;
  mayChange: boolean;
  /** Its frequency promises a version that has not come, since this day; null when it is in time. */
  lateSince: Day | null;
};

/** Months after which a new version is expected, by frequency. */
const months: Partial<Record<UpdateFrequency, number>> = { MONTHLY: 1, QUARTERLY: 3, TWICE_A_YEAR: 6, YEARLY: 12 };

/** The day after which a dataset last brought up to date on `day` is late; null where nothing is promised. */
export function expectedUntil(frequency: UpdateFrequency, day: Day): Day | null {
  if (frequency === 'WEEKLY') return addDays(day, 7);
  const count = months[frequency];
  return count ? addMonths(day, count) : null;
}

/** A version that is not checked, or was refused, concerns those who deposit alone. */
function shown(viewer: Viewer | null, dataset: Prisma.DatasetGetPayload<{ include: typeof included }>): ReadDataset {
  const mayChange = viewer !== null && can(viewer, 'dataset.change', dataset);
  const ready = dataset.versions.filter(({ state }) => state === 'READY');
  const latest = ready[0] ?? null;
  const until = latest && expectedUntil(dataset.frequency, dayAt(latest.createdAt));
  return {
    ...dataset,
    versions: mayChange ? dataset.versions : ready,
    // To whom it is open is its depositor's business.
    grants: mayChange ? dataset.grants : [],
    latest,
    mayChange,
    lateSince: until && until < today() ? until : null,
  };
}

/** A dataset that `viewer` sees, or NOT_FOUND. */
export async function readDataset(viewer: Viewer | null, datasetId: string): Promise<ReadDataset> {
  const where = { AND: [{ id: datasetId }, visibleDatasets(viewer)] };
  const dataset = isUuid(datasetId) ? await prisma.dataset.findFirst({ where, include: included }) : null;
  if (!dataset) throw notFound();
  return shown(viewer, dataset);
}

/** Of these datasets, those that `viewer` sees. */
export async function findDatasets(viewer: Viewer, datasetIds: readonly string[]): Promise<ReadDataset[]> {
  const where = { AND: [{ id: { in: [...datasetIds] } }, visibleDatasets(viewer)] };
  const found = await prisma.dataset.findMany({ where, include: included });
  return found.map((dataset) => shown(viewer, dataset));
}

/** The version of a dataset that `viewer` sees: a number, or the latest one that can be read when null. */
export async function readVersion(
  viewer: Viewer | null,
  datasetId: string,
  number: number | null,
): Promise<{ dataset: ReadDataset; version: DatasetVersion }> {
  const dataset = await readDataset(viewer, datasetId);
  const version = number === null ? dataset.latest : dataset.versions.find((one) => one.number === number);
  if (!version) throw notFound();
  return { dataset, version };
}

/** What the check found in a version; null until it is done. */
export const heldIn = ({ summary }: Pick<DatasetVersion, 'summary'>): CheckedDataset | null =>
  summary as unknown as CheckedDataset | null;

/** Words that must all be in the title or the description; capitals do not count. */
const holdWords = (words: string | null | undefined): Prisma.DatasetWhereInput[] =>
  (words ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 12)
    .map((word) => ({
      OR: [
        { title: { contains: word, mode: 'insensitive' } },
        { description: { contains: word, mode: 'insensitive' } },
      ],
    }));

/** A list's page, with filters (datasetFilter of inputs.ts). */
export type DatasetRequest = PageRequest & { [Name in keyof z.input<typeof datasetFilter>]?: unknown };

/** The datasets that `viewer` sees, those that changed last first. */
export async function listDatasets(
  viewer: Viewer | null,
  { first, after, ...filters }: DatasetRequest,
): Promise<Page<ReadDataset>> {
  const asked = parseInput(datasetFilter, filters);
  const { kind, theme, territory, producerId, conventionId, subjectId, isMine, words } = asked;
  const list = ['datasets', conventionId, subjectId].filter(Boolean).join(' ');
  const key = keyAfter(list, { after }, isInstant);
  const size = pageSize({ first });
  // A link is told of to those alone who see the convention that it leads to.
  const link = {
    ...(conventionId ? { conventionId } : {}),
    ...(subjectId ? { subjectId } : {}),
    convention: viewer ? visibleConventions(viewer) : { id: { in: [] } },
  };
  const changedAt = key && new Date(key.sortKey);
  const found = await prisma.dataset.findMany({
    where: {
      AND: [
        visibleDatasets(viewer),
        ...holdWords(words),
        conventionId || subjectId ? { links: { some: link } } : {},
        theme ? { themes: { has: theme } } : {},
        // One that names no territory is of the whole département.
        territory ? { OR: [{ territories: { has: territory } }, { territories: { isEmpty: true } }] } : {},
        isMine && viewer ? { organisationId: viewer.organisationId } : {},
        key && changedAt ? { OR: [{ changedAt: { lt: changedAt } }, { changedAt, id: { lt: key.id } }] } : {},
      ],
      ...(kind ? { kind } : {}),
      ...(producerId ? { producerId } : {}),
    },
    include: included,
    orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
    take: size + 1,
  });
  return pageOf(
    list,
    found.map((dataset) => shown(viewer, dataset)),
    size,
    (dataset: Dataset) => ({ sortKey: dataset.changedAt.toISOString(), id: dataset.id }),
  );
}

/** Whether `viewer` follows these datasets, by dataset. */
export async function followedBy(viewer: Viewer, datasetIds: readonly string[]): Promise<Map<string, boolean>> {
  const where = { personId: viewer.personId, datasetId: { in: [...datasetIds] } };
  const found = viewer.kind === 'person' ? await prisma.datasetSubscription.findMany({ where }) : [];
  return new Map(datasetIds.map((id) => [id, found.some(({ datasetId }) => datasetId === id)]));
}

/** A version as something else names it: of which dataset it is, what that is called, and its number. */
export interface NamedVersion {
  datasetId: string;
  title: string;
  number: number;
}

/** Which of these versions `viewer` sees, named, by version. */
export async function nameVersions(viewer: Viewer, versionIds: readonly string[]): Promise<Map<string, NamedVersion>> {
  const where = { id: { in: [...versionIds] }, dataset: visibleDatasets(viewer) };
  const found = await prisma.datasetVersion.findMany({ where, include: { dataset: true } });
  return new Map(found.map(({ id, number, dataset }) => [id, { datasetId: dataset.id, title: dataset.title, number }]));
}
