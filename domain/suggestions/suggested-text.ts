// Suggestions inside a text: which there are and what each would do. A suggestion is an id on words and markers (text-grammar.ts);
// who made it is the caller's to know. Deciding them is settling.ts. Browser-safe.
import * as Y from 'yjs';
import {
  type BlockFacts,
  COME,
  comeLineOf,
  factOfNext,
  goneLineOf,
  INSERTION,
  plainBlock,
  type SuggestedValue,
  styleOfRestyle,
  suggestedLines,
  suggestionOfDeletion,
  suggestionOfGone,
} from '../texts/text-grammar.ts';
import { blocksIn, type SequenceBlock, shownTable } from '../texts/text-sequence.ts';

/** A sequence, and the one block of the whole text that what is in it belongs to: none for the text's own. */
interface Stretch {
  sequence: Y.Text;
  blocks: SequenceBlock[];
  table: SequenceBlock | null;
}

/** The text's own sequence and those of its tables' cells, in reading order. */
export function* stretchesOf(sequence: Y.Text, table: SequenceBlock | null = null): Generator<Stretch> {
  const blocks = blocksIn(sequence);
  yield { sequence, blocks, table };
  for (const block of blocks) {
    if (block.facts.kind !== 'table' || !block.marker) continue;
    const { grid, text } = shownTable(block.marker);
    for (const { row, column } of grid.flat()) {
      const words = text(row, column);
      if (words) yield* stretchesOf(words, block);
    }
  }
}

/** What a suggestion does to one block. */
export interface SuggestedPart {
  /** The agreed block that it stands in or follows; null before the first. */
  blockId: string | null;
  /** Words put in and taken out there. */
  inserted: string;
  deleted: string;
  /** The block itself is new, taken away, or moved from elsewhere. */
  block: 'new' | 'gone' | 'moved' | null;
  /** What of the block would be said otherwise. */
  facts: { fact: keyof BlockFacts; from: unknown; to: unknown }[];
  /** Rows and columns of a table that come, or go with the words in them. */
  lines: { axis: 'row' | 'column'; isAdded: boolean; words: string }[];
  /** Styles given or taken: « bold », « link »…, and on which words. */
  styles: { style: string; isGiven: boolean; words: string }[];
}

const emptyPart = (blockId: string | null): SuggestedPart => ({
  blockId,
  inserted: '',
  deleted: '',
  block: null,
  facts: [],
  lines: [],
  styles: [],
});

/** What is suggested of the rows and columns of a table. */
function* linesOf(marker: Y.Map<unknown>): Generator<SuggestedPart['lines'][number] & { suggestion: string }> {
  const { come, gone } = suggestedLines(marker);
  if (come.size === 0 && gone.size === 0) return;
  const { rows, columns, text } = shownTable(marker);
  for (const [axis, lines, others] of [
    ['row', rows, columns],
    ['column', columns, rows],
  ] as const)
    for (const [index, id] of lines.entries()) {
      if (id === null) continue;
      const cells = others.map((_, other) => (axis === 'row' ? text(index, other) : text(other, index)));
      const words = cells
        .map((cell) => (cell ? wordsIn(cell) : ''))
        .join(' ')
        .trim();
      const coming = come.get(id);
      if (coming !== undefined) yield { axis, isAdded: true, words, suggestion: coming };
      for (const suggestion of gone.get(id) ?? []) yield { axis, isAdded: false, words, suggestion };
    }
}

const wordsIn = (cell: Y.Text): string =>
  blocksIn(cell)
    .map(({ runs }) => runs.map(({ text }) => text).join(''))
    .join(' ');

/** What is suggested in a text, by suggestion, in reading order. */
export function suggestionsIn(text: Y.Text): Map<string, SuggestedPart[]> {
  const found = new Map<string, SuggestedPart[]>();
  const partOf = (id: string, blockId: string | null): SuggestedPart => {
    const parts = found.get(id) ?? [];
    found.set(id, parts);
    const known = parts.find((part) => part.blockId === blockId);
    if (known) return known;
    const made = emptyPart(blockId);
    parts.push(made);
    return made;
  };
  for (const { blocks, table } of stretchesOf(text)) {
    let blockId = table?.facts.id ?? null;
    for (const { marker, facts, suggested, runs } of blocks) {
      if (!table && !suggested?.come) blockId = facts.id ?? blockId;
      if (suggested?.come) {
        const part = partOf(suggested.come, blockId);
        part.block = suggested.moved ? 'moved' : 'new';
        if (part.inserted !== '') part.inserted += '\n';
      }
      for (const id of suggested?.gone ?? []) {
        const part = partOf(id, blockId);
        part.block ??= 'gone';
        if (part.deleted !== '') part.deleted += '\n';
      }
      for (const [fact, { suggestion, to }] of suggested?.next ?? [])
        partOf(suggestion, blockId).facts.push({ fact, from: facts[fact], to: to ?? plainBlock[fact] });
      if (marker && facts.kind === 'table')
        for (const { suggestion, ...line } of linesOf(marker)) partOf(suggestion, blockId).lines.push(line);
      for (const { text: words, formats } of runs)
        for (const [key, value] of Object.entries(formats)) {
          const style = styleOfRestyle(key);
          const deleted = suggestionOfDeletion(key);
          if (key === INSERTION) partOf(value as string, blockId).inserted += words;
          else if (deleted !== null) partOf(deleted, blockId).deleted += words;
          else if (style !== null) {
            const { suggestion, to } = value as SuggestedValue;
            partOf(suggestion, blockId).styles.push({ style, isGiven: to !== null, words });
          }
        }
    }
  }
  return found;
}

/**
 * A Yjs item of each suggestion, whose client and clock are its author's: its first letters or block, or what it says of a
 * block; only where it has none, its first format. Whoever writes within what another suggests has its formats said again
 * behind it: letters tell, formats less.
 */
export function suggestionWriters(text: Y.Text): Map<string, Y.ID> {
  const found = new Map<string, Y.ID>();
  const byFormat = new Map<string, Y.ID>();
  const note = (id: string | null, { id: place }: Y.Item, among = found) => {
    if (id !== null && !among.has(id)) among.set(id, place);
  };
  for (const { sequence, blocks } of stretchesOf(text)) {
    let insertion: string | null = null;
    for (let item = sequence._start; item; item = item.right) {
      if (item.deleted) continue;
      const { content } = item;
      if (content instanceof Y.ContentFormat) {
        const { key, value } = content as { key: string; value: unknown };
        if (key === INSERTION) insertion = typeof value === 'string' ? value : null;
        else if (value !== null) note(suggestionOfDeletion(key) ?? restyleOf(key, value), item, byFormat);
      } else if (content instanceof Y.ContentString) note(insertion, item);
    }
    for (const { marker } of blocks)
      for (const [key, item] of marker?._map ?? []) {
        const value: unknown = item.deleted ? null : marker?.get(key);
        if (value === null) continue;
        if (key === COME) note(String(value), item);
        else if (factOfNext(key) !== null) note((value as SuggestedValue).suggestion, item);
        else if (comeLineOf(key) !== null) note(String(value), item);
        else note(suggestionOfGone(key) ?? goneLineOf(key)?.suggestion ?? null, item);
      }
  }
  return new Map([...byFormat, ...found]);
}

const restyleOf = (key: string, value: unknown): string | null =>
  styleOfRestyle(key) === null ? null : (value as SuggestedValue).suggestion;
