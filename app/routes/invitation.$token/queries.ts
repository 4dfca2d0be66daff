import { graphql } from '../../graphql.ts';

export const ReadInvitation = graphql(`
  query ReadInvitation($token: String!) {
    invitation(token: $token) {
      name
      answer
      title
      purpose
      place
      link
      startsAt
      endsAt
      state
      cancelReason
      sequence
      organisers
    }
  }
`);

export const AnswerInvitation = graphql(`
  mutation AnswerInvitation($input: AnswerInvitationInput!) {
    answerInvitation(input: $input) {
      answer
    }
  }
`);
