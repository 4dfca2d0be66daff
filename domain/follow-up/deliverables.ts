// Counted promises of a text (« 35 fiches-bilan ») and the pieces handed in for them. More than promised may be handed in,
// and is shown. Reading them is deliverable-views.ts; the lists they tick off are reference-sets.ts.

import type { Deliverable, DeliverablePiece } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { fromColumn, now, toColumn } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { conventionFor } from '../gate.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind } from '../vocabulary.ts';
import { demandBlock } from './followed-blocks.ts';
import { changeDeliverableInput, createDeliverableInput, deliverPieceInput } from './inputs.ts';

/** A deliverable that `viewer` sees and may follow. */
async function deliverableFor(viewer: Viewer, deliverableId: string): Promise<Deliverable> {
  const where = { id: deliverableId, withdrawnAt: null, convention: visibleConventions(viewer) };
  const deliverable = isUuid(deliverableId) ? await prisma.deliverable.findFirst({ where }) : null;
  if (!deliverable) throw notFound();
  await conventionFor(viewer, 'action.follow', deliverable.conventionId);
  return deliverable;
}

/** Locks a deliverable until the transaction ends; NOT_FOUND when it was withdrawn meanwhile. */
async function lockDeliverable(tx: Tx, deliverableId: string): Promise<Deliverable> {
  await tx.$queryRaw`select 1 from "Deliverable" where id = ${deliverableId}::uuid for update`;
  const deliverable = await tx.deliverable.findFirst({ where: { id: deliverableId, withdrawnAt: null } });
  if (!deliverable) throw notFound();
  return deliverable;
}

const recordDeliverable = (record: RecordChange, kind: ChangeKind, deliverable: Deliverable) => {
  const { id, conventionId, blockId, version, title, target } = deliverable;
  const deletion = kind === 'deliverable.withdrawn';
  const details = { blockId, title, target };
  return record({ kind, subject: 'Deliverable', subjectId: id, version, deletion, conventionId, details });
};

async function demandSet(referenceSetId: string | null | undefined): Promise<void> {
  if (!referenceSetId || (await prisma.referenceSet.count({ where: { id: referenceSetId } })) > 0) return;
  throw invalid({ referenceSetId: 'Choisissez une liste de référence.' });
}

const columnOf = (day: string | null | undefined) => (day ? toColumn(day) : day);

/** Adds a counted promise to a block. */
export async function createDeliverable(viewer: Viewer, input: unknown): Promise<Deliverable> {
  const { dueOn, ...data } = parseInput(createDeliverableInput, input);
  const convention = await conventionFor(viewer, 'action.follow', data.conventionId);
  await demandBlock(convention, data.blockId);
  await demandSet(data.referenceSetId);
  return transact(viewer, async (tx, record) => {
    const deliverable = await tx.deliverable.create({ data: { ...data, dueOn: columnOf(dueOn) } });
    await recordDeliverable(record, 'deliverable.created', deliverable);
    return deliverable;
  });
}

/** A piece that ticks an entry of one list counts for no other. */
async function demandFreeOfTicks(tx: Tx, deliverable: Deliverable, referenceSetId: string | null): Promise<void> {
  if (referenceSetId === deliverable.referenceSetId) return;
  const where = { deliverableId: deliverable.id, withdrawnAt: null, entryId: { not: null } };
  if ((await tx.deliverablePiece.count({ where })) > 0)
    throw invalid({ referenceSetId: 'Des entrées de la liste actuelle sont cochées : retirez-les d’abord.' });
}

/** Changes a deliverable; what is not given stays. */
export async function changeDeliverable(viewer: Viewer, input: unknown): Promise<Deliverable> {
  const { deliverableId, version, dueOn, ...data } = parseInput(changeDeliverableInput, input);
  await deliverableFor(viewer, deliverableId);
  await demandSet(data.referenceSetId);
  return transact(viewer, async (tx, record) => {
    const before = await lockDeliverable(tx, deliverableId);
    if (version != null && version !== before.version)
      throw conflict('Quelqu’un a modifié ce livrable entre-temps. Relisez-le avant de recommencer.');
    if (data.referenceSetId !== undefined) await demandFreeOfTicks(tx, before, data.referenceSetId);
    const deliverable = await tx.deliverable.update({
      where: { id: deliverableId },
      data: { ...data, dueOn: columnOf(dueOn), version: { increment: 1 } },
    });
    await recordDeliverable(record, 'deliverable.changed', deliverable);
    return deliverable;
  });
}

/** Withdraws a deliverable that nothing is paid against; its pieces go with it. */
export async function withdrawDeliverable(viewer: Viewer, deliverableId: string): Promise<Deliverable> {
  await deliverableFor(viewer, deliverableId);
  return transact(viewer, async (tx, record) => {
    await lockDeliverable(tx, deliverableId);
    if ((await tx.paymentProof.count({ where: { deliverableId } })) > 0)
      throw conflict('Un versement attend ce livrable : il ne peut pas être retiré.');
    const deliverable = await tx.deliverable.update({
      where: { id: deliverableId },
      data: { withdrawnAt: now(), version: { increment: 1 } },
    });
    await recordDeliverable(record, 'deliverable.withdrawn', deliverable);
    return deliverable;
  });
}

/** The entry that a piece ticks: of the deliverable's own list, and not ticked yet. */
async function entryFor(tx: Tx, { id, referenceSetId }: Deliverable, entryId: string) {
  const entry = await tx.referenceEntry.findUnique({ where: { id: entryId } });
  if (!entry || entry.setId !== referenceSetId)
    throw invalid({ entryId: 'Cette entrée n’est pas dans la liste de ce livrable.' });
  const where = { deliverableId: id, entryId, withdrawnAt: null };
  if ((await tx.deliverablePiece.count({ where })) > 0)
    throw invalid({ entryId: `« ${entry.name} » est déjà cochée pour ce livrable.` });
  return entry;
}

/** The file of a piece, which is one of the convention's. */
async function fileFor(tx: Tx, { conventionId }: Deliverable, fileId: string) {
  const file = await tx.storedFile.findFirst({ where: { id: fileId, conventionId } });
  if (!file) throw invalid({ fileId: 'Ce fichier n’est pas un fichier de cette convention.' });
  return file;
}

/** Hands in one of the things counted. Without a title it takes the name of what it ticks or brings. */
export async function deliverPiece(viewer: Viewer, input: unknown): Promise<DeliverablePiece> {
  const { deliverableId, title, on, url, fileId, entryId } = parseInput(deliverPieceInput, input);
  await deliverableFor(viewer, deliverableId);
  return transact(viewer, async (tx, record) => {
    // The lock lets two people who tick the same entry at once do it once.
    const deliverable = await lockDeliverable(tx, deliverableId);
    const entry = entryId ? await entryFor(tx, deliverable, entryId) : null;
    const file = fileId ? await fileFor(tx, deliverable, fileId) : null;
    const name = title ?? entry?.name ?? file?.name;
    if (!name) throw invalid({ title: 'Donnez un titre à la pièce.' });
    const piece = await tx.deliverablePiece.create({
      data: { deliverableId, title: name, on: toColumn(on), url, fileId, entryId, recordedById: viewer.personId },
    });
    await recordPiece(tx, record, 'piece.delivered', { deliverable, piece });
    return piece;
  });
}

async function recordPiece(
  tx: Tx,
  record: RecordChange,
  kind: 'piece.delivered' | 'piece.withdrawn',
  { deliverable, piece }: { deliverable: Deliverable; piece: DeliverablePiece },
): Promise<void> {
  const { id, conventionId, title: deliverableTitle } = deliverable;
  const { version } = await tx.deliverable.update({ where: { id }, data: { version: { increment: 1 } } });
  const details = { pieceId: piece.id, title: piece.title, deliverableTitle, on: fromColumn(piece.on) };
  await record({ kind, subject: 'Deliverable', subjectId: id, version, conventionId, details });
}

/** Takes a piece back: it is counted no more, and what it ticked may be ticked again. */
export async function withdrawPiece(viewer: Viewer, pieceId: string): Promise<DeliverablePiece> {
  const where = { id: pieceId, withdrawnAt: null, deliverable: { convention: visibleConventions(viewer) } };
  const found = isUuid(pieceId) ? await prisma.deliverablePiece.findFirst({ where }) : null;
  if (!found) throw notFound();
  await deliverableFor(viewer, found.deliverableId);
  return transact(viewer, async (tx, record) => {
    const deliverable = await lockDeliverable(tx, found.deliverableId);
    const { count } = await tx.deliverablePiece.updateMany({
      where: { id: pieceId, withdrawnAt: null },
      data: { withdrawnAt: now() },
    });
    const piece = await tx.deliverablePiece.findUniqueOrThrow({ where: { id: pieceId } });
    if (count > 0) await recordPiece(tx, record, 'piece.withdrawn', { deliverable, piece });
    return piece;
  });
}
