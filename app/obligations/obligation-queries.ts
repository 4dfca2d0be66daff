// What the form of an obligation is filled from: the passages of the text, the organisations and who may be a pilot.
import { graphql, type ResultOf } from '../graphql.ts';

export const ReadObligationChoices = graphql(`
  query ReadObligationChoices($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      viewerMayManageObligations
      participants {
        person {
          id
          name
          organisation {
            shortName
          }
        }
      }
      programme {
        items {
          id
          kind
          number
          title
          text
          mark
          degree
        }
      }
    }
    organisations(first: 500) {
      edges {
        node {
          id
          name
          shortName
          units {
            id
            name
            shortName
          }
        }
      }
    }
  }
`);

export type ObligationChoices = ResultOf<typeof ReadObligationChoices>;
