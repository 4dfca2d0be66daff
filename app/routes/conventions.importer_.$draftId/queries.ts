import { graphql, type ResultOf } from '../../graphql.ts';

const ImportReview = graphql(`
  fragment ImportReview on ImportDraft @_unmask {
    id
    fileName
    createdAt
    preview {
      suggestedTitle
      suggestedYear
      warnings {
        code
        message
        blockIds
      }
      blocks {
        id
        kind
        isNumbered
        startAt
        number
        prefix
        text
        depth
        listDepth
        mark
        degree
        staleYears {
          start
          end
        }
      }
    }
  }
`);

export const ReadImportDraft = graphql(
  `
    query ReadImportDraft($id: ID!) {
      importDraft(id: $id) {
        ...ImportReview
      }
    }
  `,
  [ImportReview],
);

export type ReviewedDraft = ResultOf<typeof ReadImportDraft>['importDraft'];
export type ReviewedBlock = ReviewedDraft['preview']['blocks'][number];
export type ReviewWarning = ReviewedDraft['preview']['warnings'][number];

export const CorrectImportDraft = graphql(
  `
    mutation CorrectImportDraft($input: CorrectImportDraftInput!) {
      correctImportDraft(input: $input) {
        ...ImportReview
      }
    }
  `,
  [ImportReview],
);

export const ConfirmImport = graphql(`
  mutation ConfirmImport($input: ConfirmImportInput!) {
    confirmImport(input: $input) {
      id
    }
  }
`);

export const DiscardImportDraft = graphql(`
  mutation DiscardImportDraft($input: DiscardImportDraftInput!) {
    discardImportDraft(input: $input)
  }
`);
