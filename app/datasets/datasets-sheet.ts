// What partners share as a table.
import { inParis, listed, listSheet, readPages, SHEET_PAGE } from '../exports/list-sheet.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { datasetsChosenIn } from './asked-datasets.ts';
import {
  datasetAccessLabels,
  datasetKindLabels,
  datasetLicenceLabels,
  datasetThemeLabels,
  formatLabel,
  territoriesWords,
  updateFrequencyLabels,
} from './words.ts';

const ReadDatasetRows = graphql(`
  query ReadDatasetRows(
    $first: Int!
    $after: String
    $words: String
    $kind: DatasetKind
    $theme: DatasetTheme
    $territory: Territory
    $isMine: Boolean
  ) {
    datasets(
      first: $first
      after: $after
      words: $words
      kind: $kind
      theme: $theme
      territory: $territory
      isMine: $isMine
    ) {
      edges {
        node {
          title
          description
          kind
          themes
          territories
          access
          licence
          frequency
          lateSince
          changedAt
          periodFrom
          periodTo
          contact
          producer {
            name
          }
          latest {
            number
            fileName
            size
            sha256
            content {
              format
              rowCount
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Row = ResultOf<typeof ReadDatasetRows>['datasets']['edges'][number]['node'];

export const datasetsSheet = listSheet<Row>({
  name: 'Données',
  columns: [
    { name: 'Titre', cell: ({ title }) => title },
    { name: 'Description', cell: ({ description }) => description },
    { name: 'Nature', cell: ({ kind }) => datasetKindLabels[kind] },
    { name: 'Thèmes', cell: ({ themes }) => listed(themes.map((theme) => datasetThemeLabels[theme])) },
    { name: 'Territoire', cell: ({ territories }) => territoriesWords(territories) },
    { name: 'Producteur', cell: ({ producer }) => producer.name },
    { name: 'Contact', cell: ({ contact }) => contact },
    { name: 'Accès', cell: ({ access }) => datasetAccessLabels[access] },
    { name: 'Licence', cell: ({ licence }) => datasetLicenceLabels[licence] },
    { name: 'Du', type: 'DATE', cell: ({ periodFrom }) => periodFrom },
    { name: 'Au', type: 'DATE', cell: ({ periodTo }) => periodTo },
    { name: 'Mise à jour', cell: ({ frequency }) => updateFrequencyLabels[frequency] },
    { name: 'En retard depuis', type: 'DATE', cell: ({ lateSince }) => lateSince },
    { name: 'Changé', type: 'DATE', cell: ({ changedAt }) => inParis(changedAt) },
    { name: 'Version', type: 'NUMBER', cell: ({ latest }) => latest?.number ?? null },
    { name: 'Fichier', cell: ({ latest }) => latest?.fileName ?? null },
    { name: 'Format', cell: ({ latest }) => (latest?.content ? formatLabel(latest.content.format) : null) },
    { name: 'Taille (octets)', type: 'NUMBER', cell: ({ latest }) => (latest ? Number(latest.size) : null) },
    { name: 'Lignes ou objets', type: 'NUMBER', cell: ({ latest }) => latest?.content?.rowCount ?? null },
    { name: 'Empreinte (SHA-256)', cell: ({ latest }) => latest?.sha256 ?? null },
  ],
  read: (api, search) =>
    readPages(async (after) => {
      const variables = { ...datasetsChosenIn(search), first: SHEET_PAGE, after };
      return (await api.query(ReadDatasetRows, variables)).datasets;
    }),
});
