import { graphql } from '../../graphql.ts';

/** What the co-editing page must know before the text itself comes over its own connection. */
export const ConventionToWrite = graphql(`
  query ConventionToWrite($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      state
      documentId
      previousId
      viewerMayContinue
      viewerMayArchive
      viewerMayWrite
      viewerMaySuggest
    }
  }
`);
