import { graphql, type ResultOf } from '../graphql.ts';

/** What is read of a change to tell it; also by the home page. */
export const ToldChangeFields = graphql(`
  fragment ToldChange on Change @_unmask {
    id
    at
    kind
    subject
    subjectId
    apiKeyId
    details
    actors {
      id
      name
      organisation {
        shortName
      }
      unit {
        shortName
      }
    }
  }
`);

export const ReadActivity = graphql(
  `
  query ReadActivity($id: ID!, $first: Int!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      activity(first: $first) {
        edges {
          node {
            ...ToldChange
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`,
  [ToldChangeFields],
);

/** Something that happened, as the page tells it. */
export type ToldChange = ResultOf<typeof ToldChangeFields>;
