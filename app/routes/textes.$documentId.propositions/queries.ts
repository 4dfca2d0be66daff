import { graphql } from '../../graphql.ts';

export const ReadSuggestions = graphql(`
  query ReadSuggestions($documentId: ID!) {
    textSuggestions(documentId: $documentId) {
      id
      summary
      reason
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

export const ReadDecided = graphql(`
  query ReadDecided($documentId: ID!) {
    decidedSuggestions(documentId: $documentId) {
      id
      summary
      decision
      reason
      decidedAt
      viewerMayReopen
      author {
        name
      }
      decidedBy {
        name
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

export const ReopenSuggestions = graphql(`
  mutation ReopenSuggestions($input: ReopenSuggestionsInput!) {
    reopenSuggestions(input: $input) {
      outcome
    }
  }
`);

export const ExplainSuggestion = graphql(`
  mutation ExplainSuggestion($input: ExplainSuggestionInput!) {
    explainSuggestion(input: $input) {
      id
    }
  }
`);
