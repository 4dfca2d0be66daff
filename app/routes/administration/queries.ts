import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadOrganisations = graphql(`
  query ReadOrganisations($first: Int!) {
    organisations(first: $first) {
      edges {
        node {
          id
          name
          shortName
          kind
          siret
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

export type ListedOrganisation = ResultOf<typeof ReadOrganisations>['organisations']['edges'][number]['node'];

export const CreateOrganisation = graphql(`
  mutation CreateOrganisation($input: CreateOrganisationInput!) {
    createOrganisation(input: $input) {
      id
      name
    }
  }
`);
