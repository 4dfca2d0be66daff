import { graphql, type ResultOf } from '../graphql.ts';
import { FramedMeeting } from '../meetings/meeting-frame.tsx';

/** What the head of a convention's pages needs. */
export const FramedConvention = graphql(`
  fragment FramedConvention on Convention @_unmask {
    id
    title
    year
    state
    documentId
    previousId
    viewerMayWrite
    viewerMaySuggest
    viewerMayContinue
    viewerMayArchive
    previous {
      id
      year
      documentId
    }
  }
`);

const VersionFields = graphql(`
  fragment VersionFields on TextVersion @_unmask {
    id
    reason
    title
    keptAt
    summary
    keptBy {
      id
      name
    }
    writers {
      id
      name
    }
  }
`);

export type Version = ResultOf<typeof VersionFields>;

export const ReadFramedConvention = graphql(
  `
    query ReadFramedConvention($id: ID!) {
      convention(id: $id) {
        ...FramedConvention
      }
    }
  `,
  [FramedConvention],
);

/** A text with the thing whose head its pages stand under. */
export const ReadFramedText = graphql(
  `
    query ReadFramedText($documentId: ID!) {
      text(documentId: $documentId) {
        documentId
        kind
        title
        isFrozen
        viewerMayWrite
        viewerMaySuggest
        convention {
          ...FramedConvention
          previous {
            report {
              documentId
            }
          }
        }
        meeting {
          ...FramedMeeting
        }
      }
    }
  `,
  [FramedConvention, FramedMeeting],
);

export type FramedText = ResultOf<typeof ReadFramedText>['text'];

export const ListVersions = graphql(
  `
    query ListVersions($documentId: ID!, $first: Int!) {
      textVersions(documentId: $documentId, first: $first) {
        edges {
          node {
            ...VersionFields
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  `,
  [VersionFields],
);

export const ReadVersion = graphql(
  `
    query ReadVersion($id: ID!) {
      textVersion(id: $id) {
        ...VersionFields
        documentId
        text
      }
    }
  `,
  [VersionFields],
);

const DifferenceFields = graphql(`
  fragment DifferenceFields on TextDifference @_unmask {
    state
    summary
    isMoved
    isBinding
    blockId
    formerBlockId
    kind
    number
    formerNumber
    headingId
    facts
    mark
    formerMark
    degree
    formerDegree
    words {
      change
      text
    }
    commitments {
      kind
      before
      after
    }
  }
`);

export type Difference = ResultOf<typeof DifferenceFields>;

export const CompareTexts = graphql(
  `
    query CompareTexts($from: ID!, $to: ID!, $onlyBinding: Boolean!, $onlyChanged: Boolean!) {
      textComparison(from: $from, to: $to) {
        from {
          id
          documentId
          title
          version {
            id
          }
        }
        to {
          id
          documentId
          title
          viewerMayWrite
          version {
            id
          }
        }
        summary
        sections {
          headingId
          number
          kind
          title
          summary
        }
        differences(onlyBinding: $onlyBinding, onlyChanged: $onlyChanged) {
          ...DifferenceFields
        }
      }
    }
  `,
  [DifferenceFields],
);

export const ReadComparisonFile = graphql(`
  query ReadComparisonFile($from: ID!, $to: ID!, $format: TextFileFormat!) {
    textComparison(from: $from, to: $to) {
      file(format: $format) {
        name
        mediaType
        content
      }
    }
  }
`);

export const NameVersion = graphql(`
  mutation NameVersion($input: NameTextVersionInput!) {
    nameTextVersion(input: $input) {
      id
    }
  }
`);

export const RestoreVersion = graphql(`
  mutation RestoreVersion($input: RestoreTextVersionInput!) {
    restoreTextVersion(input: $input) {
      documentId
    }
  }
`);
