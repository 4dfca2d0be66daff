import { graphql } from '../../graphql.ts';

export const ReadFile = graphql(`
  query ReadFile($id: ID!) {
    storedFile(id: $id) {
      name
      mediaType
      content
    }
  }
`);
