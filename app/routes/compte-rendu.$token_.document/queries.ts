import { graphql } from '../../graphql.ts';

export const ReadMinutesPdf = graphql(`
  query ReadMinutesPdf($token: String!) {
    minutesInvitation(token: $token) {
      pdfName
      pdf
    }
  }
`);
