// What a Word file changes in a text, as values: edits of a sequence as it went out, the same to be shown, and what cannot be
// suggested. Made by read-changes.ts. Pure.

import type { Axis } from '../suggestions/kept-lines.ts';
import type { BlockFacts, BlockKind, CellProperties } from '../texts/text-grammar.ts';
import type { Token } from '../texts/text-sequence.ts';
import type { By } from './returned-blocks.ts';

/** One thing that the file would do to a sequence; places count its UTF-16 units as it went out, a marker is one. */
export type Edit =
  | { kind: 'strike'; from: number; to: number; by: By }
  /** `moved`: the block that the marker is, from elsewhere. */
  | { kind: 'insert'; at: number; token: Token; moved: string | null; by: By }
  | { kind: 'restyle'; from: number; to: number; changes: Readonly<Record<string, unknown>>; by: By }
  | { kind: 'reshape'; at: number; facts: Partial<BlockFacts>; by: By };

/** What the file would do to the text's own sequence, or to that of a cell. */
export interface Stretch {
  cell: { tableId: string; key: string } | null;
  edits: Edit[];
}

/** One row or column that the file would put into a table, or take out of it. `words`: to be told where it has no place. */
export type LineEdit = { axis: Axis; words: string; by: By } & (
  | { kind: 'gone'; id: string }
  /** `after`: the line that it stands behind, of those that went out; null: none. `given`: its rank in the file. */
  | { kind: 'come'; after: string | null; given: number; cells: readonly NewCell[] }
);

/** A cell of a line that is new. */
interface NewCell {
  /** The line that crosses it: one of the text, or the column of this rank in the file, which is new as well. */
  across: string | number;
  tokens: readonly Token[];
  properties: Partial<CellProperties> | null;
}

/** What the file would do to the rows and columns of a table; those of a group stood, or would stand, next to one another. */
export interface TableLines {
  tableId: string;
  groups: readonly (readonly LineEdit[])[];
}

/** Words as the file has them. */
export interface Piece {
  change: 'KEPT' | 'DROPPED' | 'ADDED';
  text: string;
  by: By;
}

/** What the file changes in one block, to be shown. */
export interface BlockChange {
  /** The block as it went out; null: it is new. */
  blockId: string | null;
  kind: BlockKind;
  state: 'CHANGED' | 'ADDED' | 'REMOVED' | 'MOVED';
  /** It becomes this kind. */
  becomes: BlockKind | null;
  /** Its place in lists, or the look of words, is another. */
  isReshaped: boolean;
  isRestyled: boolean;
  pieces: Piece[];
}

/** What cannot be a suggestion, with its words. */
export interface Lost {
  what:
    | 'ROW_ADDED'
    | 'ROW_REMOVED'
    | 'TABLE_SHAPE'
    | 'COLUMN_ADDED'
    | 'COLUMN_REMOVED'
    | 'CELL'
    | 'CELL_ADDED'
    | 'CELL_REMOVED'
    | 'AROUND_CHANGED'
    | 'AROUND_ADDED'
    | 'AROUND_REMOVED'
    | 'CELLS_MERGED'
    | 'BLOCK_GONE'
    | 'ALREADY_SUGGESTED'
    | 'COMMENT'
    | 'COMMENT_LENGTH'
    | 'TOO_MANY';
  words: string;
  /** The words that its table begins with. */
  table?: string;
  by: By;
}

export interface ReadChanges {
  stretches: Stretch[];
  lines: TableLines[];
  changes: BlockChange[];
  lost: Lost[];
  /** Where each comment of the file is, by its number. */
  commented: ReadonlyMap<string, CommentPlace>;
}

/** What a comment is about: words of a block as it went out; none: the whole of it, or what stands right after it. */
export interface CommentPlace {
  /** Null: before the first block. */
  blockId: string | null;
  quotation: string;
  prefix: string;
  suffix: string;
}

export const sameBy = (one: By, other: By) => one?.author === other?.author && one?.date === other?.date;

export const newChange = (
  kind: BlockKind,
  state: BlockChange['state'],
  blockId: string | null,
  pieces: Piece[],
): BlockChange => ({ blockId, kind, state, becomes: null, isReshaped: false, isRestyled: false, pieces });

/** Adds words to the last piece when the same was done to them. */
export function addPiece(pieces: Piece[], change: Piece['change'], text: string, by: By): void {
  const last = pieces.at(-1);
  if (last?.change === change && sameBy(last.by, by)) last.text += text;
  else pieces.push({ change, text, by });
}
