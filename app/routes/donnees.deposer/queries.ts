import { graphql } from '../../graphql.ts';

export const DepositDataset = graphql(`
  mutation DepositDataset($input: DepositDatasetInput!) {
    depositDataset(input: $input) {
      id
    }
  }
`);
