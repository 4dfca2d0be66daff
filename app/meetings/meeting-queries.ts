import { graphql, type ResultOf } from '../graphql.ts';

/** A meeting as lists show it. */
export const ListedMeeting = graphql(`
  fragment ListedMeeting on Meeting @_unmask {
    id
    kind
    title
    place
    link
    startsAt
    endsAt
    state
    viewerAnswer
    poll {
      answerBy
      closedAt
    }
    convention {
      id
      title
      year
    }
    organisers {
      id
      shortName
    }
    invitees {
      answer
      attendance
    }
  }
`);
export type ListedMeeting = ResultOf<typeof ListedMeeting>;

/** A meeting whose dates the viewer has still to answer. */
export const AskedMeeting = graphql(`
  fragment AskedMeeting on Meeting @_unmask {
    id
    title
    poll {
      answerBy
    }
    convention {
      title
      year
    }
  }
`);
export type AskedMeeting = ResultOf<typeof AskedMeeting>;

/** What the form of a meeting proposes. */
export const ReadMeetingChoices = graphql(`
  query ReadMeetingChoices($conventionId: ID!) {
    convention(id: $conventionId) {
      id
      title
      year
      viewerMayOrganiseMeetings
    }
    meetingCandidates(conventionId: $conventionId) {
      parties {
        id
        name
        organisation {
          shortName
        }
        unit {
          territory
        }
      }
    }
    occurrences(filter: { conventionId: $conventionId, states: [TO_PLAN, PLANNED, LATE] }, first: 200) {
      edges {
        node {
          id
          startsOn
          dueOn
          obligation {
            title
            proof
          }
        }
      }
    }
  }
`);
export type MeetingChoices = ResultOf<typeof ReadMeetingChoices>;
