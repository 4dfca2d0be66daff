// Files handed in for a convention: evidence, deliverables, the signed text. The row says what it is, `Files` keeps the
// bytes; whoever sees the convention may read them. Verbs of other nouns call `keepFile` before their own transaction.
import { createHash, randomUUID } from 'node:crypto';
import type { StoredFile } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { type RecordChange, transact } from '../changes.ts';
import { notFound, tooLarge, unreadableFile } from '../errors.ts';
import { conventionFor } from '../gate.ts';
import { files } from '../outside.ts';
import { isUuid } from '../parse.ts';
import { visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { STORED_FILE_LIMIT, STORED_FILE_LIMIT_WORDS } from './bounds.ts';
import { demandFileKind, mediaTypeOf } from './file-kinds.ts';
import { cleanFileName } from './inputs.ts';

/** A file as it comes. */
export interface NewFile {
  fileName: string;
  bytes: Uint8Array;
}

/** Writes the row of a file whose bytes are kept already, in the running transaction. */
export async function writeFileRow(
  tx: Tx,
  record: RecordChange,
  kept: { id: string; conventionId: string; createdById: string | null } & NewFile,
): Promise<StoredFile> {
  const { id, conventionId, createdById, bytes } = kept;
  const name = cleanFileName(kept.fileName);
  const data = {
    id,
    conventionId,
    createdById,
    name,
    mediaType: await mediaTypeOf(bytes),
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const file = await tx.storedFile.create({ data });
  await record({ kind: 'file.stored', subject: 'StoredFile', subjectId: id, conventionId, details: { name } });
  return file;
}

/** Keeps a file of a convention. Refuses an empty one, one above the limit, and one that is not what its name says. */
export async function storeFile(viewer: Viewer, conventionId: string, file: NewFile): Promise<StoredFile> {
  await conventionFor(viewer, 'file.store', conventionId);
  if (file.bytes.length === 0) throw unreadableFile('Ce fichier est vide.');
  if (file.bytes.length > STORED_FILE_LIMIT) throw tooLarge(STORED_FILE_LIMIT_WORDS);
  await demandFileKind(cleanFileName(file.fileName), file.bytes);
  const id = randomUUID();
  await files.keep(id, file.bytes);
  try {
    return await transact(viewer, (tx, record) =>
      writeFileRow(tx, record, { id, conventionId, createdById: viewer.personId, ...file }),
    );
  } catch (error) {
    await files.remove(id);
    throw error;
  }
}

/** A file of a convention that `viewer` sees, or NOT_FOUND. */
export async function readFile(viewer: Viewer, fileId: string): Promise<StoredFile> {
  const where = { id: fileId, convention: visibleConventions(viewer) };
  const file = isUuid(fileId) ? await prisma.storedFile.findFirst({ where }) : null;
  if (!file) throw notFound();
  return file;
}

/** The bytes of a file that `viewer` has seen. */
export async function readFileBytes({ id }: StoredFile): Promise<Uint8Array> {
  try {
    return await files.read(id);
  } catch (cause) {
    // The row is there: whoever runs the platform must learn which file is not.
    throw new Error(`The bytes of file ${id} cannot be read.`, { cause });
  }
}
