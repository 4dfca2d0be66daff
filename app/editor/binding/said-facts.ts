// What the editor's document says of each block of the shared text: kind, list, depth, promise … Before and after an act, so
// that of a marker only what the act changed is set.
import type { Node as TextNode } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import type { BlockFacts } from '#domain/texts/text-grammar.ts';
import { cellsOf, cellText, factsOfNode, type SequenceBlock } from '#domain/texts/text-sequence.ts';
import { surroundingsAt } from './document-tokens.ts';
import type { BlocksOf, Frame } from './places.ts';
import { unitsIn } from './units.ts';

/** Keys of a marker that follow from where its block is and what it is. */
export const structure = ['kind', 'numbered', 'startAt', 'suffix', 'list', 'depth', 'style', 'start', 'fresh'] as const;
/** Keys that a person says of a block. */
export const promises = ['mark', 'degree', 'outcome', 'previousId'] as const;

export type Said = Map<Y.Map<unknown>, BlockFacts>;

/** What the editor's document says of a block of a text. */
export interface SaidOfBlock {
  text: Y.Text;
  block: SequenceBlock;
  facts: BlockFacts;
}

/** The tables of a document: those that are in another as well are as they were. */
export const tablesIn = (doc: TextNode): ReadonlySet<TextNode> =>
  new Set(doc.children.filter(({ type }) => type.name === 'table'));

/** What each marker says by the editor's document; nothing when the two do not agree. */
export function saidIn(root: Y.Text, doc: TextNode, blocksOf: BlocksOf, unchanged: ReadonlySet<TextNode>): Said {
  const said: Said = new Map();
  eachFacts({ text: root, node: doc, start: 0 }, { doc, blocksOf, unchanged }, ({ block, facts }) => {
    if (block.marker) said.set(block.marker, facts);
  });
  return said;
}

interface Within {
  doc: TextNode;
  blocksOf: BlocksOf;
  /** Tables whose cells need not be read. */
  unchanged: ReadonlySet<TextNode>;
}

/** What is said of each block below a frame, those in the cells of tables that are not `unchanged` included. */
export function eachFacts(
  { text, node: root, start }: Frame,
  within: Within,
  visit: (said: SaidOfBlock) => void,
): void {
  const { doc, blocksOf, unchanged } = within;
  const blocks = blocksOf(text);
  if (unitsIn(root) !== blocks.length) return;
  let unit = 0;
  root.descendants((node, offset) => {
    const isTable = node.type.name === 'table';
    if (!node.isTextblock && !isTable) return true;
    const block = blocks[unit];
    const pos = start + offset;
    unit += 1;
    if (!block) return false;
    visit({ text, block, facts: factsOfNode(node, surroundingsAt(doc.resolve(pos), root)) });
    if (!isTable || !block.marker || unchanged.has(node)) return false;
    for (const inside of cellsOf(node)) {
      const row = node.child(inside.row).attrs.row;
      const words = cellText(block.marker, row, inside.cell.attrs.column);
      if (words) eachFacts({ text: words, node: inside.cell, start: pos + inside.pos + 1 }, within, visit);
    }
    return false;
  });
}
