// A table, or what its filters leave of it, as a file to take away: streamed page by page, whatever its length. The pages
// are made by the thread of windows.ts.

import { csvFile, xlsxFile } from '../written-sheet.ts';
import type { ExportFormat } from './export-pages.ts';
import type { PreparedMeta } from './prepared.ts';

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

async function* geoJson(pages: Pages): AsyncGenerator<Buffer> {
  yield Buffer.from('{"type":"FeatureCollection","features":[\n');
  let isFirst = true;
  for await (const page of pagesOf(pages)) {
    yield Buffer.from(isFirst ? page : `,\n${page}`);
    isFirst = false;
  }
  yield Buffer.from('\n]}\n');
}

/** The bytes of the file. */
export function exported(pages: Pages, format: ExportFormat): AsyncGenerator<Buffer> {
  const names = pages.meta.columns.map(({ name }) => name);
  if (format === 'CSV') return csvFile(names, pagesOf(pages));
  if (format === 'GEOJSON') return geoJson(pages);
  return xlsxFile('Données', names, pagesOf(pages));
}
