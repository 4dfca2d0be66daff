import { graphql } from '../../graphql.ts';

export const ReportToWrite = graphql(`
  query ReportToWrite($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      viewerMayWriteReport
      report {
        documentId
      }
    }
  }
`);
