// A table, or what its filters leave of it, as a file to take away: streamed page by page, whatever its length. The pages
// are made by the thread of windows.ts.

import { csvLine, type ExportFormat, xlsxHeadRow } from './export-pages.ts';
import type { PreparedMeta } from './prepared.ts';
import { zipped } from './zip-writing.ts';

/** What the thread gives. */
export interface Pages {
  meta: PreparedMeta;
  /** null for all rows in their order. */
  order: Int32Array | null;
  page(ids: number[]): Promise<string>;
}

/** Rows to a page: a few hundred kilobytes. */
const PAGE = 1000;

async function* pagesOf({ meta, order, page }: Pages): AsyncGenerator<string> {
  const total = order?.length ?? meta.rowCount;
  for (let at = 0; at < total; at += PAGE) {
    const count = Math.min(PAGE, total - at);
    yield await page(Array.from({ length: count }, (_, index) => order?.[at + index] ?? at + index + 1));
  }
}

/** By this mark spreadsheets tell UTF-8. */
const MARK = '\ufeff';

async function* csv(pages: Pages): AsyncGenerator<Buffer> {
  yield Buffer.from(MARK + csvLine(pages.meta.columns.map(({ name }) => name)));
  for await (const page of pagesOf(pages)) yield Buffer.from(page);
}

async function* geoJson(pages: Pages): AsyncGenerator<Buffer> {
  yield Buffer.from('{"type":"FeatureCollection","features":[\n');
  let isFirst = true;
  for await (const page of pagesOf(pages)) {
    yield Buffer.from(isFirst ? page : `,\n${page}`);
    isFirst = false;
  }
  yield Buffer.from('\n]}\n');
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const types = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/></Types>`;
const packageRelations = `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const workbook = `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Données" sheetId="1" r:id="r1"/></sheets></workbook>`;
const workbookRelations = `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
/** Plain, dates (14), dates with times (22), and names of columns in bold: the ranks that export-pages.ts writes. */
const styles = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

async function* worksheet(pages: Pages): AsyncGenerator<string> {
  // The names of the columns stay in sight.
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>';
  yield `${XML}<worksheet xmlns="${MAIN}">${view}<sheetData>${xlsxHeadRow(pages.meta.columns.map(({ name }) => name))}`;
  yield* pagesOf(pages);
  yield '</sheetData></worksheet>';
}

/** The bytes of the file. */
export function exported(pages: Pages, format: ExportFormat): AsyncGenerator<Buffer> {
  if (format === 'CSV') return csv(pages);
  if (format === 'GEOJSON') return geoJson(pages);
  return zipped([
    { name: '[Content_Types].xml', text: [types] },
    { name: '_rels/.rels', text: [packageRelations] },
    { name: 'xl/workbook.xml', text: [workbook] },
    { name: 'xl/_rels/workbook.xml.rels', text: [workbookRelations] },
    { name: 'xl/styles.xml', text: [styles] },
    { name: 'xl/worksheets/sheet1.xml', text: worksheet(pages) },
  ]);
}
