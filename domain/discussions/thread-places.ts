// Where threads are in the text as it is now. The mark in the text is the place; the quotation in the row is what is left
// when the mark, or the text, is gone. Lists of threads ask for places; the projection asks for repair after edits settle.
import type { Node as TextNode } from '@tiptap/pm/model';
import type { Prisma, Thread } from '#generated/prisma/client.ts';
import { log } from '#log.ts';
import { prisma } from '#prisma/client.ts';
import { live } from '../outside.ts';
import { textOf } from '../texts/live-text.ts';
import { type Block, blocksOf } from '../texts/text-schema.ts';
import type { ItemKind } from '../vocabulary.ts';
import { addCommentMark, locateStretch, removeCommentMark } from './comment-marks.ts';

/** MARKED: its words carry its mark. QUOTED: they are there, unmarked. BLOCK: a whole block, there. DELETED: gone. */
export const placeStates = ['MARKED', 'QUOTED', 'BLOCK', 'DELETED'] as const;

/** Kinds of blocks that say where the blocks below them are. */
export const placeHeadings = ['ARTICLE', 'AXIS', 'OBJECTIVE', 'SUBHEADING'] as const satisfies ItemKind[];

/** Where one thread is. */
export interface Place {
  state: (typeof placeStates)[number];
  /** The block it is in, which may be another than the one it was opened on; null when that is gone. */
  blockId: string | null;
  /** Grows in reading order; threads of blocks that are gone come last. */
  position: number;
  /** What a thread on a whole block is about: the block's words, at most WORDS_LIMIT; null when they are not known. */
  words: string | null;
  /** The heading it is under (or on), to say where it is; null above the first one and when the block is gone. */
  heading: { kind: (typeof placeHeadings)[number]; number: string | null; title: string } | null;
}

/** Characters of a block that stand for a quotation: what fits in a few lines beside the text. */
const WORDS_LIMIT = 200;

const shorten = (words: string) => (words.length > WORDS_LIMIT ? `${words.slice(0, WORDS_LIMIT).trimEnd()}…` : words);

/** What of a thread says where it is. */
export type Anchor = Pick<Thread, 'id' | 'blockId' | 'quotation' | 'prefix' | 'suffix'>;

/** Threads that somebody can still read: one whose every comment was deleted is gone from lists, and its mark from the text. */
export const livingThreads = { comments: { some: { deletedAt: null } } } satisfies Prisma.ThreadWhereInput;

/** First place of each thread's mark. */
function readMarks(text: TextNode): Map<string, number> {
  const marks = new Map<string, number>();
  text.descendants((node, pos) => {
    for (const { type, attrs } of node.marks)
      if (type.name === 'comment' && typeof attrs.threadId === 'string' && !marks.has(attrs.threadId))
        marks.set(attrs.threadId, pos);
  });
  return marks;
}

/** The innermost block around a position of the text: the last that begins before it and ends after it. */
function blockAt(text: TextNode, blocks: readonly Block[], position: number): number {
  let found = -1;
  for (const [index, { pos }] of blocks.entries()) {
    if (pos > position) break;
    if (position < pos + (text.nodeAt(pos)?.nodeSize ?? 0)) found = index;
  }
  return found;
}

/** For each block, the heading it is under or on. */
function headingsOf(blocks: readonly Block[]): Place['heading'][] {
  let heading: Place['heading'] = null;
  return blocks.map(({ kind, number, title }) => {
    const found = placeHeadings.find((known) => known === kind);
    if (found) heading = { kind: found, number, title };
    return heading;
  });
}

/** Where each thread is in `text`. */
export function placesIn(text: TextNode, threads: readonly Anchor[]): Map<string, Place> {
  const blocks = blocksOf(text);
  const marks = readMarks(text);
  const headings = headingsOf(blocks);
  const indexOfBlock = new Map(blocks.map(({ id }, index) => [id, index]));
  const placeAt = (state: Place['state'], index: number, offset = 0): Place => {
    const block = blocks[index];
    if (!block)
      return { state: 'DELETED', blockId: null, position: Number.MAX_SAFE_INTEGER, words: null, heading: null };
    const { id, pos, text: words } = block;
    return { state, blockId: id, position: pos + offset, words: shorten(words), heading: headings[index] ?? null };
  };
  return new Map(
    threads.map((thread) => {
      const marked = marks.get(thread.id);
      if (marked !== undefined) {
        const index = blockAt(text, blocks, marked);
        return [thread.id, placeAt('MARKED', index, marked - (blocks[index]?.pos ?? 0))];
      }
      const index = indexOfBlock.get(thread.blockId) ?? -1;
      if (thread.quotation === '') return [thread.id, placeAt('BLOCK', index)];
      const found = locateStretch(blocks[index]?.text ?? '', thread);
      return [thread.id, placeAt(found ? 'QUOTED' : 'DELETED', index, found?.[0])];
    }),
  );
}

/** Texts lately read, by document: many pages ask for the places of one text in the same moment. */
const readings = new Map<string, { sequence: number; text: Promise<TextNode> }>();
const MOST_READINGS = 20;

/** The text of a convention as it is committed now. */
async function readText(documentId: string): Promise<TextNode> {
  const document = await prisma.document.findUniqueOrThrow({ where: { id: documentId }, select: { sequence: true } });
  const sequence = Number(document.sequence);
  const known = readings.get(documentId);
  if (known && known.sequence >= sequence) return known.text;
  const reading = { sequence, text: live.read(documentId).then(({ doc }) => textOf(doc)) };
  readings.delete(documentId);
  readings.set(documentId, reading);
  if (readings.size > MOST_READINGS) readings.delete(readings.keys().next().value ?? '');
  // A failed reading is nobody's answer but the one who asked.
  reading.text.catch(() => readings.get(documentId) === reading && readings.delete(documentId));
  return reading.text;
}

/** Where every living thread of a convention is now. The caller has seen that the viewer sees the convention. */
export async function threadPlaces(conventionId: string): Promise<Map<string, Place>> {
  const { documentId, threads } = await prisma.convention.findUniqueOrThrow({
    where: { id: conventionId },
    select: { documentId: true, threads: { where: livingThreads } },
  });
  const places = placesIn(await readText(documentId), threads);
  const lost = threads.filter(({ id, quotation }) => quotation === '' && places.get(id)?.words === null);
  if (lost.length === 0) return places;
  // The words of a block that is gone are in its archived row.
  const items = await prisma.programmeItem.findMany({
    where: { conventionId, blockId: { in: lost.map(({ blockId }) => blockId) } },
    select: { blockId: true, text: true },
  });
  const texts = new Map(items.map(({ blockId, text }) => [blockId, shorten(text)]));
  for (const { id, blockId } of lost) {
    const place = places.get(id);
    if (place) places.set(id, { ...place, words: texts.get(blockId) ?? null });
  }
  return places;
}

/** Whether a block is in the text of a convention, or was when the text was last projected. */
export async function wasEverInText(conventionId: string, documentId: string, blockId: string): Promise<boolean> {
  const blocks = blocksOf(await readText(documentId));
  if (blocks.some(({ id }) => id === blockId)) return true;
  return (await prisma.programmeItem.count({ where: { conventionId, blockId } })) > 0;
}

/** Marks of threads that are none of these. */
const strangersIn = (text: TextNode, threads: readonly Anchor[]) => {
  const known = new Set(threads.map(({ id }) => id));
  return [...readMarks(text).keys()].filter((id) => !known.has(id));
};

/** Threads whose words are there without their mark. */
function unmarkedIn(text: TextNode, threads: readonly Anchor[]): Anchor[] {
  const places = placesIn(text, threads);
  return threads.filter(({ id }) => places.get(id)?.state === 'QUOTED');
}

/**
 * Marks the words of threads that lack their mark, and takes away marks that are no thread's of this convention (copied
 * from another text, or of a thread that is gone). Idempotent: a text in order is not touched. Called after edits settle
 * and after a thread is opened or emptied; a failure is logged and mended the next time.
 */
export async function repairThreadMarks(documentId: string): Promise<void> {
  try {
    // The text first: a thread's row is there before its mark is, so a mark read now has its row in what is read next.
    const text = await readText(documentId);
    const convention = await prisma.convention.findUnique({
      where: { documentId },
      select: { threads: { where: livingThreads } },
    });
    if (!convention) return;
    const { threads } = convention;
    const strangers = strangersIn(text, threads);
    if (strangers.length === 0 && unmarkedIn(text, threads).length === 0) return;
    await live.edit(documentId, null, (doc) => {
      // Judged again on the text that is changed.
      for (const { id, ...anchor } of unmarkedIn(textOf(doc), threads))
        addCommentMark(doc, { threadId: id, ...anchor });
      for (const id of strangers) removeCommentMark(doc, id);
    });
  } catch (err) {
    log.warn({ err, documentId }, 'comment marks could not be put in order');
  }
}
