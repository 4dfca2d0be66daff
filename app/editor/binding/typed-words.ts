// Letters put right behind the letter before them. Yjs itself puts them behind whatever was deleted there as well: were that
// to come back, by its author's undo, it would stand in the middle of the word that is being typed.
import * as Y from 'yjs';
import type { Formats } from '#domain/texts/text-sequence.ts';

const isSame = (one: Formats, other: Formats): boolean => {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => JSON.stringify(one[key] ?? null) === JSON.stringify(other[key] ?? null));
};

/** Inserts words at an index of a text, within a transaction. */
export function insertTyped(text: Y.Text, index: number, words: string, formats: Formats): void {
  const { doc } = text;
  const transaction = doc?._transaction;
  const item = itemBefore(text, index);
  const right = item?.right;
  if (!doc || !transaction || !item || !right?.deleted || !isSame(formatsAfter(text, item), formats)) {
    text.insert(index, words, { ...formats });
    return;
  }
  const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID));
  new Y.Item(id, item, item.lastId, right, right.id, text, null, new Y.ContentString(words)).integrate(transaction, 0);
  // Places that Yjs remembers count what stood there before.
  if (text._searchMarker) text._searchMarker.length = 0;
}

/** What ends right before an index; null at the start and within a stretch of letters. */
function itemBefore(text: Y.Text, index: number): Y.Item | null {
  let rest = index;
  for (let item = text._start; item && rest > 0; item = item.right) {
    if (item.deleted || !item.countable) continue;
    rest -= item.length;
    if (rest === 0) return item;
  }
  return null;
}

/** The formats that hold behind an item. */
function formatsAfter(text: Y.Text, last: Y.Item): Formats {
  const formats: Record<string, unknown> = {};
  for (let item = text._start; item; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentFormat) formats[item.content.key] = item.content.value;
    if (item === last) break;
  }
  return formats;
}
