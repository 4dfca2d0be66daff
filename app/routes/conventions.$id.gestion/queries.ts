import { graphql } from '../../graphql.ts';

export const ReadManaged = graphql(`
  query ReadManaged($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayRename
      viewerMayContinue
      viewerMayArchive
      continuations {
        id
        title
        year
      }
      previous {
        id
        title
        year
      }
    }
  }
`);

export const RenameConvention = graphql(`
  mutation RenameConvention($input: RenameConventionInput!) {
    renameConvention(input: $input) {
      title
    }
  }
`);

export const ContinueConvention = graphql(`
  mutation ContinueConvention($input: ContinueConventionInput!) {
    continueConvention(input: $input) {
      id
    }
  }
`);

export const ArchiveConvention = graphql(`
  mutation ArchiveConvention($input: ArchiveConventionInput!) {
    archiveConvention(input: $input) {
      id
    }
  }
`);
