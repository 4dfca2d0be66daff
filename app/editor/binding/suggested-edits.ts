// A person's acts while suggesting, from the editor's document to the shared text: what the act took away stays and is marked
// as suggested to go, what it put in is marked as suggested to come, and what it says of a block stands beside what is agreed.
// The act is read whole, from the document before to the one after: the editor is then shown the text again, with both.
import type { Node as TextNode } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { AddMarkStep, RemoveMarkStep } from '@tiptap/pm/transform';
import * as Y from 'yjs';
import { deleteInserted } from '#domain/suggestions/inserted-words.ts';
import {
  type BlockFacts,
  COME,
  deletionFormat,
  factsOf,
  goneKey,
  INSERTION,
  MOVED,
  nextKey,
  plainBlock,
  restyleFormat,
  type SuggestedValue,
  saidOf,
  suggestedLines,
  suggestionOfDeletion,
  suggestionOfGone,
  suggestionsOf,
  suggestionsOfMarker,
  threadOfFormat,
} from '#domain/texts/text-grammar.ts';
import {
  cellsOf,
  cellText,
  type Formats,
  formatsOf,
  isWords,
  markerOf,
  type SequenceBlock,
  type Token,
  wordsOf,
} from '#domain/texts/text-sequence.ts';
import { suggestLines } from '../suggestions/suggested-lines.ts';
import { changedNodes } from '../text-diff.ts';
import { alignTokens, pairsOf, type Untouched } from './alignment.ts';
import { BlockNames } from './block-names.ts';
import type { Blocks } from './blocks.ts';
import { changedFormats, formatsBefore, oldTokensOf, secondHalf, tokensBetween } from './document-tokens.ts';
import type { HeldWords } from './held-words.ts';
import { isPlainStep } from './local-edits.ts';
import { type Frame, frameAt, indexAt } from './places.ts';
import { promises, type Said, saidIn, structure, tablesIn } from './said-facts.ts';
import { cellAround, placeInFrame, unitsIn } from './units.ts';

/** The suggestions of the person who writes. */
export interface OwnSuggestions {
  has(suggestionId: string): boolean;
  /** A new one; it is this person's from now on. */
  create(): string;
}

/** What an act left behind. */
export interface SuggestedAct {
  /** Where a position of the document that the act made is in the shared text now; null where it cannot be told. */
  placeOf(pos: number, isBehindStruck: boolean): { text: Y.Text; index: number } | null;
  /** Spans of a table, or what its cells are, were changed: that is not suggested, and was not done. */
  isLeftOut: boolean;
}

/** What was typed within the block being composed: offsets count its words as the editor shows them. */
export interface ComposedEdit {
  offset: number;
  deleted: number;
  inserted: readonly Token[];
}

/** A stretch of a sequence as an act made it, for finding places in it again. */
interface Written {
  /** Where it starts in the sequence, and in the document that the act made. */
  start: number;
  pos: number;
  /** Units of the document, and how many they are in the sequence now; what was struck is in the sequence alone. */
  parts: { units: number; stored: number }[];
}

const lengthOf = (tokens: readonly Token[]): number =>
  tokens.reduce((length, token) => length + (isWords(token) ? token.words.length : 1), 0);

/** Whether a token is the marker of a plain paragraph. */
const isPlain = (token: Token): boolean => !isWords(token) && saidOf({ ...token.facts, id: null }).length === 0;

/** A stretch of a sequence from `start` to `stop`; `pos`: where it starts in the document that the act made. */
interface Stretch {
  text: Y.Text;
  start: number;
  stop: number;
  pos: number;
  untouched: Untouched | undefined;
}

/** From where to where of the document before one replacement changed it; null when there were several. */
function changedIn(transactions: readonly Transaction[]): { from: number; to: number } | null {
  const [map, ...more] = transactions.flatMap(({ mapping }) => mapping.maps);
  if (!map || more.length > 0) return null;
  const ranges: { from: number; to: number }[] = [];
  map.forEach((from, to) => void ranges.push({ from, to }));
  return ranges.length === 1 ? (ranges[0] ?? null) : null;
}

/** Units of a document between two positions below `root`: a marker is one, a character is one. */
const unitsBetween = (doc: TextNode, root: TextNode, from: number, to: number): number =>
  lengthOf(tokensBetween(doc, root, from, to));

const areOnlyFormats = (transactions: readonly Transaction[]): boolean =>
  transactions.every(({ steps }) =>
    steps.every((step) => step instanceof AddMarkStep || step instanceof RemoveMarkStep),
  );

/** Whether two states of a table have the same rows, columns, spans and kinds of cells. */
function sameGrid(one: TextNode, other: TextNode): boolean {
  const grid = (table: TextNode) =>
    JSON.stringify(
      table.children.map((row) => [row.attrs.row, row.children.map(({ type, attrs }) => [type.name, attrs])]),
    );
  return grid(one) === grid(other);
}

export class SuggestedEdits {
  private readonly root: Y.Text;
  private readonly blocks: Blocks;
  private readonly names: BlockNames;
  private readonly own: OwnSuggestions;
  private suggestion: string | null = null;
  private readonly written = new Map<Y.Text, Written>();
  private isLeftOut = false;
  /** From where to where of the document before the act reached. */
  private changed: { from: number; to: number } | null = null;

  constructor(root: Y.Text, blocks: Blocks, seenIds: ReadonlySet<string>, own: OwnSuggestions) {
    this.root = root;
    this.blocks = blocks;
    this.names = new BlockNames(root, blocks, seenIds);
    this.own = own;
  }

  /** Takes over what transactions of the editor did. Called inside one Yjs transaction. */
  apply(transactions: readonly Transaction[]): SuggestedAct {
    const before = transactions[0]?.before;
    const after = transactions.at(-1)?.doc;
    if (before && after) {
      if (areOnlyFormats(transactions)) this.restyle(transactions, after);
      else {
        this.changed = changedIn(transactions);
        this.rewrite(before, after);
      }
    }
    return {
      placeOf: (pos, isBehindStruck) => (after ? this.placeOf(after, pos, isBehindStruck) : null),
      isLeftOut: this.isLeftOut,
    };
  }

  /** The suggestion that this act is: that of what it goes on with, else a new one. */
  private suggestionFor(goesOnWith: readonly string[]): string {
    this.suggestion ??= goesOnWith.find((id) => this.own.has(id)) ?? this.own.create();
    return this.suggestion;
  }

  // --- Blocks and words

  private rewrite(before: TextNode, after: TextNode): void {
    const blocks = this.blocks.read(this.root);
    const said = saidIn(this.root, before, this.blocks.placesIn, tablesIn(after));
    const { from, before: gone, after: come } = changedNodes(before, after);
    const [first, end] = [unitsOfChildren(before, from), unitsOfChildren(before, from + gone)];
    const start = blocks[first]?.begin ?? this.root.length;
    const stop = blocks[end]?.begin ?? this.root.length;
    const pos = sizeOfChildren(after, from);
    const fresh = tokensBetween(after, after, pos, sizeOfChildren(after, from + come));
    this.compareTables(before, fresh, said);
    const untouched = this.untouchedBy({ text: this.root, node: before, start: 0 }, start, stop);
    this.write({ text: this.root, start, stop, pos, untouched }, fresh, said);
  }

  /** Compares a stretch with what the document says there, and writes the difference as suggestions. */
  private write({ text, start, stop, pos, untouched }: Stretch, fresh: readonly Token[], said: Said): void {
    const blocks = this.blocks.read(text);
    const old = oldTokensOf(blocks, start, stop);
    // The first words of a text or a cell may have no marker, and need none.
    const isUnmarked = start === 0 && blocks[0]?.marker === null && fresh[0] !== undefined && isPlain(fresh[0]);
    const come = isUnmarked ? fresh.slice(1) : fresh;
    const written: Written = { start, pos, parts: isUnmarked ? [{ units: 1, stored: 0 }] : [] };
    this.written.set(text, written);
    for (const [oldIndex, newIndex] of pairsOf(old, come)) {
      const [token, now] = [old[oldIndex], come[newIndex]];
      if (token && !('words' in token) && now && !isWords(now)) this.say(token.marker, now.facts, said);
    }
    let at = start;
    for (const { kept, deleted, inserted } of alignTokens(old, come, untouched)) {
      written.parts.push({ units: kept, stored: kept });
      at += kept;
      const left = deleted > 0 ? this.strike(text, at, deleted) : 0;
      written.parts.push({ units: 0, stored: left });
      at += left;
      if (inserted.length === 0) continue;
      const length = lengthOf(inserted);
      this.insert(text, at, inserted);
      written.parts.push({ units: length, stored: length });
      at += length;
    }
  }

  /** Suggests that a stretch goes; what this person had suggested to come goes at once. Says how much is left of it. */
  private strike(text: Y.Text, index: number, length: number): number {
    const blocks = this.blocks.read(text);
    const tokens = oldTokensOf(blocks, index, index + length);
    const id = this.suggestionFor(suggestionsAround(blocks, index, index + length));
    let at = index;
    for (const token of tokens) {
      const come = 'words' in token ? token.stored[INSERTION] : token.marker.get(COME);
      const size = 'words' in token ? token.words.length : 1;
      if (typeof come === 'string' && this.own.has(come)) {
        if ('words' in token) deleteInserted(text, at, size);
        else text.delete(at, size);
        continue;
      }
      if (!('words' in token)) {
        if (!this.isGoing(token.marker.keys(), suggestionOfGone)) token.marker.set(goneKey(id), true);
      } else if (!this.isGoing(Object.keys(token.stored), suggestionOfDeletion))
        text.format(at, size, { [deletionFormat(id)]: true });
      at += size;
    }
    this.blocks.changed(text);
    this.names.forget();
    return at - index;
  }

  /** Whether this person suggests already that something goes. */
  private isGoing(keys: Iterable<string>, suggestionOf: (key: string) => string | null): boolean {
    for (const key of keys) if (this.own.has(suggestionOf(key) ?? '')) return true;
    return false;
  }

  private insert(text: Y.Text, index: number, tokens: readonly Token[]): void {
    const blocks = this.blocks.read(text);
    const id = this.suggestionFor(suggestionsAround(blocks, index, index));
    const live = new Set(this.blocks.placesIn(this.root).map(({ facts }) => facts.id));
    let left: Formats = formatsBefore(blocks, index);
    const delta = tokens.map((token) => {
      if (isWords(token)) {
        left = { ...token.formats, [INSERTION]: id };
        return { insert: token.words, attributes: { ...left } };
      }
      const former = token.facts.id;
      const facts = former === null ? secondHalf(token.facts) : token.facts;
      const marker = markerOf(this.names.named({ ...token, facts }));
      marker.set(COME, id);
      // That block is still there, and is suggested to go: this is where it would be.
      if (former !== null && live.has(former)) marker.set(MOVED, former);
      return { insert: marker, attributes: { ...left } };
    });
    text.applyDelta([...(index > 0 ? [{ retain: index }] : []), ...delta]);
    this.blocks.changed(text);
  }

  /** What of a stretch the act left alone, where the document before and the text agree. */
  private untouchedBy(frame: Frame, start: number, stop: number): Untouched | undefined {
    const { changed } = this;
    const end = frame.start + frame.node.content.size;
    if (!changed || changed.from < frame.start || changed.to > end) return undefined;
    const at = (pos: number) => Math.min(Math.max(indexAt(frame, pos, this.blocks.placesIn), start), stop);
    return { start: at(changed.from) - start, end: stop - at(changed.to) };
  }

  // --- Tables

  /** The cells of tables that stayed; a table whose lines or spans were changed is left as it was. */
  private compareTables(before: TextNode, fresh: readonly Token[], said: Said): void {
    const former = new Map<unknown, { node: TextNode; pos: number }>();
    before.forEach((node, pos) => void former.set(node.attrs.id, { node, pos }));
    for (const token of fresh) {
      if (isWords(token) || !token.table || token.facts.id === null) continue;
      const was = former.get(token.facts.id);
      const marker = this.tableCalled(token.facts.id);
      if (!marker || was?.node.type.name !== 'table' || was.node === token.table) continue;
      const tables = { before: was.node, after: token.table, pos: was.pos };
      if (sameGrid(was.node, token.table)) this.compareCells(marker, tables, said);
      else {
        const suggest = () => this.suggestionFor(suggestionsOfMarker(marker));
        if (!suggestLines(marker, tables, (id) => this.own.has(id), suggest)) this.isLeftOut = true;
      }
    }
  }

  private tableCalled(id: unknown): Y.Map<unknown> | null {
    const found = this.blocks.placesIn(this.root).find(({ facts }) => facts.kind === 'table' && facts.id === id);
    return found?.marker ?? null;
  }

  /** `pos`: of the table in the document before. */
  private compareCells(
    marker: Y.Map<unknown>,
    { before, after, pos }: { before: TextNode; after: TextNode; pos: number },
    said: Said,
  ): void {
    const former = [...cellsOf(before)];
    const { come } = suggestedLines(marker);
    for (const [index, { cell, row }] of [...cellsOf(after)].entries()) {
      if (former[index]?.cell.eq(cell)) continue;
      const text = cellText(marker, after.child(row).attrs.row, cell.attrs.column);
      if (!text) continue;
      // Words in a row that one suggests go on with it.
      const line = come.get(after.child(row).attrs.row) ?? come.get(cell.attrs.column);
      if (line !== undefined && this.own.has(line)) this.suggestion ??= line;
      const fresh = tokensBetween(cell, cell, 0, cell.content.size);
      const frame = { text, node: former[index]?.cell ?? cell, start: pos + (former[index]?.pos ?? 0) + 1 };
      const untouched = this.untouchedBy(frame, 0, text.length);
      this.write({ text, start: 0, stop: text.length, pos: 0, untouched }, fresh, said);
    }
  }

  // --- What is said of blocks

  private say(marker: Y.Map<unknown>, facts: BlockFacts, said: Said): void {
    const former = said.get(marker);
    if (!former) return;
    const come = marker.get(COME);
    const isOwn = typeof come === 'string' && this.own.has(come);
    const agreed = factsOf((key) => marker.get(key));
    for (const key of [...structure, ...promises]) {
      if (facts[key] === former[key]) continue;
      const value = facts[key] === plainBlock[key] ? null : facts[key];
      if (isOwn) {
        if (value === null) marker.delete(key);
        else marker.set(key, value);
      } else if (key !== 'previousId') {
        const suggestion = this.suggestionFor(suggestionsOfMarker(marker));
        // Another's is theirs to take back, or somebody's to refuse.
        if (facts[key] === agreed[key]) this.takeBack(marker, nextKey(key));
        else marker.set(nextKey(key), { suggestion, to: value });
      }
    }
  }

  private takeBack(marker: Y.Map<unknown>, key: string): void {
    if (this.isOwnValue(marker.get(key))) marker.delete(key);
  }

  private isOwnValue(value: unknown): boolean {
    return value != null && this.own.has((value as SuggestedValue).suggestion);
  }

  private restyle(transactions: readonly Transaction[], doc: TextNode): void {
    for (const { steps } of transactions)
      for (const step of steps) {
        const { from, to } = step as AddMarkStep | RemoveMarkStep;
        doc.nodesBetween(from, to, (node, pos) => {
          if (!node.isInline) return true;
          const [start, end] = [Math.max(pos, from), Math.min(pos + node.nodeSize, to)];
          const frame = start < end ? frameAt(doc, start, this.root, this.blocks.placesIn) : null;
          if (frame) {
            const index = indexAt(frame, start, this.blocks.placesIn);
            this.restyleWords(frame.text, index, end - start, formatsOf(node.marks));
          }
          return false;
        });
      }
  }

  private restyleWords(text: Y.Text, index: number, length: number, wanted: Formats): void {
    let at = index;
    for (const token of oldTokensOf(this.blocks.read(text), index, index + length)) {
      if (!('words' in token)) continue;
      const { stored } = token;
      const changes: Record<string, unknown> = {};
      const insertion = stored[INSERTION];
      const isOwn = typeof insertion === 'string' && this.own.has(insertion);
      for (const [key, to] of changedFormats(token.formats, wanted)) {
        if (isOwn || threadOfFormat(key) !== null) changes[key] = to;
        else if (JSON.stringify(stored[key] ?? null) === JSON.stringify(to)) {
          if (this.isOwnValue(stored[restyleFormat(key)])) changes[restyleFormat(key)] = null;
        } else changes[restyleFormat(key)] = { suggestion: this.suggestionFor(suggestionsOf(stored)), to };
      }
      if (Object.keys(changes).length > 0) text.format(at, token.words.length, changes);
      at += token.words.length;
    }
    this.blocks.changed(text);
  }

  // --- Composition

  /** Characters of the block being composed, whose words the editor keeps as they were until the word is there. */
  compose(held: HeldWords, edits: readonly ComposedEdit[]): void {
    for (const { offset, deleted, inserted } of edits) {
      const blocks = this.blocks.read(held.text);
      const index = held.indexAt(offset);
      const id = this.suggestionFor(suggestionsAround(blocks, index, index + deleted));
      held.take(offset, offset + deleted, (at) => this.strike(held.text, at, 1));
      let at = offset;
      for (const token of inserted) {
        if (!isWords(token)) continue;
        held.insert(at, token.words, { ...token.formats, [INSERTION]: id });
        at += token.words.length;
      }
      this.blocks.changed(held.text);
    }
  }

  // --- Places

  private placeOf(doc: TextNode, pos: number, isBehindStruck: boolean): { text: Y.Text; index: number } | null {
    const cell = cellAround(doc, pos);
    const marker = cell && this.tableCalled(cell.table.attrs.id);
    const text = cell ? marker && cellText(marker, cell.row, cell.column) : this.root;
    if (!text) return null;
    const [root, within] = cell ? [cell.cell, pos - cell.start] : [doc, pos];
    // Where nothing was written, the document and the text count alike; but for a first block without marker.
    const isUnmarked = this.blocks.read(text)[0]?.marker === null;
    const written = this.written.get(text) ?? { start: 0, pos: 0, parts: isUnmarked ? [{ units: 1, stored: 0 }] : [] };
    if (within < written.pos) return { text, index: unitsBetween(root, root, 0, within) - (isUnmarked ? 1 : 0) };
    let rest = unitsBetween(root, root, written.pos, within);
    let index = written.start;
    for (const { units, stored } of written.parts) {
      if (rest === 0 && (units > 0 || !isBehindStruck)) break;
      if (rest < units) {
        index += rest;
        rest = 0;
        break;
      }
      rest -= units;
      index += stored;
    }
    return { text, index: index + rest };
  }
}

/** The suggestions in a stretch of a sequence, and of what stands right before and after it. */
function suggestionsAround(blocks: readonly SequenceBlock[], from: number, to: number): string[] {
  const found: string[] = [];
  for (const { begin, start, length, marker, runs } of blocks) {
    if (begin > to) break;
    if (start + length < from) continue;
    if (marker && start >= from) found.push(...suggestionsOfMarker(marker));
    let at = start;
    for (const { text, formats } of runs) {
      if (at <= to && at + text.length >= from) found.push(...suggestionsOf(formats));
      at += text.length;
    }
  }
  return found;
}

const unitsOfChildren = (doc: TextNode, count: number): number =>
  doc.children.slice(0, count).reduce((sum, one) => sum + unitsIn(one), 0);

const sizeOfChildren = (doc: TextNode, count: number): number =>
  doc.children.slice(0, count).reduce((sum, one) => sum + one.nodeSize, 0);

/** What transactions typed within the block being composed; null when one of them did anything else. */
export function composedEdits(transactions: readonly Transaction[], unit: number): ComposedEdit[] | null {
  const edits: ComposedEdit[] = [];
  for (const { steps, docs, doc } of transactions)
    for (const [index, step] of steps.entries()) {
      const before = docs[index] ?? doc;
      if (!isPlainStep(step, before)) return null;
      const place = placeInFrame(before, step.from);
      if (place.unit !== unit || place.offset === null) return null;
      edits.push({ offset: place.offset, deleted: step.to - step.from, inserted: wordsOf(step.slice.content) });
    }
  return edits;
}

/** The selection after an act: a person who deletes forwards stands behind what is struck, and goes on from there. */
export function keptAfter(
  act: SuggestedAct,
  before: EditorState,
  now: EditorState,
): { anchor: Y.RelativePosition; head: Y.RelativePosition; home: null } | null {
  const isForwards =
    before.selection.empty &&
    now.selection.empty &&
    before.selection.head === now.selection.head &&
    now.doc.content.size < before.doc.content.size;
  const at = (pos: number) => {
    const place = act.placeOf(pos, isForwards);
    return place && Y.createRelativePositionFromTypeIndex(place.text, place.index, -1);
  };
  const [anchor, head] = [at(now.selection.anchor), at(now.selection.head)];
  return anchor && head && { anchor, head, home: null };
}
