// The block in which a person composes (telephone keyboards, dead keys): what others do to it waits until the word is
// there, since redrawing it would break the composition. Meanwhile its words in the editor are those of before, and this
// file knows which character of the shared text each of them is.
import * as Y from 'yjs';
import type { BlockFacts } from '#domain/texts/text-grammar.ts';
import type { SequenceBlock } from '#domain/texts/text-sequence.ts';
import { insertTyped } from './typed-words.ts';

/** The ids of the characters of a stretch of a shared text. */
function idsIn(text: Y.Text, from: number, length: number): Y.ID[] {
  const ids: Y.ID[] = [];
  let index = 0;
  for (let item = text._start; item && index < from + length; item = item.right) {
    if (item.deleted || !item.countable) continue;
    for (let at = Math.max(0, from - index); at < item.length && index + at < from + length; at += 1)
      ids.push(Y.createID(item.id.client, item.id.clock + at));
    index += item.length;
  }
  return ids;
}

/** The cell of a table that is composed in. */
export interface HeldCell {
  /** Of the table. */
  marker: Y.Map<unknown>;
  row: string;
  column: string;
}

export class HeldWords {
  /** The text that the block is of: the document's, or a cell's. */
  readonly text: Y.Text;
  /** Null: a cell's first paragraph. */
  readonly marker: Y.Map<unknown> | null;
  readonly cell: HeldCell | null;
  /** What the block was when its composition began. */
  readonly facts: BlockFacts;
  private readonly ids: Y.ID[];

  constructor(text: Y.Text, block: SequenceBlock, cell: HeldCell | null) {
    this.text = text;
    this.marker = block.marker;
    this.facts = block.facts;
    this.cell = cell;
    this.ids = idsIn(text, block.start, block.length);
  }

  /** Whether somebody took the cell away, and its words with it. */
  get isGone(): boolean {
    return this.cell !== null && this.text._item?.deleted === true;
  }

  private indexOf(id: Y.ID): number | null {
    const place = Y.createRelativePositionFromJSON({ item: id, assoc: 0 });
    return Y.createAbsolutePositionFromRelativePosition(place, this.text.doc as Y.Doc)?.index ?? null;
  }

  /** Index in the shared text of a place among the words as the editor shows them. */
  indexAt(offset: number): number {
    for (let at = Math.min(offset, this.ids.length) - 1; at >= 0; at -= 1) {
      const id = this.ids[at] as Y.ID;
      const place = Y.createRelativePositionFromJSON({ item: id, assoc: -1 });
      const found = Y.createAbsolutePositionFromRelativePosition(place, this.text.doc as Y.Doc);
      if (found) return found.index;
    }
    if (!this.marker) return 0;
    const marker = this.marker._item?.id;
    return ((marker && this.indexOf(marker)) ?? 0) + 1;
  }

  /** Deletes characters that the person deleted. */
  delete(from: number, to: number): void {
    this.take(from, to, (index) => this.text.delete(index, 1));
  }

  /** Takes characters out of what the editor shows, `out` of the text; those that somebody else deleted are gone already. */
  take(from: number, to: number, out: (index: number) => void): void {
    for (const id of this.ids.splice(from, to - from)) {
      const store = (this.text.doc as Y.Doc).store;
      const item = Y.getItem(store, id) as Y.Item | Y.GC;
      const index = item.deleted ? null : this.indexOf(id);
      if (index !== null) out(index);
    }
  }

  insert(offset: number, words: string, formats: Readonly<Record<string, unknown>>): void {
    const index = this.indexAt(offset);
    insertTyped(this.text, index, { words, formats }, []);
    this.ids.splice(offset, 0, ...idsIn(this.text, index, words.length));
  }
}
