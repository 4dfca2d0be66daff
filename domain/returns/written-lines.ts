// Writes the rows that a Word file puts into a table, or takes out of it, as suggestions: what comes is marked in the table's map,
// what goes stays and is marked. Called by written-suggestions.ts, inside its transaction.
import * as Y from 'yjs';
import { cellKey, lineComeKey, lineGoneKey, suggestedLines, textLimits } from '../texts/text-grammar.ts';
import { deltaOf, isWords, lineIds, newLineId, partsOf, shownTable, type Token } from '../texts/text-sequence.ts';
import type { LineEdit, Lost } from './changes.ts';
import { isCrossed } from './paired-rows.ts';

type Coming = Extract<LineEdit, { kind: 'come' }>;

const wordsIn = (tokens: readonly Token[]): string =>
  tokens.map((token) => (isWords(token) ? token.words : ' ')).join('');

/** One table as it is now, beside its rows as they went out. */
export class LinesWriting {
  readonly lost: Lost[] = [];
  private readonly marker: Y.Map<unknown>;
  private readonly sentRows: readonly string[];
  /** The last row that was put behind each of those that went out; null: before them all. */
  private readonly behind = new Map<string | null, string>();

  constructor(sent: Y.Map<unknown>, now: Y.Map<unknown>) {
    this.marker = now;
    this.sentRows = lineIds(partsOf(sent).rows, Number.POSITIVE_INFINITY);
  }

  /** Whether anything came of it. */
  write(edit: LineEdit, suggestion: string): boolean {
    return edit.kind === 'gone' ? this.takeOut(edit.rowId, suggestion) : this.putIn(edit, suggestion);
  }

  /** A row that somebody else takes out already goes as it is. */
  private takeOut(rowId: string, suggestion: string): boolean {
    const isThere = partsOf(this.marker).rows?.toArray().includes(rowId) ?? false;
    if (!isThere || suggestedLines(this.marker).gone.has(rowId)) return false;
    this.marker.set(lineGoneKey(rowId, suggestion), true);
    return true;
  }

  private putIn(edit: Coming, suggestion: string): boolean {
    const { rows, cells } = partsOf(this.marker);
    const at = rows && cells ? this.placeFor(edit.after, rows) : null;
    if (!rows || !cells || at === null) {
      this.lost.push({ what: 'ROW_ADDED', words: edit.words, by: edit.by });
      return false;
    }
    const id = newLineId();
    rows.insert(at, [id]);
    this.behind.set(edit.after, id);
    this.fill(id, edit, cells);
    this.marker.set(lineComeKey(id), suggestion);
    return true;
  }

  /** Behind the nearest row before it that is still there; null: within cells that were merged meanwhile, or one row too many. */
  private placeFor(after: string | null, rows: Y.Array<unknown>): number | null {
    const all = rows.toArray();
    if (all.length >= textLimits.rows) return null;
    const before = this.sentRows.slice(0, after === null ? 0 : this.sentRows.indexOf(after) + 1);
    const last = this.behind.get(after) ?? before.findLast((row) => all.includes(row));
    const at = last === undefined ? 0 : all.lastIndexOf(last) + 1;
    const { rows: shown, grid } = shownTable(this.marker);
    const next = shown.findIndex((row) => row !== null && all.indexOf(row) >= at);
    return next !== -1 && isCrossed(grid, next) ? null : at;
  }

  /** A cell for each column there is now, as in every table; what stood in a column that is gone is told. */
  private fill(rowId: string, { cells: given, by }: Coming, cells: Y.Map<unknown>): void {
    const { columns, properties } = partsOf(this.marker);
    const columnIds = lineIds(columns, Number.POSITIVE_INFINITY);
    for (const columnId of columnIds) cells.set(cellKey(rowId, columnId), new Y.Text());
    for (const { columnId, tokens, properties: said } of given) {
      const text = cells.get(cellKey(rowId, columnId));
      if (!(text instanceof Y.Text)) {
        this.lost.push({ what: 'CELL', words: wordsIn(tokens), by });
        continue;
      }
      text.applyDelta(deltaOf(tokens));
      if (said) properties?.set(cellKey(rowId, columnId), said);
    }
  }
}
