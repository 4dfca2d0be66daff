// What a person is told, and what of it also comes by mail. A key has none of it.
import {
  type NotificationDetails,
  type OccurrenceTold,
  readNotifications,
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
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { CommentType } from './comment.ts';
import { OccurrenceStateType } from './obligation.ts';
import { PersonType } from './person.ts';

const NotificationKindType = builder.enumType('NotificationKind', { values: notificationKinds });

const RemindedType = builder.objectRef<OccurrenceTold>('RemindedOccurrence').implement({
  description: 'What a reminder is about, as it stands today.',
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.exposeString('title', { description: 'Of its obligation.' }),
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
    conventionId: t.exposeID('conventionId', { nullable: true, description: 'Null for what is of no convention.' }),
    datasetId: t.exposeID('datasetId', { nullable: true, description: 'Of what partners share.' }),
    conventionTitle: t.string({ resolve: ({ convention }) => convention?.title ?? '' }),
    conventionYear: t.int({ nullable: true, resolve: ({ convention }) => convention?.year ?? null }),
    threadId: t.exposeID('threadId', { nullable: true }),
    occurrenceId: t.exposeID('occurrenceId', { nullable: true }),
    meetingId: t.exposeID('meetingId', { nullable: true, description: 'Whose task or invitation it is about.' }),
    occurrence: t.field({
      type: RemindedType,
      nullable: true,
      description: 'What falls due; null for what is no reminder, and once it is gone.',
      resolve: ({ occurrence }) => occurrence,
    }),
    words: t.string({
      nullable: true,
      description:
        'Of a task, an invitation or a dataset: what there is to say of it as it stands today, in a French sentence.',
      resolve: ({ said }) => said?.words ?? null,
    }),
    quotation: t.exposeString('quotation', { nullable: true, description: 'The words its thread is about.' }),
    comment: t.field({
      type: CommentType,
      nullable: true,
      description: 'What was said; null for what is no comment, and once it is deleted.',
      resolve: ({ comment }) => comment,
    }),
  }),
});

const MailPreferenceType = builder
  .objectRef<Awaited<ReturnType<typeof setMailPreference>>>('MailPreference')
  .implement({
    description: 'Whether notifications of a kind also come by mail, in the digest of each working day.',
    fields: (t) => ({
      kind: t.expose('kind', { type: NotificationKindType }),
      enabled: t.exposeBoolean('enabled'),
    }),
  });

builder.queryFields((t) => ({
  notifications: t.connection({
    type: NotificationType,
    description: 'What the person signed in was told, newest first.',
    complexity: listComplexity,
    args: { unread: t.arg.boolean({ description: 'Only unread ones (true), only read ones (false).' }) },
    resolve: async (_root, args, context) => connectionOf(await readNotifications(signedIn(context), args)),
  }),
  unreadNotifications: t.int({
    description: 'How many notifications wait for the person signed in; 0 for nobody and for a key.',
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
      description: 'When the list was read: later ones stay unread.',
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
    description: 'Answers how many were unread.',
    args: { input: t.arg({ type: MarkAllNotificationsReadInput, required: true }) },
    resolve: (_root, { input: { until } }, context) => markAllNotificationsRead(signedIn(context), until),
  }),
  markThreadRead: t.int({
    description: 'Marks what was told of a thread as read; answers how many were unread.',
    args: { input: t.arg({ type: MarkThreadReadInput, required: true }) },
    resolve: (_root, { input: { threadId } }, context) => markThreadRead(signedIn(context), threadId),
  }),
  setMailPreference: t.field({
    type: MailPreferenceType,
    args: { input: t.arg({ type: SetMailPreferenceInput, required: true }) },
    resolve: (_root, { input }, context) => setMailPreference(signedIn(context), input),
  }),
}));
