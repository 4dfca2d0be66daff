// Where in the editor's document something is suggested, read from the sequence: words and blocks are the same in both, and
// what is suggested of them is said beside, never by a mark that a typed letter could inherit.
import type { Node as TextNode } from '@tiptap/pm/model';
import type { Mapping, StepMap } from '@tiptap/pm/transform';
import type * as Y from 'yjs';
import {
  type BlockFacts,
  factsOf,
  INSERTION,
  styleOfRestyle,
  suggestedLines,
  suggestionOfDeletion,
  suggestionsOf,
  suggestionsOfMarker,
} from '#domain/texts/text-grammar.ts';
import { cellsOf, cellText, type SequenceBlock } from '#domain/texts/text-sequence.ts';
import type { BlocksOf } from './places.ts';

/** A stretch of words, or a block from its start to its end, and the suggestions it belongs to. */
export interface SuggestedRange {
  from: number;
  to: number;
  /** `come` and `gone` are blocks, `said` one of which something else would be said; `line-…` rows, and cells of columns. */
  kind: 'insertion' | 'deletion' | 'restyle' | 'come' | 'gone' | 'said' | 'line-come' | 'line-gone';
  ids: readonly string[];
  /** Of a block that stays: what is agreed of it. */
  agreed: BlockFacts | null;
}

function wordKinds(keys: readonly string[]): SuggestedRange['kind'][] {
  const kinds: SuggestedRange['kind'][] = [];
  if (keys.includes(INSERTION)) kinds.push('insertion');
  if (keys.some((key) => suggestionOfDeletion(key) !== null)) kinds.push('deletion');
  else if (keys.some((key) => styleOfRestyle(key) !== null)) kinds.push('restyle');
  return kinds;
}

function rangesOfBlock(node: TextNode, pos: number, block: SequenceBlock, add: (range: SuggestedRange) => void): void {
  const { suggested, marker, runs } = block;
  if (suggested && marker) {
    const kind = suggested.gone.length > 0 ? 'gone' : suggested.come ? 'come' : 'said';
    const agreed = suggested.come ? null : factsOf((key) => marker.get(key));
    add({ from: pos, to: pos + node.nodeSize, kind, ids: suggestionsOfMarker(marker), agreed });
  }
  if (!node.isTextblock) return;
  let at = pos + 1;
  for (const { text, formats } of runs) {
    for (const kind of wordKinds(Object.keys(formats)))
      add({ from: at, to: at + text.length, kind, ids: suggestionsOf(formats), agreed: null });
    at += text.length;
  }
}

/** Rows and columns of a table: a row is one, of a column each cell. */
function rangesOfLines(
  table: TextNode,
  pos: number,
  marker: Y.Map<unknown>,
  add: (range: SuggestedRange) => void,
): void {
  const { come, gone } = suggestedLines(marker);
  if (come.size === 0 && gone.size === 0) return;
  const range = (id: unknown, from: number, to: number) => {
    const [coming, going] = [come.get(String(id)), gone.get(String(id)) ?? []];
    const ids = [...(coming === undefined ? [] : [coming]), ...going];
    if (ids.length > 0) add({ from, to, kind: going.length > 0 ? 'line-gone' : 'line-come', ids, agreed: null });
  };
  table.forEach((row, offset) => {
    range(row.attrs.row, pos + 1 + offset, pos + 1 + offset + row.nodeSize);
  });
  for (const { cell, pos: at } of cellsOf(table)) range(cell.attrs.column, pos + at, pos + at + cell.nodeSize);
}

/** All that is suggested in a document which shows `root`, in its order. */
export function suggestedRanges(doc: TextNode, root: Y.Text, blocksOf: BlocksOf): SuggestedRange[] {
  const found: SuggestedRange[] = [];
  const visit = (parent: TextNode, start: number, text: Y.Text) => {
    const blocks = blocksOf(text);
    let unit = 0;
    parent.descendants((node, offset) => {
      const isTable = node.type.name === 'table';
      if (!node.isTextblock && !isTable) return true;
      const block = blocks[unit];
      unit += 1;
      if (!block) return false;
      const pos = start + offset;
      rangesOfBlock(node, pos, block, (range) => found.push(range));
      if (!isTable || !block.marker) return false;
      rangesOfLines(node, pos, block.marker, (range) => found.push(range));
      for (const inside of cellsOf(node)) {
        const words = cellText(block.marker, node.child(inside.row).attrs.row, inside.cell.attrs.column);
        if (words) visit(inside.cell, pos + inside.pos + 1, words);
      }
      return false;
    });
  };
  visit(doc, 0, root);
  return found;
}

/** Whether a range is of words, which others typed among them part, and not of a block or a line. */
export const areWords = ({ kind }: SuggestedRange): boolean =>
  kind === 'insertion' || kind === 'deletion' || kind === 'restyle';

/**
 * The same ranges after a person's own act. What one writes among words that somebody suggests is no part of them: they end
 * before it and go on behind it. Of an act on blocks the sequence says them anew.
 */
export function mapped(ranges: readonly SuggestedRange[], mapping: Mapping): readonly SuggestedRange[] {
  let isOneGone = false;
  const after = mapping.maps.reduce(
    (before, map) =>
      throughStep(before, map, () => {
        isOneGone = true;
      }),
    ranges,
  );
  const ids = idsByRanges.get(ranges);
  if (ids !== undefined && !isOneGone) idsByRanges.set(after, ids);
  return after;
}

function throughStep(ranges: readonly SuggestedRange[], map: StepMap, onGone: () => void): readonly SuggestedRange[] {
  if (ranges.length === 0) return ranges;
  const written: [from: number, to: number][] = [];
  let [first, last, shift] = [Number.POSITIVE_INFINITY, 0, 0];
  map.forEach((from, to, start, end) => {
    first = Math.min(first, from);
    last = Math.max(last, to);
    shift += end - start - (to - from);
    if (end > start) written.push([start, end]);
  });
  let isOneParted = false;
  // Of thousands, at each key, nearly all stay, or are only further on behind what was written.
  const after = ranges.map((range) => {
    if (range.to < first || (range.from >= last && shift === 0)) return range;
    if (range.from >= last) return placed(range, range.from + shift, range.to + shift);
    isOneParted = true;
    const left = partsOf(range, map, written);
    if (left.length === 0) onGone();
    return left;
  });
  return isOneParted ? after.flat() : (after as SuggestedRange[]);
}

const placed = ({ kind, ids, agreed }: SuggestedRange, from: number, to: number): SuggestedRange => ({
  from,
  to,
  kind,
  ids,
  agreed,
});

/** What is left of a range that something was written or taken in. */
function partsOf(range: SuggestedRange, map: StepMap, written: readonly [from: number, to: number][]) {
  const [from, to] = [map.map(range.from, 1), map.map(range.to, -1)];
  const among = areWords(range) ? written.filter(([start, end]) => start >= from && end <= to) : [];
  const starts = [from, ...among.map(([, end]) => end)];
  const ends = [...among.map(([start]) => start), to];
  return starts.map((start, index) => placed(range, start, ends[index] ?? to)).filter((part) => part.from < part.to);
}

/** Read at each key: of thousands of ranges that only moved, it is what it was. */
const idsByRanges = new WeakMap<readonly SuggestedRange[], string>();

/** The ids of all suggestions in ranges, each once, in their order, parted by spaces. */
export function idsOfRanges(ranges: readonly SuggestedRange[]): string {
  const known = idsByRanges.get(ranges);
  if (known !== undefined) return known;
  const ids = [...new Set(ranges.flatMap((range) => range.ids))].join(' ');
  idsByRanges.set(ranges, ids);
  return ids;
}

export const sameRanges = (one: readonly SuggestedRange[], other: readonly SuggestedRange[]): boolean =>
  one.length === other.length &&
  one.every((range, index) => {
    const same = other[index];
    return (
      same !== undefined &&
      range.from === same.from &&
      range.to === same.to &&
      range.kind === same.kind &&
      range.ids.join() === same.ids.join() &&
      JSON.stringify(range.agreed) === JSON.stringify(same.agreed)
    );
  });
