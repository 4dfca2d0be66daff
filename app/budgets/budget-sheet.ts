// The money of a convention as a table: a row a payment, and one for a line that has none.
import { listSheet } from '../exports/list-sheet.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { paymentKindLabels, paymentStateLabels } from './words.ts';

const ReadBudgetRows = graphql(`
  query ReadBudgetRows($id: ID!) {
    convention(id: $id) {
      budget {
        lines {
          operationCode
          imputation
          title
          commitmentAuthorisation
          paymentCredit
          sums {
            remaining
          }
          payments {
            kind
            amount
            state
            dueOn
            paidOn
          }
        }
      }
    }
  }
`);

type Line = ResultOf<typeof ReadBudgetRows>['convention']['budget']['lines'][number];
type Row = Omit<Line, 'payments'> & { payment: Line['payments'][number] | null };

/** Euros with two decimals, as the API gives them. */
const euros = (amount: string | null | undefined) => (amount == null ? null : Number(amount));

export const budgetSheet = listSheet<Row>({
  name: 'Financement',
  columns: [
    { name: 'Ligne', cell: ({ title }) => title },
    { name: 'Code opération', cell: ({ operationCode }) => operationCode },
    { name: 'Imputation', cell: ({ imputation }) => imputation },
    { name: 'Autorisation d’engagement (€)', type: 'NUMBER', cell: (row) => euros(row.commitmentAuthorisation) },
    { name: 'Crédits de paiement (€)', type: 'NUMBER', cell: ({ paymentCredit }) => euros(paymentCredit) },
    { name: 'Reste à engager (€)', type: 'NUMBER', cell: ({ sums }) => euros(sums.remaining) },
    { name: 'Versement', cell: ({ payment }) => payment && paymentKindLabels[payment.kind] },
    { name: 'Montant (€)', type: 'NUMBER', cell: ({ payment }) => euros(payment?.amount) },
    { name: 'État', cell: ({ payment }) => payment && paymentStateLabels[payment.state] },
    { name: 'Échéance', type: 'DATE', cell: ({ payment }) => payment?.dueOn ?? null },
    { name: 'Versé le', type: 'DATE', cell: ({ payment }) => payment?.paidOn ?? null },
  ],
  async read(api, search) {
    const { convention } = await api.query(ReadBudgetRows, { id: search.get('convention') ?? '' });
    return convention.budget.lines.flatMap(({ payments, ...line }): Row[] =>
      payments.length > 0 ? payments.map((payment) => ({ ...line, payment })) : [{ ...line, payment: null }],
    );
  },
});
