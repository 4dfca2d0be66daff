// Words that a suggestion puts in, item by item: which suggestion holds at a place, and taking them out so that it ends there
// also for who was writing among them meanwhile. Browser-safe.
import * as Y from 'yjs';
import { INSERTION } from '../texts/text-grammar.ts';

/** The suggestion by which whatever stands behind an item is put in, as its sequence is now; null: none. */
export function insertionBehind(item: Y.Item): string | null {
  for (let before: Y.Item | null = item; before; before = before.left) {
    const { content, deleted } = before;
    if (deleted || !(content instanceof Y.ContentFormat) || content.key !== INSERTION) continue;
    const value: unknown = content.value;
    return typeof value === 'string' ? value : null;
  }
  return null;
}

/** The id of the character at a place of a sequence. */
function idAt(sequence: Y.Text, index: number): Y.ID | null {
  let place = 0;
  for (let item = sequence._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    if (place + item.length > index) return Y.createID(item.id.client, item.id.clock + index - place);
    place += item.length;
  }
  return null;
}

/**
 * Whoever was writing among suggested words, and has not heard yet that they are settled, says behind the new ones that the
 * suggestion goes on. Yjs has taken away what ended it: it is ended here again, lest all that follows be suggested too.
 */
function keepEnded(sequence: Y.Text, last: Y.ID | null): void {
  const { doc } = sequence;
  if (!doc || !last) return;
  doc.transact((transaction) => {
    const found = Y.getItem(doc.store, last);
    if (!(found instanceof Y.Item) || insertionBehind(found) !== null) return;
    // Behind all that is gone there: somebody may be writing among words that went before.
    let left: Y.Item = found;
    while (left.right?.deleted) left = left.right;
    const { right } = left;
    const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID));
    const ending = new Y.ContentFormat(INSERTION, null as unknown as object);
    new Y.Item(id, left, left.lastId, right, right?.id ?? null, sequence, null, ending).integrate(transaction, 0);
  });
}

/** Words that were put in up to `end` are the text's now; call it once they are. */
export const keepInsertionEnded = (sequence: Y.Text, end: number): void => keepEnded(sequence, idAt(sequence, end - 1));

/** Deletes words that a suggestion has put in. */
export function deleteInserted(sequence: Y.Text, index: number, length: number): void {
  const last = idAt(sequence, index + length - 1);
  sequence.delete(index, length);
  keepEnded(sequence, last);
}
