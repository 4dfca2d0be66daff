// Asking to see a dataset whose address one was given, and answering. Whether there is such a dataset is told to nobody who
// may not know: asking for what is not there is answered the same.
import type { AccessRequest } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { forbidden, notFound } from '../errors.ts';
import { notifyOfDataset } from '../notify.ts';
import { parseInput } from '../parse.ts';
import { can, visibleDatasets } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { askAccessInput, decideAccessInput } from './inputs.ts';

/** Requests of one person that may wait at the same time: nobody asks the same twice, nor everybody for everything. */
const MOST_WAITING = 50;

/** Asks to see a dataset; who deposited it is told. Harmless when it was asked already, or is open. */
export async function askAccess(viewer: Viewer, input: unknown): Promise<void> {
  const { datasetId, reason } = parseInput(askAccessInput, input);
  if (viewer.kind !== 'person') throw forbidden();
  const { personId } = viewer;
  const dataset = await prisma.dataset.findFirst({ where: { id: datasetId, withdrawnAt: null } });
  const isOpen = (await prisma.dataset.count({ where: { AND: [{ id: datasetId }, visibleDatasets(viewer)] } })) > 0;
  const waiting = { personId, isGranted: null };
  if (!dataset || isOpen || dataset.access === 'MINE') return;
  if ((await prisma.accessRequest.count({ where: { ...waiting, datasetId } })) > 0) return;
  if ((await prisma.accessRequest.count({ where: waiting })) >= MOST_WAITING) return;
  await transact(viewer, async (tx, record) => {
    const request = await tx.accessRequest.create({ data: { datasetId, personId, reason } });
    const changeId = await record({
      kind: 'access.asked',
      subject: 'AccessRequest',
      subjectId: request.id,
      organisationId: dataset.organisationId,
      details: { datasetId },
    });
    const people = { id: dataset.ownerId };
    await notifyOfDataset(tx, record, { kind: 'ACCESS_ASKED', changeId, dataset, people });
  });
}

/** Requests for a dataset that wait for an answer, oldest first; none for who may not answer. */
export async function waitingRequests(viewer: Viewer, datasetId: string) {
  const dataset = await prisma.dataset.findFirst({ where: { AND: [{ id: datasetId }, visibleDatasets(viewer)] } });
  if (!dataset || !can(viewer, 'dataset.change', dataset)) return [];
  return prisma.accessRequest.findMany({ where: { datasetId, isGranted: null }, orderBy: { createdAt: 'asc' } });
}

/** Opens a dataset to who asked, or not; they are told. Gives the request. */
export async function decideAccess(viewer: Viewer, input: unknown): Promise<AccessRequest> {
  const { requestId, isGranted } = parseInput(decideAccessInput, input);
  const where = { id: requestId, dataset: visibleDatasets(viewer) };
  const request = await prisma.accessRequest.findFirst({ where, include: { dataset: true } });
  if (!request) throw notFound();
  const { dataset, personId } = request;
  if (!can(viewer, 'dataset.change', dataset)) throw forbidden();
  return transact(viewer, async (tx, record) => {
    const { count } = await tx.accessRequest.updateMany({
      where: { id: requestId, isGranted: null },
      data: { isGranted, decidedById: viewer.personId, decidedAt: now() },
    });
    if (count > 0) {
      const grant = { datasetId: dataset.id, personId };
      if (isGranted) await tx.datasetGrant.createMany({ data: [grant], skipDuplicates: true });
      const kind = 'access.decided' as const;
      const changeId = await record({
        kind,
        subject: 'AccessRequest',
        subjectId: requestId,
        personId,
        details: { isGranted },
      });
      await notifyOfDataset(tx, record, {
        kind: 'ACCESS_DECIDED',
        changeId,
        dataset,
        people: { id: personId, deactivatedAt: null },
        evenUnseen: true,
      });
    }
    return tx.accessRequest.findUniqueOrThrow({ where: { id: requestId } });
  });
}
