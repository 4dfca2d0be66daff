// The actions of a convention as a table.
import type { ActionRole } from '#domain/vocabulary.ts';
import { listed, listSheet, readPages, SHEET_PAGE } from '../exports/list-sheet.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { degreeLabels, itemMarkLabels } from '../texts/words.ts';
import { actionFilterIn } from './asked-actions.ts';
import { actionStatusLabels } from './words.ts';

const ReadActionRows = graphql(`
  query ReadActionRows($id: ID!, $filter: ActionFilter!, $first: Int!, $after: String) {
    convention(id: $id) {
      actions(first: $first, after: $after, filter: $filter) {
        edges {
          node {
            number
            text
            mark
            degree
            axis {
              number
              title
            }
            objective {
              number
              title
            }
            status
            isLate
            progress
            dueOn
            parties {
              role
              name
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

type Row = ResultOf<typeof ReadActionRows>['convention']['actions']['edges'][number]['node'];

const headed = (heading: Row['axis']) =>
  heading && (heading.number ? `${heading.number} · ${heading.title}` : heading.title);
const named = ({ parties }: Row, role: ActionRole) =>
  listed(parties.filter((party) => party.role === role).map(({ name }) => name));

export const actionsSheet = listSheet<Row>({
  name: 'Actions',
  columns: [
    { name: 'Numéro', cell: ({ number }) => number },
    { name: 'Action', cell: ({ text }) => text },
    { name: 'Nature', cell: ({ mark }) => mark && itemMarkLabels[mark] },
    { name: 'Degré', cell: ({ degree }) => degree && degreeLabels[degree] },
    { name: 'Partie', cell: ({ axis }) => headed(axis) },
    { name: 'Objectif', cell: ({ objective }) => headed(objective) },
    { name: 'État', cell: ({ status }) => actionStatusLabels[status] },
    { name: 'En retard', type: 'BOOLEAN', cell: ({ isLate }) => isLate },
    { name: 'Avancement (%)', type: 'NUMBER', cell: ({ progress }) => progress },
    { name: 'Échéance', type: 'DATE', cell: ({ dueOn }) => dueOn },
    { name: 'Pilotes', cell: (row) => named(row, 'PILOT') },
    { name: 'Partenaires', cell: (row) => named(row, 'PARTNER') },
  ],
  read: (api, search) =>
    readPages(async (after) => {
      const variables = {
        id: search.get('convention') ?? '',
        filter: actionFilterIn(search),
        first: SHEET_PAGE,
        after,
      };
      return (await api.query(ReadActionRows, variables)).convention.actions;
    }),
});
