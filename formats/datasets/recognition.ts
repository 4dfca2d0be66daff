// What a deposited file is, by its bytes first and by its name where bytes say nothing. Never believes the name against
// the bytes.
import { closeSync, openSync, readSync } from 'node:fs';
import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import type { DatasetFormat } from './checked.ts';
import { DatasetRefusal } from './refusals.ts';
import { openZip, type ZipOnDisk } from './zip-files.ts';

export interface Recognised {
  format: DatasetFormat;
  mediaType: string;
  /** The opened zip, of those formats that are one. */
  zip: ZipOnDisk | null;
  remark: string | null;
}

const HEAD_BYTES = 64 * 1024;

/** What extensions promise, and what their files are called in French. */
const promises: Readonly<Record<string, readonly DatasetFormat[]>> = {
  geojson: ['GEOJSON'],
  gpkg: ['GEOPACKAGE'],
  kml: ['KML'],
  kmz: ['KML'],
  csv: ['CSV'],
  tsv: ['CSV'],
  xlsx: ['XLSX'],
  ods: ['ODS'],
  pdf: ['PDF'],
  docx: ['DOCX'],
  odt: ['ODT'],
  zip: ['SHAPEFILE', 'OTHER'],
  png: ['IMAGE'],
  jpg: ['IMAGE'],
  jpeg: ['IMAGE'],
  gif: ['IMAGE'],
  webp: ['IMAGE'],
};
const called: Readonly<Record<DatasetFormat, string>> = {
  GEOJSON: 'un fichier GeoJSON',
  SHAPEFILE: 'un Shapefile',
  GEOPACKAGE: 'un GeoPackage',
  KML: 'un fichier KML',
  CSV: 'un fichier CSV',
  XLSX: 'un classeur Excel',
  ODS: 'une feuille de calcul OpenDocument',
  PDF: 'un PDF',
  DOCX: 'un texte Word',
  ODT: 'un texte OpenDocument',
  IMAGE: 'une image',
  OTHER: 'un autre fichier',
};

/** Judges the file at `path`. Throws where its name promises what its bytes are not. */
export async function recognise(path: string, fileName: string, fileBytes: number): Promise<Recognised> {
  const extension = extname(fileName).slice(1).toLowerCase();
  const head = headOf(path);
  const found = await byBytes(path, head, extension, fileBytes);
  const promised = promises[extension];
  if (!found) {
    if (promised) throw new DatasetRefusal('MISLABELLED', (await fileTypeFromBuffer(head))?.ext ?? null);
    const mediaType = (await fileTypeFromBuffer(head))?.mime ?? 'application/octet-stream';
    return { format: 'OTHER', mediaType, zip: null, remark: null };
  }
  if (!promised || promised.includes(found.format)) return found;
  if (found.format === 'OTHER') {
    found.zip?.close();
    throw new DatasetRefusal('MISLABELLED', found.mediaType.split('/').at(-1)?.split('+')[0] ?? null);
  }
  const remark = `Le nom de ce fichier se termine par « .${extension} », mais c’est ${called[found.format]} : il est lu comme tel.`;
  return { ...found, remark };
}

function headOf(path: string): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(descriptor);
  }
}

const plain = (format: DatasetFormat, mediaType: string, remark: string | null = null): Recognised => ({
  format,
  mediaType,
  zip: null,
  remark,
});

/** Begins the compound files of Microsoft: Office of before 2007, and any encrypted Office file. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

async function byBytes(path: string, head: Buffer, extension: string, bytes: number): Promise<Recognised | null> {
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return inZip(path, bytes);
  if (head.subarray(0, 16).toString('latin1') === 'SQLite format 3\0') {
    // QGIS and GDAL write either mark; old ones wrote none.
    const isGeoPackage = /^GP/.test(head.subarray(68, 72).toString('latin1')) || extension === 'gpkg';
    return isGeoPackage
      ? plain('GEOPACKAGE', 'application/geopackage+sqlite3')
      : plain('OTHER', 'application/vnd.sqlite3');
  }
  if (head.subarray(0, 1024).includes('%PDF-')) return plain('PDF', 'application/pdf');
  if (head.subarray(0, COMPOUND.length).equals(COMPOUND)) return inCompound(head, extension);
  // A lone .shp: magic number, version.
  if (head.length >= 100 && head.readInt32BE(0) === 9994 && head.readInt32LE(28) === 1000)
    throw new DatasetRefusal('MISSING_PART', 'zip');
  const type = await fileTypeFromBuffer(head);
  if (type && !/xml|json|text/.test(type.mime))
    return type.mime.startsWith('image/') && type.ext !== 'psd' ? plain('IMAGE', type.mime) : null;
  return inText(head, extension);
}

function inCompound(head: Buffer, extension: string): Recognised {
  // The directory of the file may lie beyond what was read: an Office name that is a compound file is encrypted.
  if (head.includes(Buffer.from('EncryptedPackage', 'utf16le')) || /^(xlsx|docx)$/.test(extension))
    throw new DatasetRefusal('PROTECTED');
  const remark = 'Ce fichier est dans un ancien format d’Office : enregistrez-le en XLSX ou en ODS pour qu’il soit lu.';
  return plain('OTHER', 'application/x-ole-storage', remark);
}

function inText(head: Buffer, extension: string): Recognised | null {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!isWide && head.includes(0)) return null;
  const text = new TextDecoder(isWide && head[0] === 0xff ? 'utf-16le' : isWide ? 'utf-16be' : 'utf-8').decode(head);
  const begins = text.trimStart().slice(0, 1000).toLowerCase();
  if (/^(<!doctype html|<html)/.test(begins) || /^<[^>]*>\s*<html/.test(begins)) return plain('OTHER', 'text/html');
  if (begins.startsWith('<') && /<(\w+:)?kml[\s>]/i.test(text))
    return plain('KML', 'application/vnd.google-earth.kml+xml');
  if (begins.startsWith('<') && /<svg[\s>]/i.test(text)) return plain('OTHER', 'image/svg+xml');
  if (begins.startsWith('<') && extension === 'kml' && /<!doctype/.test(begins)) throw new DatasetRefusal('HOSTILE');
  if (begins.startsWith('{') && /^(geojson|json|geojsonl)$/.test(extension)) return inJson(text, extension);
  if (extension === 'csv' || extension === 'tsv') return begins.startsWith('<') ? null : plain('CSV', 'text/csv');
  return extension in promises || begins === '' ? null : plain('OTHER', 'text/plain');
}

function inJson(text: string, extension: string): Recognised {
  const isGeographic =
    extension !== 'json' ||
    /"type"\s*:\s*"(FeatureCollection|Feature|GeometryCollection|(Multi)?(Point|LineString|Polygon))"/.test(text);
  return isGeographic ? plain('GEOJSON', 'application/geo+json') : plain('OTHER', 'application/json');
}

async function inZip(path: string, bytes: number): Promise<Recognised> {
  const zip = await openZip(path, bytes);
  const as = (format: DatasetFormat, mediaType: string): Recognised => ({ format, mediaType, zip, remark: null });
  const office = 'application/vnd.openxmlformats-officedocument';
  if (zip.has('xl/workbook.xml')) return as('XLSX', `${office}.spreadsheetml.sheet`);
  if (zip.has('word/document.xml')) return as('DOCX', `${office}.wordprocessingml.document`);
  const mimetype = (zip.has('mimetype') ? await zip.read('mimetype', 1024) : null)?.toString('latin1').trim() ?? '';
  if (/opendocument\.spreadsheet/.test(mimetype)) return as('ODS', 'application/vnd.oasis.opendocument.spreadsheet');
  if (/opendocument\.text/.test(mimetype)) return as('ODT', 'application/vnd.oasis.opendocument.text');
  if (zip.names.some((name) => /\.shp$/i.test(name))) return as('SHAPEFILE', 'application/zip');
  if (zip.names.some((name) => /\.kml$/i.test(name))) return as('KML', 'application/vnd.google-earth.kmz');
  return as('OTHER', 'application/zip');
}
