// What a convention's blocks oblige organisations to: writing, changing and withdrawing obligations. Their occurrences are
// planned and set aside in occurrence-plans.ts, proved in evidence.ts, read in obligation-lists.ts.
import type { z } from 'zod';
import type { Obligation, Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now, toColumn } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { type ConventionVerb, conventionFor } from '../gate.ts';
import { parseInput } from '../parse.ts';
import { can, conventionRights, peopleWhoSee, visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ObligationRole } from '../vocabulary.ts';
import { changeObligationInput, createObligationInput, withdrawObligationInput } from './inputs.ts';
import { writeOccurrences } from './occurrence-rows.ts';

/** A living obligation on which `viewer` may do `verb`; NOT_FOUND when unseen or withdrawn, FORBIDDEN when not allowed. */
export async function obligationFor(viewer: Viewer, verb: ConventionVerb, where: Prisma.ObligationWhereInput) {
  const obligation = await prisma.obligation.findFirst({
    where: { AND: [where, { withdrawnAt: null, convention: visibleConventions(viewer) }] },
    include: { convention: { select: conventionRights } },
  });
  if (!obligation) throw notFound();
  if (!can(viewer, verb, obligation.convention)) throw forbidden();
  return obligation;
}

/** Locks an obligation until the transaction ends: what is done to it and its occurrences follows one after the other. */
export async function lockObligation(tx: Tx, obligationId: string): Promise<Obligation> {
  await tx.$queryRaw`select id from "Obligation" where id = ${obligationId}::uuid for update`;
  const obligation = await tx.obligation.findUnique({ where: { id: obligationId } });
  if (!obligation || obligation.withdrawnAt) throw conflict('Cette obligation vient d’être retirée.');
  return obligation;
}

const unknownParty = 'Cet organisme ou ce service n’existe plus.';

/** Ids of organisations and of their services, told apart; refuses what is neither, at `field`. */
export async function readParties(ids: readonly string[], field: string) {
  const wanted = [...new Set(ids)];
  const [organisations, units] = await Promise.all([
    prisma.organisation.findMany({ where: { id: { in: wanted } }, select: { id: true } }),
    prisma.unit.findMany({ where: { id: { in: wanted } }, select: { id: true } }),
  ]);
  if (organisations.length + units.length < wanted.length) throw invalid({ [field]: unknownParty });
  const isUnit = new Set(units.map(({ id }) => id));
  return wanted.map((id) => (isUnit.has(id) ? { unitId: id } : { organisationId: id }));
}

type NewTerms = z.output<typeof createObligationInput>;

/** Checks what the ids name, before anything is written. */
async function readNames(conventionId: string, terms: Omit<NewTerms, 'conventionId'>) {
  const { debtorIds, pilotIds, creditorIds, attendeeIds, invitedIds } = terms;
  const pilots = await prisma.person.findMany({
    where: { AND: [{ id: { in: pilotIds } }, peopleWhoSee(conventionId)] },
    select: { id: true },
  });
  if (pilots.length < new Set(pilotIds).size)
    throw invalid({ pilotIds: 'Un pilote doit avoir accès à cette convention.' });
  const role = (name: ObligationRole, parties: { unitId?: string; organisationId?: string }[]) =>
    parties.map((party) => ({ role: name, ...party }));
  return {
    parties: [
      ...role('DEBTOR', await readParties(debtorIds, 'debtorIds')),
      ...role('CREDITOR', await readParties(creditorIds, 'creditorIds')),
      ...role('ATTENDEE', await readParties(attendeeIds, 'attendeeIds')),
      ...role('INVITED', await readParties(invitedIds, 'invitedIds')),
    ],
    pilots: pilots.map(({ id: personId }) => ({ personId })),
  };
}

async function demandBlock(conventionId: string, blockId: string): Promise<void> {
  const living = await prisma.programmeItem.count({ where: { conventionId, blockId, archivedAt: null } });
  if (living === 0) throw invalid({ blockId: 'Ce passage n’est pas dans le texte.' });
}

/** The columns of the terms; what the periodicity has no use for is left out. */
const columnsOf = (terms: Omit<NewTerms, 'conventionId'>) => {
  const { periodicity } = terms;
  const isAfter = periodicity === 'WITHIN_MONTHS';
  const isCounted = isAfter || periodicity === 'REGULAR' || periodicity === 'CONTINUOUS';
  const eventful = isAfter || periodicity === 'ON_REQUEST' || periodicity === 'ON_EVENT';
  return {
    blockId: terms.blockId,
    title: terms.title,
    periodicity,
    times: periodicity === 'TIMES_A_YEAR' ? (terms.times ?? null) : null,
    months: isCounted ? (terms.months ?? null) : null,
    event: (eventful && terms.event) || null,
    eventOn: isAfter && terms.eventOn ? toColumn(terms.eventOn) : null,
    proof: terms.proof,
    pieces: terms.pieces,
    startsOn: toColumn(terms.startsOn),
    endsOn: toColumn(terms.endsOn),
    degree: terms.degree ?? null,
  };
};

const termsOf = (terms: Omit<NewTerms, 'conventionId'>) => ({
  ...terms,
  times: terms.times ?? null,
  months: terms.months ?? null,
  eventOn: terms.eventOn ?? null,
});

type ObligationChange = 'obligation.created' | 'obligation.changed' | 'obligation.withdrawn';

const recordObligation = (record: RecordChange, kind: ObligationChange, obligation: Obligation): Promise<string> => {
  const { id: subjectId, version, conventionId, title, blockId } = obligation;
  const deletion = kind === 'obligation.withdrawn';
  const details = { title, blockId };
  return record({ kind, subject: 'Obligation', subjectId, version, deletion, conventionId, details });
};

/** Writes an obligation on a living block of the text, with all its occurrences. */
export async function createObligation(viewer: Viewer, input: unknown): Promise<Obligation> {
  const { conventionId, ...terms } = parseInput(createObligationInput, input);
  await conventionFor(viewer, 'obligation.manage', conventionId);
  await demandBlock(conventionId, terms.blockId);
  const { parties, pilots } = await readNames(conventionId, terms);
  return transact(viewer, async (tx, record) => {
    const obligation = await tx.obligation.create({
      data: { conventionId, ...columnsOf(terms), parties: { create: parties }, pilots: { create: pilots } },
    });
    await writeOccurrences(tx, obligation.id, termsOf(terms));
    await recordObligation(record, 'obligation.created', obligation);
    return obligation;
  });
}

/** States an obligation anew. Its occurrences follow; those with a proof, a plan or a reason stay. */
export async function changeObligation(viewer: Viewer, input: unknown): Promise<Obligation> {
  const { obligationId: id, version, ...terms } = parseInput(changeObligationInput, input);
  const before = await obligationFor(viewer, 'obligation.manage', { id });
  // The passage it stands on may have left the text meanwhile; another one must be there.
  if (terms.blockId !== before.blockId) await demandBlock(before.conventionId, terms.blockId);
  const { parties, pilots } = await readNames(before.conventionId, terms);
  return transact(viewer, async (tx, record) => {
    const locked = await lockObligation(tx, id);
    if (locked.version !== version)
      throw conflict('Cette obligation a été modifiée entre-temps. Relisez ce qui a changé, puis recommencez.');
    await tx.obligationParty.deleteMany({ where: { obligationId: id } });
    await tx.obligationPilot.deleteMany({ where: { obligationId: id } });
    const obligation = await tx.obligation.update({
      where: { id },
      data: {
        ...columnsOf(terms),
        parties: { create: parties },
        pilots: { create: pilots },
        version: { increment: 1 },
      },
    });
    await writeOccurrences(tx, id, termsOf(terms));
    await recordObligation(record, 'obligation.changed', obligation);
    return obligation;
  });
}

/** Takes an obligation out of the follow-up; its history keeps it. */
export async function withdrawObligation(viewer: Viewer, input: unknown): Promise<Obligation> {
  const { obligationId: id } = parseInput(withdrawObligationInput, input);
  await obligationFor(viewer, 'obligation.manage', { id });
  return transact(viewer, async (tx, record) => {
    await lockObligation(tx, id);
    const data = { withdrawnAt: now(), version: { increment: 1 } };
    const obligation = await tx.obligation.update({ where: { id }, data });
    await recordObligation(record, 'obligation.withdrawn', obligation);
    return obligation;
  });
}
