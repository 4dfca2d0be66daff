// A text as it is committed, read from the database. Called by whatever shows or derives something from it; nothing that
// is returned here is shared, so that it may be looked at freely.
import { applyUpdate, Doc, transact } from 'yjs';
import type { Tx } from '#prisma/client.ts';
import { loadDocument } from './documents.ts';

/** A committed text in a document of its own. */
export interface StoredText {
  doc: Doc;
  /** Sequence of the last update in it. */
  sequence: number;
  frozen: boolean;
}

/** Reads a text; null when there is none. */
export async function readStoredText(documentId: string): Promise<StoredText | null> {
  const stored = await loadDocument(documentId);
  if (!stored) return null;
  const { snapshot, updates, sequence, frozen } = stored;
  const doc = new Doc();
  transact(doc, () => {
    if (snapshot) applyUpdate(doc, snapshot);
    for (const update of updates) applyUpdate(doc, update);
  });
  return { doc, sequence, frozen };
}

/** Reads a text inside a transaction that holds its row, which nobody else can read at the same moment. */
export async function readTextWithin(tx: Tx, documentId: string): Promise<Doc> {
  const snapshot = await tx.documentSnapshot.findUnique({ where: { documentId } });
  const later = await tx.documentUpdate.findMany({
    where: { documentId, sequence: { gt: snapshot?.sequence ?? 0n } },
    orderBy: { sequence: 'asc' },
    select: { bytes: true },
  });
  const doc = new Doc();
  transact(doc, () => {
    if (snapshot) applyUpdate(doc, snapshot.bytes);
    for (const { bytes } of later) applyUpdate(doc, bytes);
  });
  return doc;
}
