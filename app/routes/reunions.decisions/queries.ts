import { graphql } from '../../graphql.ts';
import { ListedOutcome } from '../../outcomes/outcome-queries.ts';

export const ListDecisions = graphql(
  `
    query ListDecisions($first: Int!, $filter: OutcomeFilter!) {
      outcomes(first: $first, filter: $filter) {
        edges {
          node {
            ...ListedOutcome
          }
        }
        pageInfo {
          hasNextPage
        }
      }
      conventions(first: 50) {
        edges {
          node {
            id
            title
            year
            createdAt
          }
        }
      }
    }
  `,
  [ListedOutcome],
);

export const FollowOutcomes = graphql(`
  mutation FollowOutcomes($input: FollowOutcomesInput!) {
    followOutcomes(input: $input) {
      blockId
    }
  }
`);

export const ReadTaskLeaders = graphql(`
  query ReadTaskLeaders($id: ID!) {
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

export const FollowOutcome = graphql(`
  mutation FollowOutcome($input: FollowOutcomeInput!) {
    followOutcome(input: $input) {
      blockId
    }
  }
`);
