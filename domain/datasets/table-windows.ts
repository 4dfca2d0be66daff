// What is in a version, a window at a time: rows of its table, objects of its map, one column counted, a selection to take
// away. Everything is read from a file made at the deposit (formats/datasets/windows.ts), never by parsing again.
import { Readable } from 'node:stream';
import { exportRows, readFeatures, readFeatureText, readRows, summariseColumn } from '#formats/datasets/windows.ts';
import { WindowError } from '#formats/datasets/windows-thread.ts';
import type { DatasetVersion } from '#generated/prisma/client.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import type { Viewer } from '../viewers.ts';
import { heldIn, readVersion } from './dataset-views.ts';
import { recordDownload } from './downloads.ts';
import { demandPrepared } from './version-checks.ts';

type RowWindow = Parameters<typeof readRows>[1];
type FeatureWindow = Parameters<typeof readFeatures>[1];

interface Asked {
  datasetId: string;
  /** Null: the latest. */
  number: number | null;
}

/** A version whose table, or map, may be read by who sees it; NOT_FOUND where it holds none. */
async function tableOf(viewer: Viewer | null, { datasetId, number }: Asked, isMap = false): Promise<DatasetVersion> {
  const { version } = await readVersion(viewer, datasetId, number);
  const held = heldIn(version);
  if (version.state !== 'READY' || held?.rowCount == null || (isMap && !held.geometry)) throw notFound();
  return version;
}

/** The file that its windows are read from. */
const preparedFor = async (...asked: Parameters<typeof tableOf>) => demandPrepared(await tableOf(...asked));

/** A window that is not given is the asker's to mend, or to try again; a file that is gone is made anew at the next try. */
async function given<Result>(window: Promise<Result>): Promise<Result> {
  try {
    return await window;
  } catch (error) {
    if (!(error instanceof WindowError)) throw error;
    if (error.reason === 'UNKNOWN_COLUMN') throw invalid({ column: 'Cette colonne n’existe pas.' });
    throw conflict('Ces données ne peuvent pas être lues pour l’instant. Réessayez dans un moment.');
  }
}

/** Rows of a version's table. */
export const readTable = async (viewer: Viewer | null, asked: Asked, window: RowWindow) =>
  given(readRows(await preparedFor(viewer, asked), window));

/** Objects of a version's map, in WGS84. */
export const readMap = async (viewer: Viewer | null, asked: Asked, window: FeatureWindow) =>
  given(readFeatures(await preparedFor(viewer, asked, true), window));

/** The same objects as the text of a list, for a door that hands them on as they are. */
export const readMapText = async (viewer: Viewer | null, asked: Asked, window: FeatureWindow) =>
  given(readFeatureText(await preparedFor(viewer, asked, true), window));

/** A column counted: its values, or how many lie between bounds. */
export const countColumn = async (viewer: Viewer | null, asked: Asked, column: string) =>
  given(summariseColumn(await preparedFor(viewer, asked), column));

/** A selection as a file to keep; noted for the producer. */
export async function takeSelection(
  viewer: Viewer | null,
  asked: Asked,
  selection: Parameters<typeof exportRows>[1],
  form: 'CSV' | 'XLSX' | 'GEOJSON',
): Promise<{ version: DatasetVersion; bytes: Readable }> {
  const version = await tableOf(viewer, asked);
  const bytes = await given(exportRows(await demandPrepared(version), selection, form));
  await recordDownload(viewer, version, form);
  return { version, bytes: Readable.from(bytes) };
}
