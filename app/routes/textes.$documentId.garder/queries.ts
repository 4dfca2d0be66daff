import { graphql } from '../../graphql.ts';

export const KeepTextBeforeReplacing = graphql(`
  mutation KeepTextBeforeReplacing($input: KeepTextBeforeReplacingInput!) {
    keepTextBeforeReplacing(input: $input) {
      id
    }
  }
`);
