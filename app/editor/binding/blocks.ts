// The blocks of each shared text, read once and kept until the text changes; typing only moves what comes after it.
import type * as Y from 'yjs';
import { blocksIn, type SequenceBlock } from '#domain/texts/text-sequence.ts';

export class Blocks {
  private readonly known = new Map<Y.Text, { blocks: SequenceBlock[]; areWordsKnown: boolean }>();
  private isMoreThanTyped = false;

  /** Where each block is; its `runs` may be those of before. */
  readonly placesIn = (text: Y.Text): readonly SequenceBlock[] => this.known.get(text)?.blocks ?? this.read(text);

  /** The blocks with their words. */
  readonly read = (text: Y.Text): readonly SequenceBlock[] => {
    const known = this.known.get(text);
    if (known?.areWordsKnown) return known.blocks;
    const blocks = blocksIn(text, 'shown');
    this.known.set(text, { blocks, areWordsKnown: true });
    return blocks;
  };

  /** `delta` characters came (or went, when negative) at `index`, within the words of one block. */
  typed(text: Y.Text, index: number, delta: number): void {
    const known = this.known.get(text);
    if (!known) return;
    known.areWordsKnown = false;
    let isBehind = false;
    for (const block of known.blocks) {
      if (isBehind) {
        block.begin += delta;
        block.start += delta;
      } else if (index >= block.start && index <= block.start + block.length) {
        block.length += delta;
        isBehind = true;
      }
    }
    // Words whose marker somebody else deleted are a block as long as there are any.
    if (known.blocks[0]?.marker === null && known.blocks[0].length === 0) this.changed(text);
  }

  /** Something else happened to the text. */
  changed(text: Y.Text): void {
    this.known.delete(text);
    this.isMoreThanTyped = true;
  }

  clear(): void {
    this.known.clear();
    this.isMoreThanTyped = true;
  }

  /**
   * Does an act; tells whether it did more than type within the blocks that are known: what the editor shows may then not be what
   * the text says. Whether they are known does not tell: in the wake of an act they may have been read anew.
   */
  actDoesMore(act: () => void): boolean {
    this.isMoreThanTyped = false;
    act();
    return this.isMoreThanTyped;
  }
}
