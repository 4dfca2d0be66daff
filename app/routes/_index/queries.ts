import { graphql, type ResultOf } from '../../graphql.ts';
import { ToldChangeFields } from '../../history/queries.ts';
import { AskedMeeting, ListedMeeting } from '../../meetings/meeting-queries.ts';
import { ListedOutcome } from '../../outcomes/outcome-queries.ts';

const OngoingConvention = graphql(
  `
  fragment OngoingConvention on Convention @_unmask {
    id
    title
    year
    state
    createdAt
    previousId
    viewerRole
    viewerMayWrite
    viewerMaySuggest
    viewerMayDecideCarryOvers
    carryOverProgress {
      total
      decided
    }
    activity(first: 20) {
      edges {
        node {
          ...ToldChange
        }
      }
    }
  }
`,
  [ToldChangeFields],
);

const DueOccurrence = graphql(`
  fragment DueOccurrence on Occurrence @_unmask {
    id
    dueOn
    piece
    state
    obligation {
      title
      conventionId
      convention {
        year
      }
      debtors {
        shortName
      }
    }
  }
`);

/** What waits for somebody: what is late or due, conventions in force or in the making, dates to answer, and what they were told and have not read. */
export const ReadHome = graphql(
  `
    query ReadHome($first: Int!, $due: Int!) {
      viewerMayCreateConvention
      unreadNotifications
      notifications(unread: true, first: 3) {
        edges {
          node {
            id
            kind
            createdAt
            conventionId
            conventionTitle
            conventionYear
            threadId
            occurrenceId
            meetingId
            textKind
            words
            actor {
              name
              organisation {
                shortName
              }
              unit {
                shortName
              }
            }
          }
        }
      }
      late: occurrences(filter: { inForce: true, part: OWED, states: [LATE] }, first: $due) {
        edges {
          node {
            ...DueOccurrence
          }
        }
      }
      owed: occurrences(filter: { inForce: true, part: OWED, states: [TO_PLAN, PLANNED] }, first: $due) {
        edges {
          node {
            ...DueOccurrence
          }
        }
      }
      owedToUs: occurrences(
        filter: { inForce: true, part: OWED_TO_ME, states: [LATE, TO_PLAN, PLANNED] }
        first: $due
      ) {
        edges {
          node {
            ...DueOccurrence
          }
        }
      }
      seen: conventions(first: 20) {
        edges {
          node {
            viewerMayOrganiseMeetings
          }
        }
      }
      toAnswer: meetings(filter: { unanswered: true, coming: true }, first: $due) {
        edges {
          node {
            ...AskedMeeting
          }
        }
      }
      mine: meetings(filter: { mine: true, coming: true, states: [CALLED] }, first: 4) {
        edges {
          node {
            ...ListedMeeting
          }
        }
      }
      joint: meetings(filter: { joint: true, coming: true, states: [CALLED] }, first: 1) {
        edges {
          node {
            ...ListedMeeting
          }
        }
      }
      tasks: outcomes(filter: { mine: true, open: true }, first: $due) {
        edges {
          node {
            ...ListedOutcome
          }
        }
      }
      inForce: conventions(filter: { states: [RUNNING, SIGNED] }, first: $first) {
        edges {
          node {
            ...OngoingConvention
          }
        }
      }
      inTheMaking: conventions(filter: { states: [DRAFT, IN_REVIEW, OPINION_GIVEN, ADOPTED] }, first: $first) {
        edges {
          node {
            ...OngoingConvention
          }
        }
      }
    }
  `,
  [OngoingConvention, DueOccurrence, ListedMeeting, ListedOutcome, AskedMeeting],
);

/** A convention as the home page shows it. */
export type OngoingConvention = ResultOf<typeof OngoingConvention>;

/** Something that is due, with where it stands. */
export type DueLine = ResultOf<typeof DueOccurrence>;

/** Something one was told and has not read. */
export type UnreadLine = ResultOf<typeof ReadHome>['notifications']['edges'][number]['node'];
