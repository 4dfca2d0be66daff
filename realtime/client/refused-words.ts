// The words that edits brought to a text, by block: what is left to a person of edits that the server will not have.
import * as Y from 'yjs';
import { isBlockId } from '#domain/texts/text-grammar.ts';
import { partsOf, sequenceOf } from '#domain/texts/text-sequence.ts';

/** Words of one block; `blockId` null: that is not known. */
export interface RefusedWords {
  blockId: string | null;
  words: string;
}

/** The words of `edits` that a document holds, in reading order; it has them all. */
export function wordsOfEdits(doc: Y.Doc, edits: readonly Uint8Array[]): RefusedWords[] {
  const brought = edits.map((edit) => Y.parseUpdateMeta(edit));
  const isBrought = ({ id: { client, clock } }: Y.Item) =>
    brought.some(
      ({ from, to }) => clock >= (from.get(client) ?? Number.POSITIVE_INFINITY) && clock < (to.get(client) ?? 0),
    );
  const found: RefusedWords[] = [];
  const read = (text: Y.Text, within: string | null) => {
    let entry: RefusedWords = { blockId: within, words: '' };
    found.push(entry);
    for (let item = text._start; item; item = item.right) {
      if (item.deleted) continue;
      const { content } = item;
      if (content instanceof Y.ContentString && isBrought(item)) entry.words += content.str;
      if (!(content instanceof Y.ContentType) || !(content.type instanceof Y.Map)) continue;
      const marker = content.type as Y.Map<unknown>;
      const id = marker.get('id');
      const blockId = within ?? (isBlockId(id) ? id : null);
      for (const cell of partsOf(marker).cells?.values() ?? []) if (cell instanceof Y.Text) read(cell, blockId);
      entry = { blockId, words: '' };
      found.push(entry);
    }
  };
  read(sequenceOf(doc), null);
  return found.filter(({ words }) => words.trim() !== '');
}
