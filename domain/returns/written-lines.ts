// Writes the rows and columns that a Word file puts into a table, or takes out of it, as suggestions: what comes is marked in the table's
// map, what goes stays and is marked. Called by written-suggestions.ts, inside its transaction.
import * as Y from 'yjs';
import type { Axis } from '../suggestions/kept-lines.ts';
import { cellKey, lineComeKey, lineGoneKey, suggestedLines, textLimits } from '../texts/text-grammar.ts';
import { deltaOf, isWords, lineIds, newLineId, partsOf, shownTable, type Token } from '../texts/text-sequence.ts';
import type { LineEdit, Lost } from './changes.ts';
import { isPlainGrid } from './paired-columns.ts';
import { isCrossed } from './paired-rows.ts';

type Coming = Extract<LineEdit, { kind: 'come' }>;
type Going = Extract<LineEdit, { kind: 'gone' }>;

const wordsIn = (tokens: readonly Token[]): string =>
  tokens.map((token) => (isWords(token) ? token.words : ' ')).join('');

const allOf = (list: Y.Array<unknown> | null): string[] => lineIds(list, Number.POSITIVE_INFINITY);

/** One table as it is now, beside its rows and columns as they went out. */
export class LinesWriting {
  readonly lost: Lost[] = [];
  private readonly marker: Y.Map<unknown>;
  private readonly sent: Record<Axis, readonly string[]>;
  /** The last line that was put behind each of those that went out; null: before them all. */
  private readonly behind: Record<Axis, Map<string | null, string>> = { rows: new Map(), columns: new Map() };
  /** Columns that were put in, by their rank in the file. */
  private readonly given = new Map<number, string>();

  constructor(sent: Y.Map<unknown>, now: Y.Map<unknown>) {
    this.marker = now;
    const { rows, columns } = partsOf(sent);
    this.sent = { rows: allOf(rows), columns: allOf(columns) };
  }

  /** Whether anything came of it. */
  write(edit: LineEdit, suggestion: string): boolean {
    return edit.kind === 'gone' ? this.takeOut(edit, suggestion) : this.putIn(edit, suggestion);
  }

  /** A line that somebody else takes out already goes as it is. */
  private takeOut({ axis, id, words, by }: Going, suggestion: string): boolean {
    const isThere = partsOf(this.marker)[axis]?.toArray().includes(id) ?? false;
    if (!isThere || suggestedLines(this.marker).gone.has(id)) return false;
    if (axis === 'columns' && !this.isPlain()) {
      this.lost.push({ what: 'COLUMN_REMOVED', words, by });
      return false;
    }
    this.marker.set(lineGoneKey(id, suggestion), true);
    return true;
  }

  /** Nobody could say what a column is where cells are merged. */
  private isPlain(): boolean {
    const { grid, columns } = shownTable(this.marker);
    return isPlainGrid(grid, columns.length);
  }

  private putIn(edit: Coming, suggestion: string): boolean {
    const { axis, after, given } = edit;
    const parts = partsOf(this.marker);
    const list = parts[axis];
    const at = list && parts.cells ? this.placeFor(edit, list) : null;
    if (!list || at === null) {
      this.lost.push({ what: axis === 'rows' ? 'ROW_ADDED' : 'COLUMN_ADDED', words: edit.words, by: edit.by });
      return false;
    }
    const id = newLineId();
    list.insert(at, [id]);
    this.behind[axis].set(after, id);
    if (axis === 'columns') this.given.set(given, id);
    this.fill(id, edit);
    this.marker.set(lineComeKey(id), suggestion);
    return true;
  }

  /** Behind the nearest line before it that is still there; null: within cells that were merged meanwhile, or one line too many. */
  private placeFor({ axis, after }: Coming, list: Y.Array<unknown>): number | null {
    const all = list.toArray();
    if (all.length >= textLimits[axis]) return null;
    const before = this.sent[axis].slice(0, after === null ? 0 : this.sent[axis].indexOf(after) + 1);
    const last = this.behind[axis].get(after) ?? before.findLast((line) => all.includes(line));
    const at = last === undefined ? 0 : all.lastIndexOf(last) + 1;
    if (axis === 'columns') return this.isPlain() ? at : null;
    const { rows: shown, grid } = shownTable(this.marker);
    const next = shown.findIndex((row) => row !== null && all.indexOf(row) >= at);
    return next !== -1 && isCrossed(grid, next) ? null : at;
  }

  /** A cell for each line across that there is now, as in every table; what stood in one that is gone is told. */
  private fill(id: string, { axis, cells: made, by }: Coming): void {
    const { rows, columns, cells, properties } = partsOf(this.marker);
    const keyOf = (across: string) => (axis === 'rows' ? cellKey(id, across) : cellKey(across, id));
    for (const across of allOf(axis === 'rows' ? columns : rows)) cells?.set(keyOf(across), new Y.Text());
    for (const { across, tokens, properties: said } of made) {
      const line = typeof across === 'number' ? this.given.get(across) : across;
      const text = line === undefined ? undefined : cells?.get(keyOf(line));
      if (line === undefined || !(text instanceof Y.Text)) {
        this.lost.push({ what: 'CELL', words: wordsIn(tokens), by });
        continue;
      }
      text.applyDelta(deltaOf(tokens));
      if (said) properties?.set(keyOf(line), said);
    }
  }
}
