// Rows as the files that are taken away write them: CSV, rows of a worksheet, GeoJSON. Runs in a thread (windows-worker.ts).
import { csvLine, xlsxRow } from '../written-sheet.ts';
import { featureTexts } from './feature-windows.ts';
import type { Opened } from './opened.ts';
import { cellsOf } from './row-windows.ts';

export const exportFormats = ['CSV', 'XLSX', 'GEOJSON'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A page of rows as text, in the order of the ids. */
export function exportPage(opened: Opened, { ids, format }: { ids: number[]; format: ExportFormat }): string {
  if (format === 'GEOJSON') return featureTexts(opened, ids, 0, false).join(',\n');
  const rows = cellsOf(opened, ids);
  if (format === 'CSV') return rows.map(csvLine).join('');
  const { columns } = opened.meta;
  return rows.map((cells) => xlsxRow(cells, columns)).join('');
}
