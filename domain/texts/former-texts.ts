// Converts the texts of the former form, once: server.ts calls it at each start, after the migrations and before anybody
// is served. One text a transaction, so that a start that is killed goes on at the next one. Goes with former-tree.ts.
import type { JSONContent } from '@tiptap/core';
import type { Node as TextNode } from '@tiptap/pm/model';
import { applyUpdate, Doc, encodeStateAsUpdate, parseUpdateMeta, transact } from 'yjs';
import { log } from '#log.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { holdFormerDocument, listFormerDocuments, replaceFormerDocument, type StoredDocument } from './documents.ts';
import { readFormerText } from './former-tree.ts';
import { textOf } from './live-text.ts';
import { sequenceFor, settledText } from './settled-text.ts';
import { isBlockId } from './text-grammar.ts';
import { blocksOf } from './text-schema.ts';
import { quiet } from './text-sequence.ts';

/** Texts looked up at a time. */
const PAGE = 100;

/** Time for one text, ms: the longest convention takes a second. */
const CONVERSION_MS = 300_000;

const docOf = (updates: readonly Uint8Array[]): Doc => {
  const doc = quiet(new Doc());
  transact(doc, () => {
    for (const update of updates) applyUpdate(doc, update);
  });
  return doc;
};

/** All words in reading order, whatever holds them: even what the schema says holds none. */
function wordsOf(node: TextNode): string {
  if (node.isText) return (node.text ?? '').replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\n', '');
  return node.children.map(wordsOf).join('');
}

/** What every row about a text hangs on: the ids of its blocks, with what they promise and their numbers. */
const factsOf = (text: TextNode) =>
  blocksOf(text)
    .filter(({ id }) => isBlockId(id))
    .map(({ id, number, mark, degree, outcome, previousId }) => [id, number, mark, degree, outcome, previousId]);

/** What a text says, without what the sequence alone keeps; threads on the same words are in no order. */
function spell(text: TextNode): string {
  const plain = ({ attrs, content, marks, ...rest }: JSONContent): unknown => {
    const { row: _row, column: _column, fresh: _fresh, ...said } = attrs ?? {};
    return { ...rest, said, marks: marks?.map((mark) => JSON.stringify(mark)).sort(), content: content?.map(plain) };
  };
  return JSON.stringify(plain(text.toJSON()));
}

/** A text as a sequence, with what was not the same before; no words in it, for the log. */
export interface Converted {
  bytes: Uint8Array;
  clientIds: number[];
  /** Null: the same text. */
  mended: Record<string, number | boolean> | null;
}

/**
 * Converts what `updates` make. Throws when words would be lost, and when the bytes are no text. Of a signed text, what
 * nobody was shown when it was signed stays out.
 */
export function convertFormerText(updates: readonly Uint8Array[], { frozen }: { frozen: boolean }): Converted {
  const before = readFormerText(docOf(updates), { all: !frozen });
  const { text, mended } = settledText(before);
  // A text in which there is nothing at all stays one.
  const bytes = encodeStateAsUpdate(before.childCount === 0 ? new Doc() : sequenceFor(text));
  // Read from the bytes, as everybody will.
  const after = textOf(docOf([bytes]));
  if (wordsOf(after) !== wordsOf(before)) throw new Error('The sequence does not say the words of the former text.');
  const areFactsKept = JSON.stringify(factsOf(after)) === JSON.stringify(factsOf(before));
  const isSame = before.childCount === 0 || spell(after) === spell(before);
  return {
    bytes,
    clientIds: [...parseUpdateMeta(bytes).to.keys()],
    mended: isSame && areFactsKept ? null : { ...mended, areFactsKept },
  };
}

async function convertOne(tx: Tx, documentId: string): Promise<boolean> {
  const stored: StoredDocument | null = await holdFormerDocument(tx, documentId);
  if (!stored) return false;
  const { snapshot, updates, frozen } = stored;
  const converted = convertFormerText(snapshot ? [snapshot, ...updates] : updates, { frozen });
  await replaceFormerDocument(tx, documentId, converted);
  const { mended } = converted;
  if (mended) log.warn({ documentId, frozen, mended }, 'a text was not all as a text may be, and was set right');
  return true;
}

/**
 * Converts every text that is still of the former form; nothing when there is none. One that cannot be converted keeps
 * nobody from starting: it stays as it is, is logged, is opened by nobody, and is tried again at the next start.
 */
export async function convertFormerTexts(): Promise<{ converted: number; failed: number }> {
  const done = { converted: 0, failed: 0 };
  let last: string | null = null;
  for (;;) {
    const ids = await listFormerDocuments(last, PAGE);
    for (const documentId of ids) {
      try {
        const isDone = await prisma.$transaction((tx) => convertOne(tx, documentId), { timeout: CONVERSION_MS });
        if (isDone) done.converted += 1;
      } catch (err) {
        done.failed += 1;
        log.error({ err, documentId }, 'a text of the former form could not be converted');
      }
    }
    if (ids.length < PAGE) break;
    last = ids.at(-1) ?? null;
  }
  if (done.converted + done.failed > 0) log.info(done, 'texts of the former form were converted');
  return done;
}
