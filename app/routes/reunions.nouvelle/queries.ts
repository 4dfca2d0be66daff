import { graphql } from '../../graphql.ts';

export const ListOrganised = graphql(`
  query ListOrganised {
    conventions(first: 100) {
      edges {
        node {
          id
          title
          year
          createdAt
          state
          viewerMayOrganiseMeetings
        }
      }
    }
  }
`);

export const CreateMeeting = graphql(`
  mutation CreateMeeting($input: CreateMeetingInput!) {
    createMeeting(input: $input) {
      id
      startsAt
      invitees {
        id
      }
    }
  }
`);
