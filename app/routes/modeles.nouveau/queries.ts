import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadDraft = graphql(`
  query ReadTemplateDraft($documentId: ID, $meetingId: ID, $organisationId: ID!) {
    templateDraft(documentId: $documentId, meetingId: $meetingId) {
      kind
      title
      offers {
        blockId
        field
        fieldName
        before
        words
        after
        count
      }
    }
    organisation(id: $organisationId) {
      id
      name
      viewerMayManage
      templates {
        id
        kind
        title
        version
      }
    }
  }
`);

export type Offer = ResultOf<typeof ReadDraft>['templateDraft']['offers'][number];

export const SaveTemplate = graphql(`
  mutation SaveTemplate($input: SaveTemplateInput!) {
    saveTemplate(input: $input) {
      id
      organisationId
    }
  }
`);
