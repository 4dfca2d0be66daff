import { LinkedDataset } from '../../datasets/dataset-queries.ts';
import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadDeliverables = graphql(
  `
  query ReadDeliverables($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      viewerMayFollow
      viewerMayStoreFiles
      datasets(first: 500) {
        edges {
          node {
            ...LinkedDataset
          }
        }
      }
      deliverables(first: 200) {
        edges {
          node {
            id
            blockId
            blockText
            isBlockGone
            title
            target
            delivered
            dueOn
            isComplete
            isLate
            referenceSetId
            version
            pieces {
              id
              title
              on
              url
              file {
                id
                name
              }
              entry {
                id
              }
            }
          }
        }
      }
      indicators(first: 200) {
        edges {
          node {
            id
            title
            unit
            target
            targetOn
            version
            values {
              on
              value
            }
          }
        }
      }
      programme {
        items(kinds: [AXIS, OBJECTIVE, PARAGRAPH, LIST_ITEM]) {
          id
          kind
          mark
          number
          text
        }
      }
    }
    referenceSets {
      id
      title
      size
      entries {
        id
        name
        detail
      }
    }
  }
`,
  [LinkedDataset],
);

export const CreateDeliverable = graphql(`
  mutation CreateDeliverable($input: CreateDeliverableInput!) {
    createDeliverable(input: $input) {
      id
    }
  }
`);

export const ChangeDeliverable = graphql(`
  mutation ChangeDeliverable($input: ChangeDeliverableInput!) {
    changeDeliverable(input: $input) {
      id
    }
  }
`);

export const WithdrawDeliverable = graphql(`
  mutation WithdrawDeliverable($input: WithdrawDeliverableInput!) {
    withdrawDeliverable(input: $input)
  }
`);

export const DeliverPiece = graphql(`
  mutation DeliverPiece($input: DeliverPieceInput!) {
    deliverPiece(input: $input) {
      id
    }
  }
`);

export const WithdrawPiece = graphql(`
  mutation WithdrawPiece($input: WithdrawPieceInput!) {
    withdrawPiece(input: $input) {
      id
    }
  }
`);

export const AddReferenceEntry = graphql(`
  mutation AddReferenceEntry($input: AddReferenceEntryInput!) {
    addReferenceEntry(input: $input) {
      id
    }
  }
`);

export const CreateIndicator = graphql(`
  mutation CreateIndicator($input: CreateIndicatorInput!) {
    createIndicator(input: $input) {
      id
    }
  }
`);

export const ChangeIndicator = graphql(`
  mutation ChangeIndicator($input: ChangeIndicatorInput!) {
    changeIndicator(input: $input) {
      id
    }
  }
`);

export const MeasureIndicator = graphql(`
  mutation MeasureIndicator($input: MeasureIndicatorInput!) {
    measureIndicator(input: $input) {
      id
    }
  }
`);

type Read = ResultOf<typeof ReadDeliverables>;
/** A deliverable as the page shows it. */
export type ShownDeliverable = Read['convention']['deliverables']['edges'][number]['node'];
/** An indicator as the page shows it. */
export type ShownIndicator = Read['convention']['indicators']['edges'][number]['node'];
/** A list that deliverables tick off. */
export type ShownSet = Read['referenceSets'][number];
/** A block that a deliverable or an indicator may stand on. */
export type Passage = Read['convention']['programme']['items'][number];
