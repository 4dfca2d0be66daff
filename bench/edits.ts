// Texts with a long history, made without a server as people would have made them. Used by the sections of the bench that
// open, hold or keep such texts.
import * as Y from 'yjs';
import { compactDocument, loadDocument } from '#domain/texts/documents.ts';
import { blocksIn, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { pool } from '#prisma/client.ts';
import { createChance } from '#tests/realtime/random.ts';

/** Keys that somebody strikes at one place before moving on. */
const RUN = 20;

/**
 * Types `edits` single characters into `doc`, one in eight of which deletes, in runs at places of fixed chance; gives the
 * update of each.
 */
export function typeEdits(doc: Y.Doc, edits: number, seed: number): Uint8Array[] {
  const chance = createChance(seed);
  const text = sequenceOf(doc);
  const updates: Uint8Array[] = [];
  const keep = (update: Uint8Array) => updates.push(update);
  doc.on('update', keep);
  let at = 0;
  let start = 0;
  for (let edit = 0; edit < edits; edit++) {
    if (edit % RUN === 0) {
      const blocks = blocksIn(text);
      const block = blocks[chance(blocks.length)] as (typeof blocks)[number];
      start = block.start;
      at = start + chance(block.length + 1);
    }
    if (chance(8) === 0 && at > start) {
      at -= 1;
      text.delete(at, 1);
    } else {
      text.insert(at, 'abcdefghij'[chance(10)] as string);
      at += 1;
    }
  }
  doc.off('update', keep);
  return updates;
}

/** Stores `updates` after what the text has, and puts a snapshot in the place of all but the last `loose`. */
export async function storeEdits(documentId: string, updates: Uint8Array[], loose: number): Promise<void> {
  const stored = await loadDocument(documentId);
  const doc = quiet(new Y.Doc());
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot);
  const merged = updates.slice(0, updates.length - loose);
  Y.transact(doc, () => {
    for (const update of merged) Y.applyUpdate(doc, update);
  });
  const from = (stored?.sequence ?? 0) + merged.length;
  const head = 'update "Document" set sequence = $2 where id = $1';
  await pool.query(head, [documentId, from + loose]);
  await compactDocument(documentId, { sequence: from, bytes: Y.encodeStateAsUpdate(doc), sittings: [] });
  for (const [index, update] of updates.slice(merged.length).entries())
    await pool.query('insert into "DocumentUpdate" ("documentId", sequence, bytes) values ($1, $2, $3)', [
      documentId,
      from + index + 1,
      Buffer.from(update),
    ]);
}

/** A copy of a stored text that has no tail. */
export async function copyStored(documentId: string): Promise<Y.Doc> {
  const stored = await loadDocument(documentId);
  const doc = quiet(new Y.Doc());
  for (const update of [stored?.snapshot, ...(stored?.updates ?? [])]) if (update) Y.applyUpdate(doc, update);
  return doc;
}
