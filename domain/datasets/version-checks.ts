// What a deposited file holds: found in the background, one at a time, and again when somebody says how its table is to be
// read. A check that was stopped with its server is taken up by the clock. The reading itself is formats/datasets/.
import { existsSync } from 'node:fs';
import type { CheckedDataset, Reading } from '#formats/datasets/checked.ts';
import { checkDataset } from '#formats/datasets/checking.ts';
import { compareVersions } from '#formats/datasets/windows.ts';
import { type DatasetVersion, Prisma } from '#generated/prisma/client.ts';
import { log } from '#log.ts';
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { files } from '../outside.ts';
import { mayGoBetter, refusalSentence } from './refusals.ts';
import { tellSubscribers } from './subscriptions.ts';
import { sumOf } from './verification.ts';

/** A check that began so long ago was stopped with its server, ms. The longest one takes a few minutes. */
const STOPPED_MS = 15 * 60_000;

let isRunning = false;
let again = false;
let running = Promise.resolve();

/** Checks what waits, without keeping the caller waiting. */
export function checkSoon(): void {
  again = true;
  if (!isRunning) running = checkUntilNothingWaits();
}

/** Resolves once what this process has begun to check is checked. */
export const checksAtRest = (): Promise<void> => running;

async function checkUntilNothingWaits(): Promise<void> {
  isRunning = true;
  try {
    while (again) {
      again = false;
      await checkWaitingVersions();
    }
  } catch (err) {
    // The clock comes back for what is left.
    log.error({ err }, 'deposited files could not be checked');
  } finally {
    isRunning = false;
  }
}

/** Checks every version that waits for it, oldest first; the clock calls it too. */
export async function checkWaitingVersions(): Promise<void> {
  for (let version = await takeNext(); version; version = await takeNext()) await checkVersion(version);
}

/** The oldest version that waits, which is this process's from now on. */
async function takeNext(): Promise<DatasetVersion | null> {
  const stopped = new Date(now().getTime() - STOPPED_MS);
  const [taken] = await prisma.$queryRaw<{ id: string }[]>`
    update "DatasetVersion" set "checkedFrom" = ${now()}
    where id = (
      select id from "DatasetVersion"
      where state = 'CHECKING' and ("checkedFrom" is null or "checkedFrom" < ${stopped})
      order by "createdAt", id limit 1 for update skip locked
    ) returning id`;
  return taken ? prisma.datasetVersion.findUnique({ where: { id: taken.id } }) : null;
}

/** What a version holds, with the file that windows are read from made anew. */
export const readHeld = ({ id, fileName, reading }: DatasetVersion): Promise<CheckedDataset> =>
  files.withPath(id, (path) =>
    checkDataset(path, fileName, { reading: (reading ?? {}) as Partial<Reading>, prepared: files.derivedPath(id) }),
  );

async function checkVersion(version: DatasetVersion): Promise<void> {
  try {
    const held = await readHeld(version);
    const sha256 = await sumOf(version.id);
    const comparison = await compareWithFormer(version, held);
    await settle(version, {
      state: 'READY',
      sha256,
      mediaType: held.mediaType,
      summary: held as unknown as Prisma.InputJsonObject,
      comparison: comparison ?? Prisma.DbNull,
    });
  } catch (error) {
    // Its turn comes again: it stays taken until then.
    if (mayGoBetter(error))
      return void log.warn({ err: error, versionId: version.id }, 'a deposited file waits to be checked');
    const refusal = refusalSentence(error);
    if (refusal === null) log.error({ err: error, versionId: version.id }, 'a deposited file could not be checked');
    await settle(version, {
      state: 'REFUSED',
      refusal: refusal ?? 'Ce fichier n’a pas pu être lu. L’incident vient de la plate-forme, il est enregistré.',
    });
  }
}

/** What changed since the last version that can be read, where both are tables or maps; null otherwise. */
async function compareWithFormer(
  { datasetId, number, id }: DatasetVersion,
  held: CheckedDataset,
): Promise<Prisma.InputJsonObject | null> {
  if (held.rowCount === null) return null;
  const former = await prisma.datasetVersion.findFirst({
    where: { datasetId, number: { lt: number }, state: 'READY' },
    orderBy: { number: 'desc' },
  });
  const formerHeld = former?.summary as unknown as CheckedDataset | null;
  if (!former || formerHeld?.rowCount == null) return null;
  await demandPrepared(former);
  const found = await compareVersions(files.derivedPath(former.id), files.derivedPath(id), null);
  return { ...(found as unknown as Prisma.InputJsonObject), since: former.number };
}

/** Writes what was found; who subscribed is told of a version that can be read, once. */
async function settle(version: DatasetVersion, data: Prisma.DatasetVersionUncheckedUpdateInput): Promise<void> {
  const { id, number, datasetId } = version;
  const isThere = await transact(null, async (tx, record) => {
    const { count } = await tx.datasetVersion.updateMany({ where: { id, state: 'CHECKING' }, data });
    if (count === 0) return (await tx.datasetVersion.count({ where: { id } })) > 0;
    const dataset = await tx.dataset.update({ where: { id: datasetId }, data: { version: { increment: 1 } } });
    const changeId = await record({
      kind: 'dataset.checked',
      subject: 'Dataset',
      subjectId: datasetId,
      version: dataset.version,
      datasetId,
      details: { title: dataset.title, number, state: String(data.state) },
    });
    if (data.state === 'READY' && number > 1) await tellSubscribers(tx, record, { changeId, dataset });
    return true;
  });
  // Removed while it was being checked: what was made of it since goes too.
  if (!isThere) await files.remove(id);
}

const making = new Map<string, Promise<unknown>>();

/** Makes the file that windows are read from, where this machine has none (it is derived, and may have been swept). */
export async function demandPrepared(version: DatasetVersion): Promise<string> {
  const path = files.derivedPath(version.id);
  if (existsSync(path)) return path;
  const made = making.get(version.id) ?? readHeld(version).finally(() => making.delete(version.id));
  making.set(version.id, made);
  await made;
  return path;
}
