import { graphql } from '../../graphql.ts';

export const StoreFile = graphql(`
  mutation StoreFile($input: StoreFileInput!) {
    storeFile(input: $input) {
      id
      name
      size
    }
  }
`);
