// Taking a version away as it was deposited, and who did, for the producer.
import type { Readable } from 'node:stream';
import type { DatasetVersion } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { files } from '../outside.ts';
import { ifWritable } from '../refused-writes.ts';
import type { Viewer } from '../viewers.ts';
import { readDataset, readVersion } from './dataset-views.ts';

interface Asked {
  datasetId: string;
  /** Null: the latest. */
  number: number | null;
}

/** Notes that something of a version was taken: its file, or a selection in some form. Names nobody who has no account. */
export async function recordDownload(
  viewer: Viewer | null,
  { datasetId, number }: Pick<DatasetVersion, 'datasetId' | 'number'>,
  form: string,
): Promise<void> {
  const personId = viewer?.kind === 'person' ? viewer.personId : null;
  const data = { datasetId, number, form, personId, organisationId: viewer?.organisationId ?? null };
  await ifWritable(prisma.datasetDownload.create({ data }));
}

/** A version's file, as it was deposited: what it is, and its bytes from `start` to `end` when asked for. */
export async function takeFile(
  viewer: Viewer | null,
  asked: Asked,
): Promise<{ version: DatasetVersion; stream(range?: { start: number; end: number }): Promise<Readable> }> {
  const { version } = await readVersion(viewer, asked.datasetId, asked.number);
  return { version, stream: (range) => files.stream(version.id, range) };
}

/** How long what was taken is remembered, ms: two years. */
const KEPT_MS = 2 * 366 * 24 * 3_600_000;

/** Forgets who took what too long ago; the clock calls it. */
export async function forgetOldDownloads(): Promise<void> {
  await prisma.datasetDownload.deleteMany({ where: { at: { lt: new Date(now().getTime() - KEPT_MS) } } });
}

/** How often a dataset was taken by whom, most first, for those who may change it; null for the others. */
export async function countDownloads(
  viewer: Viewer,
  datasetId: string,
): Promise<{ name: string; count: number; lastAt: Date }[] | null> {
  const { mayChange } = await readDataset(viewer, datasetId);
  if (!mayChange) return null;
  return prisma.$queryRaw`
    select coalesce(o."shortName", 'Sans compte') as name, count(*)::int as count, max(d.at) as "lastAt"
    from "DatasetDownload" d left join "Organisation" o on o.id = d."organisationId"
    where d."datasetId" = ${datasetId}::uuid group by 1 order by 2 desc, 1 limit 50`;
}
