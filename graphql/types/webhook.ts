// Webhooks of an organisation, as its administrators see them, with the log of what was sent. What they do is webhook-mutations.ts.

import {
  type ChangeSubject,
  scopes,
  type WebhookFailure,
  type WebhookMessage,
  type WebhookPause,
  webhookFailures,
  webhookMessages,
  webhookPauses,
} from '#domain/vocabulary.ts';
import { listDeliveries } from '#domain/webhooks/delivery-log.ts';
import { listWebhooks, readWebhook, type SeenWebhook } from '#domain/webhooks/webhooks.ts';
import type { WebhookDelivery } from '#generated/prisma/client.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ScopeType } from './api-key.ts';
import { ChangeSubjectType } from './change.ts';
import { OrganisationType } from './organisation.ts';
import { PersonType } from './person.ts';

const pauseWords: Record<WebhookPause, string> = {
  BY_HAND: 'Quelqu’un l’a mis en pause.',
  FAILING: 'Rien de ce qui lui a été envoyé depuis 24\u00a0heures n’a été pris.',
  GONE: 'Le logiciel a répondu que l’adresse n’existe plus (410).',
};

const messageWords: Record<WebhookMessage, string> = {
  CHANGES: 'Des entrées du journal (`type`\u00a0: « changes »).',
  EXPIRED: 'Le journal ne mène plus de son curseur à maintenant\u00a0: il faut tout relire (« changes.expired »).',
  TEST: 'Un essai, qui ne dit rien (« test »).',
};

const failureWords: Record<WebhookFailure, string> = {
  UNKNOWN_HOST: 'Aucune machine ne porte ce nom.',
  PRIVATE_ADDRESS: 'L’adresse est celle d’un réseau privé.',
  UNREACHABLE: 'La machine ne répond pas.',
  NOT_SECURE: 'La connexion n’est pas sûre (TLS).',
  TOO_SLOW: 'Rien n’a été répondu en 15\u00a0secondes.',
  BROKEN_OFF: 'La connexion a été coupée avant la réponse.',
  REDIRECTED: 'La réponse renvoie ailleurs\u00a0: ce n’est pas suivi.',
  REFUSED: 'La réponse n’est pas un succès (2xx).',
};

const described = <Value extends string>(values: readonly Value[], words: Record<Value, string>) =>
  Object.fromEntries(values.map((value) => [value, { value, description: words[value] }])) as {
    [Name in Value]: { value: Name; description: string };
  };

const PauseType = builder.enumType('WebhookPause', {
  description: 'Pourquoi rien n’est envoyé à un webhook.',
  values: described(webhookPauses, pauseWords),
});
const MessageType = builder.enumType('WebhookMessage', {
  description: 'Ce que dit un message envoyé à un webhook.',
  values: described(webhookMessages, messageWords),
});
const FailureType = builder.enumType('WebhookFailure', {
  description: 'Pourquoi un message n’a pas été pris.',
  values: described(webhookFailures, failureWords),
});

export const DeliveryType = builder.objectRef<WebhookDelivery>('WebhookDelivery').implement({
  description: 'Un envoi à un webhook, et ce qui a été répondu. Un message refusé est renvoyé sous le même numéro.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Identifiant de l’envoi.' }),
    messageId: t.exposeID('messageId', { description: 'Numéro du message (`webhook-id`), le même à chaque renvoi.' }),
    kind: t.expose('kind', { type: MessageType, description: 'Ce que dit le message.' }),
    after: t.exposeString('after', {
      description: 'Curseur du journal avant sa première entrée\u00a0: d’où renvoyer.',
    }),
    changes: t.exposeInt('changes', { description: 'Nombre d’entrées du journal.' }),
    at: t.expose('at', { type: 'DateTime', description: 'Quand il est parti.' }),
    tookMs: t.exposeInt('tookMs', { description: 'Millisecondes jusqu’à la fin de la réponse.' }),
    status: t.exposeInt('status', { nullable: true, description: 'Code HTTP de la réponse\u00a0; nul sans réponse.' }),
    failure: t.expose('failure', {
      type: FailureType,
      nullable: true,
      description: 'Pourquoi il n’a pas été pris\u00a0; nul s’il l’a été.',
    }),
    answer: t.exposeString('answer', { description: 'Le début de la réponse.' }),
  }),
});

export const WebhookType = builder.objectRef<SeenWebhook>('Webhook').implement({
  description: 'Une adresse à laquelle est annoncé ce qui change de ce que voit l’organisme.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Identifiant du webhook.' }),
    name: t.exposeString('name', { description: 'Le logiciel qui reçoit.' }),
    url: t.exposeString('url', { description: 'L’adresse où sont postés les messages.' }),
    scopes: t.field({
      type: [ScopeType],
      description: 'Les domaines annoncés, comme ceux d’une clé\u00a0; vide\u00a0: tout ce que voit l’organisme.',
      resolve: ({ scopes: kept }) => scopes.filter((scope) => kept.includes(scope)),
    }),
    types: t.field({
      type: [ChangeSubjectType],
      description: 'Les sortes de choses annoncées, avec ce qui les porte\u00a0; vide\u00a0: toutes.',
      resolve: ({ subjects }) => subjects as ChangeSubject[],
    }),
    cursor: t.exposeString('cursor', { description: 'Curseur du journal\u00a0: tout ce qui le précède a été pris.' }),
    failures: t.exposeInt('failures', { description: 'Envois refusés de suite.' }),
    nextAt: t.expose('nextAt', {
      type: 'DateTime',
      description: 'Pas d’envoi avant\u00a0; passé quand rien n’attend.',
    }),
    pausedAt: t.expose('pausedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Depuis quand rien n’est envoyé\u00a0; nul quand il envoie.',
    }),
    pausedFor: t.expose('pausedFor', { type: PauseType, nullable: true, description: 'Pourquoi il est en pause.' }),
    formerSecretUntil: t.expose('formerUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Jusqu’à quand l’ancien secret signe aussi\u00a0; nul s’il n’a pas été remplacé.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Quand il a été créé.' }),
    createdBy: t.field({ type: PersonType, description: 'Qui l’a créé.', resolve: ({ createdBy }) => createdBy }),
    deliveries: t.connection({
      type: DeliveryType,
      description: 'Les envois des trente derniers jours, le dernier d’abord.',
      complexity: listComplexity,
      resolve: async ({ id: webhookId }, { first, after }, context) =>
        connectionOf(await listDeliveries(signedIn(context), { webhookId, first, after })),
    }),
  }),
});

builder.objectField(OrganisationType, 'webhooks', (t) =>
  t.field({
    type: [WebhookType],
    description: 'Ses webhooks, par nom\u00a0; pour ses administrateurs.',
    resolve: ({ id }, _args, context) => listWebhooks(signedIn(context), id),
  }),
);

builder.queryField('webhook', (t) =>
  t.field({
    type: WebhookType,
    description: 'Un webhook de son organisme, pour ses administrateurs.',
    args: { id: t.arg.id({ required: true, description: 'Le webhook.' }) },
    resolve: (_root, { id }, context) => readWebhook(signedIn(context), id),
  }),
);
