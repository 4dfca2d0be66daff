import { graphql, type ResultOf } from '../../graphql.ts';

export const MayImport = graphql(`
  query MayImport {
    viewerMayCreateConvention
  }
`);

export const ReadImports = graphql(`
  query ReadImports {
    viewerMayCreateConvention
    importDrafts {
      id
      fileName
      createdAt
    }
  }
`);

export type ListedImport = ResultOf<typeof ReadImports>['importDrafts'][number];

export const UploadConvention = graphql(`
  mutation UploadConvention($input: UploadConventionInput!) {
    uploadConvention(input: $input) {
      id
    }
  }
`);
