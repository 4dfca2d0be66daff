import { graphql } from '../../graphql.ts';

export const ReadObligation = graphql(`
  query ReadObligation($id: ID!) {
    obligation(id: $id) {
      id
      conventionId
      blockId
      title
      debtors {
        id
      }
      creditors {
        id
      }
      attendees {
        id
      }
      invited {
        id
      }
      pilots {
        id
      }
      periodicity
      times
      months
      event
      eventOn
      proof
      pieces
      startsOn
      endsOn
      degree
      version
    }
  }
`);

export const ChangeObligation = graphql(`
  mutation ChangeObligation($input: ChangeObligationInput!) {
    changeObligation(input: $input) {
      id
    }
  }
`);

export const WithdrawObligation = graphql(`
  mutation WithdrawObligation($input: WithdrawObligationInput!) {
    withdrawObligation(input: $input)
  }
`);
