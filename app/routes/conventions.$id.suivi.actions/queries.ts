import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadActions = graphql(`
  query ReadActions($id: ID!, $first: Int!, $filter: ActionFilter!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      viewerMayFollow
      actionProgress {
        id
        number
        title
      }
      actions(first: $first, filter: $filter) {
        edges {
          node {
            id
            mark
            degree
            number
            text
            axis {
              id
              kind
              number
              title
            }
            objective {
              id
              number
              title
            }
            status
            isLate
            progress
            dueOn
            parties {
              id
              role
              name
            }
            notes {
              id
              on
            }
          }
        }
        pageInfo {
          hasNextPage
        }
      }
      programme {
        items(kinds: [OBJECTIVE]) {
          id
          number
          title
        }
      }
    }
  }
`);

export const ReadParticipants = graphql(`
  query ReadLeadersOf($id: ID!) {
    convention(id: $id) {
      participants {
        person {
          id
          name
          organisation {
            shortName
          }
        }
      }
    }
  }
`);

export const FollowActions = graphql(`
  mutation FollowActions($input: FollowActionsInput!) {
    followActions(input: $input) {
      id
    }
  }
`);

/** An action as the page lists it. */
export type ListedAction = ResultOf<typeof ReadActions>['convention']['actions']['edges'][number]['node'];
