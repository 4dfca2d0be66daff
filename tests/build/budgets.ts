// Makers of money: a convention whose money one may manage, a line of it, a payment on that.
import { createBudgetLine } from '#domain/budgets/budgets.ts';
import { createPayment } from '#domain/budgets/payments.ts';
import type { Viewer } from '#domain/viewers.ts';

/** A line of 180 000 €. */
export const buildLine = (viewer: Viewer, conventionId: string, more: object = {}) =>
  createBudgetLine(viewer, {
    conventionId,
    operationCode: 'C05-515C01',
    imputation: '6568//93515',
    title: 'Ingénierie territoriale',
    commitmentAuthorisation: '180 000 €',
    ...more,
  });

/** An advance of 100 000 €. */
export const buildPayment = (viewer: Viewer, budgetLineId: string, more: object = {}) =>
  createPayment(viewer, { budgetLineId, kind: 'ADVANCE', amount: '100000', ...more });
