// Windows of prepared files, for pages, charts, the map and other systems: rows, objects, summaries, what changed, and
// what is taken away. All is read by threads, so that no query holds up this process. Called by domain/datasets; knows no
// person and no right.
import type { Box } from './checked.ts';
import type { ColumnSummary } from './column-summaries.ts';
import type { ExportFormat } from './export-pages.ts';
import { exported } from './exporting.ts';
import type { FeatureQuery, FeatureWindowText } from './feature-windows.ts';
import type { RowQuery, RowWindow } from './row-windows.ts';
import type { Shape } from './source.ts';
import type { StoredValue } from './values.ts';
import type { VersionComparison } from './version-comparison.ts';
import { WindowsThread } from './windows-thread.ts';

/** Somebody looks at it. */
const QUICK_MILLISECONDS = 10_000;
/** A file is made, or a million rows are compared. */
const LONG_MILLISECONDS = 120_000;

const quick = new WindowsThread(QUICK_MILLISECONDS);
/** Not in the way of those who look. */
const long = new WindowsThread(LONG_MILLISECONDS);

/** A feature as GeoJSON has it, in WGS84. */
export interface Feature {
  type: 'Feature';
  /** Rank in the file, from 1: the id of its row as well. */
  id: number;
  geometry: Shape | null;
  properties: Record<string, StoredValue>;
}

export interface FeatureWindow {
  matched: number;
  features: Feature[];
  /** Not all that match are given: whoever pages goes on after as many as were. */
  isPartial: boolean;
}

/** A window of rows, 1 000 at most. Contains is without accents or capitals; empty cells come last. Throws WindowError. */
export const readRows = (prepared: string, query: RowQuery & { offset: number; limit: number }): Promise<RowWindow> =>
  quick.ask('rows', prepared, query);

/**
 * Objects in a box, 10 000 at most. With a zoom they are as coarse as it shows them, and spread evenly where they are too
 * many; without one they are exact, and paged by offset. Throws WindowError.
 */
export async function readFeatures(
  prepared: string,
  query: { bbox: Box | null } & Omit<FeatureQuery, 'bbox'>,
): Promise<FeatureWindow> {
  const { features, matched, isPartial } = await quick.ask('features', prepared, query);
  return { matched, isPartial, features: JSON.parse(features) as Feature[] };
}

/** The same window as the text of a list, for who hands it on as it is. Throws WindowError. */
export const readFeatureText = (
  prepared: string,
  query: Parameters<typeof readFeatures>[1],
): Promise<FeatureWindowText> => quick.ask('features', prepared, query);

/** What a column holds. Throws WindowError. */
export const summariseColumn = (prepared: string, column: string): Promise<ColumnSummary> =>
  quick.ask('summary', prepared, { column });

/** What changed from one version to the next; `keyColumn` null lets the key be guessed. Throws WindowError. */
export const compareVersions = (before: string, after: string, keyColumn: string | null): Promise<VersionComparison> =>
  long.ask('comparison', before, { other: after, key: keyColumn });

/**
 * The bytes of what a sort and filters leave, as CSV (UTF-8, « ; », decimal comma), XLSX or GeoJSON. Formulas are made
 * words. Throws WindowError, before the first byte where the file or a column is not there.
 */
export async function exportRows(
  prepared: string,
  query: RowQuery,
  format: ExportFormat,
): Promise<AsyncGenerator<Buffer>> {
  const meta = await long.ask('meta', prepared, null as never);
  const order = await long.ask('order', prepared, query);
  const page = (ids: number[]) => long.ask('page', prepared, { ids, format });
  return exported({ meta, order, page }, format);
}
