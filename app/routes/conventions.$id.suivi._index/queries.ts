import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadDashboard = graphql(`
  query ReadDashboard($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      actionProgress {
        id
        kind
        number
        title
        total
        meanProgress
        progressSum
        counts {
          status
          count
        }
      }
      deliverables(first: 100) {
        edges {
          node {
            id
            title
            target
            delivered
            dueOn
            isComplete
            isLate
          }
        }
      }
      budget {
        sums {
          authorised
          paid
          ordered
          planned
          remaining
        }
      }
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
    occurrenceCounts(filter: { conventionId: $id }) {
      quarter
      state
      count
    }
  }
`);

/** A convention as its dashboard shows it. */
export type Dashboard = ResultOf<typeof ReadDashboard>['convention'];

/** Due dates counted by quarter and state. */
export type Counts = ResultOf<typeof ReadDashboard>['occurrenceCounts'];
