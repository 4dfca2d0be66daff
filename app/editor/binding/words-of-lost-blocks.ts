// Words that a person was writing in a block while somebody else, who had not seen them, deleted or moved the whole block.
// The sequence keeps them, glued to the block before: that is nobody's meaning. The author's page takes them out again;
// they follow the block to where it was moved, else they are handed to the author. Knows Yjs alone.
import * as Y from 'yjs';
import { insertionBehind } from '#domain/suggestions/inserted-words.ts';
import { INSERTION, isBlockId, isSuggestionFormat } from '#domain/texts/text-grammar.ts';
import { blocksIn, type SequenceBlock } from '#domain/texts/text-sequence.ts';

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

interface Found {
  blockId: string | null;
  /** This person's words that are left, and whether others' are left too. */
  own: Words[];
  isShared: boolean;
  /** The deleted words right before the first of them. */
  before: string;
  /** An undo brought all of them back: who moved the block may have seen the words that they were first. */
  isBack: boolean;
}

const isWords = (item: Y.Item): item is Words => item.content instanceof Y.ContentString;
const isMarker = (item: Y.Item) => item.content instanceof Y.ContentType && item.content.type instanceof Y.Map;

/** The id that a marker had, also one that was just deleted. */
function idOf(marker: Y.Item): string | null {
  const item = (marker.content as Y.ContentType).type._map.get('id');
  const [id] = item?.content instanceof Y.ContentAny ? item.content.arr : [];
  return isBlockId(id) ? id : null;
}

type Judges = Record<'wasThere' | 'wentNow' | 'isUnseen' | 'isBack', (item: Y.Item) => boolean>;

/** Whether an item is what an undo made of others: each of these knows what it has become. */
function createIsBack(root: Y.Text): (item: Y.Item) => boolean {
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

/** What is left of a block whose marker this transaction deleted. */
function leftOf(marker: Y.Item, { wasThere, wentNow, isUnseen, isBack }: Judges): Found {
  const own: Words[] = [];
  let isShared = false;
  let gone = '';
  let before = '';
  for (let item = marker.right; item; item = item.right) {
    if (!wasThere(item)) continue;
    const went = item.deleted && wentNow(item);
    if (isMarker(item) && (went || !item.deleted)) break;
    if (!isWords(item)) continue;
    if (item.deleted) gone += went ? item.content.str : '';
    else if (!isUnseen(item)) isShared = true;
    else {
      if (own.length === 0) before = gone.slice(-CONTEXT);
      own.push(item);
    }
  }
  return { blockId: idOf(marker), own, isShared, before, isBack: own.length > 0 && own.every(isBack) };
}

function findDisplaced(root: Y.Text, transaction: Y.Transaction, unseen: ReadonlyMap<number, number>): Found[] {
  const { beforeState, deleteSet } = transaction;
  const wasThere = ({ id }: Y.Item) => id.clock < (beforeState.get(id.client) ?? 0);
  const wentNow = ({ id }: Y.Item) => Y.isDeleted(deleteSet, id);
  const isUnseen = ({ id }: Y.Item) => id.clock >= (unseen.get(id.client) ?? Number.POSITIVE_INFINITY);
  const found: Found[] = [];
  for (let item = root._start; item; item = item.right) {
    if (!isMarker(item) || !item.deleted || !wasThere(item) || !wentNow(item)) continue;
    const left = leftOf(item, { wasThere, wentNow, isUnseen, isBack: createIsBack(root) });
    if (left.own.length > 0) found.push(left);
  }
  // Where others' words are left too, the block was joined to the one before, with all that is in it; unless it is there
  // again elsewhere: then each one's page takes along what its person wrote.
  const ids = found.some(({ isShared }) => isShared) ? new Set(blocksIn(root).map(({ facts }) => facts.id)) : null;
  return found.filter(({ isShared, blockId }) => !isShared || (blockId !== null && ids?.has(blockId)));
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

/** Watches a text; gives what stops it. Own transactions, and what a person sees happen, displace nothing. */
export function watchDisplacedWords(root: Y.Text, { unseen, tell }: DisplacedOptions): () => void {
  const doc = root.doc as Y.Doc;
  let waiting: Found[] = [];
  const look = (transaction: Y.Transaction) => {
    if (transaction.local || transaction.deleteSet.clients.size === 0) return;
    const here = unseen();
    if (here.size > 0) waiting.push(...findDisplaced(root, transaction, here));
  };
  const settle = () => {
    const found = waiting;
    waiting = [];
    for (const { blockId, own, before, isBack } of found) {
      const words = own.map(({ content }) => content.str).join('');
      // What was suggested is suggested at its new place.
      const insertion = own[0] ? insertionBehind(own[0]) : null;
      const moved = blocksIn(root).find(({ facts }) => blockId !== null && facts.id === blockId);
      doc.transact(() => {
        for (const item of own.reverse()) root.delete(indexOf(root, item), item.length);
        if (moved) {
          const again = blocksIn(root).find(({ facts }) => facts.id === blockId);
          if (!again) return;
          const place = placeIn(again, before);
          // Moved along by who had seen them before they were taken back and came again.
          if (isBack && wordsOf(again).startsWith(words, place)) return;
          root.insert(again.start + place, words, {
            ...agreedFormats(again),
            ...(insertion ? { [INSERTION]: insertion } : {}),
          });
        }
      }, DISPLACED);
      if (!moved && words.trim() !== '') tell({ blockId, words });
    }
  };
  doc.on('afterTransaction', look);
  doc.on('afterAllTransactions', settle);
  return () => {
    doc.off('afterTransaction', look);
    doc.off('afterAllTransactions', settle);
  };
}
