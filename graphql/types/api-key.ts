// Keys of an organisation: listed, made (the secret is told once) and revoked by its administrators.
import {
  changeApiKey,
  createApiKey,
  lastDayOf,
  listApiKeys,
  replaceApiKey,
  revokeApiKey,
  type SeenApiKey,
} from '#domain/organisations/api-keys.ts';
import { type Area, apiKeyModes, type Scope, scopes } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { OrganisationType } from './organisation.ts';
import { PersonType } from './person.ts';

const ApiKeyModeType = builder.enumType('ApiKeyMode', { values: apiKeyModes });

const areaWords: Record<Area, string> = {
  programme: 'le texte, ses passages et le parcours des conventions',
  followUp: 'les actions, livrables, indicateurs, obligations et bilans',
  finance: 'les lignes budgétaires et les versements',
  meetings: 'les réunions, leurs invités, notes, décisions et comptes rendus',
  discussions: 'les fils de discussion et leurs commentaires',
  files: 'les fichiers',
  datasets: 'les données que partagent les partenaires',
};

const describeScope = (scope: Scope) => {
  const [area = 'files', verb] = scope.split(':') as [Area, string];
  return `${verb === 'read' ? 'Lire' : 'Lire et écrire'} ${areaWords[area]}.`;
};

/** « followUp:read » is no name of GraphQL: FOLLOW_UP_READ is. */
const nameOfScope = (scope: Scope) => scope.replace('U', '_U').replace(':', '_').toUpperCase();

export const ScopeType = builder.enumType('ApiKeyScope', {
  description:
    'Ce à quoi une clé est restreinte. Les conventions, leurs participants et l’annuaire se lisent toujours.',
  values: Object.fromEntries(
    scopes.map((scope) => [nameOfScope(scope), { value: scope, description: describeScope(scope) }]),
  ) as Record<string, { value: Scope; description: string }>,
});

const ApiKeyType = builder.objectRef<SeenApiKey>('ApiKey').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    prefix: t.exposeString('prefix', { description: 'Ses premiers caractères, pour la reconnaître.' }),
    mode: t.expose('mode', { type: ApiKeyModeType }),
    scopes: t.field({
      type: [ScopeType],
      description: 'Ce à quoi elle est restreinte ; vide : tout ce que son mode permet.',
      resolve: ({ scopes: kept }) => scopes.filter((scope) => kept.includes(scope)),
    }),
    ranges: t.exposeStringList('ranges', {
      description: 'Réseaux d’où elle s’utilise (192.0.2.0/24) ; vide : de partout.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Quand elle cesse de fonctionner ; nul : elle ne se termine pas d’elle-même.',
    }),
    lastDay: t.field({
      type: 'Date',
      nullable: true,
      description: 'Son dernier jour, à Paris\u00a0; nul\u00a0: elle ne se termine pas d’elle-même.',
      resolve: ({ expiresAt }) => lastDayOf(expiresAt),
    }),
    lastUsedFrom: t.exposeString('lastUsedFrom', { nullable: true, description: 'L’adresse de son dernier usage.' }),
    lastUsedFor: t.exposeString('lastUsedFor', { nullable: true, description: 'Le nom de sa dernière opération.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true, description: 'À cinq minutes près.' }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
    createdBy: t.field({
      type: PersonType,
      description: 'Qui l’a créée. Elle appartient à l’organisme : le départ de cette personne n’y change rien.',
      resolve: ({ createdBy }) => createdBy,
    }),
  }),
});

builder.objectField(OrganisationType, 'apiKeys', (t) =>
  t.field({
    type: [ApiKeyType],
    description: 'Ses clés, la plus récente d’abord ; pour ses administrateurs.',
    resolve: ({ id }, _args, context) => listApiKeys(signedIn(context), { organisationId: id }),
  }),
);

const CreatedApiKeyType = builder.objectRef<{ apiKey: SeenApiKey; secret: string }>('CreatedApiKey').implement({
  fields: (t) => ({
    apiKey: t.field({ type: ApiKeyType, resolve: ({ apiKey }) => apiKey }),
    secret: t.exposeString('secret', { description: 'La clé elle-même : dite ici, et plus jamais.' }),
  }),
});

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  fields: (t) => ({
    organisationId: t.id({ required: true }),
    name: t.string({ required: true }),
    mode: t.field({ type: ApiKeyModeType, required: true }),
    scopes: t.field({ type: [ScopeType], description: 'À quoi la restreindre ; rien : tout ce que son mode permet.' }),
    ranges: t.stringList({ description: 'Réseaux d’où elle s’utilise ; rien : de partout.' }),
    expiresOn: t.field({ type: 'Date', description: 'Son dernier jour, à Paris ; rien : sans fin.' }),
  }),
});
const ChangeApiKeyInput = builder.inputType('ChangeApiKeyInput', {
  fields: (t) => ({
    apiKeyId: t.id({ required: true, description: 'La clé.' }),
    ranges: t.stringList({ description: 'Réseaux d’où elle s’utilise ; rien : de partout.' }),
    expiresOn: t.field({ type: 'Date', description: 'Son dernier jour, à Paris ; rien : sans fin.' }),
  }),
});
const ReplaceApiKeyInput = builder.inputType('ReplaceApiKeyInput', {
  fields: (t) => ({
    apiKeyId: t.id({ required: true, description: 'La clé à remplacer.' }),
    days: t.int({ required: true, description: 'Jours pendant lesquels les deux fonctionnent, de 0 à 90.' }),
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
  changeApiKey: t.field({
    type: ApiKeyType,
    description: 'Dit de nouveau d’où une clé s’utilise et quand elle se termine.',
    args: { input: t.arg({ type: ChangeApiKeyInput, required: true }) },
    resolve: (_root, { input }, context) => changeApiKey(signedIn(context), input),
  }),
  replaceApiKey: t.field({
    type: CreatedApiKeyType,
    description: 'Crée une clé semblable à une autre, qui se termine quelques jours plus tard.',
    args: { input: t.arg({ type: ReplaceApiKeyInput, required: true }) },
    resolve: (_root, { input }, context) => replaceApiKey(signedIn(context), input),
  }),
  revokeApiKey: t.field({
    type: ApiKeyType,
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true }) },
    resolve: (_root, { input }, context) => revokeApiKey(signedIn(context), input),
  }),
}));
