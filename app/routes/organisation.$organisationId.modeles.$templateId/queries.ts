import { graphql } from '../../graphql.ts';

export const ReadTemplate = graphql(`
  query ReadTemplate($id: ID!) {
    template(id: $id) {
      id
      organisationId
      kind
      title
      version
      savedAt
      text
      fields {
        name
      }
      unknownFields
      viewerMayManage
    }
  }
`);

export const RenameTemplate = graphql(`
  mutation RenameTemplate($input: RenameTemplateInput!) {
    renameTemplate(input: $input) {
      id
    }
  }
`);

export const RemoveTemplate = graphql(`
  mutation RemoveTemplate($input: RemoveTemplateInput!) {
    removeTemplate(input: $input)
  }
`);
