// What a Word file changes in a table that went out: the words of its cells, and rows and columns put in or taken out of it. Pure; called by
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
import { type ColumnStep, isPlainGrid, pairColumns } from './paired-columns.ts';
import {
  arePlainRows,
  handOfRow,
  isCrossed,
  pairRows,
  type RowStep,
  standing,
  standsAlone,
  wordsOfRow,
} from './paired-rows.ts';
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

/** A cell as it would be with the file's changes; with `isGone`, of a row that goes. */
const keptCell =
  (isGone: boolean) =>
  (cell: ReturnedCell): ReturnedCell => ({
    ...cell,
    paragraphs: isGone || cell.change?.deleted ? [] : cell.paragraphs.map(keptParagraph),
  });

/** A table that is new, as it would be with the file's changes. */
export function nodeOfTable({ rows, lines, ...table }: ReturnedTable): TextNode {
  const isGone = (row: number) => lines?.[row]?.deleted !== undefined;
  // Rows that merged cells reach into stay, without words.
  const mayGo = rows.flat().every(({ rowspan }) => rowspan === 1);
  const kept = rows.flatMap((cells, row) => (mayGo && isGone(row) ? [] : [cells.map(keptCell(isGone(row)))]));
  const written = { ...table, rows: kept };
  const [json] = writeBlocks([{ written, kind: 'table', attrs: {} }], () => ({ type: 'paragraph' }));
  return TextNode.fromJSON(textSchema, json);
}

/** The words of a table, a line a cell. */
export const wordsOfNode = (table: TextNode): string =>
  [...cellsOf(table)].map(({ cell }) => cell.textContent).join('\n');

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

/** Cells that are new, each with its column in the file and its words in one line. */
function newCells(cells: readonly ReturnedCell[]) {
  const node = nodeOfTable({ kind: 'table', rows: [[...cells]] });
  return [...cellsOf(node)].map(({ cell, column }) => ({
    column,
    words: cell.textContent,
    tokens: withIds(cellTokens(cell)),
    properties: propertiesOf(cell),
  }));
}

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
  /** What is done to columns; null: cells are merged, and each row is compared by itself. */
  private columnSteps: ColumnStep[] | null = null;

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
    this.columnSteps = this.pairColumns(steps);
    const isSame = (step: RowStep) =>
      step.kind === 'kept' && grid[step.row]?.length === standing(given[step.given] ?? []).length;
    if (!this.columnSteps && !steps.some(isSame)) {
      for (const step of steps) this.loseShape('row' in step ? step.row : null, 'given' in step ? step.given : null);
      return;
    }
    this.changeColumns(steps);
    for (const step of steps) {
      if (step.kind === 'came') this.come(step.given);
      else if (step.kind === 'gone') this.go(step.row, null);
      else this.keep(step.row, step.given);
    }
  }

  private pairColumns(steps: readonly RowStep[]): ColumnStep[] | null {
    const { grid, columns } = this.shown;
    const { rows } = this.table;
    if (!isPlainGrid(grid, columns.length) || !arePlainRows(rows)) return null;
    const pairs = steps.flatMap((step) =>
      step.kind === 'kept' ? [{ words: this.wordsOf(step.row), cells: rows[step.given] ?? [] }] : [],
    );
    return pairs.length === 0 ? null : pairColumns(pairs, columns.length, rows[0]?.length ?? 0);
  }

  /** Columns that come or go, which rows that are new may have cells in. */
  private changeColumns(steps: readonly RowStep[]): void {
    const { columns } = this.shown;
    let after: string | null = null;
    this.group = null;
    for (const step of this.columnSteps ?? []) {
      if (step.kind === 'came') {
        this.addColumn(steps, step, after);
        continue;
      }
      const id: string | null = columns[step.column] ?? null;
      after = id;
      if (step.kind === 'kept') this.group = null;
      else if (id !== null) this.removeColumn(id, step);
    }
    this.group = null;
  }

  private removeColumn(id: string, { column, by }: Extract<ColumnStep, { kind: 'gone' }>): void {
    if (this.suggested.gone.has(id)) return;
    const words = this.shown.grid.map((_, row) => this.wordsOf(row)[column] ?? '');
    const pieces: Piece[] = [{ change: 'DROPPED', text: told(words), by }];
    this.edit({ axis: 'columns', kind: 'gone', id, words: words.join(' '), by }, pieces);
  }

  private addColumn(
    steps: readonly RowStep[],
    { given, by }: Extract<ColumnStep, { kind: 'came' }>,
    after: string | null,
  ): void {
    const { rows } = this.shown;
    const made = steps.flatMap((step) => {
      const cell = step.kind === 'kept' ? this.table.rows[step.given]?.[given] : undefined;
      const across = step.kind === 'kept' ? rows[step.row] : null;
      if (!cell || !across) return [];
      this.around.noteComments(cell.paragraphs, this.tableId);
      return newCells([cell]).map((one) => ({ ...one, across }));
    });
    const words = made.map((one) => one.words);
    const pieces: Piece[] = [{ change: 'ADDED', text: told(words), by }];
    this.edit({ axis: 'columns', kind: 'come', after, given, cells: made, words: words.join(' '), by }, pieces);
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
    const there = this.cellsThere(cells);
    if (grid[row]?.length !== there.length) {
      this.loseShape(row, given);
      return;
    }
    this.tellCells(cells);
    const isPending = this.suggested.come.has(rows[row] ?? '');
    const hand = isPending ? handOfRow(cells, inserted) : (this.table.change?.inserted ?? null);
    this.compareCells(
      row,
      there.map((cell) => cell && withRow([cell], hand)[0]),
    );
  }

  /** What the file has of each cell of a row that it has kept; null: its column goes. */
  private cellsThere(cells: readonly ReturnedCell[]): (ReturnedCell | null | undefined)[] {
    const steps = this.columnSteps;
    if (!steps) return standing(cells);
    return steps.flatMap((step) => {
      if (step.kind === 'came') return [];
      if (step.kind === 'kept') return [cells[step.given]];
      return [null];
    });
  }

  /** What is done to single cells is told: no table of ours has a row that is longer than the others. */
  private tellCells(cells: readonly ReturnedCell[]): void {
    const [merged] = cells.flatMap((cell) => cell.merged ?? []);
    if (merged) this.lose('CELLS_MERGED', wordsOfRow(cells), merged);
    const isOfColumn = (rank: number) =>
      this.columnSteps !== null && !this.columnSteps.some((step) => step.kind === 'kept' && step.given === rank);
    for (const [rank, cell] of cells.entries()) {
      if (isOfColumn(rank) || !cell.change) continue;
      const { inserted, deleted } = cell.change;
      if (inserted && !deleted) this.lose('CELL_ADDED', wordsOfRow([cell]), inserted);
      else if (deleted && !inserted) this.lose('CELL_REMOVED', wordsOfRow([cell]), deleted);
    }
  }

  private compareCells(row: number, given: readonly (ReturnedCell | null | undefined)[]): void {
    const { grid, rows, columns, text } = this.shown;
    for (const [index, { row: at, column }] of (grid[row] ?? []).entries()) {
      const cell = given[index];
      if (!cell) continue;
      const [rowId, columnId, words] = [rows[at], columns[column], text(at, column)];
      const { paragraphs } = cell;
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
    const pieces: Piece[] = [{ change: 'DROPPED', text: told(words), by }];
    this.edit({ axis: 'rows', kind: 'gone', id, words: words.join(' '), by }, pieces);
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
    const width = this.columnSteps ? (this.table.rows[0]?.length ?? 0) : columns.length;
    if (!standsAlone(cells, width) || isCrossed(grid, this.passed)) {
      this.lose('ROW_ADDED', words, by);
      return;
    }
    const made = newCells(cells).flatMap(({ column, ...cell }) => {
      const across = this.acrossOf(column);
      if (across !== null) return [{ ...cell, across }];
      if (cell.words.trim() !== '') this.lose('CELL', cell.words, by);
      return [];
    });
    const pieces: Piece[] = [{ change: 'ADDED', text: told(made.map((cell) => cell.words)), by }];
    const after = rows[this.passed - 1] ?? null;
    this.edit({ axis: 'rows', kind: 'come', after, given, cells: made, words, by }, pieces);
  }

  /** The column of the text that a column of the file is, or its rank there when it is new; null: it goes. */
  private acrossOf(given: number): string | number | null {
    if (!this.columnSteps) return this.shown.columns[given] ?? null;
    const step = this.columnSteps.find((one) => 'given' in one && one.given === given);
    if (step?.kind === 'came') return given;
    return step ? (this.shown.columns[step.column] ?? null) : null;
  }

  private edit(edit: LineEdit, pieces: Piece[]): void {
    if (this.group) this.group.push(edit);
    else {
      this.group = [edit];
      this.lines.push(this.group);
    }
    this.around.change(newChange('table', 'CHANGED', this.tableId, pieces));
  }

  /** A row that nobody could say the cells of: as it went out, and as the file has it. */
  private loseShape(row: number | null, given: number | null): void {
    if (given === null) return;
    const said = wordsOfRow(this.table.rows[given] ?? []);
    this.lose('TABLE_SHAPE', row === null ? said : `${this.wordsOf(row).join(' ')} → ${said}`, null);
  }

  private lose(what: Lost['what'], words: string, by: By): void {
    this.around.lose({ what, words, table: told(this.wordsOf(0)), by });
  }
}

/** The words of a row as they are shown in one line. */
const told = (words: readonly string[]): string => words.join(' | ');

/** Compares a table with what the file has in its place; gives what it does to columns, then to rows, next to one another as they were. */
export function compareTables(block: SequenceBlock, table: ReturnedTable, around: AroundTable): LineEdit[][] {
  const tableId = block.facts.id;
  if (!block.marker || tableId === null) return [];
  const reader = new TableReader(tableId, block.marker, table, around);
  reader.read();
  return reader.lines;
}
