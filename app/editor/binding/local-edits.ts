// A person's own acts, from the editor's steps to the shared text, in exact places: characters and markers are inserted
// and deleted, a key of a marker is set when the act changed it, and nothing is ever written anew that was there before.
import type { Slice, Node as TextNode } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { AddMarkStep, RemoveMarkStep, ReplaceStep, type Step } from '@tiptap/pm/transform';
import { uuidv4 } from 'lib0/random';
import type * as Y from 'yjs';
import { type BlockFacts, nextKey, plainBlock, restyleFormat, saidOf } from '#domain/texts/text-grammar.ts';
import { deltaOf, formatsOf, isWords, type SequenceBlock, type Token, wordsOf } from '#domain/texts/text-sequence.ts';
import { changedNodes } from '../text-diff.ts';
import { type Aligned, alignTokens } from './alignment.ts';
import { BlockNames } from './block-names.ts';
import type { Blocks } from './blocks.ts';
import { changedFormats, formatsBefore, oldTokensOf, secondHalf, tokensBetween } from './document-tokens.ts';
import type { HeldWords } from './held-words.ts';
import { type Frame, indexAt } from './places.ts';
import { eachFacts, promises, type Said, type SaidOfBlock, saidIn, structure, tablesIn } from './said-facts.ts';
import { ensureCellText, reconcileTable } from './table-edits.ts';
import { insertTyped } from './typed-words.ts';
import { cellAround, placeAt, unitAt, unitsIn } from './units.ts';

/** Whether a step changes nothing but characters within the words of one block. */
export function isPlainStep(step: Step, doc: TextNode): step is ReplaceStep {
  if (!(step instanceof ReplaceStep) || step.slice.openStart + step.slice.openEnd > 0) return false;
  const $from = doc.resolve(step.from);
  if (!$from.parent.inlineContent || step.to > $from.end()) return false;
  let isInline = true;
  step.slice.content.forEach((node) => {
    isInline &&= node.isInline;
  });
  return isInline;
}

const isPlain = ({ steps, docs, doc }: Transaction) =>
  steps.every(
    (step, index) =>
      step instanceof AddMarkStep || step instanceof RemoveMarkStep || isPlainStep(step, docs[index] ?? doc),
  );

/** The table that an act made `shown` of: the one that shares a row with it. */
function formerOf(shown: TextNode, tables: ReadonlySet<TextNode>): TextNode | null {
  const rowsOf = (table: TextNode) => table.children.map(({ attrs }) => attrs.row).filter((row) => row !== null);
  const rows = new Set(rowsOf(shown));
  return [...tables].find((table) => rowsOf(table).some((row) => rows.has(row))) ?? null;
}

/** Whether a step takes words outside of a table together with some inside of it. */
function crossesTables({ steps, docs, doc }: Transaction): boolean {
  return steps.some((step, index) => {
    const before = docs[index] ?? doc;
    let crosses = false;
    step.getMap().forEach((from, to) => {
      const [start, end] = [placeAt(before, from), placeAt(before, to)];
      crosses ||= (start.inTable || end.inTable) && (start.inTable !== end.inTable || start.unit !== end.unit);
    });
    return crosses;
  });
}

/** The block being composed, and its place among the blocks of the editor. */
export interface Held {
  words: HeldWords;
  unit: number;
}

/** What comes in by a step. */
interface Incoming {
  /** The tables that the step changed. */
  tables: Set<Y.Map<unknown>>;
  /** It cuts blocks in two. */
  isSplit: boolean;
}

/** Enter cuts a block in two: the second part is written by the editor as a copy of the first. */
const isSplit = (step: Step): boolean =>
  step instanceof ReplaceStep && (step as ReplaceStep & { structure?: boolean }).structure === true;

/** Whether transactions change nothing but characters and formats within blocks. */
export const areOnlyWords = (transactions: readonly Transaction[]): boolean => transactions.every(isPlain);

/** Writes a person's acts into a shared text. */
export class LocalEdits {
  private readonly root: Y.Text;
  private readonly blocks: Blocks;
  private readonly names: BlockNames;
  private readonly held: Held | null;

  /** `seenIds`: ids that were in this text; what comes back with one of them is a move. */
  constructor(root: Y.Text, blocks: Blocks, seenIds: ReadonlySet<string>, held: Held | null) {
    this.root = root;
    this.blocks = blocks;
    this.names = new BlockNames(root, blocks, seenIds);
    this.held = held;
  }

  /** Index in a frame's text of a position of the document before a step. */
  private indexIn(frame: Frame, pos: number): number {
    const offset = this.heldOffset(frame, pos);
    return offset === null || !this.held ? indexAt(frame, pos, this.blocks.placesIn) : this.held.words.indexAt(offset);
  }

  /** Where in the composed words a position is; null when it is elsewhere. */
  private heldOffset({ text, node, start }: Frame, pos: number): number | null {
    if (!this.held || text !== this.held.words.text) return null;
    const { unit, offset } = placeAt(node, pos - start);
    return unit === this.held.unit ? offset : null;
  }

  /** Takes over what transactions of the editor did, in order. Called inside one Yjs transaction. */
  apply(transactions: readonly Transaction[]): void {
    const first = transactions[0]?.before;
    const last = transactions.at(-1)?.doc;
    if (!first || !last) return;
    this.names.forget();
    const isStructural = !areOnlyWords(transactions);
    const before: Said = isStructural ? saidIn(this.root, first, this.blocks.placesIn, tablesIn(last)) : new Map();
    if (transactions.some(crossesTables)) {
      this.rewrite(first, last);
      return;
    }
    const tables = new Set<Y.Map<unknown>>();
    for (const { steps, docs, doc } of transactions)
      for (const [index, step] of steps.entries())
        this.applyStep(step, docs[index] ?? doc, docs[index + 1] ?? doc, tables);
    // Also for words alone, in a cell whose row or column is gone: it gets them anew, and the editor is told their ids.
    this.reconcileTables(last, tables, first);
    if (!isStructural) return;
    this.sayWhatChanged(last, before, tablesIn(first));
  }

  private frameOf(doc: TextNode, from: number, to: number): Frame | null {
    const cell = cellAround(doc, from);
    if (!cell || to > cell.start + cell.cell.content.size || from < cell.start)
      return { text: this.root, node: doc, start: 0 };
    // What others did around the table may not be drawn yet while one composes in it: its place says nothing then.
    const held = this.held?.words;
    if (held?.cell && held.cell.row === cell.row && held.cell.column === cell.column)
      return { text: held.text, node: cell.cell, start: cell.start };
    const marker = this.blocks.placesIn(this.root)[cell.unit]?.marker;
    const text = marker ? ensureCellText(marker, cell.row, cell.column) : null;
    return text && { text, node: cell.cell, start: cell.start };
  }

  private applyStep(step: Step, before: TextNode, after: TextNode, tables: Set<Y.Map<unknown>>): void {
    if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
      this.sayFormats(after, step.from, step.to);
      return;
    }
    const ranges: [number, number, number, number][] = [];
    step.getMap().forEach((...range) => void ranges.push(range));
    const [only] = ranges;
    if (only && ranges.length === 1 && isPlainStep(step, before)) {
      if (!this.type(before, only, step.slice)) this.compareTable(before, only[0], tables);
      return;
    }
    // From the end, so that the places of those before stay right.
    for (const range of ranges.reverse()) this.replace(before, after, range, { tables, isSplit: isSplit(step) });
  }

  /** Has the table around a place compared with what the editor shows, when all is done. */
  private compareTable(before: TextNode, pos: number, tables: Set<Y.Map<unknown>>): void {
    const table = this.tableAround(before, pos);
    if (table?.marker) tables.add(table.marker);
  }

  /** Characters within the words of one block; false: in a cell of which the shared table knows nothing. */
  private type(before: TextNode, [from, to]: [number, number, ...unknown[]], { content }: Slice): boolean {
    const frame = this.frameOf(before, from, to);
    if (!frame) return false;
    const { text } = frame;
    const offset = this.heldOffset(frame, from);
    if (offset !== null && this.held) {
      this.compose(this.held.words, offset, to - from, wordsOf(content));
      return true;
    }
    const index = indexAt(frame, from, this.blocks.placesIn);
    if (to > from) {
      text.delete(index, to - from);
      this.blocks.typed(text, index, from - to);
    }
    let at = index;
    for (const token of wordsOf(content)) {
      if (!isWords(token)) continue;
      insertTyped(text, at, token, this.blocks.placesIn(text));
      this.blocks.typed(text, at, token.words.length);
      at += token.words.length;
    }
    return true;
  }

  private compose(held: HeldWords, offset: number, deleted: number, tokens: readonly Token[]): void {
    held.delete(offset, offset + deleted);
    let at = offset;
    for (const token of tokens) {
      if (!isWords(token)) continue;
      held.insert(at, token.words, token.formats);
      at += token.words.length;
    }
    this.blocks.changed(held.text);
  }

  private replace(
    before: TextNode,
    after: TextNode,
    [oldFrom, oldTo, newFrom, newTo]: [number, number, number, number],
    { tables, isSplit }: Incoming,
  ): void {
    const frame = this.frameOf(before, oldFrom, oldTo);
    if (!frame) {
      this.compareTable(before, oldFrom, tables);
      return;
    }
    const isRoot = frame.text === this.root;
    const from = this.indexIn(frame, oldFrom);
    const to = oldFrom === oldTo ? from : this.indexIn(frame, oldTo);
    if (isRoot && this.tableAround(before, oldFrom)) {
      // Its rows, columns and cells.
      this.compareTable(before, oldFrom, tables);
      return;
    }
    const cell = isRoot ? null : cellAround(after, newFrom);
    const root = isRoot ? after : (cell?.cell ?? after);
    const come = tokensBetween(after, root, newFrom, newTo);
    const fresh = isSplit
      ? come.map((token) => (isWords(token) ? token : { ...token, facts: secondHalf(token.facts) }))
      : come;
    if (to <= from && fresh.length === 0) return;
    const old = to > from ? oldTokensOf(this.blocks.read(frame.text), from, to) : [];
    this.write(frame.text, from, alignTokens(old, fresh));
  }

  /** The table that a position is inside of. */
  private tableAround(doc: TextNode, pos: number): SequenceBlock | null {
    const { unit, inTable } = placeAt(doc, pos);
    return inTable ? (this.blocks.placesIn(this.root)[unit] ?? null) : null;
  }

  /** What an act that reaches from words into a table made of the text, block by block: the same blocks stay. */
  private rewrite(before: TextNode, after: TextNode): void {
    const { from, before: gone, after: come } = changedNodes(before, after);
    const blocks = this.blocks.read(this.root);
    const units = (doc: TextNode, count: number) =>
      Array.from({ length: count }, (_, index) => unitsIn(doc.child(index))).reduce((sum, one) => sum + one, 0);
    const sizes = (doc: TextNode, count: number) =>
      Array.from({ length: count }, (_, index) => doc.child(index).nodeSize).reduce((sum, one) => sum + one, 0);
    const [first, end] = [units(before, from), units(before, from + gone)];
    const [start, stop] = [blocks[first]?.begin ?? this.root.length, blocks[end]?.begin ?? this.root.length];
    const fresh = tokensBetween(after, after, sizes(after, from), sizes(after, from + come));
    this.write(this.root, start, alignTokens(oldTokensOf(blocks, start, stop), fresh));
    const tables = this.blocks
      .read(this.root)
      .flatMap(({ marker, facts }) => (facts.kind === 'table' && marker ? [marker] : []));
    this.reconcileTables(after, new Set(tables), before);
    this.sayWhatChanged(after, new Map(), tablesIn(before));
  }

  /** Applies aligned tokens from `index` on. */
  private write(text: Y.Text, index: number, aligned: readonly Aligned[]): void {
    let at = index;
    for (const part of aligned) {
      if (part.kept > 0) at += part.kept;
      if (part.deleted > 0) {
        text.delete(at, part.deleted);
        this.changed(text);
        this.names.forget();
      }
      if (part.inserted.length > 0) at += this.insert(text, at, part.inserted);
    }
  }

  private insert(text: Y.Text, index: number, tokens: readonly Token[]): number {
    const named = tokens.map((token) => (isWords(token) ? token : this.names.named(token)));
    let left = formatsBefore(this.blocks.read(text), index);
    const delta = deltaOf(named).map((op) => {
      if (typeof op.insert !== 'string') return { ...op, attributes: { ...left } };
      left = op.attributes ?? {};
      return { ...op, attributes: { ...left } };
    });
    text.applyDelta([...(index > 0 ? [{ retain: index }] : []), ...delta]);
    this.changed(text);
    return named.reduce((length, token) => length + (isWords(token) ? token.words.length : 1), 0);
  }

  private changed(text: Y.Text): void {
    this.blocks.changed(text);
  }

  /** Makes the formats of a stretch of words say what the document says. */
  private sayFormats(doc: TextNode, from: number, to: number): void {
    doc.nodesBetween(from, to, (node, pos) => {
      if (!node.isInline) return true;
      const [start, end] = [Math.max(pos, from), Math.min(pos + node.nodeSize, to)];
      const frame = start < end ? this.frameOf(doc, start, end) : null;
      if (frame)
        this.sayFormatsOf(frame.text, indexAt(frame, start, this.blocks.placesIn), end - start, formatsOf(node.marks));
      return false;
    });
  }

  private sayFormatsOf(text: Y.Text, index: number, length: number, wanted: Record<string, unknown>): void {
    for (const token of oldTokensOf(this.blocks.read(text), index, index + length).filter((one) => 'words' in one)) {
      const changes: Record<string, unknown> = {};
      for (const [key, value] of changedFormats(token.formats, wanted)) {
        changes[key] = value;
        // What somebody suggested of it is settled by who says it outright.
        if (restyleFormat(key) in token.stored) changes[restyleFormat(key)] = null;
      }
      if (Object.keys(changes).length > 0) text.format(index, token.words.length, changes);
      index += token.words.length;
    }
    this.changed(text);
  }

  private reconcileTables(doc: TextNode, tables: ReadonlySet<Y.Map<unknown>>, before: TextNode): void {
    if (tables.size === 0) return;
    // What others do is held back while one composes: what the act did not touch may be theirs already.
    const former = this.held ? tablesIn(before) : null;
    for (const [unit, { marker }] of this.blocks.placesIn(this.root).entries()) {
      if (!marker || !tables.has(marker)) continue;
      const shown = unitAt(doc, unit)?.node;
      if (shown?.type.name === 'table') reconcileTable(marker, shown, former && formerOf(shown, former));
    }
    this.blocks.clear();
  }

  /** Sets the keys of markers that these acts changed, and no other. */
  private sayWhatChanged(doc: TextNode, before: Said, unchanged: ReadonlySet<TextNode>): void {
    const unmarked: SaidOfBlock[] = [];
    const reading = { doc, blocksOf: this.blocks.placesIn, unchanged };
    eachFacts({ text: this.root, node: doc, start: 0 }, reading, (said) => {
      const { block, facts } = said;
      if (!block.marker) {
        if (saidOf({ ...facts, id: null, previousId: null }).length > 0) unmarked.push(said);
      } else this.sayOf(block.marker, facts, before.get(block.marker));
    });
    // From the end, so that the places of those before stay right.
    for (const { text, block, facts } of unmarked.reverse()) this.insert(text, block.begin, [{ facts, table: null }]);
  }

  private sayOf(marker: Y.Map<unknown>, facts: BlockFacts, former: BlockFacts | undefined): void {
    const set = (key: keyof BlockFacts) => {
      // What somebody suggested of it is settled by who says it outright.
      if (marker.has(nextKey(key))) marker.delete(nextKey(key));
      if (facts[key] === plainBlock[key]) marker.delete(key);
      else marker.set(key, facts[key]);
    };
    for (const key of structure) {
      // The second part of a heading cut in two looks like the first until the editor is shown what it is.
      if (!former && (key === 'startAt' || key === 'suffix')) continue;
      const was = former ? former[key] : (marker.get(key) ?? plainBlock[key]);
      if (facts[key] !== was) set(key);
    }
    // A node that carries the id speaks for the block; another only stands around its words.
    if (!former || facts.id !== former.id) return;
    const changed = promises.filter((key) => facts[key] !== former[key]);
    if (changed.length > 0 && facts.id === null) marker.set('id', uuidv4());
    for (const key of changed) set(key);
  }
}
