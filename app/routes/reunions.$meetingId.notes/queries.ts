import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadNotesToWrite = graphql(`
  query ReadNotesToWrite($id: ID!) {
    meeting(id: $id) {
      id
      title
      startsAt
      endsAt
      state
      viewerMayWriteNotes
      convention {
        id
        title
        year
      }
      notes {
        documentId
      }
      organisers {
        id
        name
      }
      invited {
        id
        name
      }
      invitees {
        id
        name
        attendance
        person {
          id
        }
        comesFor {
          id
          name
        }
      }
      outcomes {
        blockId
        dueOn
        doneOn
        person {
          id
          name
        }
        organisation {
          id
          shortName
        }
        unit {
          id
          shortName
        }
        programmeItem {
          id
        }
      }
    }
  }
`);

/** What a decision may be about: the headings of the convention and what it promises. */
export const ReadPassages = graphql(`
  query ReadPassages($conventionId: ID!) {
    programme(conventionId: $conventionId) {
      items {
        id
        kind
        mark
        number
        title
        text
      }
    }
  }
`);

export const RecordAttendance = graphql(`
  mutation RecordAttendance($input: RecordAttendanceInput!) {
    recordAttendance(input: $input) {
      id
    }
  }
`);

export const FollowOutcome = graphql(`
  mutation FollowOutcome($input: FollowOutcomeInput!) {
    followOutcome(input: $input) {
      blockId
    }
  }
`);

export type MeetingOfNotes = ResultOf<typeof ReadNotesToWrite>['meeting'];
export type SavedOutcome = MeetingOfNotes['outcomes'][number];
export type Passages = ResultOf<typeof ReadPassages>['programme']['items'];
