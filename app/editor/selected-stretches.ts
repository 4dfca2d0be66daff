// What of the text is selected, as the API takes it: stretches of blocks. Nothing selected: the block of the cursor.
import type { Node as TextNode } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { currentBlock } from './commands.ts';

/** UTF-16 units from the start of a block's words; of a table, the whole of it is told. */
export interface TextStretch {
  blockId: string;
  from: number;
  to: number;
}

/** The id of the block whose words a textblock is; null for what goes on with an item. */
function blockIdOf(textblock: TextNode, parent: TextNode | null, index: number): string | null {
  const carrier = parent?.type.name === 'listItem' && index === 0 ? parent : textblock;
  return typeof carrier.attrs.id === 'string' ? carrier.attrs.id : null;
}

/** The selected stretches in reading order. */
export function selectedStretches(state: EditorState): TextStretch[] {
  const { selection, doc } = state;
  const current = selection.empty ? currentBlock(state) : null;
  const [from, to] = current ? [current.pos, current.pos + current.node.nodeSize] : [selection.from, selection.to];
  const stretches: TextStretch[] = [];
  doc.nodesBetween(from, to, (node, pos, parent, index) => {
    if (node.type.name === 'table') {
      if (typeof node.attrs.id === 'string') stretches.push({ blockId: node.attrs.id, from: 0, to: 0 });
      return false;
    }
    // Items nested in the current one are passages of their own.
    if (current && node.type.name === 'listItem' && node !== current.node && pos > current.pos) return false;
    if (!node.isTextblock) return true;
    const blockId = blockIdOf(node, parent, index);
    const [start, end] = [Math.max(from - pos - 1, 0), Math.min(to - pos - 1, node.content.size)];
    if (blockId !== null && end > start) stretches.push({ blockId, from: start, to: end });
    return false;
  });
  return stretches;
}
