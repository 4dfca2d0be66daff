// A GeoPackage: the rows of one of its layers, iterated by SQLite. Opened through a link in a folder of ours, so that
// neither locks nor journals lie beside the file; only plain tables are read, never a view that could compute for ever.
import { closeSync, copyFileSync, openSync, readSync, symlinkSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Database } from 'node-sqlite3-wasm';
import type { Reading } from './checked.ts';
import { DatasetRefusal } from './refusals.ts';
import { batched, type CellValue, noReading, type Row, type Source } from './source.ts';
import { openDatabase } from './sqlite.ts';
import { readGeoPackageShape } from './wkb.ts';

interface Layer {
  name: string;
  geometry: string | null;
  crs: string | null;
  columns: { name: string; type: string }[];
}

/** Where the head says how its pages are written: 2 is WAL, which needs a memory that the library lacks. */
const JOURNAL_AT = 18;
const WAL = 2;

/** A path of ours by which the file may be opened. */
function linked(path: string, scratch: string): string {
  const place = join(scratch, 'layer.gpkg');
  const head = Buffer.alloc(2);
  const descriptor = openSync(path, 'r');
  readSync(descriptor, head, 0, 2, JOURNAL_AT);
  closeSync(descriptor);
  if (head[0] !== WAL && head[1] !== WAL) {
    symlinkSync(resolve(path), place);
    return place;
  }
  // A file handed in alone is whole without its journal: it is enough to say so in its head.
  copyFileSync(path, place);
  const copy = openSync(place, 'r+');
  writeSync(copy, Buffer.from([1, 1]), 0, 2, JOURNAL_AT);
  closeSync(copy);
  return place;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Opens a layer of a GeoPackage; `scratch` is a folder of its own. */
export function openGeoPackage(path: string, scratch: string, asked: Partial<Reading>): Source {
  const database = openDatabase(linked(path, scratch), { readOnly: true });
  try {
    database.exec('PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA cache_size=-8000');
    const remarks = new Set<string>();
    const layer = layerOf(database, choose(database, asked.sheet, remarks));
    return {
      format: 'GEOPACKAGE',
      mediaType: 'application/geopackage+sqlite3',
      names: layer.columns.map(({ name }) => name),
      isTyped: true,
      hasShapes: layer.geometry !== null,
      crs: layer.crs,
      reading: { ...noReading, sheet: layer.name },
      remarks,
      rows: () => batched(rowsOf(database, layer, remarks)),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw asRefusal(error);
  }
}

const asRefusal = (error: unknown): unknown =>
  error instanceof DatasetRefusal || !(error instanceof Error) || error.name !== 'SQLite3Error'
    ? error
    : new DatasetRefusal('DAMAGED');

function choose(database: Database, asked: string | null | undefined, remarks: Set<string>): string {
  const found = database
    .all(
      `SELECT c.table_name AS name FROM gpkg_contents c JOIN sqlite_master m ON m.name = c.table_name
       WHERE c.data_type IN ('features', 'attributes') AND m.type = 'table' AND m.sql LIKE 'CREATE TABLE%'
       ORDER BY c.data_type DESC, c.table_name`,
    )
    .map(({ name }) => String(name));
  const [first] = found;
  if (first === undefined) throw new DatasetRefusal('NO_ROWS');
  const chosen = found.find((name) => name === asked) ?? first;
  const others = found.filter((name) => name !== chosen);
  if (others.length > 0)
    remarks.add(
      `Ce GeoPackage contient ${found.length} couches ; celle qui est lue est « ${chosen} ». Les autres : ${others
        .slice(0, 10)
        .join(', ')}.`,
    );
  return chosen;
}

function layerOf(database: Database, name: string): Layer {
  const geometry = database.get(
    `SELECT g.column_name AS "column", s.organization AS organisation, s.organization_coordsys_id AS code, s.definition AS wkt
     FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id WHERE g.table_name = ?`,
    name,
  );
  const columns = database
    .all(`PRAGMA table_info(${quoted(name)})`)
    .map((column) => ({ name: String(column.name), type: String(column.type).toUpperCase() }));
  const isEpsg = String(geometry?.organisation).toUpperCase() === 'EPSG';
  return {
    name,
    geometry: geometry ? String(geometry.column) : null,
    // -1 and 0 are « not known ».
    crs: !geometry || Number(geometry.code) <= 0 ? null : isEpsg ? `EPSG:${geometry.code}` : String(geometry.wkt),
    columns: columns.filter((column) => column.name !== geometry?.column),
  };
}

function* rowsOf(database: Database, { name, geometry, columns }: Layer, remarks: Set<string>): Generator<Row> {
  const wanted = [...columns.map((column) => column.name), ...(geometry ? [geometry] : [])];
  // Names of ours: two columns whose names differ in nothing but case would share a key.
  const named = wanted.map((column, index) => `${quoted(column)} AS v${index}`).join(', ');
  try {
    const statement = database.prepare(`SELECT ${named || '1 AS v0'} FROM ${quoted(name)}`);
    try {
      for (const found of statement.iterate()) {
        const row = found as Record<string, unknown>;
        const values = columns.map(({ type }, index) => cellOf(row[`v${index}`], type, remarks));
        yield geometry ? { values, shape: shapeOf(row[`v${columns.length}`]) } : { values };
      }
    } finally {
      statement.finalize();
    }
  } catch (error) {
    throw asRefusal(error);
  }
}

function cellOf(value: unknown, type: string, remarks: Set<string>): CellValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) {
    remarks.add('Des cases qui contiennent des fichiers (images, pièces) n’ont pas été gardées dans le tableau.');
    return null;
  }
  if (typeof value === 'bigint') return String(value);
  if (type === 'BOOLEAN') return value === 1 || value === true;
  if ((type === 'DATE' || type === 'DATETIME') && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value))
    return { date: value.replace(' ', 'T').replace(/(?:\.\d+)?Z?$/, '') };
  return value as string | number;
}

function shapeOf(value: unknown): object | null {
  if (!(value instanceof Uint8Array)) return null;
  try {
    return readGeoPackageShape(value);
  } catch (error) {
    // Counted with those that lie nowhere.
    if (error instanceof RangeError) return {};
    throw error;
  }
}
