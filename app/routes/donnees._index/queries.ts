import { DatasetLine } from '../../datasets/dataset-queries.ts';
import { graphql } from '../../graphql.ts';

export const ListDatasets = graphql(
  `
    query ListDatasets(
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
            ...DatasetLine
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [DatasetLine],
);
