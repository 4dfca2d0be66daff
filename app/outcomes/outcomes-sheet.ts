// The decisions and tasks of the meetings one sees as a table.
import { inParis, listSheet, readPages, SHEET_PAGE } from '../exports/list-sheet.ts';
import { graphql } from '../graphql.ts';
import { outcomeFilterIn } from './asked-outcomes.ts';
import { ListedOutcome } from './outcome-queries.ts';
import { outcomeKindLabels } from './words.ts';

const ReadOutcomeRows = graphql(
  `
    query ReadOutcomeRows($filter: OutcomeFilter!, $first: Int!, $after: String) {
      outcomes(filter: $filter, first: $first, after: $after) {
        edges {
          node {
            ...ListedOutcome
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [ListedOutcome],
);

export const outcomesSheet = listSheet<ListedOutcome>({
  name: 'Relevé de décisions',
  columns: [
    { name: 'Type', cell: ({ kind }) => outcomeKindLabels[kind] },
    { name: 'Décision ou tâche', cell: ({ text }) => text },
    { name: 'Réunion', cell: ({ meeting }) => meeting.title },
    {
      name: 'Réunion du',
      type: 'DATE',
      cell: ({ meeting: { startsAt } }) => startsAt && inParis(startsAt).slice(0, 10),
    },
    {
      name: 'Confiée à',
      cell: ({ person, unit, organisation }) => person?.name ?? unit?.name ?? organisation?.shortName ?? null,
    },
    { name: 'Échéance', type: 'DATE', cell: ({ dueOn }) => dueOn },
    { name: 'Faite le', type: 'DATE', cell: ({ doneOn }) => doneOn },
    { name: 'En retard', type: 'BOOLEAN', cell: ({ isLate }) => isLate },
    { name: 'Compte rendu approuvé', type: 'BOOLEAN', cell: ({ isApproved }) => isApproved },
    { name: 'Passage du programme', cell: ({ programmeItem }) => programmeItem?.path ?? null },
  ],
  read: (api, search) =>
    readPages(async (after) => {
      const variables = { filter: outcomeFilterIn(search), first: SHEET_PAGE, after };
      return (await api.query(ReadOutcomeRows, variables)).outcomes;
    }),
});
