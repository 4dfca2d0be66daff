import { graphql } from '../../graphql.ts';

export const ReadAccountLink = graphql(`
  query ReadAccountLink($token: String!) {
    accountLink(token: $token) {
      kind
      email
      name
      organisationName
    }
  }
`);

export const AcceptInvitation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      token
      expiresAt
      device
    }
  }
`);

export const ResetPassword = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input)
  }
`);

export const EndThisSession = graphql(`
  mutation LeaveBehind {
    endSession(input: {})
  }
`);
