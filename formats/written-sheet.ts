// Tables as files for a spreadsheet: CSV as a French one opens it, and Excel workbooks of one sheet. What would be computed as
// a formula is made words. Written as it goes, whatever the length; knows neither who asks nor what the table is of.
import { zipped } from './datasets/zip-writing.ts';
import { escapeXml } from './xml-writing.ts';

/** A cell; dates are words as ISO 8601 writes them, without a zone. */
export type SheetValue = string | number | boolean | null;

export interface SheetColumn {
  name: string;
  type: 'TEXT' | 'NUMBER' | 'DATE' | 'BOOLEAN';
}

/** A table, whole. */
export interface Sheet {
  /** What the table is of: the name of its sheet, of 31 characters at most. */
  name: string;
  columns: readonly SheetColumn[];
  rows: readonly (readonly SheetValue[])[];
}

/** What begins a formula in a spreadsheet, or hides one: OWASP's list. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** Words that no spreadsheet computes. */
const harmless = (words: string) => (FORMULA.test(words) ? `'${words}` : words);

function csvCell(value: SheetValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  const words = harmless(value);
  return /[";\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

/** A line of CSV. */
export const csvLine = (cells: readonly SheetValue[]): string => `${cells.map(csvCell).join(';')}\r\n`;

const DAY = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
/** Excel knows no day before; those stay words. */
const FIRST_DAY = 61;

/** Styles of the workbook, by their rank. */
const DATE_STYLE = 1;
const TIME_STYLE = 2;
const HEAD_STYLE = 3;

function xlsxCell(value: SheetValue, type: SheetColumn['type']): string {
  if (value === null) return '<c/>';
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`;
  if (type === 'DATE') {
    const days = (Date.parse(value.length > 10 ? `${value}Z` : value) - EPOCH) / DAY;
    if (days >= FIRST_DAY) return `<c s="${value.length > 10 ? TIME_STYLE : DATE_STYLE}"><v>${days}</v></c>`;
  }
  return wordsCell(value, 0);
}

/** What a cell of a workbook holds at most. */
const CELL_CHARACTERS = 32_767;

const wordsCell = (words: string, style: number) =>
  `<c t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${escapeXml(harmless(words).slice(0, CELL_CHARACTERS))}</t></is></c>`;

const xlsxHeadRow = (names: readonly string[]): string =>
  `<row>${names.map((name) => wordsCell(name, HEAD_STYLE)).join('')}</row>`;

/** A row of a worksheet, its cells in the order of the columns. */
export const xlsxRow = (cells: readonly SheetValue[], columns: readonly SheetColumn[]): string =>
  `<row>${columns.map(({ type }, index) => xlsxCell(cells[index] ?? null, type)).join('')}</row>`;

/** By this mark spreadsheets tell UTF-8. */
const MARK = '\ufeff';

/** The bytes of a CSV: the names of its columns, then lines that csvLine made. */
export async function* csvFile(
  names: readonly string[],
  lines: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(MARK + csvLine(names));
  for await (const page of lines) yield Buffer.from(page);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const types = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/></Types>`;
const packageRelations = `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const workbook = (name: string) =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(name)}" sheetId="1" r:id="r1"/></sheets></workbook>`;
const workbookRelations = `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
/** Plain, dates (14), dates with times (22), and names of columns in bold: the ranks of the styles above. */
const styles = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

async function* worksheet(names: readonly string[], rows: Iterable<string> | AsyncIterable<string>) {
  // The names of the columns stay in sight.
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>';
  yield `${XML}<worksheet xmlns="${MAIN}">${view}<sheetData>${xlsxHeadRow(names)}`;
  yield* rows;
  yield '</sheetData></worksheet>';
}

/** The bytes of a workbook of one sheet: the names of its columns, then rows that xlsxRow made. */
export const xlsxFile = (
  name: string,
  names: readonly string[],
  rows: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<Buffer> =>
  zipped([
    { name: '[Content_Types].xml', text: [types] },
    { name: '_rels/.rels', text: [packageRelations] },
    { name: 'xl/workbook.xml', text: [workbook(name)] },
    { name: 'xl/_rels/workbook.xml.rels', text: [workbookRelations] },
    { name: 'xl/styles.xml', text: [styles] },
    { name: 'xl/worksheets/sheet1.xml', text: worksheet(names, rows) },
  ]);

/** A table as the bytes of a file. */
export async function writtenSheet({ name, columns, rows }: Sheet, form: 'CSV' | 'XLSX'): Promise<Buffer<ArrayBuffer>> {
  const names = columns.map((column) => column.name);
  const bytes =
    form === 'CSV'
      ? csvFile(names, rows.map(csvLine))
      : xlsxFile(
          name,
          names,
          rows.map((row) => xlsxRow(row, columns)),
        );
  const parts: Buffer[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}
