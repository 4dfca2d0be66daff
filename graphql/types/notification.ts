// What a person is told, and what of it also comes by mail. A key has none of it.
import {
  type NotificationDetails,
  type OccurrenceTold,
  readDetailedLists,
  readOnce,
} from '#domain/notifications/notification-details.ts';
import {
  countUnread,
  mailPreferences,
  markAllNotificationsRead,
  markThreadRead,
  setMailPreference,
} from '#domain/notifications/notifications.ts';
import { notificationKinds } from '#domain/vocabulary.ts';
import { batchedLists } from '../batched-reads.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { CommentType } from './comment.ts';
import { OccurrenceStateType } from './obligation.ts';
import { TextKindType } from './owned-text.ts';
import { PersonType } from './person.ts';

const NotificationKindType = builder.enumType('NotificationKind', { values: notificationKinds });

const RemindedType = builder.objectRef<OccurrenceTold>('RemindedOccurrence').implement({
  description: 'Ce dont parle un rappel, tel qu’aujourd’hui.',
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.exposeString('title', { description: 'De son obligation.' }),
    dueOn: t.expose('dueOn', { type: 'Date' }),
    state: t.expose('state', { type: OccurrenceStateType }),
  }),
});

const NotificationType = builder.objectRef<NotificationDetails>('Notification').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: NotificationKindType }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    readAt: t.expose('readAt', { type: 'DateTime', nullable: true }),
    actor: t.field({ type: PersonType, nullable: true, resolve: ({ actor }) => actor }),
    conventionId: t.exposeID('conventionId', {
      nullable: true,
      description: 'Nulle pour ce qui n’est d’aucune convention.',
    }),
    datasetId: t.exposeID('datasetId', { nullable: true, description: 'De ce que partagent les partenaires.' }),
    conventionTitle: t.string({ resolve: ({ convention }) => convention?.title ?? '' }),
    conventionYear: t.int({ nullable: true, resolve: ({ convention }) => convention?.year ?? null }),
    threadId: t.exposeID('threadId', { nullable: true }),
    occurrenceId: t.exposeID('occurrenceId', { nullable: true }),
    meetingId: t.exposeID('meetingId', {
      nullable: true,
      description: 'Celle de la tâche ou de l’invitation dont il s’agit, ou des notes avec `textKind` NOTES.',
    }),
    textKind: t.expose('textKind', {
      type: TextKindType,
      nullable: true,
      description: 'D’une proposition : ce dont le texte est celui.',
    }),
    occurrence: t.field({
      type: RemindedType,
      nullable: true,
      description: 'Ce qui est à échéance ; nul pour ce qui n’est pas un rappel, et quand elle a disparu.',
      resolve: ({ occurrence }) => occurrence,
    }),
    words: t.string({
      nullable: true,
      description: 'D’une tâche, d’une invitation ou de données : ce qu’il y a à en dire aujourd’hui, en une phrase.',
      resolve: ({ said }) => said?.words ?? null,
    }),
    quotation: t.exposeString('quotation', { nullable: true, description: 'Les mots dont parle son fil.' }),
    comment: t.field({
      type: CommentType,
      nullable: true,
      description: 'Ce qui a été dit ; nul pour ce qui n’est pas un commentaire, et une fois supprimé.',
      resolve: ({ comment }) => comment,
    }),
  }),
});

const MailPreferenceType = builder
  .objectRef<Awaited<ReturnType<typeof setMailPreference>>>('MailPreference')
  .implement({
    description:
      'Si les notifications d’une sorte viennent aussi par courriel, dans le récapitulatif de chaque jour ouvré.',
    fields: (t) => ({
      kind: t.expose('kind', { type: NotificationKindType }),
      enabled: t.exposeBoolean('enabled'),
    }),
  });

const notificationsOf = batchedLists(readDetailedLists);

builder.queryFields((t) => ({
  notifications: t.connection({
    type: NotificationType,
    description: 'Ce dont la personne connectée a été prévenue, le plus récent d’abord.',
    complexity: listComplexity,
    args: { unread: t.arg.boolean({ description: 'Seulement les non lues (vrai), seulement les lues (faux).' }) },
    resolve: async (_root, args, context) => connectionOf(await notificationsOf(context, args)),
  }),
  unreadNotifications: t.int({
    description: 'Combien de notifications attendent la personne connectée ; 0 pour personne et pour une clé.',
    resolve: (_root, _args, { viewer }) => (viewer ? countUnread(viewer) : 0),
  }),
  mailPreferences: t.field({
    type: [MailPreferenceType],
    resolve: (_root, _args, context) => mailPreferences(signedIn(context)),
  }),
}));

const MarkNotificationReadInput = builder.inputType('MarkNotificationReadInput', {
  fields: (t) => ({ notificationId: t.id({ required: true }) }),
});
const MarkAllNotificationsReadInput = builder.inputType('MarkAllNotificationsReadInput', {
  fields: (t) => ({
    until: t.field({
      type: 'DateTime',
      required: true,
      description: 'Quand la liste a été lue : celles d’après restent non lues.',
    }),
  }),
});
const MarkThreadReadInput = builder.inputType('MarkThreadReadInput', {
  fields: (t) => ({ threadId: t.id({ required: true }) }),
});
const SetMailPreferenceInput = builder.inputType('SetMailPreferenceInput', {
  fields: (t) => ({
    kind: t.field({ type: NotificationKindType, required: true }),
    enabled: t.boolean({ required: true }),
  }),
});

builder.mutationFields((t) => ({
  markNotificationRead: t.field({
    type: NotificationType,
    args: { input: t.arg({ type: MarkNotificationReadInput, required: true }) },
    resolve: (_root, { input: { notificationId } }, context) => readOnce(signedIn(context), notificationId),
  }),
  markAllNotificationsRead: t.int({
    description: 'Rend combien étaient non lues.',
    args: { input: t.arg({ type: MarkAllNotificationsReadInput, required: true }) },
    resolve: (_root, { input: { until } }, context) => markAllNotificationsRead(signedIn(context), until),
  }),
  markThreadRead: t.int({
    description: 'Marque ce qui a été dit d’un fil comme lu ; rend combien étaient non lues.',
    args: { input: t.arg({ type: MarkThreadReadInput, required: true }) },
    resolve: (_root, { input: { threadId } }, context) => markThreadRead(signedIn(context), threadId),
  }),
  setMailPreference: t.field({
    type: MailPreferenceType,
    args: { input: t.arg({ type: SetMailPreferenceInput, required: true }) },
    resolve: (_root, { input }, context) => setMailPreference(signedIn(context), input),
  }),
}));
