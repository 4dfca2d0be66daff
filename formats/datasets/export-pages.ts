// Rows as the files that are taken away write them: CSV for a French spreadsheet, rows of a worksheet, GeoJSON. What a
// spreadsheet would take for a formula is made words. Runs in a thread (windows-worker.ts).
import type { CheckedColumn } from './checked.ts';
import { featureTexts } from './feature-windows.ts';
import type { Opened } from './opened.ts';
import { cellsOf } from './row-windows.ts';
import type { StoredValue } from './values.ts';

export const exportFormats = ['CSV', 'XLSX', 'GEOJSON'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What begins a formula in a spreadsheet, or hides one: OWASP's list. */
const FORMULA = /^[=+\-@\t\r]/;
/** Words that no spreadsheet computes. */
const harmless = (words: string) => (FORMULA.test(words) ? `'${words}` : words);

function csvCell(value: StoredValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  const words = harmless(value);
  return /[";\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

/** A line of CSV. */
export const csvLine = (cells: StoredValue[]): string => `${cells.map(csvCell).join(';')}\r\n`;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (words: string) =>
  words
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu, '');

const DAY = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
/** Excel knows no day before; those stay words. */
const FIRST_DAY = 61;

/** Styles of the workbook, by their rank. */
const DATE_STYLE = 1;
const TIME_STYLE = 2;
const HEAD_STYLE = 3;

function xlsxCell(value: StoredValue, { type }: CheckedColumn): string {
  if (value === null) return '<c/>';
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`;
  if (type === 'DATE') {
    const days = (Date.parse(value.length > 10 ? `${value}Z` : value) - EPOCH) / DAY;
    if (days >= FIRST_DAY) return `<c s="${value.length > 10 ? TIME_STYLE : DATE_STYLE}"><v>${days}</v></c>`;
  }
  return wordsCell(value, 0);
}

const wordsCell = (words: string, style: number) =>
  `<c t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${escapeXml(harmless(words))}</t></is></c>`;

/** The first row of a worksheet: names of columns. */
export const xlsxHeadRow = (names: string[]): string =>
  `<row>${names.map((name) => wordsCell(name, HEAD_STYLE)).join('')}</row>`;

/** A page of rows as text, in the order of the ids. */
export function exportPage(opened: Opened, { ids, format }: { ids: number[]; format: ExportFormat }): string {
  if (format === 'GEOJSON') return featureTexts(opened, ids, 0, false).join(',\n');
  const rows = cellsOf(opened, ids);
  if (format === 'CSV') return rows.map(csvLine).join('');
  const { columns } = opened.meta;
  return rows
    .map((cells) => `<row>${columns.map((column, index) => xlsxCell(cells[index] ?? null, column)).join('')}</row>`)
    .join('');
}
