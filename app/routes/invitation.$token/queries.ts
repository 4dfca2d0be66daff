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
      poll {
        answerBy
        isOpen
        isDateChosen
        slots {
          id
          startsAt
          endsAt
          answer
        }
      }
    }
  }
`);

export const AnswerDatePollByLink = graphql(`
  mutation AnswerDatePollByLink($input: AnswerDatePollByLinkInput!) {
    answerDatePollByLink(input: $input) {
      name
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
