// The prepared file of a dataset: one SQLite file from which windows of rows and of the map are read. Written once by
// checking-process.ts, never changed; read by windows-worker.ts. This file alone knows how it is laid out:
//   rows(id, c0, c1, …, f0, …)  typed values; f is the folded words of a column of text, for search and sort
//   shapes0 … shapes3(id, g)    GeoJSON in WGS84 at full precision, then for zooms up to 13, 10 and 7
//   boxes(chunk, boxes)         west, south, east, north of BOXES objects, as Float64; NaN for no geometry
//   meta(key, value)            one row, JSON
// The library has no R-tree: boxes of a million objects are 32 MB and looked through in milliseconds.
import type { Database, Statement } from 'node-sqlite3-wasm';
import type { Box, CheckedColumn, CheckedGeometry } from './checked.ts';
import { datasetLimits } from './limits.ts';
import { coarseLevels, shapeText, simplify } from './simplification.ts';
import type { Shape } from './source.ts';
import { openDatabase } from './sqlite.ts';
import { type ColumnPlan, fold, type StoredValue } from './values.ts';

/** Objects whose boxes are one blob. */
export const BOXES = 4096;
/** Folded words beyond this count are neither searched nor sorted by. */
const FOLDED_CHARACTERS = 2000;
const FULL_DECIMALS = 7;

/** What the file says of itself. */
export interface PreparedMeta {
  columns: CheckedColumn[];
  rowCount: number;
  geometry: CheckedGeometry | null;
  /** Coarser copies there are: none for points. */
  coarse: number;
}

/** The columns of text, whose folded words are kept. */
export const isFolded = ({ type }: CheckedColumn) => type === 'TEXT';
/** Where a column's order and searches look. */
export const sortKey = (column: CheckedColumn, index: number) => `${isFolded(column) ? 'f' : 'c'}${index}`;
export const foldForStore = (words: string) => fold(words.slice(0, FOLDED_CHARACTERS));

const sqlTypes = { TEXT: 'TEXT', NUMBER: 'REAL', DATE: 'TEXT', BOOLEAN: 'INTEGER' } as const;

/** Writes the prepared file at a path where there is none yet. */
export class PreparedWriter {
  private readonly database: Database;
  private readonly columns: ColumnPlan[];
  private readonly insertRow: Statement;
  private readonly insertShapes: Statement[] = [];
  private readonly insertBoxes: Statement | null;
  private readonly weights: number[];
  private boxes = new Float64Array(BOXES * 4);
  rowCount = 0;

  constructor(path: string, columns: ColumnPlan[], { coarse }: { coarse: number | null }) {
    this.database = openDatabase(path);
    this.columns = columns;
    this.weights = columns.map(() => 0);
    // A file that is not finished is thrown away: nothing of it needs to survive a crash.
    this.database.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE');
    this.database.exec('PRAGMA cache_size=-16000; PRAGMA page_size=8192');
    const names = [
      ...columns.map(({ type }, index) => `c${index} ${sqlTypes[type]}`),
      ...columns.flatMap((column, index) => (isFolded(column) ? [`f${index} TEXT`] : [])),
    ];
    this.database.exec(`CREATE TABLE rows (${['id INTEGER PRIMARY KEY', ...names].join(', ')})`);
    this.database.exec('CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)');
    const levels = coarse === null ? 0 : coarse + 1;
    for (let level = 0; level < levels; level += 1)
      this.database.exec(`CREATE TABLE shapes${level} (id INTEGER PRIMARY KEY, g TEXT)`);
    if (levels > 0) this.database.exec('CREATE TABLE boxes (chunk INTEGER PRIMARY KEY, boxes BLOB)');
    this.database.exec('BEGIN');
    this.insertRow = this.database.prepare(`INSERT INTO rows VALUES (?${', ?'.repeat(names.length)})`);
    for (let level = 0; level < levels; level += 1)
      this.insertShapes.push(this.database.prepare(`INSERT INTO shapes${level} VALUES (?, ?)`));
    this.insertBoxes = levels > 0 ? this.database.prepare('INSERT INTO boxes VALUES (?, ?)') : null;
  }

  /** Adds a row, and the geometry of an object. */
  add(values: StoredValue[], placed: { shape: Shape; box: Box } | null): void {
    const id = this.rowCount + 1;
    const folded = this.columns.flatMap((column, index) => {
      if (!isFolded(column)) return [];
      const value = values[index];
      if (typeof value !== 'string') return [null];
      const words = foldForStore(value);
      this.weights[index] = (this.weights[index] ?? 0) + words.length;
      return [words];
    });
    this.insertRow.run([id, ...values, ...folded]);
    if (this.insertBoxes) this.addShape(id, placed);
    this.rowCount = id;
  }

  private addShape(id: number, placed: { shape: Shape; box: Box } | null): void {
    const at = (id - 1) % BOXES;
    this.boxes.set(placed?.box ?? [Number.NaN, Number.NaN, Number.NaN, Number.NaN], at * 4);
    if (at === BOXES - 1) this.flushBoxes(BOXES);
    if (!placed) return;
    this.insertShapes[0]?.run([id, shapeText(placed.shape, FULL_DECIMALS)]);
    let shape = placed.shape;
    for (const [index, { zoom, decimals }] of coarseLevels.entries()) {
      const insert = this.insertShapes[index + 1];
      if (!insert) return;
      shape = simplify(shape, zoom);
      insert.run([id, shapeText(shape, decimals)]);
    }
  }

  private flushBoxes(count: number): void {
    const chunk = Math.floor((this.rowCount + (count === BOXES ? 0 : -1)) / BOXES);
    this.insertBoxes?.run([chunk, new Uint8Array(this.boxes.buffer, 0, count * 32)]);
  }

  /** Indexes the columns, says what the file holds, and closes it. */
  finish(geometry: CheckedGeometry | null): void {
    const rest = this.rowCount % BOXES;
    if (this.insertBoxes && rest > 0) this.flushBoxes(rest);
    for (const statement of [this.insertRow, ...this.insertShapes, this.insertBoxes]) statement?.finalize();
    const meta: PreparedMeta = {
      columns: this.columns.map(({ name, type }) => ({ name, type })),
      rowCount: this.rowCount,
      geometry,
      coarse: Math.max(0, this.insertShapes.length - 1),
    };
    this.database.run('INSERT INTO meta VALUES (?, ?)', ['dataset', JSON.stringify(meta)]);
    this.database.exec('COMMIT');
    const indexed = this.columns
      .map((column, index) => ({ key: sortKey(column, index), weight: this.weights[index] ?? 0 }))
      .filter(({ weight }) => weight <= datasetLimits.indexedBytes)
      .slice(0, datasetLimits.indexedColumns);
    for (const { key } of indexed) this.database.exec(`CREATE INDEX i_${key} ON rows (${key})`);
    this.database.close();
  }

  /** Closes the file where it stands. */
  abandon(): void {
    for (const statement of [this.insertRow, ...this.insertShapes, this.insertBoxes]) statement?.finalize();
    this.database.close();
  }
}
