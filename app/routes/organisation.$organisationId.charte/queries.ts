import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadCharters = graphql(`
  query ReadCharters($organisationId: ID!) {
    organisation(id: $organisationId) {
      viewerMayManage
      charters {
        format
        fileName
        givenAt
      }
    }
  }
`);

export type Charter = ResultOf<typeof ReadCharters>['organisation']['charters'][number];

export const GiveCharter = graphql(`
  mutation GiveCharter($input: GiveCharterInput!) {
    giveCharter(input: $input) {
      format
    }
  }
`);

export const RemoveCharter = graphql(`
  mutation RemoveCharter($input: RemoveCharterInput!) {
    removeCharter(input: $input)
  }
`);
