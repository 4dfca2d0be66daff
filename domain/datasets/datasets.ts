// Depositing datasets, documents and publications: what is said of them, their versions, who may see them, taking them back.
// What is in the file is found later, in the background (version-checks.ts); reading is dataset-views.ts.
import type { Dataset, Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now, toColumn } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { isUuid, parseInput } from '../parse.ts';
import { can, visibleDatasets } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind } from '../vocabulary.ts';
import { addLink, demandLinks } from './dataset-links.ts';
import { changeDatasetInput, depositInput, depositVersionInput } from './inputs.ts';
import { openedTo, tellOpenings } from './openings.ts';
import { demandArrived, takeUpload } from './uploads.ts';
import { checkSoon } from './version-checks.ts';

/** A dataset that `viewer` sees and may change; NOT_FOUND when unseen, FORBIDDEN when not allowed. */
export async function datasetFor(viewer: Viewer, datasetId: string): Promise<Dataset> {
  const where = { AND: [{ id: datasetId }, visibleDatasets(viewer)] };
  const dataset = isUuid(datasetId) ? await prisma.dataset.findFirst({ where }) : null;
  if (!dataset) throw notFound();
  if (!can(viewer, 'dataset.change', dataset)) throw forbidden();
  return dataset;
}

const recordDataset = (
  record: RecordChange,
  kind: ChangeKind,
  dataset: Dataset,
  details: Prisma.InputJsonObject = {},
) =>
  record({
    kind,
    subject: 'Dataset',
    subjectId: dataset.id,
    version: dataset.version,
    deletion: kind === 'dataset.withdrawn',
    datasetId: dataset.id,
    details: { title: dataset.title, ...details },
  });

interface Said {
  periodFrom?: string | null;
  periodTo?: string | null;
  producerId: string;
  organisationIds: readonly string[];
  unitIds: readonly string[];
}

/** Refuses organisations and services that do not exist. */
async function demandParties({ producerId, organisationIds, unitIds }: Said): Promise<void> {
  if ((await prisma.organisation.count({ where: { id: producerId } })) === 0)
    throw invalid({ producerId: 'Choisissez le producteur.' });
  const wanted = [...new Set(organisationIds)];
  const found = await prisma.organisation.count({ where: { id: { in: wanted } } });
  const units = [...new Set(unitIds)];
  const foundUnits = await prisma.unit.count({ where: { id: { in: units } } });
  if (found !== wanted.length || foundUnits !== units.length)
    throw invalid({ organisationIds: 'Choisissez des organismes et des services qui existent.' });
}

const columnOf = (day: string | null | undefined) => (day ? toColumn(day) : null);

/** What is said of a dataset, as its row keeps it. */
function columnsOf<Given extends Said>({ organisationIds, unitIds, periodFrom, periodTo, ...given }: Given) {
  void organisationIds;
  void unitIds;
  return { ...given, periodFrom: columnOf(periodFrom), periodTo: columnOf(periodTo) };
}

const grantsOf = ({ organisationIds, unitIds }: Said) => [
  ...[...new Set(organisationIds)].map((organisationId) => ({ organisationId })),
  ...[...new Set(unitIds)].map((unitId) => ({ unitId })),
];

/** Deposits a file that has arrived as the first version of a new dataset; its check begins at once. */
export async function depositDataset(viewer: Viewer, input: unknown): Promise<Dataset> {
  const { uploadId, note, links, ...said } = parseInput(depositInput, input);
  if (!can(viewer, 'dataset.deposit', null)) throw forbidden();
  await demandParties(said);
  await demandLinks(viewer, links ?? []);
  const upload = await demandArrived(viewer, uploadId);
  const dataset = await transact(viewer, async (tx, record) => {
    const created = await tx.dataset.create({
      data: {
        ...columnsOf(said),
        ownerId: viewer.personId,
        organisationId: viewer.organisationId,
        grants: { create: grantsOf(said) },
      },
    });
    await takeUpload(tx, upload, upload.id);
    await tx.datasetVersion.create({
      data: { ...versionOf(upload, viewer), datasetId: created.id, number: 1, note },
    });
    await recordDataset(record, 'dataset.deposited', created, { number: 1 });
    for (const link of links ?? []) await addLink(tx, record, viewer, { ...link, datasetId: created.id });
    return created;
  });
  checkSoon();
  return dataset;
}

/** A version bears the id under which its bytes were sent. */
const versionOf = ({ id, fileName, size }: { id: string; fileName: string; size: bigint }, viewer: Viewer) => ({
  id,
  fileName,
  size,
  createdById: viewer.personId,
});

/** Locks a dataset until the transaction ends; NOT_FOUND when it was withdrawn meanwhile. */
async function lockDataset(tx: Tx, datasetId: string): Promise<Dataset> {
  await tx.$queryRaw`select 1 from "Dataset" where id = ${datasetId}::uuid for update`;
  const dataset = await tx.dataset.findFirst({ where: { id: datasetId, withdrawnAt: null } });
  if (!dataset) throw notFound();
  return dataset;
}

/** Deposits a file that has arrived as the next version of a dataset. */
export async function depositVersion(viewer: Viewer, input: unknown): Promise<Dataset> {
  const { datasetId, uploadId, note } = parseInput(depositVersionInput, input);
  await datasetFor(viewer, datasetId);
  const upload = await demandArrived(viewer, uploadId);
  const dataset = await transact(viewer, async (tx, record) => {
    await lockDataset(tx, datasetId);
    const { _max } = await tx.datasetVersion.aggregate({ where: { datasetId }, _max: { number: true } });
    const number = (_max.number ?? 0) + 1;
    await takeUpload(tx, upload, upload.id);
    await tx.datasetVersion.create({ data: { ...versionOf(upload, viewer), datasetId, number, note } });
    const changed = await tx.dataset.update({
      where: { id: datasetId },
      data: { changedAt: now(), version: { increment: 1 } },
    });
    await recordDataset(record, 'dataset.versioned', changed, { number });
    return changed;
  });
  checkSoon();
  return dataset;
}

/** Says anew what a dataset is and to whom it is open. */
export async function changeDataset(viewer: Viewer, input: unknown): Promise<Dataset> {
  const { datasetId, version, ...said } = parseInput(changeDatasetInput, input);
  await datasetFor(viewer, datasetId);
  await demandParties(said);
  return transact(viewer, async (tx, record) => {
    const before = await lockDataset(tx, datasetId);
    if (version != null && version !== before.version)
      throw conflict('Quelqu’un a modifié cette description entre-temps. Relisez-la avant de recommencer.');
    const opened = await openedTo(tx, before);
    await tx.datasetGrant.deleteMany({ where: { datasetId, personId: null } });
    const changed = await tx.dataset.update({
      where: { id: datasetId },
      data: {
        ...columnsOf(said),
        changedAt: now(),
        version: { increment: 1 },
        grants: { create: grantsOf(said) },
      },
    });
    await recordDataset(record, 'dataset.changed', changed);
    await tellOpenings(tx, record, changed, opened);
    return changed;
  });
}

/** Takes a dataset back: nobody sees it any more, and who could is told that it is gone. Its bytes stay for the record. */
export async function withdrawDataset(viewer: Viewer, datasetId: string): Promise<Dataset> {
  await datasetFor(viewer, datasetId);
  return transact(viewer, async (tx, record) => {
    await lockDataset(tx, datasetId);
    const data = { withdrawnAt: now(), version: { increment: 1 } };
    const withdrawn = await tx.dataset.update({ where: { id: datasetId }, data });
    await recordDataset(record, 'dataset.withdrawn', withdrawn);
    return withdrawn;
  });
}
