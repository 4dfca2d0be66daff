import { graphql } from '../../graphql.ts';

export const CreateObligation = graphql(`
  mutation CreateObligation($input: CreateObligationInput!) {
    createObligation(input: $input) {
      id
    }
  }
`);
