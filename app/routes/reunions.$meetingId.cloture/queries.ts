import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadMeetingToHold = graphql(`
  query ReadMeetingToHold($id: ID!) {
    meeting(id: $id) {
      id
      title
      startsAt
      endsAt
      version
      invitees {
        id
        name
        answer
        attendance
        comesFor {
          name
        }
      }
      aims {
        id
        obligation {
          title
        }
      }
    }
  }
`);

export const HoldMeeting = graphql(`
  mutation HoldMeeting($input: HoldMeetingInput!) {
    holdMeeting(input: $input) {
      id
    }
  }
`);

/** Somebody invited, as the form of the closing asks about them. */
export type AskedInvitee = ResultOf<typeof ReadMeetingToHold>['meeting']['invitees'][number];
