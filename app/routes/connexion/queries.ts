import { graphql } from '../../graphql.ts';

export const OpenSession = graphql(`
  mutation OpenSession($input: OpenSessionInput!) {
    openSession(input: $input) {
      token
      expiresAt
      device
    }
  }
`);

export const EndThisSession = graphql(`
  mutation EndThisSession {
    endSession(input: {})
  }
`);
