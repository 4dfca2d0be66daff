import { graphql } from '../../graphql.ts';
import { FramedMeeting } from '../../meetings/meeting-frame.tsx';
import { ListedOutcome } from '../../outcomes/outcome-queries.ts';

export const ReadNotes = graphql(
  `
  query ReadNotes($id: ID!) {
    meeting(id: $id) {
      ...FramedMeeting
      viewerMayWriteNotes
      notes {
        createdAt
        documentId
        text
      }
      outcomes {
        ...ListedOutcome
      }
    }
  }
`,
  [FramedMeeting, ListedOutcome],
);

export const OpenMeetingNotes = graphql(`
  mutation OpenMeetingNotes($input: OpenMeetingNotesInput!) {
    openMeetingNotes(input: $input) {
      id
    }
  }
`);

export const OpenNotesFromTemplate = graphql(`
  mutation OpenNotesFromTemplate($input: OpenNotesFromTemplateInput!) {
    openNotesFromTemplate(input: $input) {
      id
    }
  }
`);
