import { graphql } from '../../graphql.ts';

export const ReadTextFile = graphql(`
  query ReadTextFile($id: ID!, $format: TextFileFormat!, $withComments: Boolean!, $withSuggestions: Boolean!) {
    textFile(id: $id, format: $format, withComments: $withComments, withSuggestions: $withSuggestions) {
      name
      mediaType
      content
    }
  }
`);
