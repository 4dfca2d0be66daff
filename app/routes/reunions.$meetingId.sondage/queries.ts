import { graphql, type ResultOf } from '../../graphql.ts';
import { FramedMeeting } from '../../meetings/meeting-frame.tsx';

export const ReadPoll = graphql(
  `
  query ReadPoll($id: ID!) {
    meeting(id: $id) {
      ...FramedMeeting
      version
      viewerAnswer
      missingTerritories
      invitees {
        id
      }
      poll {
        answerBy
        closedAt
        remindedAt
        version
        bestSlot {
          id
          startsAt
          endsAt
          yes
          ifNeedBe
          no
        }
        chosenSlot {
          startsAt
          endsAt
        }
        unanswered {
          id
          name
        }
        slots {
          id
          startsAt
          endsAt
          viewerVote
          warnings {
            check
            words
          }
          votes {
            answer
            invitee {
              id
              name
            }
          }
        }
      }
    }
  }
`,
  [FramedMeeting],
);

export const ProposeSlots = graphql(`
  query ProposeSlots($meetingId: ID!, $from: Date!, $to: Date!, $minutes: Int!, $hours: [String!]!) {
    slotProposals(meetingId: $meetingId, from: $from, to: $to, minutes: $minutes, hours: $hours) {
      slots {
        startsAt
        endsAt
        schoolHoliday
        isSchoolKnown
        busy
        busyRequired
        busyNames
      }
      leftOut {
        day
        name
      }
    }
  }
`);

export const OpenDatePoll = graphql(`
  mutation OpenDatePoll($input: OpenDatePollInput!) {
    openDatePoll(input: $input) {
      id
    }
  }
`);

export const ChangeDatePoll = graphql(`
  mutation ChangeDatePoll($input: ChangeDatePollInput!) {
    changeDatePoll(input: $input) {
      id
    }
  }
`);

export const CloseDatePoll = graphql(`
  mutation CloseDatePoll($input: CloseDatePollInput!) {
    closeDatePoll(input: $input) {
      id
    }
  }
`);

export const RemindDatePoll = graphql(`
  mutation RemindDatePoll($input: RemindDatePollInput!) {
    remindDatePoll(input: $input) {
      id
    }
  }
`);

export const AnswerDatePoll = graphql(`
  mutation AnswerDatePoll($input: AnswerDatePollInput!) {
    answerDatePoll(input: $input) {
      id
    }
  }
`);

/** A meeting as the page of its poll shows it. */
export type PolledMeeting = ResultOf<typeof ReadPoll>['meeting'];
export type ShownPoll = NonNullable<PolledMeeting['poll']>;
export type ShownSlot = ShownPoll['slots'][number];

/** What the search for slots gives. */
export type Proposals = ResultOf<typeof ProposeSlots>['slotProposals'];
