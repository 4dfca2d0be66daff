// Keeps an editor and the shared text in step: a person's acts go into the sequence in exact places (local-edits.ts), what
// others do comes out of it as the least change of the tree, and the cursor stays between the same two characters.
import { type Schema, Slice, type Node as TextNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, type Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import * as Y from 'yjs';
import {
  createTreeMaker,
  runsOf,
  type SequenceBlock,
  type TreeMaker,
  treeOfSequence,
  writeBlocks,
} from '#domain/texts/text-sequence.ts';
import { type BindingState, bindingKey, isShown } from './binding-key.ts';
import { Blocks } from './blocks.ts';
import { HeldWords } from './held-words.ts';
import { areOnlyWords, LocalEdits } from './local-edits.ts';
import { agrees, frameAt, placeOfCell, positionAt, positionOfPlace, relativePlace } from './places.ts';
import { readSelection } from './read-selection.ts';
import { composedEdits, keptAfter, type OwnSuggestions, SuggestedEdits } from './suggested-edits.ts';
import { mapped, type SuggestedRange, sameRanges, suggestedRanges } from './suggested-ranges.ts';
import { updateStep } from './tree-update.ts';
import { createUndoManager, placeAfterUndo } from './undo.ts';
import { cellAround, cellStart, placeAt, placeInFrame, unitAt } from './units.ts';
import { bringAllAlong, DISPLACED, LostBlocks } from './words-of-lost-blocks.ts';

/** Set on the later parts of a long paste: they are one step of undo with the first. */
export const SAME_STEP = 'same-undo-step';

/** After the end of a composition the browser still hands its last characters over, ms. */
const AFTER_COMPOSITION_MS = 60;

/** A composition that rests holds others back no longer than this, ms: telephones compose for as long as a word is touched. */
const HELD_MS = 4_000;

interface KeptSelection {
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
  home: Home | null;
}

/** The one block that a selection is in: whoever moves it writes it anew elsewhere, and the selection goes along. */
interface Home {
  marker: Y.Map<unknown>;
  id: unknown;
  /** The block's words up to each end of the selection. */
  toAnchor: string;
  toHead: string;
}

const wordsOf = ({ runs }: SequenceBlock): string => runs.map(({ text }) => text).join('');

/** Characters before a place by which it is found again, and how few of them still tell it. */
const [LONGEST_CONTEXT, SHORTEST_CONTEXT] = [24, 4];

/** Where in a block the words `known` before a place end: what its mover had not seen, of this person or another, may lack. */
function reachOf(known: string, words: string): number {
  let length = 0;
  while (length < known.length && known.charAt(length) === words.charAt(length)) length += 1;
  if (length === known.length) return length;
  for (let context = Math.min(LONGEST_CONTEXT, known.length); context >= SHORTEST_CONTEXT; context -= 1) {
    const at = words.indexOf(known.slice(-context));
    if (at >= 0) return at + context;
  }
  return length;
}

/** Whether, and as whose, what is written is suggested. */
export interface Suggesting {
  /** Null: acts change the text itself. */
  own(): OwnSuggestions | null;
  /** Whether this person may do nothing else. */
  isAll(): boolean;
  /** Rows, columns or spans were changed while suggesting: they are back. */
  tableLeftAsItWas(): void;
}

/** Keeps one editor in step with the sequence of a document. */
export class Binding {
  private readonly root: Y.Text;
  private readonly undo: Y.UndoManager;
  private readonly lost: LostBlocks;
  private readonly blocks = new Blocks();
  private readonly maker: TreeMaker;
  /** Ids that are or were in this text. */
  private readonly seenIds = new Set<string>();
  private view: EditorView | null = null;
  private kept: KeptSelection | null = null;
  private held: HeldWords | null = null;
  private releaseTimer: ReturnType<typeof setTimeout> | undefined;
  private isBehind = false;
  /** The composition has ended, and its last characters may still come. */
  private isOver = false;

  private taken: BindingState['pending'] = null;
  private readonly suggesting: Suggesting;

  constructor(root: Y.Text, schema: Schema, suggesting: Suggesting) {
    this.root = root;
    this.suggesting = suggesting;
    this.maker = createTreeMaker(schema);
    this.lost = new LostBlocks(root);
    this.undo = createUndoManager(root, this, () => (suggesting.isAll() ? suggesting.own() : null));
  }

  /** The plugin; one editor each. */
  plugin(): Plugin<BindingState> {
    return new Plugin<BindingState>({
      key: bindingKey,
      state: {
        init: () => ({ pending: null, undo: this.undo, suggested: [], placesIn: this.blocks.placesIn }),
        apply: (transaction, state) => {
          const shown: unknown = transaction.getMeta(bindingKey);
          if (isShown(shown)) return { ...state, suggested: shown.suggested };
          if (!transaction.docChanged) return state;
          const suggested = mapped(state.suggested, transaction.mapping);
          return { ...state, pending: { transaction, before: state.pending }, suggested };
        },
      },
      view: (view) => {
        this.open(view);
        return {
          update: (_view, before) => this.takeLocal(before),
          destroy: () => this.close(),
        };
      },
      props: {
        handleDOMEvents: {
          compositionstart: () => {
            this.hold();
            return false;
          },
          compositionend: () => {
            this.isOver = true;
            this.releaseSoon();
            return false;
          },
        },
      },
    });
  }

  private open(view: EditorView): void {
    this.view = view;
    this.root.doc?.on('beforeTransaction', this.keepSelection);
    this.root.observeDeep(this.followOthers);
    this.show(null);
  }

  private close(): void {
    clearTimeout(this.releaseTimer);
    this.root.doc?.off('beforeTransaction', this.keepSelection);
    this.root.unobserveDeep(this.followOthers);
    this.undo.destroy();
    this.view = null;
  }

  /** The tree that the sequence is now; the words being composed are those of the editor. */
  read(): TextNode {
    const blocks = this.blocks.read(this.root);
    const composed = this.held && this.composedBlock();
    const shown = composed ? blocks.map((block) => (block.marker === composed.marker ? composed : block)) : blocks;
    const made = treeOfSequence(shown, this.maker);
    const text = this.withComposedCell(made) ?? made;
    text.descendants(({ attrs, isTextblock }) => {
      if (attrs.id) this.seenIds.add(attrs.id);
      return !isTextblock;
    });
    return text;
  }

  /** What is suggested in a document that shows the sequence. */
  private rangesIn(doc: TextNode): SuggestedRange[] {
    return suggestedRanges(doc, this.root, this.blocks.read);
  }

  // --- One's own acts

  private takeLocal(before: EditorState): void {
    const view = this.view;
    if (!view) return;
    const latest = bindingKey.getState(view.state)?.pending ?? null;
    const transactions: Transaction[] = [];
    for (let at = latest; at && at !== this.taken; at = at.before) transactions.unshift(at.transaction);
    this.taken = latest;
    if (latest) latest.before = null;
    if (transactions.length === 0) return;
    const own = this.suggesting.own();
    if (own) {
      this.takeSuggested(transactions, before, own);
      return;
    }
    const held = this.held && { words: this.held, unit: placeInFrame(before.doc, before.selection.from).unit };
    const edits = new LocalEdits(this.root, this.blocks, this.seenIds, held);
    const isStructural = !areOnlyWords(transactions);
    // However long this part and the one before take.
    if (transactions.some((transaction) => transaction.getMeta(SAME_STEP)))
      this.undo.lastChange = Number.MAX_SAFE_INTEGER;
    else if (isStructural) this.undo.stopCapturing();
    const isMore = this.blocks.actDoesMore(() => this.write(isStructural, () => edits.apply(transactions)));
    if (!isStructural) {
      if (this.held) {
        if (this.isBehind) this.releaseSoon();
      } else if (isMore) this.correct();
      return;
    }
    this.undo.stopCapturing();
    this.blocks.clear();
    if (this.held) this.release();
    this.correct();
  }

  /** One act, as one change of the shared text. */
  private write<Result>(isStructural: boolean, act: () => Result): Result | undefined {
    const { doc } = this.root;
    if (!doc) return undefined;
    const change = () => doc.transact(act, this);
    return isStructural ? writeBlocks(doc, change) : change();
  }

  /** The same of a person who suggests: the editor is then shown what the act took away again. */
  private takeSuggested(transactions: readonly Transaction[], before: EditorState, own: OwnSuggestions): void {
    const view = this.view;
    if (!view) return;
    const edits = new SuggestedEdits(this.root, this.blocks, this.seenIds, own);
    if (this.held) {
      const composed = composedEdits(transactions, placeInFrame(before.doc, before.selection.from).unit);
      const { held } = this;
      if (composed) this.root.doc?.transact(() => edits.compose(held, composed), this);
      // An act elsewhere on words that others have changed meanwhile cannot be told from theirs: it is not done.
      const isLost = !composed && this.isBehind;
      this.isBehind = true;
      if (composed) {
        if (this.isOver) this.releaseSoon();
        return;
      }
      this.held = null;
      this.stopWaiting();
      this.isBehind = false;
      if (isLost) {
        this.blocks.clear();
        this.show(null);
        return;
      }
    }
    const isStructural = !areOnlyWords(transactions);
    if (isStructural) this.undo.stopCapturing();
    const act = this.write(isStructural, () => edits.apply(transactions));
    if (isStructural) this.undo.stopCapturing();
    this.blocks.clear();
    this.kept = act ? keptAfter(act, before, view.state) : null;
    this.show(null);
    if (act?.isLeftOut) this.suggesting.tableLeftAsItWas();
  }

  /** Shows what the sequence made of an act, where the editor shows it otherwise: ids, lists that have become one. */
  private correct(): void {
    const view = this.view;
    if (!view) return;
    const next = this.read();
    const suggested = bindingKey.getState(view.state)?.suggested ?? [];
    if (next.eq(view.state.doc) && sameRanges(this.rangesIn(next), suggested)) return;
    this.kept = this.selectionNow(view.state);
    this.show(null);
  }

  // --- What others do, and one's own undo

  /** Takes back this person's last act, or does it again. */
  step(direction: 'undo' | 'redo'): void {
    const { doc } = this.root;
    if (!doc) return;
    const done: Y.Transaction[] = [];
    const hear = (transaction: Y.Transaction) => {
      if (transaction.origin === this.undo) done.push(transaction);
    };
    doc.on('afterTransaction', hear);
    writeBlocks(doc, () => this.undo[direction]());
    doc.off('afterTransaction', hear);
    const left = done.flatMap((transaction) => this.lost.broughtBack(transaction));
    if (left.length === 0) return;
    const place = bringAllAlong(this.root, left);
    const view = this.view;
    const pos = view && place !== null ? positionAt(this.frame(view.state.doc), place, this.blocks.placesIn) : null;
    if (!view || pos === null) return;
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(pos), -1)).scrollIntoView());
  }

  private frame(node: TextNode): Parameters<typeof positionAt>[0] {
    return { text: this.root, node, start: 0 };
  }

  private readonly keepSelection = (transaction: Y.Transaction): void => {
    const view = this.view;
    // Displaced words follow their block in the wake of what moved it: the place from before that counts.
    if (!view || transaction.origin === this || transaction.origin === DISPLACED) return;
    // What the person has just put somewhere counts, not what the editor has last heard of.
    readSelection(view);
    this.kept = this.selectionNow(view.state);
  };

  private selectionNow({ doc, selection }: EditorState): KeptSelection | null {
    if (!(selection instanceof TextSelection) || !agrees(doc, this.blocks.placesIn(this.root))) return null;
    const at = (pos: number, assoc: -1 | 0) => relativePlace(doc, pos, assoc, this.root, this.blocks.placesIn);
    const { anchor, head, from, empty } = selection;
    // Words that others put right before a selection stay outside of it.
    const side = (pos: number) => (!empty && pos === from ? 0 : -1);
    const [first, second] = [at(anchor, side(anchor)), at(head, side(head))];
    return first && second && { anchor: first, head: second, home: this.homeOf(selection) };
  }

  private homeOf({ $anchor, $head }: TextSelection): Home | null {
    const place = $anchor.sameParent($head) ? this.blockAt($anchor.pos) : null;
    const block = place?.marker && this.blocks.read(this.root).find(({ marker }) => marker === place.marker);
    if (!block?.marker || !block.facts.id) return null;
    const words = wordsOf(block);
    const [toAnchor, toHead] = [words.slice(0, $anchor.parentOffset), words.slice(0, $head.parentOffset)];
    return { marker: block.marker, id: block.facts.id, toAnchor, toHead };
  }

  /** The selection in a block that somebody has just moved; null when it stands where it stood, or nowhere any more. */
  private selectionInMoved(doc: TextNode, { marker, id, toAnchor, toHead }: Home): Selection | null {
    if (!marker._item?.deleted) return null;
    const moved = this.blocks.read(this.root).find(({ facts }) => facts.id === id);
    if (!moved) return null;
    const words = wordsOf(moved);
    const [anchor, head] = [toAnchor, toHead].map((known) =>
      positionAt(this.frame(doc), moved.start + reachOf(known, words), this.blocks.placesIn),
    );
    if (anchor == null || head == null) return null;
    return TextSelection.between(doc.resolve(anchor), doc.resolve(head));
  }

  private readonly followOthers = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    for (const { target } of events) this.forgetTableAround(target);
    if (transaction.origin === this) return;
    this.lost.note(transaction);
    this.blocks.clear();
    if (this.held) {
      this.isBehind = true;
      if (this.held.isGone) {
        this.release();
        return;
      }
      // However much others write, they wait no longer than they did.
      if (this.releaseTimer === undefined) this.releaseSoon();
      // The block of the composition is gone or another's: nothing is drawn until the word is there.
      if (!this.isComposedThere()) return;
    }
    this.show(transaction.origin instanceof Y.UndoManager ? transaction : null);
  };

  private forgetTableAround(target: Y.AbstractType<unknown>): void {
    let type: Y.AbstractType<unknown> | null = target;
    while (type && type.parent !== this.root) type = type.parent as Y.AbstractType<unknown> | null;
    if (type instanceof Y.Map) this.maker.tables?.delete(type as Y.Map<unknown>);
  }

  /** Makes the editor show the sequence, with the cursor where it was kept, or where an undo left off. */
  private show(undone: Y.Transaction | null): void {
    const view = this.view;
    if (!view) return;
    const { state } = view;
    const next = this.read();
    const step = updateStep(state.doc, next);
    // Where the composed block itself would be drawn anew, with its neighbours, all of it waits.
    if (step && this.held && this.redrawsComposed(step)) return;
    const tr = state.tr.setMeta('addToHistory', false);
    if (step) tr.step(step);
    const suggested = this.rangesIn(tr.doc);
    tr.setMeta(bindingKey, { suggested });
    const selection = this.held ? null : this.selectionAfter(tr, undone);
    if (selection && !selection.eq(tr.selection)) tr.setSelection(selection);
    if (undone && selection) tr.scrollIntoView();
    const isSame = sameRanges(suggested, bindingKey.getState(state)?.suggested ?? []);
    if (!step && !tr.selectionSet && isSame) return;
    tr.setStoredMarks(state.storedMarks);
    view.dispatch(tr);
  }

  private selectionAfter({ doc }: Transaction, undone: Y.Transaction | null): Selection | null {
    const after = undone && placeAfterUndo(undone);
    if (after) {
      const place = Y.createRelativePositionFromTypeIndex(after.text, after.index, -1);
      const pos = positionOfPlace(doc, place, this.root, this.blocks.placesIn);
      return pos === null ? null : TextSelection.near(doc.resolve(pos), -1);
    }
    if (!this.kept) return null;
    const { anchor, head, home } = this.kept;
    const inMoved = home && this.selectionInMoved(doc, home);
    if (inMoved) return inMoved;
    const at = (place: Y.RelativePosition) => positionOfPlace(doc, place, this.root, this.blocks.placesIn);
    const [first, second] = [at(anchor), at(head)];
    if (first === null || second === null) return null;
    return TextSelection.between(doc.resolve(first), doc.resolve(second));
  }

  // --- Composition

  /** From now on the block at the cursor is the input method's. */
  private hold(): void {
    const view = this.view;
    if (!view) return;
    this.stopWaiting();
    this.isOver = false;
    const { $from, $to } = view.state.selection;
    const frame = frameAt(view.state.doc, $from.pos, this.root, this.blocks.placesIn);
    const block = frame && this.blocks.placesIn(frame.text)[placeInFrame(view.state.doc, $from.pos).unit];
    if (this.held && frame?.text === this.held.text && block?.marker === this.held.marker) return;
    this.release();
    if (!block || !$from.sameParent($to)) return;
    const cell = frame.text === this.root ? null : placeOfCell(frame.text, this.root);
    if (cell || block.marker) this.held = new HeldWords(frame.text, block, cell);
  }

  private blockAt(pos: number): SequenceBlock | null {
    const view = this.view;
    const frame = view && frameAt(view.state.doc, pos, this.root, this.blocks.placesIn);
    if (!frame || frame.text !== this.root) return null;
    return this.blocks.placesIn(this.root)[placeAt(frame.node, pos).unit] ?? null;
  }

  /** The composed block as the editor shows it; null when it is no longer the same block of the sequence. */
  private composedBlock(): SequenceBlock | null {
    const view = this.view;
    const { held } = this;
    if (!view || !held || held.cell) return null;
    const blocks = this.blocks.read(this.root);
    const index = blocks.findIndex(({ marker }) => marker === held.marker);
    const block = blocks[index];
    const { $from } = view.state.selection;
    const shown = $from.parent.isTextblock ? $from.parent : null;
    if (!block || !shown) return null;
    return { ...block, facts: held.facts, runs: runsOf(shown.content) };
  }

  /** A tree of the sequence with the composed cell as the editor shows it; null when none is, or it is no longer there. */
  private withComposedCell(text: TextNode): TextNode | null {
    const view = this.view;
    const cell = this.held?.cell;
    if (!view || !cell) return null;
    const index = this.blocks.placesIn(this.root).findIndex(({ marker }) => marker === cell.marker);
    const unit = unitAt(text, index);
    const inside = unit?.node.type.name === 'table' ? cellStart(unit.node, cell.row, cell.column) : null;
    const shown = cellAround(view.state.doc, view.state.selection.from);
    if (!unit || !inside || shown?.row !== cell.row || shown.column !== cell.column) return null;
    const start = unit.pos + inside.start;
    const words = new Slice(shown.cell.content, 0, 0);
    return new ReplaceStep(start, start + inside.cell.content.size, words).apply(text).doc;
  }

  private isComposedThere(): boolean {
    if (!this.held?.cell) return this.composedBlock() !== null;
    return this.withComposedCell(treeOfSequence(this.blocks.read(this.root), this.maker)) !== null;
  }

  private redrawsComposed({ from, to }: { from: number; to: number }): boolean {
    const $from = this.view?.state.selection.$from;
    return $from !== undefined && $from.depth > 0 && from < $from.after() && to > $from.before();
  }

  private releaseSoon(): void {
    if (!this.held) return;
    this.stopWaiting();
    this.releaseTimer = setTimeout(() => this.release(), this.isOver ? AFTER_COMPOSITION_MS : HELD_MS);
  }

  private stopWaiting(): void {
    clearTimeout(this.releaseTimer);
    this.releaseTimer = undefined;
  }

  /** What others did to the composed block meanwhile shows now; the cursor stays behind the composed word. */
  private release(): void {
    const view = this.view;
    const { held } = this;
    this.stopWaiting();
    this.held = null;
    if (!view || !held || !this.isBehind) return;
    this.isBehind = false;
    const { $anchor, $head } = view.state.selection;
    const at = (offset: number) => Y.createRelativePositionFromTypeIndex(held.text, held.indexAt(offset), -1);
    this.kept = { anchor: at($anchor.parentOffset), head: at($head.parentOffset), home: null };
    this.blocks.clear();
    this.show(null);
  }
}
