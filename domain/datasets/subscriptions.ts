// Who follows a dataset: told of each new version that can be read, once.
import type { Dataset } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import type { RecordChange } from '../changes.ts';
import { forbidden, notFound } from '../errors.ts';
import { notifyOfDataset } from '../notify.ts';
import { isUuid } from '../parse.ts';
import { visibleDatasets } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';

/** Follows a dataset that `viewer` sees, or no longer does. */
export async function followDataset(viewer: Viewer, datasetId: string, isFollowed: boolean): Promise<void> {
  if (viewer.kind !== 'person') throw forbidden();
  const where = { AND: [{ id: datasetId }, visibleDatasets(viewer)] };
  if (!isUuid(datasetId) || (await prisma.dataset.count({ where })) === 0) throw notFound();
  const row = { datasetId, personId: viewer.personId };
  if (isFollowed) await prisma.datasetSubscription.createMany({ data: [row], skipDuplicates: true });
  else await prisma.datasetSubscription.deleteMany({ where: row });
}

/** Tells those who follow a dataset of its new version, in the running transaction. */
export async function tellSubscribers(
  tx: Tx,
  record: RecordChange,
  { changeId, dataset }: { changeId: string; dataset: Dataset },
): Promise<void> {
  const people = { datasetSubscriptions: { some: { datasetId: dataset.id } } };
  await notifyOfDataset(tx, record, { kind: 'DATASET_UPDATED', changeId, dataset, people });
}
