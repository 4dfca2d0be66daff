// The files of a convention as a table.
import { inParis, listed, listSheet, readPages, SHEET_PAGE } from '../exports/list-sheet.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { filesChosenIn } from './asked-files.ts';
import { fileKindLabels } from './words.ts';

const ReadFileRows = graphql(`
  query ReadFileRows($id: ID!, $first: Int!, $after: String, $words: String, $kind: FileKind) {
    convention(id: $id) {
      files(first: $first, after: $after, words: $words, kind: $kind) {
        edges {
          node {
            name
            size
            createdAt
            createdBy {
              name
              organisation {
                shortName
              }
            }
            uses {
              kind
              title
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

type Row = ResultOf<typeof ReadFileRows>['convention']['files']['edges'][number]['node'];

export const filesSheet = listSheet<Row>({
  name: 'Documents',
  columns: [
    { name: 'Document', cell: ({ name }) => name },
    { name: 'Type', cell: ({ uses }) => listed([...new Set(uses.map(({ kind }) => fileKindLabels[kind]))]) },
    { name: 'Sert à', cell: ({ uses }) => listed(uses.flatMap(({ title }) => title ?? [])) },
    { name: 'Taille (octets)', type: 'NUMBER', cell: ({ size }) => size },
    { name: 'Déposé', type: 'DATE', cell: ({ createdAt }) => inParis(createdAt) },
    { name: 'Par', cell: ({ createdBy }) => createdBy?.name ?? null },
    { name: 'Organisme', cell: ({ createdBy }) => createdBy?.organisation.shortName ?? null },
  ],
  read: (api, search) =>
    readPages(async (after) => {
      const variables = { id: search.get('convention') ?? '', ...filesChosenIn(search), first: SHEET_PAGE, after };
      return (await api.query(ReadFileRows, variables)).convention.files;
    }),
});
