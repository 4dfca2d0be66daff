// A Shapefile in a zip: its parts unpacked to a folder of ours under names of ours, then read a record at a time.
import { join } from 'node:path';
import type { Reading } from './checked.ts';
import { DbfReader } from './dbf.ts';
import { FileReader } from './files.ts';
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';
import { geometryOf } from './shapefile-record.ts';
import { batched, noReading, type Row, type Source } from './source.ts';
import type { ZipOnDisk } from './zip-files.ts';

const HEAD = 100;
const MAGIC = 9994;
const SMALL = 64 * 1024;

/** What .cpg files and dBase call an encoding, as TextDecoder does. */
function encodingOf(cpg: string | null): NonNullable<Reading['encoding']> {
  return /utf-?8|65001/i.test(cpg ?? '') ? 'UTF-8' : 'WINDOWS-1252';
}

const stemOf = (name: string) => name.slice(0, -4);

/** Chooses a .shp of the zip: the one that is asked for, else the largest path in order. */
function choose(zip: ZipOnDisk, asked: string | null | undefined, remarks: Set<string>): string {
  const found = zip.names.filter((name) => /\.shp$/i.test(name) && !/(^|\/)(__MACOSX|\.)/.test(name)).sort();
  const [first] = found;
  if (!first) throw new DatasetRefusal('MISSING_PART', 'shp');
  const chosen = found.find((name) => stemOf(name) === asked) ?? first;
  if (found.length > 1)
    remarks.add(
      `Cette archive contient ${found.length} couches ; celle qui est lue est « ${stemOf(chosen)} ». Les autres : ${found
        .filter((name) => name !== chosen)
        .slice(0, 10)
        .map(stemOf)
        .join(', ')}.`,
    );
  return chosen;
}

/** Opens the Shapefile of a zip; `scratch` is a folder of its own. */
export async function openShapefile(zip: ZipOnDisk, scratch: string, asked: Partial<Reading>): Promise<Source> {
  const remarks = new Set<string>();
  const shp = choose(zip, asked.sheet, remarks);
  // Extensions are written in either case, and not always the same one.
  const part = (extension: string) =>
    zip.names.find((name) => name.toLowerCase() === `${stemOf(shp).toLowerCase()}.${extension}`);
  const dbf = part('dbf');
  if (!dbf) throw new DatasetRefusal('MISSING_PART', 'dbf');
  const small = async (name: string | undefined) => (name ? ((await zip.read(name, SMALL))?.toString() ?? null) : null);
  const cpg = await small(part('cpg'));
  const encoding = asked.encoding ?? encodingOf(cpg);
  if (cpg === null && !asked.encoding)
    remarks.add('Aucun fichier .cpg ne dit l’encodage de la table : elle est lue en Windows-1252.');
  const paths = { shp: join(scratch, 'layer.shp'), dbf: join(scratch, 'layer.dbf') };
  await zip.unpack(shp, paths.shp);
  await zip.unpack(dbf, paths.dbf);
  const table = new DbfReader(paths.dbf, encoding);
  return {
    format: 'SHAPEFILE',
    mediaType: 'application/zip',
    names: table.fields.map(({ name }) => name),
    isTyped: true,
    hasShapes: true,
    crs: await small(part('prj')),
    reading: { ...noReading, encoding, sheet: stemOf(shp) },
    remarks,
    rows: () => batched(records(paths.shp, table)),
    close: () => table.close(),
  };
}

function* records(path: string, table: DbfReader): Generator<Row> {
  const file = new FileReader(path);
  try {
    const head = file.read(0, HEAD);
    if (head.length < HEAD || head.readInt32BE(0) !== MAGIC) throw new DatasetRefusal('DAMAGED');
    // Counted in words of 16 bits; a file that a transfer cut is shorter than it says.
    const end = head.readInt32BE(24) * 2;
    let at = HEAD;
    for (let index = 0; at + 8 <= end; index += 1) {
      const length = recordLength(file.read(at, 8));
      const bytes = file.read(at + 8, length);
      if (bytes.length < length) throw new DatasetRefusal('DAMAGED');
      at += 8 + length;
      if (index >= table.rowCount) throw new DatasetRefusal('DAMAGED');
      const { values, isDeleted } = table.row(index);
      if (!isDeleted) yield { values, shape: geometryOf(bytes) };
    }
  } finally {
    file.close();
  }
}

function recordLength(head: Buffer): number {
  if (head.length < 8) throw new DatasetRefusal('DAMAGED');
  const length = head.readInt32BE(4) * 2;
  if (length < 4) throw new DatasetRefusal('DAMAGED');
  if (length > datasetLimits.featureBytes) throw new DatasetRefusal('TOO_LONG');
  return length;
}
