// What was voted for a convention: its budget lines, and what is left of them. Payments are payments.ts. Amounts are
// decimals from the column to the text that leaves; no float ever holds one.

import { type BudgetLine, Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { conventionFor, readConvention } from '../gate.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind } from '../vocabulary.ts';
import { changeBudgetLineInput, createBudgetLineInput, withdrawBudgetLineInput } from './inputs.ts';
import { givenProofs } from './proof-states.ts';

/** « 180 000 € », « 1 234,50 € », for the refusals of this noun. */
export function writeAmount(amount: Prisma.Decimal): string {
  const [whole = '', cents = '00'] = amount.toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return `${grouped}${cents === '00' ? '' : `,${cents}`}\u00a0€`;
}

/** Sums of one line, or of all. */
export interface Sums {
  /** AE. */
  authorised: Prisma.Decimal;
  /** CP; null when no line gives one. */
  paymentCredit: Prisma.Decimal | null;
  /** Planned, ordered or paid, less what was paid back: what counts against the authorisation. */
  committed: Prisma.Decimal;
  planned: Prisma.Decimal;
  ordered: Prisma.Decimal;
  paid: Prisma.Decimal;
  repaid: Prisma.Decimal;
  /** Authorised and not committed. */
  remaining: Prisma.Decimal;
}

type Counted = Pick<Prisma.PaymentGetPayload<object>, 'kind' | 'state' | 'amount'>;

const sum = (amounts: readonly Prisma.Decimal[]) =>
  amounts.reduce((total, amount) => total.plus(amount), new Prisma.Decimal(0));

/** What the payments of lines come to. Cancelled ones count for nothing; a repayment counts back once it is made. */
export function sumsOf(
  lines: readonly Pick<BudgetLine, 'commitmentAuthorisation' | 'paymentCredit'>[],
  payments: readonly Counted[],
): Sums {
  const of = (state: Counted['state'], isRepayment = false) =>
    sum(
      payments
        .filter((one) => one.state === state && (one.kind === 'REPAYMENT') === isRepayment)
        .map(({ amount }) => amount),
    );
  const authorised = sum(lines.map((line) => line.commitmentAuthorisation));
  const credits = lines.flatMap((line) => line.paymentCredit ?? []);
  const [planned, ordered, paid, repaid] = [of('PLANNED'), of('ORDERED'), of('PAID'), of('PAID', true)];
  const committed = planned.plus(ordered).plus(paid).minus(repaid);
  const paymentCredit = credits.length === 0 ? null : sum(credits);
  return {
    authorised,
    paymentCredit,
    committed,
    planned,
    ordered,
    paid,
    repaid,
    remaining: authorised.minus(committed),
  };
}

/** A line that `viewer` sees and may manage. */
export async function budgetLineFor(viewer: Viewer, budgetLineId: string): Promise<BudgetLine> {
  const where = { id: budgetLineId, withdrawnAt: null, convention: visibleConventions(viewer) };
  const line = isUuid(budgetLineId) ? await prisma.budgetLine.findFirst({ where }) : null;
  if (!line) throw notFound();
  await conventionFor(viewer, 'money.manage', line.conventionId);
  return line;
}

/** Locks a line until the transaction ends: amounts on it are judged one after the other. */
export async function lockLine(tx: Tx, budgetLineId: string) {
  await tx.$queryRaw`select 1 from "BudgetLine" where id = ${budgetLineId}::uuid for update`;
  const line = await tx.budgetLine.findFirst({
    where: { id: budgetLineId, withdrawnAt: null },
    include: { payments: true },
  });
  if (!line) throw notFound();
  return line;
}

const recordLine = (record: RecordChange, kind: ChangeKind, line: BudgetLine) => {
  const { id, conventionId, version, operationCode, title } = line;
  const about = { subject: 'BudgetLine', subjectId: id, version, conventionId };
  return record({ kind, ...about, deletion: kind === 'budgetLine.withdrawn', details: { operationCode, title } });
};

/** Adds a line of what was voted. */
export async function createBudgetLine(viewer: Viewer, input: unknown): Promise<BudgetLine> {
  const data = parseInput(createBudgetLineInput, input);
  await conventionFor(viewer, 'money.manage', data.conventionId);
  return transact(viewer, async (tx, record) => {
    const line = await tx.budgetLine.create({ data });
    await recordLine(record, 'budgetLine.created', line);
    return line;
  });
}

/** Changes a line; what is not given stays. Its authorisation never goes below what is committed on it. */
export async function changeBudgetLine(viewer: Viewer, input: unknown): Promise<BudgetLine> {
  const { budgetLineId, version, ...data } = parseInput(changeBudgetLineInput, input);
  await budgetLineFor(viewer, budgetLineId);
  return transact(viewer, async (tx, record) => {
    const before = await lockLine(tx, budgetLineId);
    if (version != null && version !== before.version)
      throw conflict('Quelqu’un a modifié cette ligne entre-temps. Relisez-la avant de recommencer.');
    const { committed } = sumsOf([before], before.payments);
    if (data.commitmentAuthorisation && committed.greaterThan(data.commitmentAuthorisation))
      throw invalid({
        commitmentAuthorisation: `${writeAmount(committed)} sont déjà engagés sur cette ligne : l’autorisation ne peut pas être inférieure.`,
      });
    const line = await tx.budgetLine.update({
      where: { id: budgetLineId },
      data: { ...data, version: { increment: 1 } },
    });
    await recordLine(record, 'budgetLine.changed', line);
    return line;
  });
}

/** Takes a line away on which no payment stands. */
export async function withdrawBudgetLine(viewer: Viewer, input: unknown): Promise<BudgetLine> {
  const { budgetLineId } = parseInput(withdrawBudgetLineInput, input);
  await budgetLineFor(viewer, budgetLineId);
  return transact(viewer, async (tx, record) => {
    const { payments } = await lockLine(tx, budgetLineId);
    if (payments.some(({ state }) => state !== 'CANCELLED'))
      throw conflict('Des versements sont inscrits sur cette ligne : annulez-les d’abord.');
    const line = await tx.budgetLine.update({
      where: { id: budgetLineId },
      data: { withdrawnAt: now(), version: { increment: 1 } },
    });
    await recordLine(record, 'budgetLine.withdrawn', line);
    return line;
  });
}

const withPayments = {
  payments: {
    include: { proofs: { include: { file: true }, orderBy: { id: 'asc' } } },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  },
} satisfies Prisma.BudgetLineInclude;

type LineRow = Prisma.BudgetLineGetPayload<{ include: typeof withPayments }>;
type PaymentRow = LineRow['payments'][number];

/** What a payment waits for, and whether it is there. */
export type ListedProof = PaymentRow['proofs'][number] & { isGiven: boolean };
/** A payment with what it waits for. */
export type ListedPayment = Omit<PaymentRow, 'proofs'> & { proofs: ListedProof[] };
/** A line with its payments, and what they come to. */
export type ListedLine = Omit<LineRow, 'payments'> & { payments: ListedPayment[]; sums: Sums };

/** The money of one convention. */
export interface Budget {
  lines: ListedLine[];
  /** Of all lines together. */
  sums: Sums;
}

/** The budget of a convention that `viewer` sees, in the order its lines were entered. */
export async function readBudget(viewer: Viewer, conventionId: string): Promise<Budget> {
  await readConvention(viewer, conventionId);
  const rows = await prisma.budgetLine.findMany({
    where: { conventionId, withdrawnAt: null },
    include: withPayments,
    orderBy: { id: 'asc' },
  });
  const payments = rows.flatMap((line) => line.payments);
  const given = await givenProofs(
    prisma,
    payments.flatMap(({ proofs }) => proofs.map(({ id }) => id)),
  );
  const lines = rows.map((row) => ({
    ...row,
    sums: sumsOf([row], row.payments),
    payments: row.payments.map((payment) => ({
      ...payment,
      proofs: payment.proofs.map((proof) => ({ ...proof, isGiven: given.has(proof.id) })),
    })),
  }));
  return { lines, sums: sumsOf(rows, payments) };
}
