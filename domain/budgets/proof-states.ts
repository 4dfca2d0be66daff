// Which proofs of a payment are there: an obligation met, a deliverable complete, or a document received. Called by
// payments.ts, payment-proofs.ts and, for lists, the API.
import type { Tx } from '#prisma/client.ts';
import { invalid } from '../errors.ts';
import { stateSql } from '../obligations/occurrence-sql.ts';
import { settledStates } from '../obligations/occurrences.ts';

/**
 * Which of these proofs are there. An obligation is met when each of its occurrences is met, without object, or was left
 * where one was free to; a deliverable is complete when as many pieces stand as were promised; a document is there once
 * received.
 */
export async function givenProofs(tx: Pick<Tx, '$queryRaw'>, proofIds: readonly string[]): Promise<Set<string>> {
  if (proofIds.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select pp.id from "PaymentProof" pp
    left join "Obligation" ob on ob.id = pp."obligationId"
    left join "Deliverable" d on d.id = pp."deliverableId"
    where pp.id = any(${proofIds}::uuid[]) and case
      when ob.id is not null then
        exists (select 1 from "Occurrence" o where o."obligationId" = ob.id)
        and not exists (select 1 from "Occurrence" o
          where o."obligationId" = ob.id and ${stateSql()} <> all(${settledStates}::text[]))
      when d.id is not null then
        (select count(*) from "DeliverablePiece" p where p."deliverableId" = d.id and p."withdrawnAt" is null) >= d.target
      else pp."receivedOn" is not null end`;
  return new Set(rows.map(({ id }) => id));
}

/** Titles of the proofs that a payment still waits for. */
export async function missingProofs(tx: Tx, paymentId: string): Promise<string[]> {
  const proofs = await tx.paymentProof.findMany({ where: { paymentId }, orderBy: { id: 'asc' } });
  const given = await givenProofs(
    tx,
    proofs.map(({ id }) => id),
  );
  return proofs.filter(({ id }) => !given.has(id)).map(({ title }) => title);
}

/** What a proof names, as the form gives it. */
interface Named {
  obligationId?: string | null;
  deliverableId?: string | null;
}

/** Refuses a proof that names what is another convention's. */
export async function demandOwn(tx: Tx, conventionId: string, { obligationId, deliverableId }: Named): Promise<void> {
  const where = { conventionId, withdrawnAt: null };
  if (obligationId && (await tx.obligation.count({ where: { id: obligationId, ...where } })) === 0)
    throw invalid({ obligationId: 'Cette obligation n’est pas de cette convention.' });
  if (deliverableId && (await tx.deliverable.count({ where: { id: deliverableId, ...where } })) === 0)
    throw invalid({ deliverableId: 'Ce livrable n’est pas de cette convention.' });
}
