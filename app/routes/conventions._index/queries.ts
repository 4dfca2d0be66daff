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

/** Organisations that a convention may be between. */
export const ReadParties = graphql(`
  query ReadParties {
    organisations(first: 500) {
      edges {
        node {
          id
          name
          kind
        }
      }
    }
  }
`);

export const CreateConventionFromTemplate = graphql(`
  mutation CreateConventionFromTemplate($input: CreateConventionFromTemplateInput!) {
    createConventionFromTemplate(input: $input) {
      id
    }
  }
`);
