// What happens to what is pasted or dropped: the clipboard is cleaned, comments do not multiply, a very long text comes in
// by parts, and numbers typed by hand at the start of headings go (one undo brings them back).
import { Fragment, type Schema, Slice, type Node as TextNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import { ReplaceStep } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import type { LeftOut } from '#domain/written/written-text.ts';
import { SAME_STEP } from './binding/binding.ts';
import { undoManagerOf } from './binding/undo.ts';
import { cleanPastedHtml } from './pasted-html.ts';
import { hasOmissions } from './pasted-omissions.ts';
import type { TextHabits } from './text-kinds.ts';
import { stripTypedNumbers } from './typed-numbers.ts';

/**
 * Size (in ProseMirror positions, about characters) of one part of a long paste: with its ids and marks well below what
 * one message may weigh (EDIT_BYTES_LIMIT).
 */
export const PART_SIZE = 100_000;

function threadsIn(content: Fragment): Set<string> {
  const threads = new Set<string>();
  content.descendants((node) => {
    for (const mark of node.marks)
      if (mark.type.name === 'comment' && mark.attrs.threadId) threads.add(mark.attrs.threadId);
  });
  return threads;
}

/** Comment threads whose words are outside of the selection. */
function threadsElsewhere({ doc, selection }: EditorState): Set<string> {
  const before = threadsIn(doc.slice(0, selection.from).content);
  return new Set([...before, ...threadsIn(doc.slice(selection.to, doc.content.size).content)]);
}

function mapNodes(content: Fragment, change: (node: TextNode) => TextNode): Fragment {
  const nodes: TextNode[] = [];
  content.forEach((node) => {
    nodes.push(change(node.isText ? node : node.copy(mapNodes(node.content, change))));
  });
  return Fragment.fromArray(nodes);
}

/** A slice without the comment threads that `keep` refuses: a thread has one place. */
export function withoutThreads(slice: Slice, keep: (threadId: string) => boolean): Slice {
  const content = mapNodes(slice.content, (node) =>
    node.mark(node.marks.filter((mark) => mark.type.name !== 'comment' || keep(mark.attrs.threadId))),
  );
  return new Slice(content, slice.openStart, slice.openEnd);
}

/** A slice as this kind of text may hold it: notes promise nothing and number nothing, other texts record no outcome. */
export function fitting(slice: Slice, { marks }: TextHabits): Slice {
  const content = mapNodes(slice.content, (node) => {
    const { type, attrs } = node;
    if (!('outcome' in attrs)) return node;
    const fitted =
      marks === 'promises'
        ? { ...attrs, outcome: null }
        : { ...attrs, mark: null, degree: null, ...(type.name === 'heading' && { kind: 'subheading' }) };
    return type.create(fitted, node.content, node.marks);
  });
  return new Slice(content, slice.openStart, slice.openEnd);
}

const isInCell = ({ selection }: EditorState): boolean => {
  if (selection instanceof CellSelection) return false;
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if (/cell$/.test(String($from.node(depth).type.spec.tableRole ?? ''))) return true;
  return false;
};

/** The paragraphs and lists of any content: what a cell may hold. */
function paragraphsOf(content: Fragment, schema: Schema): TextNode[] {
  return content.content.flatMap((node) => {
    if (node.isTextblock) return [schema.nodes.paragraph?.create(null, node.content) ?? node];
    return /List$/.test(node.type.name) && isWhole(node) ? [node] : paragraphsOf(node.content, schema);
  });
}

/** A list that was cut out of another may lack what begins its items. */
function isWhole(node: TextNode): boolean {
  try {
    node.check();
    return true;
  } catch {
    return false;
  }
}

/** A heading or a table pasted in a cell becomes its paragraphs: the table around is never torn for it. */
export function asCellContent(slice: Slice, state: EditorState): Slice {
  let hasOther = false;
  slice.content.descendants(({ type }) => {
    hasOther ||= type.name === 'heading' || type.spec.tableRole !== undefined;
    return !hasOther;
  });
  if (!hasOther || !isInCell(state)) return slice;
  const content = Fragment.fromArray(paragraphsOf(slice.content, state.schema));
  return new Slice(content, content.firstChild?.isTextblock ? 1 : 0, content.lastChild?.isTextblock ? 1 : 0);
}

/** Several paragraphs pasted into a list are as many items of it, as in any word processor. */
export function asItems(slice: Slice, { selection, schema }: EditorState): Slice {
  const { $from } = selection;
  const item = schema.nodes.listItem;
  const inItem = $from.depth > 1 && $from.parent.type.name === 'paragraph' && $from.node(-1).type === item;
  const paragraphs = slice.content.content;
  if (!item || !inItem || paragraphs.length < 2 || paragraphs.some(({ type }) => type.name !== 'paragraph'))
    return slice;
  const deeper = (open: number) => (open === 0 ? 0 : open + 1);
  const items = Fragment.fromArray(paragraphs.map((paragraph) => item.create(null, paragraph)));
  return new Slice(items, deeper(slice.openStart), deeper(slice.openEnd));
}

/** Cuts a long slice into parts of about `size`, between its top-level nodes or inside a long paragraph. */
export function partsOf(slice: Slice, size = PART_SIZE): Slice[] {
  const cuts: { at: number; depth: number }[] = [];
  let last = 0;
  slice.content.forEach((node, offset) => {
    if (offset > last && offset + node.nodeSize - last > size) {
      cuts.push({ at: offset, depth: 0 });
      last = offset;
    }
    while (node.isTextblock && offset + node.nodeSize - last > size) {
      last += size;
      cuts.push({ at: last, depth: 1 });
    }
  });
  const borders = [{ at: 0, depth: slice.openStart }, ...cuts, { at: slice.content.size, depth: slice.openEnd }];
  return borders.slice(1).map((end, index) => {
    const start = borders[index] ?? end;
    return new Slice(slice.content.cut(start.at, end.at), start.depth, end.depth);
  });
}

/** The ends of what one transaction replaced. */
function insertedRange(tr: Transaction): { from: number; to: number } | null {
  let range: { from: number; to: number } | null = null;
  tr.steps.forEach((step, index) => {
    if (!(step instanceof ReplaceStep) || step.slice.size === 0) return;
    const rest = tr.mapping.slice(index + 1);
    const [from, to] = [rest.map(step.from, -1), rest.map(step.from + step.slice.size, 1)];
    range = { from: Math.min(range?.from ?? from, from), to: Math.max(range?.to ?? to, to) };
  });
  return range;
}

interface PasteState {
  /** Threads that were cut or are being dragged: they may come back with their words. */
  moved: ReadonlySet<string>;
  /** What was just pasted and whose headings are still to be looked at. */
  fresh: { from: number; to: number } | null;
}

const key = new PluginKey<PasteState>('paste');
const MOVED = 'threads-moved';
const LOOKED_AT = 'pasted-headings';

function rememberThreads(view: EditorView): boolean {
  const { doc, selection } = view.state;
  view.dispatch(view.state.tr.setMeta(MOVED, threadsIn(doc.slice(selection.from, selection.to).content)));
  return false;
}

/** Inserts the parts of a long slice one after the other, each a change of its own. */
function insertParts(view: EditorView, slice: Slice): boolean {
  const parts = partsOf(slice);
  if (parts.length < 2) return false;
  for (const [index, part] of parts.entries())
    view.dispatch(
      view.state.tr
        .replaceSelection(part)
        .setMeta('paste', true)
        .setMeta('uiEvent', 'paste')
        .setMeta(SAME_STEP, index > 0),
    );
  view.dispatch(view.state.tr.scrollIntoView());
  return true;
}

/** Takes typed numbers out of the headings just pasted, as a step of undo of its own. */
function stripNumbers(view: EditorView, onStripped: (headings: number) => void) {
  const fresh = key.getState(view.state)?.fresh;
  if (view.isDestroyed || !fresh) return;
  const tr = view.state.tr.setMeta(LOOKED_AT, true);
  const headings = stripTypedNumbers(tr, fresh.from, fresh.to);
  const undoManager = undoManagerOf(view.state);
  if (headings > 0) undoManager?.stopCapturing();
  view.dispatch(tr);
  if (headings > 0) {
    undoManager?.stopCapturing();
    onStripped(headings);
  }
}

function applyToPaste(tr: Transaction, state: PasteState): PasteState {
  const moved: ReadonlySet<string> = tr.getMeta(MOVED) ?? state.moved;
  if (tr.getMeta(LOOKED_AT)) return { moved, fresh: null };
  if (!tr.getMeta('paste')) {
    const fresh =
      state.fresh && tr.docChanged
        ? { from: tr.mapping.map(state.fresh.from, -1), to: tr.mapping.map(state.fresh.to, 1) }
        : state.fresh;
    return moved === state.moved && fresh === state.fresh ? state : { moved, fresh };
  }
  const range = insertedRange(tr);
  const from = Math.min(range?.from ?? 0, state.fresh ? tr.mapping.map(state.fresh.from, -1) : (range?.from ?? 0));
  return { moved, fresh: range && { from, to: range.to } };
}

export interface PasteListeners {
  /** Typed numbers were taken out of this many pasted headings. */
  numbersStripped(headings: number): void;
  /** Something of what was pasted did not come in. */
  pasteLeftOut(omissions: LeftOut): void;
}

/** The plugin; `habits` are the text's. */
export function createPaste(habits: TextHabits, heard: PasteListeners): Plugin {
  return new Plugin<PasteState>({
    key,
    state: { init: () => ({ moved: new Set(), fresh: null }), apply: applyToPaste },
    view: () => ({
      update(view) {
        // After this update: the paste itself must be a step of undo before the numbers go.
        if (key.getState(view.state)?.fresh) queueMicrotask(() => stripNumbers(view, heard.numbersStripped));
      },
    }),
    props: {
      transformPastedHTML(clipboard) {
        const { html, omissions } = cleanPastedHtml(clipboard);
        if (hasOmissions(omissions)) heard.pasteLeftOut(omissions);
        return html;
      },
      transformPasted(slice, view) {
        const elsewhere = threadsElsewhere(view.state);
        const moved = key.getState(view.state)?.moved;
        const kept = withoutThreads(slice, (thread) => !elsewhere.has(thread) && (moved?.has(thread) ?? false));
        return asItems(asCellContent(fitting(kept, habits), view.state), view.state);
      },
      handlePaste: (view, _event, slice) => slice.size > PART_SIZE && insertParts(view, slice),
      handleDOMEvents: { cut: rememberThreads, dragstart: rememberThreads },
    },
  });
}
