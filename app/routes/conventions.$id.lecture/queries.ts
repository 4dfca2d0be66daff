import { graphql } from '../../graphql.ts';

export const ReadText = graphql(`
  query ReadText($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      text
    }
  }
`);
