import { graphql } from '../../graphql.ts';

export const EndThisSession = graphql(`
  mutation SignOut {
    endSession(input: {})
  }
`);
