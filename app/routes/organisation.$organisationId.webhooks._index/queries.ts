import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadWebhooks = graphql(`
  query ReadWebhooks($organisationId: ID!) {
    organisation(id: $organisationId) {
      id
      webhooks {
        id
        name
        url
        scopes
        failures
        nextAt
        pausedAt
        createdAt
      }
    }
  }
`);

export type ListedWebhook = ResultOf<typeof ReadWebhooks>['organisation']['webhooks'][number];

export const CreateWebhook = graphql(`
  mutation CreateWebhook($input: CreateWebhookInput!) {
    createWebhook(input: $input) {
      secret
      webhook {
        id
        name
      }
    }
  }
`);
