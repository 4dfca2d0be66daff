import { LinkedDataset } from '../../datasets/dataset-queries.ts';
import { graphql, type ResultOf } from '../../graphql.ts';

const Party = graphql(`
  fragment ObligationParty on Party @_unmask {
    id
    name
    shortName
  }
`);

const Occurrence = graphql(
  `
    fragment ObligationOccurrence on Occurrence @_unmask {
      id
      startsOn
      dueOn
      plannedOn
      occasion
      piece
      notApplicableReason
      state
      metOn
      metLate
      silenced
      version
      evidence {
        id
        proof
        on
        title
        url
        dataset {
          datasetId
          title
          number
        }
        meetingId
        counts
        file {
          id
          name
        }
        attendees {
          ...ObligationParty
        }
        missing {
          ...ObligationParty
        }
        excused {
          ...ObligationParty
        }
        recordedBy {
          name
        }
      }
    }
  `,
  [Party],
);

const Obligation = graphql(
  `
    fragment ListedObligation on Obligation @_unmask {
      id
      title
      block {
        blockId
        kind
        number
        title
        text
        archived
        headings {
          blockId
          kind
          number
          title
        }
      }
      debtors {
        ...ObligationParty
      }
      creditors {
        ...ObligationParty
      }
      attendees {
        ...ObligationParty
      }
      invited {
        ...ObligationParty
      }
      pilots {
        id
        name
      }
      periodicity
      times
      months
      event
      eventOn
      silentMonths
      proof
      pieces
      startsOn
      endsOn
      degree
      version
      occurrences {
        ...ObligationOccurrence
      }
    }
  `,
  [Party, Occurrence],
);

export const ReadObligations = graphql(
  `
    query ReadObligations($id: ID!, $filter: ObligationFilter, $all: ObligationFilter, $first: Int) {
      convention(id: $id) {
        id
        title
        year
        state
        previousId
        viewerMayWrite
        viewerMayContinue
        viewerMayArchive
        viewerMayManageObligations
        viewerMayRecordEvidence
        viewerMayStoreFiles
        datasets(first: 500) {
          edges {
            node {
              ...LinkedDataset
            }
          }
        }
      }
      counts: occurrenceCounts(filter: $all) {
        state
        count
      }
      obligations(filter: $filter, first: $first) {
        edges {
          node {
            ...ListedObligation
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  `,
  [Obligation, LinkedDataset],
);

/** Whoever may have been at a meeting, to be ticked, and what partners share, to be shown. */
export const ReadParties = graphql(`
  query ReadParties {
    organisations(first: 500) {
      edges {
        node {
          id
          name
          shortName
          units {
            id
            name
            shortName
          }
        }
      }
    }
    datasets(first: 200) {
      edges {
        node {
          id
          title
          producer {
            shortName
          }
          latest {
            number
          }
        }
      }
    }
  }
`);

export const RecordEvidence = graphql(`
  mutation RecordEvidence($input: RecordEvidenceInput!) {
    recordEvidence(input: $input) {
      id
    }
  }
`);

export const WithdrawEvidence = graphql(`
  mutation WithdrawEvidence($input: WithdrawEvidenceInput!) {
    withdrawEvidence(input: $input) {
      id
    }
  }
`);

export const PlanOccurrence = graphql(`
  mutation PlanOccurrence($input: PlanOccurrenceInput!) {
    planOccurrence(input: $input) {
      id
    }
  }
`);

export const SetOccurrenceAside = graphql(`
  mutation SetOccurrenceAside($input: SetOccurrenceAsideInput!) {
    setOccurrenceAside(input: $input) {
      id
    }
  }
`);

export const TakeOccurrenceUp = graphql(`
  mutation TakeOccurrenceUp($input: TakeOccurrenceUpInput!) {
    takeOccurrenceUp(input: $input) {
      id
    }
  }
`);

export const AddOccurrence = graphql(`
  mutation AddOccurrence($input: AddOccurrenceInput!) {
    addOccurrence(input: $input) {
      id
    }
  }
`);

export const SilenceReminders = graphql(`
  mutation SilenceReminders($input: SilenceRemindersInput!) {
    silenceReminders(input: $input) {
      id
    }
  }
`);

export type ObligationLine = ResultOf<typeof ReadObligations>['obligations']['edges'][number]['node'];
export type OccurrenceLine = ObligationLine['occurrences'][number];
export type EvidenceLine = OccurrenceLine['evidence'][number];
export type PartyLines = ResultOf<typeof ReadParties>['organisations']['edges'][number]['node'][];
