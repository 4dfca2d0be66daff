// The deliverables of a convention as a table.
import { listed, listSheet, readPages, SHEET_PAGE } from '../exports/list-sheet.ts';
import { graphql, type ResultOf } from '../graphql.ts';

const ReadDeliverableRows = graphql(`
  query ReadDeliverableRows($id: ID!, $first: Int!, $after: String) {
    convention(id: $id) {
      deliverables(first: $first, after: $after) {
        edges {
          node {
            title
            blockNumber
            blockText
            target
            delivered
            dueOn
            isComplete
            isLate
            pieces {
              title
              on
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

type Row = ResultOf<typeof ReadDeliverableRows>['convention']['deliverables']['edges'][number]['node'];

export const deliverablesSheet = listSheet<Row>({
  name: 'Livrables',
  columns: [
    { name: 'Livrable', cell: ({ title }) => title },
    { name: 'Numéro du passage', cell: ({ blockNumber }) => blockNumber },
    { name: 'Passage', cell: ({ blockText }) => blockText },
    { name: 'Attendus', type: 'NUMBER', cell: ({ target }) => target },
    { name: 'Remis', type: 'NUMBER', cell: ({ delivered }) => delivered },
    { name: 'Échéance', type: 'DATE', cell: ({ dueOn }) => dueOn },
    { name: 'Complet', type: 'BOOLEAN', cell: ({ isComplete }) => isComplete },
    { name: 'En retard', type: 'BOOLEAN', cell: ({ isLate }) => isLate },
    { name: 'Pièces', cell: ({ pieces }) => listed(pieces.map(({ title }) => title)) },
    {
      name: 'Dernière pièce le',
      type: 'DATE',
      cell: ({ pieces }) =>
        pieces
          .map(({ on }) => on)
          .sort()
          .at(-1) ?? null,
    },
  ],
  read: (api, search) =>
    readPages(async (after) => {
      const variables = { id: search.get('convention') ?? '', first: SHEET_PAGE, after };
      return (await api.query(ReadDeliverableRows, variables)).convention.deliverables;
    }),
});
