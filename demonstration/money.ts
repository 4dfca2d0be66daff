// The money of the demonstration: the one line that was voted. How it is paid out is in articles that the source lacks, so
// nothing is said of it: whoever tries the platform adds payments.
import { createBudgetLine } from '#domain/budgets/budgets.ts';
import type { PersonViewer } from '#domain/viewers.ts';

/** Adds the line to a convention. */
export async function seedMoney(viewer: PersonViewer, conventionId: string): Promise<void> {
  await createBudgetLine(viewer, {
    conventionId,
    operationCode: 'C05-515C01',
    imputation: '6568//93515',
    title: 'Subventions et participations – Ingénierie territoriale',
    commitmentAuthorisation: '180000',
  });
}
