import { graphql } from '../../graphql.ts';

export const ReadOrganisation = graphql(`
  query ReadOrganisation($organisationId: ID!) {
    organisation(id: $organisationId) {
      id
      name
      shortName
      kind
      siret
      address
      representative
      viewerMayManage
      viewerMaySeeTemplates
      viewerMayManageKeys
    }
  }
`);
