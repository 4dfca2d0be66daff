import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadWordReturn = graphql(`
  query ReadWordReturn($id: ID!) {
    wordReturn(id: $id) {
      id
      documentId
      fileName
      takenAt
      sentAt
      isOlder
      suggestionCount
      commentCount
      lost
      changes {
        blockId
        kind
        state
        becomes
        isReshaped
        isRestyled
        pieces {
          change
          text
          author
        }
      }
      comments {
        author
        text
        quotation
        isAnswer
      }
    }
  }
`);

export type Returned = ResultOf<typeof ReadWordReturn>['wordReturn'];

export const ConfirmWordReturn = graphql(`
  mutation ConfirmWordReturn($input: WordReturnInput!) {
    confirmWordReturn(input: $input) {
      id
    }
  }
`);

export const DiscardWordReturn = graphql(`
  mutation DiscardWordReturn($input: WordReturnInput!) {
    discardWordReturn(input: $input)
  }
`);
