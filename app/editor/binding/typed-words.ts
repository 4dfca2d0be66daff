// Letters put right behind the letter before them. Yjs itself puts them behind whatever was deleted there as well: were that
// to come back, by its author's undo, it would stand in the middle of the word that is being typed.
import * as Y from 'yjs';
import type { Formats, SequenceBlock } from '#domain/texts/text-sequence.ts';
import { itemAt } from './items.ts';

const isSame = (one: Formats, other: Formats): boolean => {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => JSON.stringify(one[key] ?? null) === JSON.stringify(other[key] ?? null));
};

/** Inserts words at an index of a text, within a transaction. `blocks`: those of the text as it is now; none: not read. */
export function insertTyped(
  text: Y.Text,
  index: number,
  { words, formats }: { words: string; formats: Formats },
  blocks: readonly SequenceBlock[],
): void {
  const { doc } = text;
  const transaction = doc?._transaction;
  const before = index > 0 ? itemAt(text, index - 1, blocks) : null;
  const isItsEnd = before && before.offset + 1 === before.item.length;
  if (!doc || !transaction || !isItsEnd || !isSame(before.formats, formats)) {
    text.insert(index, words, { ...formats });
    return;
  }
  const { item } = before;
  const { right } = item;
  const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID));
  const content = new Y.ContentString(words);
  new Y.Item(id, item, item.lastId, right, right?.id ?? null, text, null, content).integrate(transaction, 0);
  // Places that Yjs remembers count what stood there before.
  if (text._searchMarker) text._searchMarker.length = 0;
}
