// What one may do to a text, as ProseMirror commands: toolbar, menus and keys all call these. A command answers false
// when it does not apply; without `dispatch` it only answers.
import type { ResolvedPos, Node as TextNode } from '@tiptap/pm/model';
import { liftListItem, sinkListItem, wrapInList } from '@tiptap/pm/schema-list';
import { type Command, EditorState, NodeSelection, Selection, type Transaction } from '@tiptap/pm/state';
import { canJoin } from '@tiptap/pm/transform';
import { type ListStyle, listStyles } from '#domain/texts/text-grammar.ts';
import { isBlock, textSchema } from '#domain/texts/text-schema.ts';
import {
  type Degree,
  degreeOfSentence,
  type HeadingKind,
  type ItemMark,
  type NumberSuffix,
  type OutcomeKind,
} from '#domain/vocabulary.ts';

/** What a block may be turned into. */
export type BlockForm = HeadingKind | 'paragraph' | 'bulletList' | 'orderedList';

export interface PlacedBlock {
  node: TextNode;
  pos: number;
}

const { nodes } = textSchema;

/** Commands and nodes must be of the editor's own schema, which is built anew from the same extensions. */
export const own = (state: EditorState, name: keyof typeof nodes & string) => {
  const type = state.schema.nodes[name];
  if (!type) throw new Error(`The text has no ${name}`);
  return type;
};

/** The innermost block around a place; null in nothing. */
export function blockAround($pos: ResolvedPos): PlacedBlock | null {
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const node = $pos.node(depth);
    if (isBlock(node.type.name, $pos.node(depth - 1).type.name)) return { node, pos: $pos.before(depth) };
  }
  return null;
}

/** The block that the cursor is in. */
export function currentBlock(state: EditorState): PlacedBlock | null {
  const { selection } = state;
  if (selection instanceof NodeSelection && isBlock(selection.node.type.name, selection.$from.parent.type.name))
    return { node: selection.node, pos: selection.from };
  return blockAround(selection.$head);
}

/** The blocks that the selection touches, in reading order; of nested ones, those that hold the selected words. */
export function selectedBlocks(state: EditorState): PlacedBlock[] {
  const { from, to, empty } = state.selection;
  const found = new Map<number, PlacedBlock>();
  if (empty) {
    const current = currentBlock(state);
    return current ? [current] : [];
  }
  state.doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    const block = blockAround(state.doc.resolve(pos + 1));
    if (block) found.set(block.pos, block);
    return false;
  });
  return [...found.values()].sort((one, other) => one.pos - other.pos);
}

/** A block's own words, without those of the blocks inside it. */
export const wordsOf = ({ node }: PlacedBlock): string =>
  (node.type.name === 'listItem' ? node.firstChild : node)?.textContent ?? '';

/** Where a block with this id is. */
export function findBlock(doc: TextNode, id: string): PlacedBlock | null {
  let found: PlacedBlock | null = null;
  doc.descendants((node, pos, parent) => {
    if (found) return false;
    if (node.attrs.id === id && isBlock(node.type.name, parent?.type.name ?? '')) found = { node, pos };
    return !found && !node.isTextblock;
  });
  return found;
}

/** One command out of several, each applied to what the one before left: one transaction, one step of undo. */
const inTurn =
  (...commands: Command[]): Command =>
  (state, dispatch) => {
    const { tr } = state;
    let inner = EditorState.create({ doc: state.doc, selection: state.selection });
    for (const command of commands) {
      const done: Transaction[] = [];
      if (!command(inner, (made) => done.push(made))) return false;
      for (const made of done) {
        for (const step of made.steps) tr.step(step);
        inner = inner.apply(made);
      }
    }
    dispatch?.(tr.setSelection(Selection.fromJSON(tr.doc, inner.selection.toJSON())).scrollIntoView());
    return true;
  };

/** Depth of the innermost list around a place, or null. */
function listDepth($pos: ResolvedPos): number | null {
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const name = $pos.node(depth).type.name;
    if (name === 'bulletList' || name === 'orderedList') return depth;
    if (name === 'table') return null;
  }
  return null;
}

/** The form that the current block has; null for a table. */
export function currentForm(state: EditorState): BlockForm | null {
  const { $head } = state.selection;
  const depth = listDepth($head);
  if (depth !== null) return $head.node(depth).type.name as BlockForm;
  if ($head.parent.type.name === 'heading') return $head.parent.attrs.kind;
  return $head.parent.type.name === 'paragraph' ? 'paragraph' : null;
}

/** Out of every list, keeping the words. */
const leaveLists: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const lists = Array.from({ length: $from.depth }, (_, depth) => $from.node(depth + 1).type.name);
  const within = lists.slice(lists.lastIndexOf('table') + 1).filter((name) => /List$/.test(name));
  return inTurn(...within.map(() => liftListItem(own(state, 'listItem'))))(state, dispatch);
};

/** Turns the selected paragraphs and headings into one of them; each keeps its id and what it promises. */
const setTextblocks =
  (form: HeadingKind | 'paragraph'): Command =>
  (state, dispatch) => {
    const { from, to } = state.selection;
    const type = own(state, form === 'paragraph' ? 'paragraph' : 'heading');
    const { tr } = state;
    let fits = true;
    state.doc.nodesBetween(from, to, (node, pos, parent, index) => {
      if (!node.isTextblock) return true;
      if (!parent?.canReplaceWith(index, index + 1, type)) fits = false;
      const { id, mark, degree, outcome, previousId } = node.attrs;
      const identity = { id, mark, degree, outcome, previousId };
      if (fits) tr.setNodeMarkup(pos, type, form === 'paragraph' ? identity : { ...identity, kind: form });
      return false;
    });
    if (fits) dispatch?.(tr);
    return fits;
  };

/** How the numbered list around the cursor counts; null outside of one. */
export function listChoice(state: EditorState): { style: ListStyle | null; start: number } | null {
  const depth = listDepth(state.selection.$from);
  const list = depth === null ? null : state.selection.$from.node(depth);
  if (list?.type.name !== 'orderedList') return null;
  const style = listStyles.find((one) => one === list.attrs.type) ?? null;
  return { style, start: list.attrs.start ?? 1 };
}

/** Sets how the numbered list around the cursor counts, or from where. */
export const setList =
  (change: { type: ListStyle | null } | { start: number }): Command =>
  (state, dispatch) => {
    const { $from } = state.selection;
    const depth = listDepth($from);
    const list = depth === null ? null : $from.node(depth);
    if (depth === null || list?.type.name !== 'orderedList') return false;
    dispatch?.(state.tr.setNodeMarkup($from.before(depth), undefined, { ...list.attrs, ...change }));
    return true;
  };

/** Joins the list around the selection with its neighbours of the same type. */
const joinNeighbours: Command = (state, dispatch) => {
  const { tr } = state;
  const { $from } = state.selection;
  const depth = listDepth($from);
  if (depth === null) return false;
  const [before, after] = [$from.before(depth), $from.after(depth)];
  const { type } = $from.node(depth);
  if (tr.doc.resolve(after).nodeAfter?.type === type && canJoin(tr.doc, after)) tr.join(after);
  if (tr.doc.resolve(before).nodeBefore?.type === type && canJoin(tr.doc, before)) tr.join(before);
  dispatch?.(tr);
  return true;
};

const changeListType =
  (form: 'bulletList' | 'orderedList'): Command =>
  (state, dispatch) => {
    const depth = listDepth(state.selection.$from);
    if (depth === null) return false;
    dispatch?.(state.tr.setNodeMarkup(state.selection.$from.before(depth), own(state, form), {}));
    return true;
  };

/** Gives the selected blocks a form; asked for the list they are in, takes them out of it. */
export function setForm(form: BlockForm): Command {
  return (state, dispatch) => {
    const inList = listDepth(state.selection.$from) !== null;
    if (form !== 'bulletList' && form !== 'orderedList')
      return inTurn(...(inList ? [leaveLists] : []), setTextblocks(form))(state, dispatch);
    if (inList) return (currentForm(state) === form ? leaveLists : changeListType(form))(state, dispatch);
    const wrap: Command = (inner, done) => wrapInList(own(inner, form))(inner, done);
    return inTurn(setTextblocks('paragraph'), wrap, joinNeighbours)(state, dispatch);
  };
}

export const indent: Command = (state, dispatch) => sinkListItem(own(state, 'listItem'))(state, dispatch);
export const outdent: Command = (state, dispatch) => liftListItem(own(state, 'listItem'))(state, dispatch);

/** The degree that the words of a block announce. */
export const suggestedDegree = (block: PlacedBlock): Degree | null => degreeOfSentence(wordsOf(block));

/** Says what the selected blocks promise and how strongly; `null` takes the promise away. */
export function markBlocks(mark: ItemMark | null, degree: Degree | null): Command {
  return (state, dispatch) => {
    const blocks = selectedBlocks(state);
    if (blocks.length === 0) return false;
    const { tr } = state;
    for (const { pos } of blocks) {
      tr.setNodeAttribute(pos, 'mark', mark);
      tr.setNodeAttribute(pos, 'degree', mark === null ? null : degree);
    }
    dispatch?.(tr);
    return true;
  };
}

/** Says that the selected blocks record a decision or a task; said again of blocks that all do, takes it away. */
export function markOutcome(outcome: OutcomeKind | null): Command {
  return (state, dispatch) => {
    const blocks = selectedBlocks(state);
    if (blocks.length === 0) return false;
    const isSaid = blocks.every(({ node }) => node.attrs.outcome === outcome);
    const { tr } = state;
    for (const { pos } of blocks) tr.setNodeAttribute(pos, 'outcome', isSaid ? null : outcome);
    dispatch?.(tr);
    return true;
  };
}

const onHeading =
  (change: (tr: Transaction, heading: PlacedBlock) => void): Command =>
  (state, dispatch) => {
    const block = currentBlock(state);
    if (block?.node.type.name !== 'heading' || block.node.attrs.kind === 'subheading') return false;
    const { tr } = state;
    change(tr, block);
    dispatch?.(tr);
    return true;
  };

/** Takes a heading into the count, or out of it (« hors numérotation »). */
export const setNumbered = (numbered: boolean): Command =>
  onHeading((tr, { pos }) => {
    tr.setNodeAttribute(pos, 'numbered', numbered);
    if (numbered) return;
    tr.setNodeAttribute(pos, 'startAt', null);
    tr.setNodeAttribute(pos, 'suffix', null);
  });

/** Says that an article comes after the one of the same number (« 9 bis »); null counts it in its turn again. */
export const setSuffix = (suffix: NumberSuffix | null): Command =>
  onHeading((tr, { pos, node }) => {
    if (node.attrs.kind === 'article') tr.setNodeAttribute(pos, 'suffix', suffix);
  });

/** Imposes a heading's number; null lets it follow from its place again. */
export const setStartAt = (startAt: number | null): Command =>
  onHeading((tr, { pos }) => {
    tr.setNodeAttribute(pos, 'numbered', true);
    tr.setNodeAttribute(pos, 'startAt', startAt);
  });

/** Imposes the number of the heading at the cursor, or the first of the list around it. */
export const setNumber =
  (number: number): Command =>
  (state, dispatch) =>
    (listChoice(state) === null ? setStartAt(number) : setList({ start: number }))(state, dispatch);
