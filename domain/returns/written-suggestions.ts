// Writes what a Word file changes as suggestions, into the text as it is now: what others did meanwhile stays as it is, and what
// has no place any more is told. Called inside `live.edit`; knows no database.
import { randomUUID } from 'node:crypto';
import type * as Y from 'yjs';
import { findBlock } from '../texts/live-text.ts';
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
  suggestionOfDeletion,
  suggestionOfGone,
} from '../texts/text-grammar.ts';
import {
  blocksIn,
  cellText,
  isWords,
  markerOf,
  type SequenceBlock,
  sequenceOf,
  type Token,
} from '../texts/text-sequence.ts';
import type { Edit, LineEdit, Lost, ReadChanges, Stretch } from './changes.ts';
import { placesNow } from './places-now.ts';
import type { By } from './returned-blocks.ts';
import { LinesWriting } from './written-lines.ts';

/** A suggestion that was written, and who made the change in the file. */
interface Written {
  suggestionId: string;
  by: By;
}

export interface WrittenChanges {
  suggestions: Written[];
  lost: Lost[];
}

/** One operation at a place of the text as it is now. */
type Step =
  | { at: number; insert: Token; suggestion: string; moved: string | null }
  | { at: number; attributes: Record<string, unknown> };

const sameAuthor = (one: By, other: By) => one?.author === other?.author;

const endOf = (edit: Edit): number => {
  if (edit.kind === 'insert') return edit.at;
  return edit.kind === 'reshape' ? edit.at + 1 : edit.to;
};
const startOf = (edit: Edit): number => (edit.kind === 'insert' || edit.kind === 'reshape' ? edit.at : edit.from);

/** Rows next to one another that are one suggestion: of one hand. */
function groupedLines(edits: readonly LineEdit[]): LineEdit[][] {
  const groups: LineEdit[][] = [];
  for (const edit of edits) {
    const group = groups.at(-1);
    if (group && sameAuthor(group[0]?.by ?? null, edit.by)) group.push(edit);
    else groups.push([edit]);
  }
  return groups;
}

/** Edits that are one suggestion: of one hand, one after the other without anything between them that stays. */
function grouped(edits: readonly Edit[]): Edit[][] {
  const groups: Edit[][] = [];
  for (const edit of edits) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const isAlike = (one: Edit) => one.kind === 'strike' || one.kind === 'insert';
    const goesOn =
      last && isAlike(last) && isAlike(edit) && endOf(last) === startOf(edit) && sameAuthor(last.by, edit.by);
    if (group && goesOn) group.push(edit);
    else groups.push([edit]);
  }
  return groups;
}

class Writing {
  readonly steps: Step[] = [];
  readonly lost: Lost[] = [];
  private readonly sent: Y.Text;
  private readonly now: Y.Text;
  private readonly places: Int32Array;
  private readonly sentBlocks: SequenceBlock[];
  private readonly nowBlocks: SequenceBlock[];
  private readonly live: ReadonlySet<string>;
  /** Where the last new block was put. */
  private opened: { at: number; place: number } | null = null;

  constructor(sent: Y.Text, now: Y.Text) {
    [this.sent, this.now] = [sent, now];
    this.places = placesNow(sent, now);
    [this.sentBlocks, this.nowBlocks] = [blocksIn(sent), blocksIn(now)];
    this.live = new Set(this.nowBlocks.flatMap(({ facts }) => facts.id ?? []));
  }

  private place(index: number): number {
    return this.places[index] ?? -1;
  }

  private blockAt(blocks: readonly SequenceBlock[], index: number): SequenceBlock | undefined {
    let [low, high] = [0, blocks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((blocks[middle]?.begin ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return blocks[low];
  }

  private wordsBetween(from: number, to: number): string {
    return this.sentBlocks
      .flatMap(({ start, length, runs }) => {
        const words = runs.map(({ text }) => text).join('');
        return start < to && start + length > from ? [words.slice(Math.max(0, from - start), to - start)] : [];
      })
      .join(' ');
  }

  /** Whether anything came of it. */
  write(edit: Edit, suggestion: string): boolean {
    if (edit.kind === 'strike') return this.strike(edit, suggestion);
    if (edit.kind === 'insert') return this.insert(edit, suggestion);
    return edit.kind === 'restyle' ? this.restyle(edit, suggestion) : this.reshape(edit, suggestion);
  }

  private strike({ from, to }: Extract<Edit, { kind: 'strike' }>, suggestion: string): boolean {
    let isDone = false;
    for (let index = from; index < to; index += 1) {
      const at = this.place(index);
      const block = at === -1 ? undefined : this.blockAt(this.nowBlocks, at);
      if (!block) continue;
      if (block.marker && block.begin === at) {
        if ([...block.marker.keys()].some((key) => suggestionOfGone(key) !== null && block.marker?.get(key))) continue;
        block.marker.set(goneKey(suggestion), true);
        isDone = true;
      } else if (!this.formatsAt(block, at).some((key) => suggestionOfDeletion(key) !== null)) {
        this.steps.push({ at, attributes: { [deletionFormat(suggestion)]: true } });
        isDone = true;
      }
    }
    return isDone;
  }

  private formatsAt(block: SequenceBlock, at: number): string[] {
    return Object.keys(this.formatsOf(block, at));
  }

  private formatsOf({ start, runs }: SequenceBlock, at: number): Readonly<Record<string, unknown>> {
    let end = start;
    for (const { text, formats } of runs) {
      end += text.length;
      if (at < end) return formats;
    }
    return {};
  }

  private insert({ at, token, moved, by }: Extract<Edit, { kind: 'insert' }>, suggestion: string): boolean {
    // The words of a new block follow its beginning.
    const isOpen = isWords(token) && this.opened?.at === at;
    const place = isOpen ? (this.opened?.place ?? null) : this.placeOf(at, !isWords(token));
    if (place !== null && !isWords(token)) this.opened = { at, place };
    if (place === null) {
      this.lost.push({ what: 'BLOCK_GONE', words: isWords(token) ? token.words : '', by });
      return false;
    }
    this.steps.push({ at: place, insert: token, suggestion, moved });
    return true;
  }

  /** Where what stood right before `at` now ends; a new block stands before the next one, whatever was written between. */
  private placeOf(at: number, isBlock: boolean): number | null {
    const [left, right] = [at - 1, at];
    const next = this.blockAt(this.sentBlocks, right);
    const follows = next?.marker != null && next.begin === right;
    const isBetween = follows || right >= this.sent.length;
    if (isBlock && isBetween) {
      if (right < this.sent.length && this.place(right) !== -1) return this.place(right);
      for (let index = left; index >= 0; index -= 1) {
        const place = this.place(index);
        const block = place === -1 ? undefined : this.blockAt(this.nowBlocks, place);
        if (block) return block.start + block.length;
      }
      return right < this.sent.length ? 0 : this.now.length;
    }
    const block = this.blockAt(this.sentBlocks, Math.max(left, 0));
    for (let index = left; index >= (block?.begin ?? 0); index -= 1)
      if (this.place(index) !== -1) return this.place(index) + 1;
    const isWithin = !follows && right < this.sent.length && block !== undefined && right < block.start + block.length;
    if (isWithin && this.place(right) !== -1) return this.place(right);
    // Words that a block begins without a marker: an empty text, or an empty cell.
    return block?.marker === null && block.begin === 0 ? 0 : null;
  }

  private restyle({ from, to, changes, by }: Extract<Edit, { kind: 'restyle' }>, suggestion: string): boolean {
    let [isDone, isTaken] = [false, false];
    for (let index = from; index < to; index += 1) {
      const at = this.place(index);
      const block = at === -1 ? undefined : this.blockAt(this.nowBlocks, at);
      if (!block) continue;
      const formats = this.formatsOf(block, at);
      const attributes: Record<string, unknown> = {};
      for (const [style, value] of Object.entries(changes)) {
        if (JSON.stringify(formats[style] ?? null) === JSON.stringify(value)) continue;
        if (restyleFormat(style) in formats) isTaken = true;
        else attributes[restyleFormat(style)] = { suggestion, to: value };
      }
      if (Object.keys(attributes).length === 0) continue;
      this.steps.push({ at, attributes });
      isDone = true;
    }
    if (isTaken) this.lost.push({ what: 'ALREADY_SUGGESTED', words: this.wordsBetween(from, to), by });
    return isDone;
  }

  private reshape({ at: index, facts, by }: Extract<Edit, { kind: 'reshape' }>, suggestion: string): boolean {
    const block = this.place(index) === -1 ? undefined : this.blockAt(this.nowBlocks, this.place(index));
    const sent = this.blockAt(this.sentBlocks, index);
    const words = sent ? this.wordsBetween(sent.start, sent.start + sent.length) : '';
    if (!block?.marker) {
      this.lost.push({ what: 'BLOCK_GONE', words, by });
      return false;
    }
    const { marker } = block;
    const agreed = factsOf((key) => marker.get(key));
    const changed = (Object.entries(facts) as [keyof BlockFacts, unknown][]).filter(
      ([key, value]) => agreed[key] !== value,
    );
    if (changed.some(([key]) => marker.get(nextKey(key)))) {
      this.lost.push({ what: 'ALREADY_SUGGESTED', words, by });
      return false;
    }
    for (const [key, value] of changed)
      marker.set(nextKey(key), { suggestion, to: value === plainBlock[key] ? null : value });
    return changed.length > 0;
  }

  /** All that was gathered, as one change of the sequence. */
  apply(): void {
    const steps = [...this.steps.entries()].sort(
      ([i, one], [j, other]) => one.at - other.at || orderOf(one) - orderOf(other) || i - j,
    );
    const delta: (
      | { retain: number; attributes?: Record<string, unknown> }
      | { insert: string | Y.Map<unknown>; attributes: Record<string, unknown> }
    )[] = [];
    let at = 0;
    for (const [, step] of steps) {
      if (step.at > at) delta.push({ retain: step.at - at });
      at = Math.max(at, step.at);
      if ('insert' in step) delta.push(this.inserted(step));
      else {
        delta.push({ retain: 1, attributes: step.attributes });
        at += 1;
      }
    }
    if (steps.length > 0) this.now.applyDelta(joined(delta));
  }

  private inserted({ insert, suggestion, moved }: Extract<Step, { insert: Token }>) {
    if (isWords(insert)) return { insert: insert.words, attributes: { ...insert.formats, [INSERTION]: suggestion } };
    const marker = markerOf(insert);
    marker.set(COME, suggestion);
    if (moved !== null && this.live.has(moved)) marker.set(MOVED, moved);
    return { insert: marker, attributes: {} };
  }
}

const orderOf = (step: Step): number => ('insert' in step ? 0 : 1);

type Operation = Parameters<Y.Text['applyDelta']>[0][number] & {
  retain?: number;
  attributes?: Record<string, unknown>;
};

/** Letters that follow one another and get the same are one operation. */
function joined(delta: readonly Operation[]): Operation[] {
  const all: Operation[] = [];
  for (const step of delta) {
    const last = all.at(-1);
    const isSame =
      last?.retain !== undefined &&
      step.retain !== undefined &&
      JSON.stringify(last.attributes) === JSON.stringify(step.attributes);
    if (isSame) all[all.length - 1] = { ...last, retain: (last.retain ?? 0) + (step.retain ?? 0) };
    else all.push(step);
  }
  return all;
}

/** The sequence that a stretch is of; null when its table or its cell is not there. */
function sequenceAt(doc: Y.Doc, cell: Stretch['cell']): Y.Text | null {
  if (!cell) return sequenceOf(doc);
  const marker = findBlock(doc, cell.tableId)?.block.marker;
  const [row = null, column = null] = cell.key.split(':');
  return marker ? cellText(marker, row, column) : null;
}

/** What of edits is words, to be told where they have no place. */
const wordsIn = (edits: readonly Edit[]): string =>
  edits.flatMap((edit) => (edit.kind === 'insert' && isWords(edit.token) ? [edit.token.words] : [])).join('');

/** Makes suggestions of what a file does, as many as are taken over at once: what is beyond is told, not written. */
class Suggesting {
  readonly suggestions: Written[] = [];
  readonly lost: Lost[] = [];
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** One suggestion of what `write` says that anything came of. */
  suggest<One extends { by: By }>(
    group: readonly One[],
    words: (group: readonly One[]) => string,
    write: (edit: One, suggestion: string) => boolean,
  ): void {
    const by = group[0]?.by ?? null;
    if (this.suggestions.length >= this.most) {
      this.lost.push({ what: 'TOO_MANY', words: words(group), by });
      return;
    }
    const suggestionId = randomUUID();
    if (group.map((edit) => write(edit, suggestionId)).some((isDone) => isDone))
      this.suggestions.push({ suggestionId, by });
  }
}

/** Writes what a file does to the text as it went out into the text as it is now. `most`: suggestions beyond are told, not written. */
export function writeSuggestions(
  now: Y.Doc,
  sent: Y.Doc,
  { stretches, lines }: Pick<ReadChanges, 'stretches' | 'lines'>,
  most: number,
): WrittenChanges {
  const suggesting = new Suggesting(most);
  const { suggestions, lost } = suggesting;
  now.transact(() => {
    for (const { cell, edits } of stretches) {
      const [former, live] = [sequenceAt(sent, cell), sequenceAt(now, cell)];
      if (!former || !live) {
        lost.push({ what: 'BLOCK_GONE', words: wordsIn(edits), by: edits[0]?.by ?? null });
        continue;
      }
      const writing = new Writing(former, live);
      for (const group of grouped(edits))
        suggesting.suggest(group, wordsIn, (edit, suggestion) => writing.write(edit, suggestion));
      writing.apply();
      lost.push(...writing.lost);
    }
    for (const { tableId, groups } of lines) {
      const [former, live] = [markerOfTable(sent, tableId), markerOfTable(now, tableId)];
      if (!former || !live) {
        lost.push({ what: 'BLOCK_GONE', words: wordsOfLines(groups.flat()), by: groups[0]?.[0]?.by ?? null });
        continue;
      }
      const writing = new LinesWriting(former, live);
      for (const group of groups.flatMap(groupedLines))
        suggesting.suggest(group, wordsOfLines, (edit, suggestion) => writing.write(edit, suggestion));
      lost.push(...writing.lost);
    }
  });
  return { suggestions, lost: lost.filter(({ words, what }) => words.trim() !== '' || what === 'BLOCK_GONE') };
}

const markerOfTable = (doc: Y.Doc, tableId: string) => findBlock(doc, tableId)?.block.marker ?? null;

const wordsOfLines = (edits: readonly LineEdit[]): string => edits.map(({ words }) => words).join(' / ');
