import { graphql } from '../../graphql.ts';

export const ReadSuggestions = graphql(`
  query ReadSuggestions($documentId: ID!) {
    textSuggestions(documentId: $documentId) {
      id
      summary
      blockId
      madeAt
      author {
        id
        name
        organisation {
          shortName
        }
      }
    }
  }
`);

export const DecideSuggestions = graphql(`
  mutation DecideSuggestions($input: DecideSuggestionsInput!) {
    decideSuggestions(input: $input) {
      id
    }
  }
`);
