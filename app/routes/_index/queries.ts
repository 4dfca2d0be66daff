import { graphql, type ResultOf } from '../../graphql.ts';

const OngoingConvention = graphql(`
  fragment OngoingConvention on Convention @_unmask {
    id
    title
    year
    state
    previousId
    viewerRole
    viewerMayWrite
    viewerMayDecideCarryOvers
    carryOverProgress {
      total
      decided
    }
    activity(first: 20) {
      edges {
        node {
          id
          at
          kind
          subject
          subjectId
          apiKeyId
          actors {
            id
            name
            organisation {
              shortName
            }
          }
        }
      }
    }
  }
`);

/** What waits for somebody: conventions not yet signed, and what they were told and have not read. */
export const ReadHome = graphql(
  `
    query ReadHome($first: Int!) {
      viewerMayCreateConvention
      unreadNotifications
      notifications(unread: true, first: 3) {
        edges {
          node {
            id
            kind
            createdAt
            conventionId
            conventionTitle
            threadId
            occurrenceId
            actor {
              name
            }
          }
        }
      }
      drafts: conventions(filter: { state: DRAFT }, first: $first) {
        edges {
          node {
            ...OngoingConvention
          }
        }
      }
      inReview: conventions(filter: { state: IN_REVIEW }, first: $first) {
        edges {
          node {
            ...OngoingConvention
          }
        }
      }
      adopted: conventions(filter: { state: ADOPTED }, first: $first) {
        edges {
          node {
            ...OngoingConvention
          }
        }
      }
    }
  `,
  [OngoingConvention],
);

/** A convention as the home page shows it. */
export type OngoingConvention = ResultOf<typeof OngoingConvention>;

/** Something one was told and has not read. */
export type UnreadLine = ResultOf<typeof ReadHome>['notifications']['edges'][number]['node'];
