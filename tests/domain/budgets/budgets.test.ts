// Money: no payment above what is authorised, none made before its proofs are there, no cent lost.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeBudgetLine, readBudget, withdrawBudgetLine } from '#domain/budgets/budgets.ts';
import { createBudgetLineInput } from '#domain/budgets/inputs.ts';
import { addPaymentProof, receivePaymentProof, removePaymentProof } from '#domain/budgets/payment-proofs.ts';
import { changePayment } from '#domain/budgets/payments.ts';
import { instantIn, setClock, toColumn } from '#domain/calendar.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { BudgetLine, Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildLine, buildPayment } from '../../build/budgets.ts';
import { buildConvention } from '../../build/conventions.ts';
import { buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let steward: PersonViewer;
let editor: PersonViewer;
let convention: Convention;
let line: BudgetLine;

beforeEach(async () => {
  setClock(() => instantIn('2025-06-01', 9));
  [steward, editor] = await Promise.all([buildViewer(), buildViewer()]);
  convention = await buildConvention({
    state: 'RUNNING',
    year: 2025,
    participants: [
      { personId: steward.personId, role: 'STEWARD' },
      { personId: editor.personId, role: 'EDITOR' },
    ],
  });
  line = await buildLine(steward, convention.id);
});
afterEach(() => setClock(null));

const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    ({ code, message, fields }) => ({ code, message, fields }),
  );
const sums = async () =>
  Object.fromEntries(
    Object.entries((await readBudget(steward, convention.id)).sums).map(([name, amount]) => [
      name,
      amount?.toFixed(2) ?? null,
    ]),
  );
const pay = (paymentId: string, more: object = {}) =>
  changePayment(steward, { paymentId, state: 'PAID', paidOn: '2025-05-15', ...more });

describe('amounts', () => {
  const read = (commitmentAuthorisation: unknown) =>
    createBudgetLineInput.shape.commitmentAuthorisation.safeParse(commitmentAuthorisation);

  test.each([
    ['180000', '180000.00'],
    ['180 000 €', '180000.00'],
    ['1\u202f234,5\u00a0€', '1234.50'],
    ['0,01', '0.01'],
    ['000123.40', '123.40'],
  ])('« %s » is %s', (typed, kept) => expect(read(typed).data).toBe(kept));

  test.each(['', '0', '-5', '−5', '1,234', '1.234,00', '12e3', 'NaN', '1234567890123', 180000])(
    '« %s » is refused with a sentence',
    (typed) => expect(read(typed).error?.issues[0]?.message).toMatch(/[.]$/),
  );

  test('are added to the cent, whatever they are', async () => {
    const wide = await buildLine(steward, convention.id, { commitmentAuthorisation: '999999999999,99' });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.bigInt({ min: 1n, max: 10n ** 10n }), { maxLength: 5 }), async (cents) => {
        await prisma.payment.deleteMany({ where: { budgetLineId: wide.id } });
        for (const one of cents)
          await buildPayment(steward, wide.id, { amount: `${one / 100n},${String(one % 100n).padStart(2, '0')}` });
        const total = cents.reduce((sum, one) => sum + one, 0n);
        const expected = `${total / 100n}.${String(total % 100n).padStart(2, '0')}`;
        const { lines } = await readBudget(steward, convention.id);
        expect(lines.find(({ id }) => id === wide.id)?.sums.committed.toFixed(2)).toBe(expected);
      }),
      { seed: 62, numRuns: 10 },
    );
  });
});

describe('what is authorised', () => {
  test('a payment above it is refused, saying what remains; cancelled ones and repayments make room again', async () => {
    const advance = await buildPayment(steward, line.id);
    expect(await refusalOf(buildPayment(steward, line.id, { kind: 'BALANCE', amount: '80000,01' }))).toMatchObject({
      code: 'INVALID_INPUT',
      fields: {
        amount:
          'Ce versement dépasse l’autorisation d’engagement de 180\u202f000\u00a0€ : il reste 80\u202f000\u00a0€.',
      },
    });
    await buildPayment(steward, line.id, { kind: 'BALANCE', amount: '80000' });
    expect(await sums()).toMatchObject({ committed: '180000.00', remaining: '0.00', planned: '180000.00' });
    await changePayment(steward, { paymentId: advance.id, state: 'CANCELLED' });
    expect(await sums()).toMatchObject({ committed: '80000.00', remaining: '100000.00' });
    // What was cancelled may come back only if there is still room for it.
    await buildPayment(steward, line.id, { amount: '50000' });
    expect(await refusalOf(changePayment(steward, { paymentId: advance.id, state: 'PLANNED' }))).toHaveProperty(
      'fields.amount',
    );
    await changePayment(steward, { paymentId: advance.id, state: 'PLANNED', amount: '50000' });
    await pay(advance.id);
    const back = await buildPayment(steward, line.id, { kind: 'REPAYMENT', amount: '20000' });
    expect(await sums()).toMatchObject({ paid: '50000.00', repaid: '0.00', remaining: '0.00' });
    await pay(back.id);
    expect(await sums()).toMatchObject({ repaid: '20000.00', remaining: '20000.00' });
    expect(await refusalOf(changePayment(steward, { paymentId: back.id, amount: '50000,01' }))).toHaveProperty(
      'fields.amount',
    );
  });

  test('two payments at once that together exceed it: one stands, the other is refused', async () => {
    const outcomes = await Promise.all([1, 2].map(() => refusalOf(buildPayment(steward, line.id))));
    expect(outcomes.filter((refusal) => refusal === null)).toHaveLength(1);
    expect(await sums()).toMatchObject({ committed: '100000.00' });
  });

  test('the authorisation does not go below what is committed, and a line with payments stays', async () => {
    await buildPayment(steward, line.id);
    const lower = (commitmentAuthorisation: string) =>
      changeBudgetLine(steward, { budgetLineId: line.id, commitmentAuthorisation });
    expect(await refusalOf(lower('99999,99'))).toHaveProperty('fields.commitmentAuthorisation');
    await lower('100000');
    expect(await refusalOf(withdrawBudgetLine(steward, { budgetLineId: line.id }))).toMatchObject({ code: 'CONFLICT' });
  });

  test('a change decided on an older reading is refused', async () => {
    const stale = { budgetLineId: line.id, title: 'Autre', version: line.version };
    await changeBudgetLine(steward, stale);
    expect(await refusalOf(changeBudgetLine(steward, stale))).toMatchObject({ code: 'CONFLICT' });
  });
});

describe('a payment that is made', () => {
  test('has a day that has come; taken back, it has none', async () => {
    const { id } = await buildPayment(steward, line.id);
    expect(await refusalOf(pay(id, { paidOn: '2025-06-02' }))).toHaveProperty('fields.paidOn');
    expect(await refusalOf(pay(id, { paidOn: null }))).toHaveProperty('fields.paidOn');
    expect((await pay(id, { paidOn: '2025-06-01' })).paidOn).toEqual(toColumn('2025-06-01'));
    expect((await changePayment(steward, { paymentId: id, state: 'ORDERED' })).paidOn).toBeNull();
  });

  test('waited for its proofs: an obligation met, a deliverable complete, a document received', async () => {
    const blockId = randomUUID();
    const span = { startsOn: toColumn('2025-01-01'), endsOn: toColumn('2025-12-31') };
    const obligation = await prisma.obligation.create({
      data: {
        ...span,
        conventionId: convention.id,
        blockId,
        title: 'Remettre les comptes',
        periodicity: 'ONCE',
        proof: 'DOCUMENT',
        occurrences: { create: { rank: 1, startsOn: span.startsOn, dueOn: span.endsOn } },
      },
      include: { occurrences: true },
    });
    const deliverable = await prisma.deliverable.create({
      data: { conventionId: convention.id, blockId, title: 'Fiches', target: 2 },
    });
    const payment = await buildPayment(steward, line.id, {
      kind: 'BALANCE',
      amount: '80000',
      proofs: [
        { title: 'les comptes', obligationId: obligation.id },
        { title: 'les fiches', deliverableId: deliverable.id },
        { title: 'le bilan signé' },
      ],
    });
    expect((await refusalOf(pay(payment.id)))?.message).toBe(
      'Ce versement ne peut pas être fait : il attend encore « les comptes », « les fiches » et « le bilan signé ».',
    );
    await prisma.evidence.create({
      data: {
        occurrenceId: obligation.occurrences[0]?.id ?? '',
        proof: 'DOCUMENT',
        on: toColumn('2025-05-30'),
        title: 'Comptes 2024',
      },
    });
    for (const title of ['Une fiche', 'Une autre'])
      await prisma.deliverablePiece.create({
        data: { deliverableId: deliverable.id, title, on: toColumn('2025-05-30') },
      });
    const [listed] = (await readBudget(steward, convention.id)).lines;
    expect(listed?.payments[0]?.proofs.map(({ isGiven }) => isGiven)).toEqual([true, true, false]);
    expect((await refusalOf(pay(payment.id)))?.message).toContain('attend encore « le bilan signé »');
    const document = listed?.payments[0]?.proofs[2]?.id ?? '';
    await receivePaymentProof(steward, { proofId: document, receivedOn: '2025-05-31' });
    await pay(payment.id);
    // What it waited for no longer changes.
    expect(await refusalOf(removePaymentProof(steward, { proofId: document }))).toMatchObject({ code: 'CONFLICT' });
    expect(await refusalOf(addPaymentProof(steward, { paymentId: payment.id, title: 'Encore' }))).toMatchObject({
      code: 'CONFLICT',
    });
  });

  test('waits for nothing that is another convention’s', async () => {
    const other = await buildConvention({ participants: [{ personId: steward.personId, role: 'STEWARD' }] });
    const { id: deliverableId } = await prisma.deliverable.create({
      data: { conventionId: other.id, blockId: randomUUID(), title: 'Ailleurs' },
    });
    const proofs = [{ title: 'Ailleurs', deliverableId }];
    expect(await refusalOf(buildPayment(steward, line.id, { proofs }))).toHaveProperty('fields.deliverableId');
  });
});

test('an editor reads the money and does not write it; who does not see the convention sees none', async () => {
  expect((await readBudget(editor, convention.id)).lines).toHaveLength(1);
  expect(await refusalOf(buildPayment(editor, line.id))).toMatchObject({ code: 'FORBIDDEN' });
  const stranger = await buildViewer();
  expect(await refusalOf(buildPayment(stranger, line.id))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refusalOf(readBudget(stranger, convention.id))).toMatchObject({ code: 'NOT_FOUND' });
});
