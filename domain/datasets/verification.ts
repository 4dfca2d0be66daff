// What is kept is still what was deposited: bytes are read back and held to their sums, some each night, those least lately read
// first; and what nobody knows any more is removed. The clock calls both.
import { createHash } from 'node:crypto';
import type { DatasetVersion } from '#generated/prisma/client.ts';
import { log } from '#log.ts';
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { notifyOfDataset } from '../notify.ts';
import { files } from '../outside.ts';

/** A night reads for so long, ms, and begins no file after: some hundred gigabytes from a disk, less from a bucket. */
const NIGHT_MS = 15 * 60_000;

/** What was read back so lately waits for another night, ms. */
const FRESH_MS = 20 * 3_600_000;

/** The sum of a kept file's bytes, SHA-256 in hexadecimal; null when there is none. */
export async function sumOf(id: string): Promise<string | null> {
  if ((await files.size(id)) === null) return null;
  const hash = createHash('sha256');
  for await (const chunk of await files.stream(id)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** Reads versions back for one night. Who deposited one that is damaged is told, once. */
export async function verifyVersions(): Promise<void> {
  const until = performance.now() + NIGHT_MS;
  const before = new Date(now().getTime() - FRESH_MS);
  while (performance.now() < until) {
    const version = await prisma.datasetVersion.findFirst({
      where: { sha256: { not: null }, OR: [{ verifiedAt: null }, { verifiedAt: { lt: before } }] },
      orderBy: [{ verifiedAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    });
    if (!version) return;
    await verifyVersion(version);
  }
}

async function verifyVersion(version: DatasetVersion): Promise<void> {
  const { id, sha256, damagedAt } = version;
  const found = await sumOf(id);
  const isWhole = found === sha256;
  if (!isWhole && damagedAt === null) return noteDamage(version, found);
  // What was given back from a copy is whole again.
  await prisma.datasetVersion.updateMany({
    where: { id },
    data: { verifiedAt: now(), damagedAt: isWhole ? null : damagedAt },
  });
}

async function noteDamage({ id, datasetId, number }: DatasetVersion, found: string | null): Promise<void> {
  log.error({ versionId: id, datasetId, isGone: found === null }, 'a deposited file is damaged');
  await transact(null, async (tx, record) => {
    const at = now();
    const { count } = await tx.datasetVersion.updateMany({
      where: { id, damagedAt: null },
      data: { verifiedAt: at, damagedAt: at },
    });
    if (count === 0) return;
    const dataset = await tx.dataset.update({ where: { id: datasetId }, data: { version: { increment: 1 } } });
    const { title, version, organisationId, producerId, ownerId } = dataset;
    const changeId = await record({
      kind: 'dataset.damaged',
      subject: 'Dataset',
      subjectId: datasetId,
      version,
      datasetId,
      details: { title, number },
    });
    // Who deposited it may have left: whoever runs the organisations that answer for it is told as well.
    const theirs = { organisationId: { in: [organisationId, producerId] }, organisationAdministrator: true };
    const people = { deactivatedAt: null, OR: [{ id: ownerId }, theirs] };
    await notifyOfDataset(tx, record, { kind: 'DATASET_DAMAGED', changeId, dataset, people });
  });
}

/** What came so lately may be about to be named in a row, ms. */
const YOUNG_MS = 48 * 3_600_000;

/** Which of these ids something is kept under. */
async function knownAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { id: { in: [...ids] } };
  const found = await Promise.all([
    prisma.storedFile.findMany({ where, select: { id: true } }),
    prisma.datasetVersion.findMany({ where, select: { id: true } }),
    prisma.upload.findMany({ where, select: { id: true } }),
  ]);
  return new Set(found.flat().map(({ id }) => id));
}

/** Removes the files that no row names: parts of a killed upload or check, what a row left when it went. */
export async function sweepFiles(): Promise<void> {
  const removed = await files.sweep(new Date(now().getTime() - YOUNG_MS), knownAmong);
  if (removed > 0) log.info({ removed }, 'files that nobody knows were removed');
}
