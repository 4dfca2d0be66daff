// What a payment waits for, added, received and taken away, as long as the payment is not made. Whether a proof is there
// is proof-states.ts.

import type { PaymentProof } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { toColumn } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { parseInput } from '../parse.ts';
import { visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { addPaymentProofInput, receivePaymentProofInput, removePaymentProofInput } from './inputs.ts';
import { paymentFor, recordPayment, type WrittenPayment } from './payments.ts';
import { demandOwn } from './proof-states.ts';

/** Makes a payment that is not made yet wait for one more proof. */
export async function addPaymentProof(viewer: Viewer, input: unknown): Promise<WrittenPayment> {
  const { paymentId, ...data } = parseInput(addPaymentProofInput, input);
  return change(viewer, paymentId, async (tx, conventionId) => {
    await demandOwn(tx, conventionId, data);
    return tx.paymentProof.create({ data: { paymentId, ...data } });
  });
}

/** Runs `work` on a payment whose proofs may still change, and records that it did. */
async function change(
  viewer: Viewer,
  paymentId: string,
  work: (tx: Tx, conventionId: string) => Promise<unknown>,
): Promise<WrittenPayment> {
  const { budgetLine } = await paymentFor(viewer, paymentId);
  return transact(viewer, async (tx, record) => {
    await tx.$queryRaw`select 1 from "BudgetLine" where id = ${budgetLine.id}::uuid for update`;
    const { state } = await tx.payment.findUniqueOrThrow({ where: { id: paymentId } });
    if (state === 'PAID') throw conflict('Ce versement est fait : ce qu’il attendait ne change plus.');
    await work(tx, budgetLine.conventionId);
    const payment = await tx.payment.update({ where: { id: paymentId }, data: { version: { increment: 1 } } });
    await recordPayment(record, 'payment.changed', { payment, conventionId: budgetLine.conventionId });
    return { ...payment, conventionId: budgetLine.conventionId };
  });
}

/** A proof that `viewer` sees, by its payment. */
async function readProof(viewer: Viewer, proofId: string): Promise<PaymentProof> {
  const where = { id: proofId, payment: { budgetLine: { convention: visibleConventions(viewer) } } };
  const proof = await prisma.paymentProof.findFirst({ where });
  if (!proof) throw notFound();
  return proof;
}

/** A document that a payment waits for has come, with its file when there is one. */
export async function receivePaymentProof(viewer: Viewer, input: unknown): Promise<WrittenPayment> {
  const { proofId, receivedOn, fileId } = parseInput(receivePaymentProofInput, input);
  const proof = await readProof(viewer, proofId);
  if (proof.obligationId || proof.deliverableId)
    throw conflict('Cette pièce est suivie là où elle est due : elle ne se dépose pas ici.');
  return change(viewer, proof.paymentId, async (tx, conventionId) => {
    if (fileId && (await tx.storedFile.count({ where: { id: fileId, conventionId } })) === 0)
      throw invalid({ fileId: 'Ce fichier n’est pas un fichier de cette convention.' });
    return tx.paymentProof.update({ where: { id: proofId }, data: { receivedOn: toColumn(receivedOn), fileId } });
  });
}

/** A payment no longer waits for a proof. */
export async function removePaymentProof(viewer: Viewer, input: unknown): Promise<WrittenPayment> {
  const { proofId } = parseInput(removePaymentProofInput, input);
  const { paymentId } = await readProof(viewer, proofId);
  return change(viewer, paymentId, (tx) => tx.paymentProof.delete({ where: { id: proofId } }));
}
