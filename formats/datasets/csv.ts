// CSV of any length as French and other programs write it: encoding, delimiter and heading line are guessed from the file,
// or taken as told. Read a record at a time.
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';
import { delimiters } from '#domain/vocabulary.ts';
import type { Reading } from './checked.ts';
import { columnNames, guessHeaderRow } from './headers.ts';
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';
import { BATCH, type CellValue, noReading, type Row, type Source } from './source.ts';

type Encoding = NonNullable<Reading['encoding']>;
type Delimiter = NonNullable<Reading['delimiter']>;

const SAMPLE_BYTES = 256 * 1024;
const SAMPLE_RECORDS = 200;
const UNQUOTED = 'Des guillemets de ce fichier ne se ferment pas : ils ont été lus comme des caractères ordinaires.';
const RAGGED = 'Des lignes ont plus de cases que d’en-têtes : les colonnes en trop portent leur rang pour nom.';

/** What the byte order mark says, else UTF-8 when every byte is, else the encoding of Windows. */
async function encodingOf(path: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
      const bytes = chunk as Buffer;
      if (isFirst && bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
      if (isFirst && bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
      isFirst = false;
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return 'UTF-8';
  } catch (error) {
    if (error instanceof TypeError) return 'WINDOWS-1252';
    throw error;
  }
}

function sampleOf(path: string, encoding: Encoding): string {
  const descriptor = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(SAMPLE_BYTES);
    const count = readSync(descriptor, buffer, 0, SAMPLE_BYTES, 0);
    const text = new TextDecoder(encoding).decode(buffer.subarray(0, count), { stream: count === SAMPLE_BYTES });
    if (count < SAMPLE_BYTES) return text;
    // The last line is cut: what is judged are whole ones.
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    return end > 0 ? text.slice(0, end) : text;
  } finally {
    closeSync(descriptor);
  }
}

const options = (delimiter: Delimiter, isQuoted: boolean) => ({
  delimiter,
  quote: isQuoted ? '"' : null,
  bom: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: datasetLimits.recordBytes,
});

function recordsOf(sample: string, delimiter: Delimiter): string[][] {
  for (const isQuoted of [true, false]) {
    try {
      return parseWhole(sample, { ...options(delimiter, isQuoted), to: SAMPLE_RECORDS }) as string[][];
    } catch (error) {
      // A quote that opens in the sample may close after it.
      if (!(error instanceof CsvError)) throw error;
    }
  }
  return [];
}

/** The delimiter that parts most lines into the same number of cells. */
function guessDelimiter(sample: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ';', score: 0 };
  for (const delimiter of delimiters) {
    const counts = new Map<number, number>();
    const records = recordsOf(sample, delimiter);
    for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
    const [width = 1, times = 0] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [];
    // Regularity first; more columns where two are as regular.
    const score = width < 2 ? 0 : times / records.length + Math.min(width, 100) / 1000;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Opens a CSV; what `asked` says is not guessed. */
export async function openCsv(path: string, asked: Partial<Reading>): Promise<Source> {
  const encoding = asked.encoding ?? (await encodingOf(path));
  const sample = sampleOf(path, encoding);
  // A text holds none; what does is another kind of file.
  if (sample.includes('\0')) throw new DatasetRefusal('MISLABELLED');
  const delimiter = asked.delimiter ?? guessDelimiter(sample);
  const records = recordsOf(sample, delimiter);
  const headerRow = asked.headerRow ?? guessHeaderRow(records);
  const width = records.slice(headerRow).reduce((most, { length }) => Math.max(most, length), 0);
  const header = headerRow > 0 ? (records[headerRow - 1] ?? null) : null;
  const remarks = new Set<string>();
  if (!asked.encoding && encoding === 'WINDOWS-1252')
    remarks.add('L’encodage du fichier a été reconnu : Windows-1252.');
  if (headerRow > 1)
    remarks.add(`Les ${headerRow - 1} premières lignes, avant les en-têtes, n’ont pas été gardées dans le tableau.`);
  const source: Source = {
    format: 'CSV',
    mediaType: 'text/csv',
    names: columnNames(header, Math.max(width, header?.length ?? 0)),
    isTyped: false,
    hasShapes: false,
    crs: null,
    reading: { ...noReading, encoding, delimiter, headerRow },
    remarks,
    rows: () => rowsOf(path, source, { encoding, delimiter, headerRow }),
    close: () => {},
  };
  return source;
}

interface Way {
  encoding: Encoding;
  delimiter: Delimiter;
  headerRow: number;
}

/** The rows, read again without quotes when one never closes: it would swallow what follows it. */
async function* rowsOf(path: string, source: Source, way: Way): AsyncGenerator<Row[]> {
  if (!source.remarks.has(UNQUOTED)) {
    try {
      return yield* parsed(path, source, way, true);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      source.remarks.add(UNQUOTED);
      throw new Reread();
    }
  }
  try {
    yield* parsed(path, source, way, false);
  } catch (error) {
    throw error instanceof CsvError ? new DatasetRefusal('TOO_LONG') : error;
  }
}

/** Thrown where rows that were given are to be forgotten, and read again another way. */
export class Reread extends Error {}

async function* parsed(path: string, source: Source, way: Way, isQuoted: boolean): AsyncGenerator<Row[]> {
  const parser = parse({ ...options(way.delimiter, isQuoted), from: way.headerRow + 1 });
  const text = Readable.from(decoded(path, way.encoding));
  text.on('error', (error) => parser.destroy(error)).pipe(parser);
  let batch: Row[] = [];
  for await (const record of parser as AsyncIterable<string[]>) {
    const values: CellValue[] = record;
    if (values.length > source.names.length) widen(source, values.length);
    while (values.length < source.names.length) values.push(null);
    batch.push({ values });
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function widen(source: Source, width: number): void {
  if (width > datasetLimits.columns) throw new DatasetRefusal('TOO_MANY_COLUMNS', String(datasetLimits.columns));
  source.remarks.add(RAGGED);
  const names = columnNames(source.names, width);
  source.names.splice(0, source.names.length, ...names);
}

async function* decoded(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const text = decoder.decode(bytes as Buffer, { stream: true });
    if (text !== '') yield text;
  }
}
