import { graphql, type ResultOf } from '../graphql.ts';

export const ReadActivity = graphql(`
  query ReadActivity($id: ID!, $first: Int!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      activity(first: $first) {
        edges {
          node {
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
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

/** Something that happened, as the page tells it. */
export type ToldChange = ResultOf<typeof ReadActivity>['convention']['activity']['edges'][number]['node'];
