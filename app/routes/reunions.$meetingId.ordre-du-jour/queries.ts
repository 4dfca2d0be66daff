import { graphql, type ResultOf } from '../../graphql.ts';
import { FramedMeeting } from '../../meetings/meeting-frame.tsx';

export const ReadAgenda = graphql(
  `
    query ReadAgenda($id: ID!) {
      meeting(id: $id) {
        ...FramedMeeting
        notes {
          documentId
        }
        agendaMinutes
        agenda {
          id
          title
          minutes
          startsAt
          source
          convention {
            id
            year
          }
          path
          version
          leader {
            id
            name
          }
        }
        invitees {
          id
          name
        }
      }
    }
  `,
  [FramedMeeting],
);

export const ReadSuggestions = graphql(`
  query ReadSuggestions($meetingId: ID!, $words: String) {
    agendaSuggestions(meetingId: $meetingId, words: $words) {
      source
      title
      convention {
        id
        year
      }
      dueOn
      isLate
      occurrenceId
      threadId
      outcomeMeetingId
      outcomeBlockId
      blockId
    }
    agendaHeadings(meetingId: $meetingId) {
      convention {
        id
        year
      }
      headings {
        blockId
        isAxis
        title
        isTaken
      }
    }
    previousAgenda(meetingId: $meetingId) {
      meeting {
        id
        title
        startsAt
      }
      points {
        title
        minutes
      }
    }
  }
`);

export const AddAgendaItem = graphql(`
  mutation AddAgendaItem($input: AddAgendaItemInput!) {
    addAgendaItem(input: $input) {
      id
    }
  }
`);

export const AddAgendaFromTemplate = graphql(`
  mutation AddAgendaFromTemplate($input: AddAgendaFromTemplateInput!) {
    addAgendaFromTemplate(input: $input) {
      id
    }
  }
`);

export const ChangeAgendaItem = graphql(`
  mutation ChangeAgendaItem($input: ChangeAgendaItemInput!) {
    changeAgendaItem(input: $input) {
      id
    }
  }
`);

export const MoveAgendaItem = graphql(`
  mutation MoveAgendaItem($input: MoveAgendaItemInput!) {
    moveAgendaItem(input: $input) {
      id
    }
  }
`);

export const RemoveAgendaItem = graphql(`
  mutation RemoveAgendaItem($input: RemoveAgendaItemInput!) {
    removeAgendaItem(input: $input) {
      id
    }
  }
`);

export const SendAgenda = graphql(`
  mutation SendAgenda($input: SendAgendaInput!) {
    sendAgenda(input: $input) {
      id
    }
  }
`);

/** The meeting with its agenda, as the page shows it. */
export type ShownAgenda = ResultOf<typeof ReadAgenda>['meeting'];
/** One point of it. */
export type ShownItem = ShownAgenda['agenda'][number];
/** All that may be added. */
export type ShownSuggestions = ResultOf<typeof ReadSuggestions>;
/** A point that may be added. */
export type Suggestion = ShownSuggestions['agendaSuggestions'][number];
/** The headings of one convention's programme. */
export type ShownHeadings = ShownSuggestions['agendaHeadings'][number];
