import { graphql, type ResultOf } from '../../graphql.ts';

export const ListConventions = graphql(`
  query ListConventions($first: Int!, $filter: ConventionFilter!) {
    viewerMayCreateConvention
    conventionYears
    conventions(first: $first, filter: $filter) {
      edges {
        node {
          id
          title
          year
          state
          createdAt
          archivedAt
          lastActivityAt
          previousId
          viewerRole
          viewerMaySuggest
          viewerMayContinue
          continuations {
            id
            year
          }
          carryOverProgress {
            total
            decided
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

type Edge = NonNullable<NonNullable<ResultOf<typeof ListConventions>['conventions']['edges']>[number]>;

export type ListedConvention = Edge['node'];

export const CreateConvention = graphql(`
  mutation CreateConvention($input: CreateConventionInput!) {
    createConvention(input: $input) {
      id
    }
  }
`);
