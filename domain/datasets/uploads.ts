// Files on their way, in parts, and those that have arrived and wait to be deposited. The door that takes the bytes asks here
// whether it may; who deposits takes the upload over (datasets.ts). Knows no byte of what is in them.
import { randomUUID } from 'node:crypto';
import type { Upload } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { forbidden, invalid, notFound } from '../errors.ts';
import { cleanFileName } from '../files/inputs.ts';
import { files } from '../outside.ts';
import { isUuid, parseInput } from '../parse.ts';
import { can } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { uploadInput } from './inputs.ts';

/** Uploads that somebody may have begun and not deposited: a hundred files dropped at once, and some that broke off. */
const MOST_WAITING = 200;

/** An upload that nobody went on with, or deposited, for so long is given up, ms. */
const KEPT_MS = 7 * 24 * 3_600_000;

/** Begins an upload of `viewer`: gives the id under which its bytes are to be kept. */
export async function openUpload(viewer: Viewer, input: unknown): Promise<Upload> {
  const { fileName, size } = parseInput(uploadInput, input);
  if (!can(viewer, 'dataset.deposit', null)) throw forbidden();
  const waiting = await prisma.upload.count({ where: { personId: viewer.personId, versionId: null } });
  if (waiting >= MOST_WAITING)
    throw invalid({ fileName: 'Trop de fichiers attendent d’être déposés : déposez-les d’abord.' });
  return prisma.upload.create({
    data: { id: randomUUID(), personId: viewer.personId, fileName: cleanFileName(fileName), size },
  });
}

/** An upload that `viewer` has begun and that is not deposited yet, or NOT_FOUND. */
export async function readUpload(viewer: Viewer, uploadId: string): Promise<Upload> {
  const where = { id: uploadId, personId: viewer.personId, versionId: null };
  const upload = isUuid(uploadId) ? await prisma.upload.findFirst({ where }) : null;
  if (!upload) throw notFound();
  return upload;
}

/** The last byte of an upload is there. */
export async function noteArrival(uploadId: string): Promise<void> {
  await prisma.upload.updateMany({ where: { id: uploadId, arrivedAt: null }, data: { arrivedAt: now() } });
}

/** An upload of `viewer` whose bytes are all there: what storage holds counts, never what was announced. */
export async function demandArrived(viewer: Viewer, uploadId: string): Promise<Upload> {
  const upload = await readUpload(viewer, uploadId);
  if (BigInt((await files.size(uploadId)) ?? -1) !== upload.size)
    throw invalid({ uploadId: 'Ce fichier n’est pas encore arrivé en entier. Attendez la fin de l’envoi.' });
  return upload;
}

/** Gives an upload to a version, in the running transaction: of two who deposit it at once, one does. */
export async function takeUpload(tx: Tx, { id }: Upload, versionId: string): Promise<void> {
  const { count } = await tx.upload.updateMany({ where: { id, versionId: null }, data: { versionId } });
  if (count === 0) throw invalid({ uploadId: 'Ce fichier est déjà déposé.' });
}

/** Gives up the uploads that nobody went on with; the clock calls it. */
export async function removeOldUploads(): Promise<void> {
  const before = new Date(now().getTime() - KEPT_MS);
  const old = await prisma.upload.findMany({ where: { versionId: null, createdAt: { lt: before } } });
  for (const { id } of old) {
    // The row first: whoever deposits it this very moment keeps the bytes.
    const { count } = await prisma.upload.deleteMany({ where: { id, versionId: null } });
    if (count > 0) await files.remove(id);
  }
}
