// Keys of an organisation: listed, made (the secret is told once) and revoked by its administrators.
import { createApiKey, listApiKeys, revokeApiKey, type SeenApiKey } from '#domain/organisations/api-keys.ts';
import { apiKeyModes } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { OrganisationType } from './organisation.ts';
import { PersonType } from './person.ts';

const ApiKeyModeType = builder.enumType('ApiKeyMode', { values: apiKeyModes });

const ApiKeyType = builder.objectRef<SeenApiKey>('ApiKey').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    prefix: t.exposeString('prefix', { description: 'Its first characters, to recognise it.' }),
    mode: t.expose('mode', { type: ApiKeyModeType }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true, description: 'To within five minutes.' }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
    createdBy: t.field({
      type: PersonType,
      description: 'Who answers for it: it opens nothing while this account is closed.',
      resolve: ({ createdBy }) => createdBy,
    }),
  }),
});

builder.objectField(OrganisationType, 'apiKeys', (t) =>
  t.field({
    type: [ApiKeyType],
    description: 'Its keys, the newest first; for its administrators.',
    resolve: ({ id }, _args, context) => listApiKeys(signedIn(context), { organisationId: id }),
  }),
);

const CreatedApiKeyType = builder.objectRef<{ apiKey: SeenApiKey; secret: string }>('CreatedApiKey').implement({
  fields: (t) => ({
    apiKey: t.field({ type: ApiKeyType, resolve: ({ apiKey }) => apiKey }),
    secret: t.exposeString('secret', { description: 'The key itself: told here and never again.' }),
  }),
});

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  fields: (t) => ({
    organisationId: t.id({ required: true }),
    name: t.string({ required: true }),
    mode: t.field({ type: ApiKeyModeType, required: true }),
  }),
});
const RevokeApiKeyInput = builder.inputType('RevokeApiKeyInput', {
  fields: (t) => ({ apiKeyId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: CreatedApiKeyType,
    args: { input: t.arg({ type: CreateApiKeyInput, required: true }) },
    resolve: (_root, { input }, context) => createApiKey(signedIn(context), input),
  }),
  revokeApiKey: t.field({
    type: ApiKeyType,
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true }) },
    resolve: (_root, { input }, context) => revokeApiKey(signedIn(context), input),
  }),
}));
