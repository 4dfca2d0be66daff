// What administrators do with the webhooks of their organisation: made (the secret is told once), changed, tried, stopped, sent again, removed.
import { testWebhook } from '#domain/webhooks/deliveries.ts';
import {
  changeWebhook,
  createWebhook,
  pauseWebhook,
  removeWebhook,
  replayWebhook,
  resumeWebhook,
  rotateWebhookSecret,
  type SeenWebhook,
} from '#domain/webhooks/webhooks.ts';
import { builder, signedIn } from '../builder.ts';
import { ScopeType } from './api-key.ts';
import { ChangeSubjectType } from './change.ts';
import { DeliveryType, WebhookType } from './webhook.ts';

const CreatedWebhookType = builder.objectRef<{ webhook: SeenWebhook; secret: string }>('CreatedWebhook').implement({
  description: 'Un webhook avec le secret qui signe ses messages.',
  fields: (t) => ({
    webhook: t.field({ type: WebhookType, description: 'Le webhook.', resolve: ({ webhook }) => webhook }),
    secret: t.exposeString('secret', {
      description: 'Le secret (« whsec_ » et 32\u00a0octets en base64)\u00a0: dit ici, et plus jamais.',
    }),
  }),
});

const scopesWords = 'Les domaines à annoncer, en lecture\u00a0; rien\u00a0: tout ce que voit l’organisme.';
const typesWords = 'Les sortes de choses à annoncer\u00a0; rien\u00a0: toutes.';
const urlWords = 'L’adresse où poster, en https\u00a0; jamais celle d’un réseau privé.';

const CreateWebhookInput = builder.inputType('CreateWebhookInput', {
  description: 'Un nouveau webhook.',
  fields: (t) => ({
    organisationId: t.id({ required: true, description: 'L’organisme, le sien.' }),
    name: t.string({ required: true, description: 'Le logiciel qui reçoit.' }),
    url: t.string({ required: true, description: urlWords }),
    scopes: t.field({ type: [ScopeType], description: scopesWords }),
    types: t.field({ type: [ChangeSubjectType], description: typesWords }),
  }),
});
const ChangeWebhookInput = builder.inputType('ChangeWebhookInput', {
  description: 'Un webhook redit en entier.',
  fields: (t) => ({
    webhookId: t.id({ required: true, description: 'Le webhook.' }),
    name: t.string({ required: true, description: 'Le logiciel qui reçoit.' }),
    url: t.string({ required: true, description: urlWords }),
    scopes: t.field({ type: [ScopeType], description: scopesWords }),
    types: t.field({ type: [ChangeSubjectType], description: typesWords }),
  }),
});
const WebhookInput = builder.inputType('WebhookInput', {
  description: 'De quel webhook il s’agit.',
  fields: (t) => ({ webhookId: t.id({ required: true, description: 'Le webhook.' }) }),
});
const ReplayWebhookInput = builder.inputType('ReplayWebhookInput', {
  description: 'D’où renvoyer.',
  fields: (t) => ({
    webhookId: t.id({ required: true, description: 'Le webhook.' }),
    after: t.string({
      required: true,
      description: 'Un curseur du journal (`changes`, ou `after` d’un envoi)\u00a0: tout ce qui le suit est renvoyé.',
    }),
  }),
});

builder.mutationFields((t) => ({
  createWebhook: t.field({
    type: CreatedWebhookType,
    description: 'Crée un webhook, qui annonce ce qui change à partir de maintenant.',
    args: { input: t.arg({ type: CreateWebhookInput, required: true }) },
    resolve: (_root, { input: { types: subjects, ...input } }, context) =>
      createWebhook(signedIn(context), { ...input, subjects }),
  }),
  changeWebhook: t.field({
    type: WebhookType,
    description: 'Redit un webhook\u00a0; ce qui attend est envoyé comme il le dit désormais.',
    args: { input: t.arg({ type: ChangeWebhookInput, required: true }) },
    resolve: (_root, { input: { types: subjects, ...input } }, context) =>
      changeWebhook(signedIn(context), { ...input, subjects }),
  }),
  rotateWebhookSecret: t.field({
    type: CreatedWebhookType,
    description: 'Remplace le secret\u00a0: le nouveau et l’ancien signent tous deux pendant une semaine.',
    args: { input: t.arg({ type: WebhookInput, required: true }) },
    resolve: (_root, { input }, context) => rotateWebhookSecret(signedIn(context), input),
  }),
  testWebhook: t.field({
    type: DeliveryType,
    nullable: true,
    description:
      'Envoie un essai tout de suite et dit ce qui a été répondu\u00a0; nul si le webhook vient d’être supprimé.',
    complexity: 50,
    args: { input: t.arg({ type: WebhookInput, required: true }) },
    resolve: (_root, { input }, context) => testWebhook(signedIn(context), input),
  }),
  pauseWebhook: t.field({
    type: WebhookType,
    description: 'N’envoie plus rien\u00a0; ce qui change attend.',
    args: { input: t.arg({ type: WebhookInput, required: true }) },
    resolve: (_root, { input }, context) => pauseWebhook(signedIn(context), input),
  }),
  resumeWebhook: t.field({
    type: WebhookType,
    description: 'Reprend les envois là où ils en étaient, tout de suite.',
    args: { input: t.arg({ type: WebhookInput, required: true }) },
    resolve: (_root, { input }, context) => resumeWebhook(signedIn(context), input),
  }),
  replayWebhook: t.field({
    type: WebhookType,
    description: 'Renvoie, dans l’ordre, tout ce qui suit un curseur.',
    args: { input: t.arg({ type: ReplayWebhookInput, required: true }) },
    resolve: (_root, { input }, context) => replayWebhook(signedIn(context), input),
  }),
  removeWebhook: t.field({
    type: 'ID',
    description: 'Supprime un webhook et le journal de ses envois\u00a0; rend son identifiant.',
    args: { input: t.arg({ type: WebhookInput, required: true }) },
    resolve: (_root, { input }, context) => removeWebhook(signedIn(context), input),
  }),
}));
