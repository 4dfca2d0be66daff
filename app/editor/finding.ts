// Words looked for in the text that is open: where they are, shown by decorations, and put others in their place through the
// editor's own transactions, so that everybody's copy and undo follow. What asks is use-finding.ts.
import type { Editor } from '@tiptap/core';
import type { Node as TextNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { foldedUnits, matchesOf } from '../texts/matches.ts';
import styles from './finding.module.css';
import { startUndoStep } from './perform.ts';

/** A place in the document. */
export interface FoundPlace {
  from: number;
  to: number;
}

/** What is looked for, and where it is. */
export interface Finding {
  words: string;
  places: readonly FoundPlace[];
  /** Of the one that is shown, in `places`; -1 for none. */
  current: number;
  drawn: DecorationSet;
}

const key = new PluginKey<Finding>('finding');

/** Places that are drawn: more would slow each key, and nobody looks at them all. */
const MOST_DRAWN = 2_000;

/** Nodes never change: of a long text, a key folds again the one block it is typed in. */
const foldedBlocks = new WeakMap<TextNode, string>();

function foldedBlock(block: TextNode): string {
  const known = foldedBlocks.get(block);
  if (known !== undefined) return known;
  // Each leaf is one position, as it is one sign here.
  const folded = foldedUnits(block.textBetween(0, block.content.size, '\ufffc', '\ufffc'));
  foldedBlocks.set(block, folded);
  return folded;
}

/** Every place of the words, in reading order; never over a line break, nor from one block to the next. */
function placesIn(doc: TextNode, words: string): FoundPlace[] {
  const places: FoundPlace[] = [];
  const wanted = foldedUnits(words);
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    for (const [from, to] of matchesOf(foldedBlock(node), wanted))
      places.push({ from: pos + 1 + from, to: pos + 1 + to });
    return false;
  });
  return places;
}

function draw(doc: TextNode, places: readonly FoundPlace[], current: number): DecorationSet {
  const first = Math.max(0, Math.min(current - MOST_DRAWN / 2, places.length - MOST_DRAWN));
  return DecorationSet.create(
    doc,
    places
      .slice(first, first + MOST_DRAWN)
      .map(({ from, to }, rank) =>
        Decoration.inline(from, to, { class: (first + rank === current ? styles.current : styles.found) ?? '' }),
      ),
  );
}

function findingOf(doc: TextNode, words: string, near: number): Finding {
  const places = placesIn(doc, words);
  const after = places.findIndex(({ from }) => from >= near);
  const current = after >= 0 ? after : places.length > 0 ? 0 : -1;
  return { words, places, current, drawn: draw(doc, places, current) };
}

const nothing: Finding = { words: '', places: [], current: -1, drawn: DecorationSet.empty };

/** The plugin. While nothing is looked for it costs nothing. */
export const createFinding = (): Plugin<Finding> =>
  new Plugin<Finding>({
    key,
    state: {
      init: () => nothing,
      apply(tr, last) {
        const asked = tr.getMeta(key) as Partial<Finding> | undefined;
        if (asked?.words !== undefined)
          return asked.words === '' ? nothing : findingOf(tr.doc, asked.words, asked.current ?? 0);
        if (asked?.current !== undefined)
          return { ...last, current: asked.current, drawn: draw(tr.doc, last.places, asked.current) };
        if (!tr.docChanged || last.words === '') return last;
        return findingOf(tr.doc, last.words, tr.mapping.map(last.places[last.current]?.from ?? 0));
      },
    },
    props: { decorations: (state) => key.getState(state)?.drawn },
  });

/** What is looked for now. */
export const readFinding = (state: EditorState): Finding => key.getState(state) ?? nothing;

/** Looks for words, from the cursor on; '' for nothing any more. */
export function find(editor: Editor, words: string): void {
  const { state, view } = editor;
  const near = readFinding(state).places[readFinding(state).current]?.from ?? state.selection.from;
  view.dispatch(state.tr.setMeta(key, { words, current: near }));
  show(editor);
}

/** Brings the current place into view. The cursor and the focus stay where they are. */
function show({ view }: Editor): void {
  const { places, current } = readFinding(view.state);
  const place = places[current];
  if (!place) return;
  const { node } = view.domAtPos(place.from);
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: 'center', behavior: 'instant' });
}

/** Goes to the next place or the one before, around the end. */
export function moveFinding(editor: Editor, step: 1 | -1): void {
  const { places, current } = readFinding(editor.state);
  if (places.length === 0) return;
  editor.view.dispatch(editor.state.tr.setMeta(key, { current: (current + step + places.length) % places.length }));
  show(editor);
}

/** Puts words in one place, or in all of them, as one step of undo; answers in how many. */
export function replaceFound(editor: Editor, instead: string, every: boolean): number {
  const { places, current } = readFinding(editor.state);
  const chosen = every ? places : places.slice(current, current + 1);
  if (current < 0 || chosen.length === 0) return 0;
  const { tr } = editor.state;
  // From the end, so that the places before keep theirs.
  for (const { from, to } of [...chosen].reverse()) {
    if (instead === '') tr.delete(from, to);
    else tr.insertText(instead, from, to);
  }
  startUndoStep(editor);
  editor.view.dispatch(tr);
  startUndoStep(editor);
  show(editor);
  return chosen.length;
}

/** Ends the search: the cursor goes to the words that were shown last, and the focus to the text. */
export function endFinding(editor: Editor): void {
  const { state, view } = editor;
  const { places, current } = readFinding(state);
  const place = places[current];
  const tr = state.tr.setMeta(key, { words: '' });
  if (place) tr.setSelection(TextSelection.create(tr.doc, place.from, place.to));
  view.dispatch(tr);
  view.focus();
}
