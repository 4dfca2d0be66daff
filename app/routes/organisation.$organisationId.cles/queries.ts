import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadApiKeys = graphql(`
  query ReadApiKeys($organisationId: ID!) {
    organisation(id: $organisationId) {
      apiKeys {
        id
        name
        prefix
        mode
        scopes
        ranges
        expiresAt
        lastDay
        createdAt
        lastUsedAt
        lastUsedFrom
        lastUsedFor
        revokedAt
        createdBy {
          name
        }
      }
    }
  }
`);

export type ListedApiKey = ResultOf<typeof ReadApiKeys>['organisation']['apiKeys'][number];

export const CreateApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      secret
      apiKey {
        id
        name
      }
    }
  }
`);

export const ChangeApiKey = graphql(`
  mutation ChangeApiKey($input: ChangeApiKeyInput!) {
    changeApiKey(input: $input) {
      id
    }
  }
`);

export const ReplaceApiKey = graphql(`
  mutation ReplaceApiKey($input: ReplaceApiKeyInput!) {
    replaceApiKey(input: $input) {
      secret
      apiKey {
        id
        name
      }
    }
  }
`);

export const RevokeApiKey = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      id
    }
  }
`);
