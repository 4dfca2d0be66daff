import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadWordReturns = graphql(`
  query ReadWordReturns($documentId: ID!) {
    wordReturns(documentId: $documentId) {
      id
      fileName
      createdAt
      takenAt
    }
  }
`);

export type ListedReturn = ResultOf<typeof ReadWordReturns>['wordReturns'][number];

export const TakeWordBack = graphql(`
  mutation TakeWordBack($input: TakeWordBackInput!) {
    takeWordBack(input: $input) {
      id
    }
  }
`);
