// Words that a person was writing in a block while somebody else, who had not seen them, deleted or moved the whole block.
// The sequence keeps them, glued to the block before: that is nobody's meaning. The author's page takes them out again;
// they follow the block to where it was moved, else they are handed to the author. Knows Yjs alone.
import * as Y from 'yjs';
import { insertionBehind } from '#domain/suggestions/inserted-words.ts';
import { INSERTION, isBlockId, isSuggestionFormat } from '#domain/texts/text-grammar.ts';
import { blocksIn, isSameWriter, type SequenceBlock } from '#domain/texts/text-sequence.ts';

/** Words that have lost their place. */
export interface DisplacedWords {
  blockId: string | null;
  words: string;
}

export interface DisplacedOptions {
  /** From which clock on nobody may have seen what each Yjs client of this person wrote. */
  unseen(): ReadonlyMap<number, number>;
  tell(displaced: DisplacedWords): void;
}

/** The origin of taking words out: no undo takes it back. */
export const DISPLACED = 'displaced-words';

/** Words around the place, by which it is found again in a block that was moved. */
const CONTEXT = 24;

type Words = Y.Item & { content: Y.ContentString };

/** What is left of a block whose marker is gone. */
interface Left {
  blockId: string | null;
  /** This person's words that are left. */
  own: readonly Words[];
  /** The words right before the first of them that went with the block. */
  before: string;
  /** Those of them that an undo brought back: who moved the block may have seen the words that they were first. */
  back: ReadonlySet<Words>;
}

const isWords = (item: Y.Item): item is Words => item.content instanceof Y.ContentString;
const isMarker = (item: Y.Item) => item.content instanceof Y.ContentType && item.content.type instanceof Y.Map;

/** The id that a marker had, also one that was just deleted. */
function idOf(marker: Y.Item): string | null {
  const item = (marker.content as Y.ContentType).type._map.get('id');
  const [id] = item?.content instanceof Y.ContentAny ? item.content.arr : [];
  return isBlockId(id) ? id : null;
}

type Judge = (item: Y.Item) => boolean;

/** Whether an item is what an undo made of others: each of these knows what it has become. */
function createIsBack(root: Y.Text): Judge {
  let places: Y.ID[] | null = null;
  const read = () => {
    const read: Y.ID[] = [];
    for (let item = root._start; item; item = item.right) if (item.redone) read.push(item.redone);
    return read;
  };
  return ({ id, length }) => {
    places ??= read();
    return places.some(({ client, clock }) => client === id.client && clock >= id.clock && clock < id.clock + length);
  };
}

/** A block that a transaction of somebody else took away, and what of it is still there. */
interface Taken {
  marker: Y.ID;
  blockId: string | null;
  /** Its words in their order: those that went with it, and those that stay. */
  words: { item: Words; hasGone: boolean }[];
}

/** The blocks whose markers a transaction deleted. */
function blocksTaken(root: Y.Text, transaction: Y.Transaction): Taken[] {
  const { beforeState, deleteSet } = transaction;
  const wasThere: Judge = ({ id }) => id.clock < (beforeState.get(id.client) ?? 0);
  const wentNow: Judge = ({ id }) => Y.isDeleted(deleteSet, id);
  const taken: Taken[] = [];
  Y.iterateDeletedStructs(transaction, deleteSet, (marker) => {
    if (!(marker instanceof Y.Item) || marker.parent !== root || !isMarker(marker) || !wasThere(marker)) return;
    const words: Taken['words'] = [];
    for (let item = marker.right; item; item = item.right) {
      if (!wasThere(item) || (item.deleted && !wentNow(item))) continue;
      if (isMarker(item)) break;
      if (isWords(item)) words.push({ item, hasGone: item.deleted });
    }
    taken.push({ marker: marker.id, blockId: idOf(marker), words });
  });
  return taken;
}

function findDisplaced(root: Y.Text, transaction: Y.Transaction, unseen: ReadonlyMap<number, number>): Left[] {
  const taken = blocksTaken(root, transaction);
  if (taken.length === 0) return [];
  const ids = new Set(blocksIn(root).map(({ facts }) => facts.id));
  const isUnseen: Judge = ({ id }) => id.clock >= (unseen.get(id.client) ?? Number.POSITIVE_INFINITY);
  const isOwn: Judge = ({ id }) => isSameWriter(id.client, transaction.doc.clientID);
  const isBack = createIsBack(root);
  return taken.flatMap(({ blockId, words }) => {
    const isMoved = blockId !== null && ids.has(blockId);
    // Whoever moves a block takes along all that is in it: what stayed was not seen, however long ago it was confirmed.
    const isMine: Judge = isMoved && words.some(({ hasGone }) => hasGone) ? isOwn : isUnseen;
    const stayed = words.filter(({ hasGone }) => !hasGone).map(({ item }) => item);
    const own = stayed.filter(isMine);
    // Where others' words stayed too, the block was joined to the one before, with all that is in it; unless it is there
    // again elsewhere: then each one's page takes along what its person wrote.
    if (own.length === 0 || (own.length < stayed.length && !isMoved)) return [];
    const first = words.findIndex(({ item }) => item === own[0]);
    const gone = words.slice(0, first).flatMap(({ item, hasGone }) => (hasGone ? item.content.str : []));
    return { blockId, own, before: gone.join('').slice(-CONTEXT), back: new Set(own.filter(isBack)) };
  });
}

/** Whether the deleted item `item` is, or has become a part of, what `id` names. */
const covers = (item: Y.Item, { client, clock }: Y.ID) =>
  item.id.client === client && clock >= item.id.clock && clock < item.id.clock + item.length;

/**
 * Blocks that others took away whole, for good or to another place. An undo may bring words back to where they were: there
 * they would stand in the block before. What Yjs forgets of deleted words is kept here, while the page is open.
 */
export class LostBlocks {
  private readonly root: Y.Text;
  private readonly markers: { id: Y.ID; blockId: string | null }[] = [];
  private readonly gone: { id: Y.ID; words: string }[] = [];

  constructor(root: Y.Text) {
    this.root = root;
  }

  /** Notes those of a transaction of somebody else, while it goes on. */
  note(transaction: Y.Transaction): void {
    if (transaction.local || transaction.deleteSet.clients.size === 0) return;
    for (const { marker, blockId, words } of blocksTaken(this.root, transaction)) {
      const isOwn = ({ id }: Y.Item) => isSameWriter(id.client, transaction.doc.clientID);
      const gone = words.filter(({ hasGone }) => hasGone);
      // Only its marker went: it was joined to the block before, and its words are there still.
      if (gone.length === 0 && !words.every(({ item }) => isOwn(item))) continue;
      this.markers.push({ id: marker, blockId });
      this.gone.push(...gone.map(({ item }) => ({ id: item.id, words: item.content.str })));
    }
  }

  /** The words that an undo or a redo has brought back to where such blocks were, block by block. */
  broughtBack({ beforeState }: Y.Transaction): Left[] {
    if (this.markers.length === 0) return [];
    const isNew: Judge = ({ id }) => id.clock >= (beforeState.get(id.client) ?? 0);
    const found: { marker: Y.ID; blockId: string | null; before: string; own: Words[] }[] = [];
    for (let item = this.root._start; item; item = item.right) {
      if (item.deleted || !isWords(item) || !isNew(item)) continue;
      const stood = this.placeOf(item, isNew);
      const last = found.at(-1);
      if (stood && last?.marker === stood.marker) last.own.push(item);
      else if (stood) found.push({ ...stood, own: [item] });
    }
    // They are taken out again; what comes back behind them later is known by them.
    for (const { own } of found) this.gone.push(...own.map(({ id, content }) => ({ id, words: content.str })));
    return found.map(({ blockId, before, own }) => ({ blockId, before, own, back: new Set(own) }));
  }

  /** The lost block that an item stands in, with the words before it there; null where its place is still in the text. */
  private placeOf(item: Y.Item, isNew: Judge): { marker: Y.ID; blockId: string | null; before: string } | null {
    let before = '';
    for (let left = item.left; left; left = left.left) {
      if (!left.deleted) {
        // Somebody's words, or a block that is there.
        if (left.countable && !isNew(left)) return null;
        continue;
      }
      const deleted = left;
      const lost = this.markers.find(({ id }) => covers(deleted, id));
      // Yjs may have made one item of a marker and the words behind it.
      const here = this.gone.filter(({ id }) => covers(deleted, id) && (!lost || id.clock > lost.id.clock));
      before = here.map(({ words }) => words).join('') + before;
      if (lost) return { marker: lost.id, blockId: lost.blockId, before: before.slice(-CONTEXT) };
    }
    return null;
  }
}

const wordsOf = ({ runs }: SequenceBlock): string => runs.map(({ text }) => text).join('');

/** How the first words of a block are written, whatever is suggested of them. */
const agreedFormats = ({ runs }: SequenceBlock) =>
  Object.fromEntries(Object.entries(runs[0]?.formats ?? {}).filter(([key]) => !isSuggestionFormat(key)));

/** Offset in a block at which the words of a moved one go on. */
function placeIn(block: SequenceBlock, before: string): number {
  const at = before === '' ? 0 : wordsOf(block).indexOf(before);
  return before === '' ? 0 : at < 0 ? block.length : at + before.length;
}

function indexOf(root: Y.Text, wanted: Y.Item): number {
  let index = 0;
  for (let item = root._start; item && item !== wanted; item = item.right)
    if (!item.deleted && item.countable) index += item.length;
  return index;
}

/** Takes words out, and puts them where their block is now; gives the place behind them, null where the block is nowhere. */
function bringAlong(root: Y.Text, { blockId, own, before, back }: Left): number | null {
  const words = own.map((item) => item.content.str);
  // What was suggested is suggested at its new place.
  const insertion = own[0] ? insertionBehind(own[0]) : null;
  for (const item of [...own].reverse()) root.delete(indexOf(root, item), item.length);
  const block = blocksIn(root).find(({ facts }) => blockId !== null && facts.id === blockId);
  if (!block) return null;
  const formats = { ...agreedFormats(block), ...(insertion ? { [INSERTION]: insertion } : {}) };
  let there = wordsOf(block);
  let place = placeIn(block, before);
  for (const [index, item] of own.entries()) {
    const said = words[index] ?? '';
    // Else moved along by who had seen them before they were taken back and came again.
    if (!back.has(item) || !there.startsWith(said, place)) {
      root.insert(block.start + place, said, formats);
      there = there.slice(0, place) + said + there.slice(place);
    }
    place += said.length;
  }
  return block.start + place;
}

/** What is said, in a transaction of `DISPLACED`, of words whose block is nowhere any more. */
const HOMELESS = Symbol('homeless words');

/** Brings words along in one transaction, and hands those whose block is nowhere to who watches; gives the place behind the last. */
export function bringAllAlong(root: Y.Text, left: readonly Left[]): number | null {
  let place: number | null = null;
  root.doc?.transact((transaction) => {
    const homeless: DisplacedWords[] = [];
    for (const one of left) {
      const words = one.own.map((item) => item.content.str).join('');
      const behind = bringAlong(root, one);
      if (behind !== null) place = behind;
      else if (words.trim() !== '') homeless.push({ blockId: one.blockId, words });
    }
    transaction.meta.set(HOMELESS, homeless);
  }, DISPLACED);
  return place;
}

/** Watches a text; gives what stops it. Of own acts nothing is displaced but what an undo brings back. */
export function watchDisplacedWords(root: Y.Text, { unseen, tell }: DisplacedOptions): () => void {
  const doc = root.doc as Y.Doc;
  let waiting: Left[] = [];
  const look = (transaction: Y.Transaction) => {
    for (const one of (transaction.meta.get(HOMELESS) as DisplacedWords[] | undefined) ?? []) tell(one);
    if (transaction.local || transaction.deleteSet.clients.size === 0) return;
    waiting.push(...findDisplaced(root, transaction, unseen()));
  };
  const settle = () => {
    const found = waiting;
    waiting = [];
    for (const left of found) bringAllAlong(root, [left]);
  };
  doc.on('afterTransaction', look);
  doc.on('afterAllTransactions', settle);
  return () => {
    doc.off('afterTransaction', look);
    doc.off('afterAllTransactions', settle);
  };
}
