import { graphql, type ResultOf } from '../graphql.ts';

export const SearchAll = graphql(`
  query SearchAll($words: String!, $kinds: [SearchKind!], $year: Int, $typing: Boolean, $first: Int, $after: String) {
    search(words: $words, kinds: $kinds, year: $year, typing: $typing, first: $first, after: $after) {
      hits {
        id
        kind
        subjectId
        scopeId
        conventionId
        conventionTitle
        year
        blockId
        heading {
          kind
          number
          title
        }
        meetingTitle
        meetingAt
        authorName
        organisationId
        title {
          text
          isMatch
        }
        passage {
          text
          isMatch
        }
      }
      endCursor
      hasNextPage
      total
      isCapped
      kinds {
        kind
        count
      }
      years {
        year
        count
      }
      correctedWords
      isTooCommon
    }
  }
`);

/** What a search gives. */
export type FoundAnswer = ResultOf<typeof SearchAll>['search'];
/** One thing that was found. */
export type FoundHit = FoundAnswer['hits'][number];
