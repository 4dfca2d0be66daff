// The process that checks one deposited file and ends: a job on standard input, what the file is or why it is refused on
// standard output, as JSON; the prepared file beside. Started by checking.ts with bounded memory and an empty environment,
// so that a hostile file can hurt nothing but itself.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { CheckedDataset, DatasetKind, Reading } from './checked.ts';
import { clean } from './clean-words.ts';
import { openCsv } from './csv.ts';
import { documentWords, pdfHeld } from './document-words.ts';
import { openGeoJson } from './geojson.ts';
import { openGeoPackage } from './geopackage.ts';
import { openKml } from './kml.ts';
import { datasetLimits } from './limits.ts';
import { openOds } from './ods.ts';
import { prepare } from './preparing.ts';
import { type Recognised, recognise } from './recognition.ts';
import { DatasetRefusal } from './refusals.ts';
import { openShapefile } from './shapefile.ts';
import { openSheet } from './sheets.ts';
import type { Source } from './source.ts';
import { openXlsx } from './xlsx.ts';

/** What the process is asked. */
export interface Job {
  path: string;
  fileName: string;
  reading: Partial<Reading>;
  /** Where the prepared file is to be written; nothing is there yet. */
  prepared: string;
  /** A folder of its own, emptied by whoever asks. */
  scratch: string;
}

/** What the process answers. */
export type CheckAnswer =
  | { dataset: CheckedDataset }
  | { refusal: { reason: DatasetRefusal['reason']; found: string | null } }
  | { fault: string };

async function check(job: Job): Promise<CheckedDataset> {
  const { size } = await stat(job.path);
  if (size === 0) throw new DatasetRefusal('EMPTY');
  if (size > datasetLimits.fileBytes) throw new DatasetRefusal('TOO_LARGE');
  const recognised = await recognise(job.path, job.fileName, size);
  try {
    const source = await open(recognised, job);
    const dataset = source ? await prepareAndClose(source, job) : await plainFile(recognised, job.path, size);
    const { mediaType, remark } = recognised;
    return { ...dataset, mediaType, remarks: remark ? [remark, ...dataset.remarks] : dataset.remarks };
  } finally {
    recognised.zip?.close();
  }
}

async function prepareAndClose(source: Source, { prepared, reading }: Job): Promise<CheckedDataset> {
  try {
    return await prepare(source, prepared, reading);
  } finally {
    source.close();
  }
}

/** The rows or objects of a file; null for one that has none. */
async function open({ format, zip }: Recognised, { path, scratch, reading }: Job): Promise<Source | null> {
  if (format === 'GEOJSON') return openGeoJson(path);
  if (format === 'GEOPACKAGE') return openGeoPackage(path, scratch, reading);
  if (format === 'CSV') return openCsv(path, reading);
  if (format === 'KML') {
    const inner = zip?.names.find((name) => /\.kml$/i.test(name));
    return openKml(async () => (zip && inner ? zip.stream(inner) : createReadStream(path)));
  }
  if (zip && format === 'SHAPEFILE') return openShapefile(zip, scratch, reading);
  if (zip && format === 'XLSX') return openSheet(await openXlsx(zip), reading);
  if (zip && format === 'ODS') return openSheet(await openOds(zip), reading);
  return null;
}

const kinds: Partial<Record<Recognised['format'], DatasetKind>> = {
  PDF: 'DOCUMENT',
  DOCX: 'DOCUMENT',
  ODT: 'DOCUMENT',
  IMAGE: 'IMAGE',
};

const PROTECTED = 'Ce PDF est protégé : seuls son titre et sa description sont cherchés.';
const NO_WORDS =
  'Aucun mot n’a été lu dans ce PDF (un document numérisé, peut-être) : seuls son titre et sa description sont cherchés.';

/** A file without rows. */
async function plainFile({ format, mediaType }: Recognised, path: string, size: number): Promise<CheckedDataset> {
  const none = { rowCount: null, columns: [], geometry: null, reading: null };
  const kind = kinds[format] ?? 'OTHER';
  if (format === 'PDF') {
    const { words, pages, isProtected } = await pdfHeld(path, size);
    const remarks = isProtected ? [PROTECTED] : words === null ? [NO_WORDS] : [];
    return { kind, format, mediaType, text: words, pages, remarks, ...none };
  }
  const isText = format === 'DOCX' || format === 'ODT';
  const text = isText ? await documentWords(path, format, size) : null;
  const remarks = isText && text === null ? ['Aucun mot n’a été lu dans ce texte.'] : [];
  return { kind, format, mediaType, text, remarks, ...none };
}

async function answer(): Promise<CheckAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  try {
    return { dataset: await check(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Job) };
  } catch (error) {
    const refusal = asRefusal(error);
    if (refusal) return { refusal: { reason: refusal.reason, found: refusal.found } };
    // The message may quote the file: only where it happened is told.
    const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : '';
    return { fault: `${error instanceof Error ? error.name : typeof error}\n${stack}` };
  }
}

function asRefusal(error: unknown): DatasetRefusal | null {
  if (error instanceof DatasetRefusal) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || /disk is full/.test(message)) return new DatasetRefusal('NO_SPACE');
  if (/out of memory|Invalid string length|Array buffer allocation failed/.test(message))
    return new DatasetRefusal('TOO_LONG');
  return null;
}

process.stdout.write(
  JSON.stringify(await answer(), (_, value: unknown) => (typeof value === 'string' ? clean(value) : value)),
);
