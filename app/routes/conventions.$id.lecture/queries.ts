import { graphql } from '../../graphql.ts';
import { ListedOutcome } from '../../outcomes/outcome-queries.ts';

export const ReadText = graphql(
  `
    query ReadText($id: ID!) {
      convention(id: $id) {
        id
        title
        year
        state
        previousId
        viewerMayContinue
        viewerMayArchive
        viewerMayWrite
        viewerMaySuggest
        documentId
        text
      }
      outcomes(filter: { conventionId: $id }, first: 500) {
        edges {
          node {
            ...ListedOutcome
          }
        }
      }
    }
  `,
  [ListedOutcome],
);
