import { graphql } from '../../graphql.ts';

export const ReadReport = graphql(`
  query ReadReport($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      viewerMayWriteReport
      report {
        createdAt
        createdBy {
          name
        }
        isEdited
        documentId
        text
      }
    }
  }
`);

export const MakeReport = graphql(`
  mutation MakeReport($input: MakeYearReportInput!) {
    makeYearReport(input: $input) {
      documentId
    }
  }
`);

export const UpdateReport = graphql(`
  mutation UpdateReport($input: UpdateYearReportInput!) {
    updateYearReport(input: $input) {
      documentId
    }
  }
`);

export const MakeReportFromTemplate = graphql(`
  mutation MakeReportFromTemplate($input: MakeReportFromTemplateInput!) {
    makeReportFromTemplate(input: $input) {
      documentId
    }
  }
`);
