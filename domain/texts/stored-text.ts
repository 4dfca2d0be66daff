// A text as it is committed, read from the database. Called by whatever shows or derives something from it; nothing that
// is returned here is shared, so that it may be looked at freely.
import { applyUpdate, Doc, transact } from 'yjs';
import type { Tx } from '#prisma/client.ts';
import { loadDocument, loadDocumentWithin, type StoredDocument } from './documents.ts';
import { quiet } from './text-sequence.ts';

/** A committed text in a document of its own. */
export interface StoredText {
  doc: Doc;
  /** Sequence of the last update in it. */
  sequence: number;
  frozen: boolean;
}

function textIn({ snapshot, updates }: StoredDocument): Doc {
  const doc = quiet(new Doc());
  transact(doc, () => {
    if (snapshot) applyUpdate(doc, snapshot);
    for (const update of updates) applyUpdate(doc, update);
  });
  return doc;
}

/** Reads a text; null when there is none. */
export async function readStoredText(documentId: string): Promise<StoredText | null> {
  const stored = await loadDocument(documentId);
  if (!stored) return null;
  const { sequence, frozen } = stored;
  return { doc: textIn(stored), sequence, frozen };
}

/** Reads a text inside a transaction that holds its row; an empty one when there is none. */
export async function readTextWithin(tx: Tx, documentId: string): Promise<Doc> {
  const stored = await loadDocumentWithin(tx, documentId);
  return stored ? textIn(stored) : quiet(new Doc());
}
