// Datasets, deposited by the real verbs: the bytes are kept, the file is checked, and what was found is there.
import { depositDataset, depositVersion } from '#domain/datasets/datasets.ts';
import { noteArrival, openUpload } from '#domain/datasets/uploads.ts';
import { files } from '#domain/outside.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';

/** A few rows as French spreadsheets write them. */
export const table = (rows: readonly (readonly string[])[]): Uint8Array =>
  Buffer.from(rows.map((row) => row.join(';')).join('\r\n'));

export const communes = [
  ['code', 'nom', 'population'],
  ['62065', 'Avion', '17 600'],
  ['62427', 'Hénin-Beaumont', '26 000'],
  ['62498', 'Lens', '32 700'],
] as const;

/** A file of `viewer` that has arrived, and is not deposited yet; gives its id. */
export async function buildUpload(viewer: Viewer, fileName: string, bytes: Uint8Array): Promise<string> {
  const { id } = await openUpload(viewer, { fileName, size: bytes.length });
  await files.keep(id, bytes);
  await noteArrival(id);
  return id;
}

/** A deposit begins its check by itself, and does not wait for it. */
async function checked(datasetId: string): Promise<void> {
  while ((await prisma.datasetVersion.count({ where: { datasetId, state: 'CHECKING' } })) > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

interface Deposit {
  fileName?: string;
  bytes?: Uint8Array;
  [said: string]: unknown;
}

/** A dataset of `viewer` with a first version that was checked; three communes open to partners unless said. */
export async function buildDataset(viewer: Viewer, { fileName = 'communes.csv', bytes, ...said }: Deposit = {}) {
  const uploadId = await buildUpload(viewer, fileName, bytes ?? table(communes));
  const dataset = await depositDataset(viewer, {
    uploadId,
    kind: 'DATASET',
    title: 'Communes',
    description: 'Population des communes du bassin minier',
    frequency: 'YEARLY',
    licence: 'LICENCE_OUVERTE',
    access: 'PARTNERS',
    producerId: viewer.organisationId,
    ...said,
  });
  await checked(dataset.id);
  return dataset;
}

/** The next version of a dataset, checked. */
export async function buildVersion(
  viewer: Viewer,
  datasetId: string,
  { fileName = 'communes.csv', bytes, note }: Deposit,
) {
  const uploadId = await buildUpload(viewer, fileName, bytes ?? table(communes));
  const dataset = await depositVersion(viewer, { datasetId, uploadId, note });
  await checked(dataset.id);
  return dataset;
}
