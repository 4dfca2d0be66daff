// What changes where blocks stand, as ProseMirror commands: deleting and moving the current one, putting a table after it.
import { type Command, Selection, TextSelection } from '@tiptap/pm/state';
import { isInTable } from '@tiptap/pm/tables';
import { currentBlock, own } from './commands.ts';

/** Deletes the current block and the blocks inside it. */
export const deleteBlock: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block) return false;
  const { tr } = state;
  // The last item of a list takes the list with it, and the last block of a text leaves an empty one.
  let $start = state.doc.resolve(block.pos);
  let { pos, node } = block;
  while ($start.depth > 0 && $start.parent.childCount === 1) {
    pos = $start.before();
    node = $start.parent;
    $start = state.doc.resolve(pos);
  }
  if ($start.depth === 0 && state.doc.childCount === 1)
    tr.replaceWith(pos, pos + node.nodeSize, own(state, 'paragraph').create());
  else tr.delete(pos, pos + node.nodeSize);
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size)), -1));
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Moves the current block (a list item within its list) before or after its neighbour; it keeps its id. */
export function moveBlock(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const block = currentBlock(state);
    if (!block) return false;
    const $start = state.doc.resolve(block.pos);
    const index = $start.index() + direction;
    if (index < 0 || index >= $start.parent.childCount) return false;
    const neighbour = $start.parent.child(index);
    const { tr } = state;
    const offset = state.selection.head - block.pos;
    const target = direction < 0 ? block.pos - neighbour.nodeSize : block.pos + neighbour.nodeSize;
    // The neighbour moves over the block: whoever is typing in the block keeps typing in it. Not so a table, whose cells
    // would all be written anew under those who are in them.
    const mover = neighbour.type.name === 'table' ? block.node : neighbour;
    const [first, second] = direction < 0 ? [neighbour, block.node] : [block.node, neighbour];
    const start = direction < 0 ? target : block.pos;
    const moverPos = mover === first ? start : start + first.nodeSize;
    tr.delete(moverPos, moverPos + mover.nodeSize);
    tr.insert(mover === first ? start + second.nodeSize : start, mover);
    tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(target + offset, tr.doc.content.size))));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/**
 * Enter before the first word of a block puts an empty one above it: the words stay the block that they are, with their
 * comments and whoever else stands in them. Over a selection, the selection goes first.
 */
export const enterAtStart: Command = (state, dispatch) => {
  const { selection } = state;
  if (!(selection instanceof TextSelection)) return false;
  if (!selection.empty) {
    dispatch?.(state.tr.deleteSelection());
    // What Enter itself does comes next, on what is left.
    return false;
  }
  const { $from } = selection;
  if ($from.parentOffset > 0 || $from.parent.content.size === 0) return false;
  const isItem = $from.depth > 1 && $from.node(-1).type.name === 'listItem' && $from.index(-1) === 0;
  const empty = own(state, 'paragraph').create();
  const above = isItem ? own(state, 'listItem').create(null, empty) : empty;
  dispatch?.(state.tr.insert(isItem ? $from.before(-1) : $from.before(), above).scrollIntoView());
  return true;
};

/** Puts a table with a header row after the current block, or in place of an empty paragraph. */
export function insertTable(rows: number, columns: number): Command {
  return (state, dispatch) => {
    if (isInTable(state)) return false;
    const cell = (name: 'tableHeader' | 'tableCell') => own(state, name).createAndFill();
    const row = (index: number) =>
      own(state, 'tableRow').create(
        null,
        Array.from({ length: columns }, () => cell(index === 0 ? 'tableHeader' : 'tableCell')).filter(
          (one) => one !== null,
        ),
      );
    const table = own(state, 'table').create(
      null,
      Array.from({ length: rows }, (_, index) => row(index)),
    );
    const { $head } = state.selection;
    if ($head.depth === 0) return false;
    const top = $head.node(1);
    const replaces = top.type.name === 'paragraph' && top.content.size === 0;
    const from = replaces ? $head.before(1) : $head.after(1);
    const { tr } = state;
    tr.replaceWith(from, replaces ? $head.after(1) : from, table);
    // A text that ends with a table leaves no place to write after it.
    const end = from + table.nodeSize;
    if (end === tr.doc.content.size) tr.insert(end, own(state, 'paragraph').create());
    tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1)));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}
