import { graphql } from '../../graphql.ts';

export const ReadWriters = graphql(`
  query ReadWriters($documentId: ID!, $stretches: [TextStretchInput!]!) {
    textWriters(documentId: $documentId, stretches: $stretches) {
      text
      writtenAt
      writer {
        id
        name
      }
    }
  }
`);
