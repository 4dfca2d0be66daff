import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadBudget = graphql(`
  query ReadBudget($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      viewerMayManageMoney
      budget {
        sums {
          authorised
          paymentCredit
          committed
          planned
          ordered
          paid
          repaid
          remaining
        }
        lines {
          id
          operationCode
          imputation
          title
          commitmentAuthorisation
          paymentCredit
          version
          sums {
            remaining
          }
          payments {
            id
            kind
            amount
            state
            dueOn
            paidOn
            version
            proofs {
              id
              title
              obligationId
              deliverableId
              receivedOn
              isGiven
              file {
                id
                name
              }
            }
          }
        }
      }
    }
    programme(conventionId: $id) {
      absentArticles
    }
  }
`);

export const CreateBudgetLine = graphql(`
  mutation CreateBudgetLine($input: CreateBudgetLineInput!) {
    createBudgetLine(input: $input) {
      id
    }
  }
`);

export const ChangeBudgetLine = graphql(`
  mutation ChangeBudgetLine($input: ChangeBudgetLineInput!) {
    changeBudgetLine(input: $input) {
      id
    }
  }
`);

export const WithdrawBudgetLine = graphql(`
  mutation WithdrawBudgetLine($input: WithdrawBudgetLineInput!) {
    withdrawBudgetLine(input: $input)
  }
`);

export const CreatePayment = graphql(`
  mutation CreatePayment($input: CreatePaymentInput!) {
    createPayment(input: $input) {
      id
    }
  }
`);

export const ChangePayment = graphql(`
  mutation ChangePayment($input: ChangePaymentInput!) {
    changePayment(input: $input) {
      id
    }
  }
`);

export const AddPaymentProof = graphql(`
  mutation AddPaymentProof($input: AddPaymentProofInput!) {
    addPaymentProof(input: $input) {
      id
    }
  }
`);

export const ReceivePaymentProof = graphql(`
  mutation ReceivePaymentProof($input: ReceivePaymentProofInput!) {
    receivePaymentProof(input: $input) {
      id
    }
  }
`);

export const RemovePaymentProof = graphql(`
  mutation RemovePaymentProof($input: RemovePaymentProofInput!) {
    removePaymentProof(input: $input) {
      id
    }
  }
`);

/** The money of a convention, as the page shows it. */
export type ListedBudget = ResultOf<typeof ReadBudget>['convention']['budget'];
export type ListedLine = ListedBudget['lines'][number];
export type ListedPayment = ListedLine['payments'][number];
export type ListedProof = ListedPayment['proofs'][number];
