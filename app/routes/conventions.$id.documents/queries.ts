import { DatasetLine } from '../../datasets/dataset-queries.ts';
import { graphql, type ResultOf } from '../../graphql.ts';

export const ListDocuments = graphql(
  `
  query ListDocuments($id: ID!, $first: Int!, $after: String, $words: String, $kind: FileKind) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      datasets(first: 50) {
        edges {
          node {
            ...DatasetLine
          }
        }
      }
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      viewerMayStoreFiles
      files(first: $first, after: $after, words: $words, kind: $kind) {
        edges {
          node {
            id
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
              conventionId
              subjectId
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
`,
  [DatasetLine],
);

/** A file as the page shows it. */
export type ListedFile = ResultOf<typeof ListDocuments>['convention']['files']['edges'][number]['node'];
/** A thing that a file serves as. */
export type ListedUse = ListedFile['uses'][number];
