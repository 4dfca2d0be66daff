import { graphql } from '../../graphql.ts';

export const UpdateOrganisation = graphql(`
  mutation UpdateOrganisation($input: UpdateOrganisationInput!) {
    updateOrganisation(input: $input) {
      id
    }
  }
`);
