// Makes files of data as small or as large as a test needs them, and checks them in a folder of the process.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { CheckedDataset, Reading } from '#formats/datasets/checked.ts';
import { checkDataset } from '#formats/datasets/checking.ts';
import { readRows } from '#formats/datasets/windows.ts';
import { escapeXml } from '../make-files.ts';

export const folder = mkdtempSync(join(tmpdir(), 'datasets-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

let made = 0;

/** A path of its own for a file of this name. */
export function placeFor(name: string): string {
  made += 1;
  return join(folder, `${made}-${name}`);
}

/** The file with these bytes, where it lies. */
export function put(name: string, bytes: string | Uint8Array): string {
  const path = placeFor(name);
  writeFileSync(path, bytes);
  return path;
}

export type Checked = CheckedDataset & { prepared: string };

/** What a file of this name and these bytes is. */
export async function check(name: string, bytes: string | Uint8Array, reading?: Partial<Reading>): Promise<Checked> {
  return checkAt(put(name, bytes), name, reading);
}

export async function checkAt(path: string, name: string, reading?: Partial<Reading>): Promise<Checked> {
  const prepared = placeFor('prepared');
  return { ...(await checkDataset(path, name, { prepared, reading })), prepared };
}

/** All rows of a small prepared file. */
export const allRows = async (prepared: string) =>
  (await readRows(prepared, { offset: 0, limit: 1000, sort: null, filters: [] })).rows;

/** Why a file is refused; « taken » when it is not. */
export const refusal = (name: string, bytes: string | Uint8Array, reading?: Partial<Reading>): Promise<string> =>
  check(name, bytes, reading).then(
    () => 'taken',
    (error: { reason?: string; found?: string | null }) =>
      [error.reason ?? String(error), error.found].filter(Boolean).join(' '),
  );

export const zipOf = (entries: Record<string, string | Uint8Array>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(entries).map(([name, bytes]) => [name, typeof bytes === 'string' ? strToU8(bytes) : bytes]),
      ),
    ),
  );

/** A collection of features. */
export const collection = (features: object[], more: object = {}): string =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features });

export const feature = (geometry: object | null, properties: object | null = {}) => ({
  type: 'Feature',
  properties,
  geometry,
});
export const point = (x: number, y: number) => ({ type: 'Point', coordinates: [x, y] });

/** A .shp of points and its .dbf of one column of text, in a zip with whatever else. */
export function makeShapefile(
  points: [number, number][],
  {
    words = points.map((_, index) => `p${index}`),
    prj,
    more = {},
  }: { words?: string[]; prj?: string; more?: Record<string, string> } = {},
): Record<string, string | Uint8Array> {
  const shp = Buffer.alloc(100 + points.length * 28);
  shp.writeInt32BE(9994, 0);
  shp.writeInt32BE(shp.length / 2, 24);
  shp.writeInt32LE(1000, 28);
  shp.writeInt32LE(1, 32);
  points.forEach(([x, y], index) => {
    const at = 100 + index * 28;
    shp.writeInt32BE(index + 1, at);
    shp.writeInt32BE(10, at + 4);
    shp.writeInt32LE(1, at + 8);
    shp.writeDoubleLE(x, at + 12);
    shp.writeDoubleLE(y, at + 20);
  });
  const dbf = Buffer.alloc(65 + points.length * 21 + 1, ' ');
  dbf.fill(0, 0, 64);
  dbf.writeUInt8(3, 0);
  dbf.writeUInt32LE(points.length, 4);
  dbf.writeUInt16LE(65, 8);
  dbf.writeUInt16LE(21, 10);
  dbf.write('nom', 32, 'latin1');
  dbf.write('C', 43, 'latin1');
  dbf.writeUInt8(20, 48);
  dbf.writeUInt8(0x0d, 64);
  for (const [index, word] of words.entries()) dbf.write(word, 65 + index * 21 + 1, 20, 'latin1');
  return { 'couche.shp': shp, 'couche.dbf': dbf, ...(prj ? { 'couche.prj': prj } : {}), ...more };
}

type XlsxCell = string | number | { formula: string; value?: string } | { raw: string } | null;

/** A workbook whose sheets hold these rows. */
export function makeXlsx(sheets: Record<string, XlsxCell[][]>): Record<string, string> {
  const names = Object.keys(sheets);
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const cell = (value: XlsxCell) => {
    if (value === null) return '<c/>';
    if (typeof value === 'number') return `<c><v>${value}</v></c>`;
    if (typeof value === 'string') return `<c t="inlineStr"><is><t>${escapeXml(value)}</t></is></c>`;
    if ('raw' in value) return value.raw;
    return `<c><f>${value.formula}</f>${value.value === undefined ? '' : `<v>${value.value}</v>`}</c>`;
  };
  const rows = (sheet: XlsxCell[][]) => sheet.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  return {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="${relation}"><sheets>${names.map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="r${index}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, index) => `<Relationship Id="r${index}" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet><sheetData>${rows(sheets[name] ?? [])}</sheetData></worksheet>`,
      ]),
    ),
  };
}

/** A sheet of OpenDocument with this markup of rows. */
export const makeOds = (rows: string, before = ''): Record<string, string> => ({
  mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
  'content.xml': `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">${before}<office:body><office:spreadsheet><table:table table:name="Feuille1">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
});
