import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadTemplates = graphql(`
  query ReadTemplates($organisationId: ID!) {
    organisation(id: $organisationId) {
      id
      viewerMayManage
      viewerMaySeeTemplates
      templates {
        id
        kind
        title
        savedAt
      }
    }
  }
`);

export type ListedTemplate = ResultOf<typeof ReadTemplates>['organisation']['templates'][number];
