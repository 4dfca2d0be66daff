// Datasets whose latest version is a map, as other systems open them: without who deposited them, and without the words of
// their documents. What is in one is read by table-windows.ts.
import type { CheckedColumn, CheckedGeometry } from '#formats/datasets/checked.ts';
import { prisma } from '#prisma/client.ts';
import { type Day, fromColumn } from '../calendar.ts';
import { notFound } from '../errors.ts';
import { visibleDatasets } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { heldIn, readVersion } from './dataset-views.ts';

/** A map that may be opened. */
export interface Collection {
  id: string;
  title: string;
  description: string;
  periodFrom: Day | null;
  periodTo: Day | null;
  /** Of the version that is meant. */
  number: number;
  columns: CheckedColumn[];
  geometry: CheckedGeometry;
}

type Described = Pick<Collection, 'id' | 'title' | 'description'> & { periodFrom: Date | null; periodTo: Date | null };
type Version = Parameters<typeof heldIn>[0] & { number: number };

function collectionOf(dataset: Described, version: Version): Collection | null {
  const { id, title, description, periodFrom, periodTo } = dataset;
  const held = heldIn(version);
  if (!held?.geometry) return null;
  const period = { periodFrom: periodFrom && fromColumn(periodFrom), periodTo: periodTo && fromColumn(periodTo) };
  return { id, title, description, ...period, number: version.number, columns: held.columns, geometry: held.geometry };
}

/** Maps that `viewer` sees (null: somebody without an account), by title: `limit` of them at most after the first `offset`. */
export async function listCollections(
  viewer: Viewer | null,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ found: Collection[]; isMore: boolean }> {
  const isMap = { state: 'READY' as const, summary: { path: ['kind'], equals: 'FEATURES' } };
  const found = await prisma.dataset.findMany({
    where: { AND: [visibleDatasets(viewer), { versions: { some: isMap } }] },
    select: {
      id: true,
      title: true,
      description: true,
      periodFrom: true,
      periodTo: true,
      versions: {
        where: { state: 'READY' },
        orderBy: { number: 'desc' },
        take: 1,
        select: { number: true, summary: true },
      },
    },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
    skip: offset,
    take: limit + 1,
  });
  return {
    isMore: found.length > limit,
    // One whose latest version is a table now is no map any more: its page is shorter.
    found: found
      .slice(0, limit)
      .flatMap(({ versions: [latest], ...dataset }) => (latest && collectionOf(dataset, latest)) ?? []),
  };
}

/** A map that `viewer` sees, in a version or the latest when null; NOT_FOUND for what is none. */
export async function readCollection(
  viewer: Viewer | null,
  datasetId: string,
  number: number | null = null,
): Promise<Collection> {
  const { dataset, version } = await readVersion(viewer, datasetId, number);
  const collection = version.state === 'READY' ? collectionOf(dataset, version) : null;
  if (!collection) throw notFound();
  return collection;
}
