import { graphql, type ResultOf } from '../../graphql.ts';
import { FramedMeeting } from '../../meetings/meeting-frame.tsx';
import { ListedObservation } from '../../minutes/observation-list.tsx';
import { ListedOutcome } from '../../outcomes/outcome-queries.ts';

export const ReadMinutes = graphql(
  `
  query ReadMinutes($id: ID!, $check: Boolean!) {
    meeting(id: $id) {
      ...FramedMeeting
      version
      notes {
        documentId
      }
      minutesText
      minutesTextSequence
      outcomes {
        ...ListedOutcome
      }
      wantingAims {
        occurrence {
          id
        }
        missing {
          name
        }
      }
      aims {
        id
        dueOn
        state
        metLate
        obligation {
          id
          title
          conventionId
        }
      }
      minutes {
        state
        version
        sentAt
        observationsUntil
        isOver
        viewerHasConsented
        observations {
          ...ListedObservation
        }
        consenting {
          id
          name
        }
        silent {
          id
          name
        }
        approvedAt
        approvedBy {
          name
        }
        sha256
        pdf {
          id
          size
        }
        check @include(if: $check) {
          hashHolds
          textHolds
          pdfHolds
          checkedAt
        }
      }
    }
  }
`,
  [FramedMeeting, ListedObservation, ListedOutcome],
);

export const SendMinutes = graphql(`
  mutation SendMinutes($input: SendMinutesInput!) {
    sendMinutes(input: $input) {
      invitees {
        id
      }
    }
  }
`);

export const ProlongObservations = graphql(`
  mutation ProlongObservations($input: ProlongObservationsInput!) {
    prolongObservations(input: $input) {
      id
    }
  }
`);

export const MakeObservation = graphql(`
  mutation MakeObservation($input: MakeObservationInput!) {
    makeObservation(input: $input) {
      id
    }
  }
`);

export const ConsentToMinutes = graphql(`
  mutation ConsentToMinutes($input: ConsentToMinutesInput!) {
    consentToMinutes(input: $input) {
      id
    }
  }
`);

export const SettleObservation = graphql(`
  mutation SettleObservation($input: SettleObservationInput!) {
    settleObservation(input: $input) {
      id
    }
  }
`);

export const ApproveMinutes = graphql(`
  mutation ApproveMinutes($input: ApproveMinutesInput!) {
    approveMinutes(input: $input) {
      id
    }
  }
`);

/** A meeting with its minutes, as their page shows them. */
export type MinutesMeeting = ResultOf<typeof ReadMinutes>['meeting'];

/** Minutes that were sent. */
export type SentMinutes = NonNullable<MinutesMeeting['minutes']>;
