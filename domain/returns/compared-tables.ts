// What a Word file changes in a table that went out: the words of its cells, and rows put in or taken out of it. Pure; called by
// read-changes.ts, which compares the words.
import { randomUUID } from 'node:crypto';
import { Node as TextNode } from '@tiptap/pm/model';
import type { Text as YText } from 'yjs';
import { cellKey, suggestedLines } from '../texts/text-grammar.ts';
import { textSchema } from '../texts/text-schema.ts';
import {
  cellsOf,
  cellTokens,
  isWords,
  propertiesOf,
  type SequenceBlock,
  shownTable,
  type Token,
} from '../texts/text-sequence.ts';
import { writeBlocks } from '../written/blocks.ts';
import type {
  ReturnedCell,
  ReturnedHand,
  ReturnedLine,
  ReturnedParagraph,
  ReturnedTable,
} from '../written/returned-text.ts';
import { type BlockChange, type LineEdit, type Lost, newChange, type Piece, type Stretch } from './changes.ts';
import { handOfRow, isCrossed, pairRows, standsAlone, wordsOfRow } from './paired-rows.ts';
import type { By } from './returned-blocks.ts';
import { wordsOfCell } from './sent-blocks.ts';

/** Who reads the rest of the file. */
export interface AroundTable {
  compareCell(words: YText, paragraphs: readonly ReturnedParagraph[], cell: NonNullable<Stretch['cell']>): void;
  noteComments(paragraphs: readonly ReturnedParagraph[], tableId: string): void;
  change(change: BlockChange): void;
  lose(lost: Lost): void;
}

const keptParagraph = (paragraph: ReturnedParagraph): ReturnedParagraph => ({
  ...paragraph,
  runs: paragraph.runs.filter(({ deleted }) => !deleted),
});

const withParagraphs = (
  cells: readonly ReturnedCell[],
  make: (paragraph: ReturnedParagraph) => ReturnedParagraph,
): ReturnedCell[] => cells.map((cell) => ({ ...cell, paragraphs: cell.paragraphs.map(make) }));

/** A table that is new, as it would be with the file's changes. */
export function nodeOfTable({ rows, ...table }: ReturnedTable): TextNode {
  const written = { ...table, rows: rows.map((cells) => withParagraphs(cells, keptParagraph)) };
  const [json] = writeBlocks([{ written, kind: 'table', attrs: {} }], () => ({ type: 'paragraph' }));
  return TextNode.fromJSON(textSchema, json);
}

/** Items of lists are blocks of the text, in a cell too. */
const withIds = (tokens: readonly Token[]): Token[] =>
  tokens.map((token) =>
    isWords(token) || token.facts.list === null ? token : { ...token, facts: { ...token.facts, id: randomUUID() } },
  );

/** Words put in with their row, or with their table, are as much a part of it as if nobody had tracked them. */
const withRow = (cells: readonly ReturnedCell[], hand: By): ReturnedCell[] =>
  withParagraphs(cells, (paragraph) => ({
    ...paragraph,
    runs: paragraph.runs.map(({ inserted, ...run }) =>
      inserted && inserted.author !== hand?.author ? { ...run, inserted } : run,
    ),
  }));

class TableReader {
  readonly lines: LineEdit[][] = [];
  private readonly tableId: string;
  private readonly shown: ReturnType<typeof shownTable>;
  private readonly suggested: ReturnType<typeof suggestedLines>;
  private readonly table: ReturnedTable;
  private readonly around: AroundTable;
  /** Rows that went out are behind one up to here. */
  private passed = 0;
  /** What is done to rows between two that stay. */
  private group: LineEdit[] | null = null;

  constructor(
    tableId: string,
    marker: NonNullable<SequenceBlock['marker']>,
    table: ReturnedTable,
    around: AroundTable,
  ) {
    this.tableId = tableId;
    this.shown = shownTable(marker, 'rows');
    this.suggested = suggestedLines(marker);
    [this.table, this.around] = [table, around];
  }

  read(): void {
    const { grid, rows } = this.shown;
    const { rows: given } = this.table;
    const sent = grid.map((cells, row) => ({
      id: rows[row] ?? null,
      cells: cells.length,
      words: this.wordsOf(row).join(' '),
      isPending: this.suggested.come.has(rows[row] ?? ''),
    }));
    const steps = pairRows(sent, this.table);
    const hasPair = steps.some((step) => step.kind === 'kept' && grid[step.row]?.length === given[step.given]?.length);
    if (!hasPair) {
      this.lose('TABLE_SHAPE', given.map(wordsOfRow).join(' / '), null);
      return;
    }
    for (const step of steps) {
      if (step.kind === 'came') this.come(step.given);
      else if (step.kind === 'gone') this.go(step.row, null);
      else this.keep(step.row, step.given);
    }
  }

  private wordsOf(row: number): string[] {
    const { grid, text } = this.shown;
    return (grid[row] ?? []).flatMap(({ row: at, column }) => wordsOfCell(text(at, column)));
  }

  /** What is said of the whole table is said of none of its rows. */
  private lineOf(given: number): ReturnedLine {
    const { lines, change } = this.table;
    const { inserted, deleted, ...line } = lines?.[given] ?? {};
    return {
      ...line,
      ...(inserted && !change?.inserted && { inserted }),
      ...(deleted && !change?.deleted && { deleted }),
    };
  }

  private keep(row: number, given: number): void {
    const { grid, rows } = this.shown;
    const cells = this.table.rows[given] ?? [];
    const { inserted, deleted } = this.lineOf(given);
    if (deleted) {
      for (const { paragraphs } of cells) this.around.noteComments(paragraphs, this.tableId);
      this.go(row, deleted);
      return;
    }
    [this.passed, this.group] = [row + 1, null];
    if (grid[row]?.length !== cells.length) {
      this.lose('TABLE_SHAPE', wordsOfRow(cells), null);
      return;
    }
    const isPending = this.suggested.come.has(rows[row] ?? '');
    const hand = isPending ? handOfRow(cells, inserted) : (this.table.change?.inserted ?? null);
    this.compareCells(row, withRow(cells, hand));
  }

  private compareCells(row: number, given: readonly ReturnedCell[]): void {
    const { grid, rows, columns, text } = this.shown;
    for (const [index, { row: at, column }] of (grid[row] ?? []).entries()) {
      const [rowId, columnId, words] = [rows[at], columns[column], text(at, column)];
      const paragraphs = given[index]?.paragraphs ?? [];
      if (words && rowId && columnId)
        this.around.compareCell(words, paragraphs, { tableId: this.tableId, key: cellKey(rowId, columnId) });
      else if (wordsOfRow([{ paragraphs }]).trim() !== '') this.lose('CELL', wordsOfRow([{ paragraphs }]), null);
    }
  }

  private go(row: number, by: ReturnedHand | null): void {
    const { grid, rows } = this.shown;
    this.passed = row + 1;
    const id = rows[row] ?? null;
    if (id === null || this.suggested.gone.has(id)) return;
    const words = this.wordsOf(row);
    if (isCrossed(grid, row) || isCrossed(grid, row + 1)) {
      this.lose('ROW_REMOVED', words.join(' '), by);
      return;
    }
    this.edit({ kind: 'gone', rowId: id, words: words.join(' '), by }, [{ change: 'DROPPED', text: told(words), by }]);
  }

  private come(given: number): void {
    const { grid, rows, columns } = this.shown;
    const cells = this.table.rows[given] ?? [];
    const { inserted, deleted } = this.lineOf(given);
    for (const { paragraphs } of cells) this.around.noteComments(paragraphs, this.tableId);
    // Who put it in took it out again.
    if (deleted) return;
    const by = handOfRow(cells, inserted);
    const words = wordsOfRow(cells);
    if (!standsAlone(cells, columns.length) || isCrossed(grid, this.passed)) {
      this.lose('ROW_ADDED', words, by);
      return;
    }
    const node = nodeOfTable({ kind: 'table', rows: [[...cells]] });
    const made = [...cellsOf(node)].flatMap(({ cell, column }) => {
      const columnId = columns[column];
      return columnId ? [{ columnId, tokens: withIds(cellTokens(cell)), properties: propertiesOf(cell) }] : [];
    });
    const text = told([...cellsOf(node)].map(({ cell }) => cell.textContent));
    this.edit({ kind: 'come', after: rows[this.passed - 1] ?? null, cells: made, words, by }, [
      { change: 'ADDED', text, by },
    ]);
  }

  private edit(edit: LineEdit, pieces: Piece[]): void {
    if (this.group) this.group.push(edit);
    else {
      this.group = [edit];
      this.lines.push(this.group);
    }
    this.around.change(newChange('table', 'CHANGED', this.tableId, pieces));
  }

  private lose(what: Lost['what'], words: string, by: By): void {
    this.around.lose({ what, words, by });
  }
}

/** The words of a row as they are shown in one line. */
const told = (words: readonly string[]): string => words.join(' | ');

/** Compares a table with what the file has in its place; gives what it does to rows, next to one another as they were. */
export function compareTables(block: SequenceBlock, table: ReturnedTable, around: AroundTable): LineEdit[][] {
  const tableId = block.facts.id;
  if (!block.marker || tableId === null) return [];
  const reader = new TableReader(tableId, block.marker, table, around);
  reader.read();
  return reader.lines;
}
