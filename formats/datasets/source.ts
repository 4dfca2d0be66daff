// What every reader of rows and objects gives, whatever its format: columns in order, and batches of rows that are read
// anew at each call, never held whole. Read twice by checking-process.ts: once to judge, once to write.
import type { DatasetFormat, Reading } from './checked.ts';

/** A cell as read. A date is told from words by the file itself. */
export type CellValue = string | number | boolean | null | { date: string };

export type Position = [number, number];
export type Shape =
  | { type: 'Point'; coordinates: Position }
  | { type: 'MultiPoint' | 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString' | 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] }
  | { type: 'GeometryCollection'; geometries: Shape[] };

export interface Row {
  values: CellValue[];
  /** As the file has it: not yet known to be a geometry, nor to lie on Earth. */
  shape?: unknown;
}

export interface Source {
  format: DatasetFormat;
  mediaType: string;
  /** Names of the columns; those of a format that announces none grow while it is read. */
  names: string[];
  /** The file itself says what is a number: its words are taken for words, or for ISO dates. */
  isTyped: boolean;
  hasShapes: boolean;
  /** The projection as the file names it (« EPSG:2154 », WKT); null where it says none. */
  crs: string | null;
  reading: Reading | null;
  /** French sentences on what was chosen or left out; complete once the rows were read. */
  remarks: Set<string>;
  rows(): AsyncIterable<Row[]>;
  close(): void;
}

/** A reading in which nothing is to be chosen. */
export const noReading: Reading = {
  encoding: null,
  delimiter: null,
  decimal: null,
  dateOrder: null,
  headerRow: null,
  sheet: null,
};

/** Rows to a batch: few enough to stay small, many enough that the loop over them costs nothing. */
export const BATCH = 500;

/** Puts rows that come one at a time in batches. */
export async function* batched(rows: Iterable<Row> | AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
