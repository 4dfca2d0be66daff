import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadWebhook = graphql(`
  query ReadWebhook($id: ID!, $first: Int!, $after: String) {
    webhook(id: $id) {
      id
      name
      url
      scopes
      failures
      nextAt
      pausedAt
      pausedFor
      formerSecretUntil
      createdAt
      createdBy {
        name
      }
      deliveries(first: $first, after: $after) {
        edges {
          node {
            id
            kind
            after
            changes
            at
            tookMs
            status
            failure
            answer
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export type SeenWebhook = ResultOf<typeof ReadWebhook>['webhook'];
export type ListedDelivery = SeenWebhook['deliveries']['edges'][number]['node'];

export const ChangeWebhook = graphql(`
  mutation ChangeWebhook($input: ChangeWebhookInput!) {
    changeWebhook(input: $input) {
      id
    }
  }
`);

export const TestWebhook = graphql(`
  mutation TestWebhook($input: WebhookInput!) {
    testWebhook(input: $input) {
      status
      failure
    }
  }
`);

export const PauseWebhook = graphql(`
  mutation PauseWebhook($input: WebhookInput!) {
    pauseWebhook(input: $input) {
      id
    }
  }
`);

export const ResumeWebhook = graphql(`
  mutation ResumeWebhook($input: WebhookInput!) {
    resumeWebhook(input: $input) {
      id
    }
  }
`);

export const ReplayWebhook = graphql(`
  mutation ReplayWebhook($input: ReplayWebhookInput!) {
    replayWebhook(input: $input) {
      id
    }
  }
`);

export const RotateWebhookSecret = graphql(`
  mutation RotateWebhookSecret($input: WebhookInput!) {
    rotateWebhookSecret(input: $input) {
      secret
    }
  }
`);

export const RemoveWebhook = graphql(`
  mutation RemoveWebhook($input: WebhookInput!) {
    removeWebhook(input: $input)
  }
`);
