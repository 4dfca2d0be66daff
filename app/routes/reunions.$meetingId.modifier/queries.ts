import { graphql } from '../../graphql.ts';

export const ReadMeetingToChange = graphql(`
  query ReadMeetingToChange($id: ID!) {
    meeting(id: $id) {
      id
      kind
      title
      purpose
      place
      link
      startsAt
      endsAt
      state
      poll {
        closedAt
      }
      version
      convention {
        id
      }
      organisers {
        id
      }
      aims {
        id
        startsOn
        dueOn
        obligation {
          title
        }
      }
    }
  }
`);

export const ChangeMeeting = graphql(`
  mutation ChangeMeeting($input: ChangeMeetingInput!) {
    changeMeeting(input: $input) {
      id
    }
  }
`);
