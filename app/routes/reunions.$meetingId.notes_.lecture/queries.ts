import { graphql } from '../../graphql.ts';
import { FramedMeeting } from '../../meetings/meeting-frame.tsx';

export const ReadNotes = graphql(
  `
  query ReadNotes($id: ID!) {
    meeting(id: $id) {
      ...FramedMeeting
      viewerMayWriteNotes
      notes {
        createdAt
        text
      }
      outcomes {
        blockId
        kind
        text
        dueOn
        doneOn
        person {
          name
        }
        organisation {
          shortName
        }
        unit {
          shortName
        }
        programmeItem {
          number
          title
          text
          path
        }
      }
    }
  }
`,
  [FramedMeeting],
);

export const OpenMeetingNotes = graphql(`
  mutation OpenMeetingNotes($input: OpenMeetingNotesInput!) {
    openMeetingNotes(input: $input) {
      id
    }
  }
`);
