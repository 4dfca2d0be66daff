import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadDashboard = graphql(`
  query ReadDashboard($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      activity(first: 8) {
        edges {
          node {
            id
            at
            kind
            actors {
              id
              name
            }
          }
        }
      }
    }
  }
`);

/** A convention as its dashboard shows it. */
export type Dashboard = ResultOf<typeof ReadDashboard>['convention'];
