// The indicators of a convention as a table: a row a measure, so that a spreadsheet may draw them.
import { listSheet, readPages, SHEET_PAGE } from '../exports/list-sheet.ts';
import { graphql, type ResultOf } from '../graphql.ts';

const ReadIndicatorRows = graphql(`
  query ReadIndicatorRows($id: ID!, $first: Int!, $after: String) {
    convention(id: $id) {
      indicators(first: $first, after: $after) {
        edges {
          node {
            title
            unit
            target
            targetOn
            values {
              on
              value
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type Indicator = ResultOf<typeof ReadIndicatorRows>['convention']['indicators']['edges'][number]['node'];
type Row = Omit<Indicator, 'values'> & { measured: Indicator['values'][number] | null };

const numberOf = (decimal: string | null | undefined) => (decimal == null ? null : Number(decimal));

export const indicatorsSheet = listSheet<Row>({
  name: 'Indicateurs',
  columns: [
    { name: 'Indicateur', cell: ({ title }) => title },
    { name: 'Unité', cell: ({ unit }) => unit },
    { name: 'Cible', type: 'NUMBER', cell: ({ target }) => numberOf(target) },
    { name: 'Pour le', type: 'DATE', cell: ({ targetOn }) => targetOn },
    { name: 'Mesuré le', type: 'DATE', cell: ({ measured }) => measured?.on ?? null },
    { name: 'Valeur', type: 'NUMBER', cell: ({ measured }) => numberOf(measured?.value) },
  ],
  async read(api, search) {
    const indicators = await readPages(async (after) => {
      const variables = { id: search.get('convention') ?? '', first: SHEET_PAGE, after };
      return (await api.query(ReadIndicatorRows, variables)).convention.indicators;
    });
    return indicators.flatMap(({ values, ...indicator }): Row[] =>
      values.length > 0 ? values.map((measured) => ({ ...indicator, measured })) : [{ ...indicator, measured: null }],
    );
  },
});
