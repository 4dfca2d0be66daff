// Discussions on a convention's text: the thread, where it is in the text now, and opening, resolving, reopening.
import { createContextCache } from '@pothos/core';
import { type ThreadFilter, threadFilters } from '#domain/discussions/inputs.ts';
import { type Place, placeHeadings, placeStates, threadPlaces } from '#domain/discussions/thread-places.ts';
import { listThreads, readThread, type Talk, type ThreadPart } from '#domain/discussions/thread-views.ts';
import { openThread, reopenThread, resolveThread } from '#domain/discussions/threads.ts';
import { unreadThreads } from '#domain/notifications/notifications.ts';
import { can } from '#domain/permissions.ts';
import type { Viewer } from '#domain/viewers.ts';
import { partsAsked } from '../asked-fields.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { CommentType } from './comment.ts';
import { ConventionType } from './convention.ts';
import { PersonType } from './person.ts';

/** A value for each convention, made once a request. */
function oncePerConvention<Value>() {
  const cacheOf = createContextCache(() => new Map<string, Promise<Value>>());
  return (context: object, conventionId: string, make: () => Promise<Value>): Promise<Value> => {
    const cache = cacheOf(context);
    const value = cache.get(conventionId) ?? make();
    cache.set(conventionId, value);
    return value;
  };
}

const placesOnce = oncePerConvention<Map<string, Place>>();
const unreadOnce = oncePerConvention<Set<string>>();

const ThreadHeadingType = builder.objectRef<NonNullable<Place['heading']>>('ThreadHeading').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: builder.enumType('ThreadHeadingKind', { values: placeHeadings }) }),
    number: t.exposeString('number', { nullable: true }),
    title: t.exposeString('title'),
  }),
});

const ThreadPlaceState = builder.enumType('ThreadPlaceState', {
  description:
    'MARKED : ses mots portent sa marque. QUOTED : ils sont là, sans marque. BLOCK : tout un passage. DELETED : disparu.',
  values: placeStates,
});

const ThreadPlaceType = builder.objectRef<Place>('ThreadPlace').implement({
  description: 'Où est un fil dans le texte tel qu’il est maintenant.',
  fields: (t) => ({
    state: t.expose('state', { type: ThreadPlaceState }),
    blockId: t.exposeID('blockId', {
      nullable: true,
      description: 'Le passage où il est maintenant ; nul quand il a disparu.',
    }),
    position: t.exposeFloat('position', { description: 'Croît dans l’ordre de lecture.' }),
    words: t.exposeString('words', { nullable: true, description: 'Les premiers mots de son passage.' }),
    heading: t.field({
      type: ThreadHeadingType,
      nullable: true,
      description: 'Le titre sous lequel il est.',
      resolve: ({ heading }) => heading,
    }),
  }),
});

const lost: Place = { state: 'DELETED', blockId: null, position: Number.MAX_SAFE_INTEGER, words: null, heading: null };

const names = (viewer: Viewer) => (mention: Talk['comments'][number]['mentions'][number]) =>
  mention.personId === viewer.personId || mention.organisationId === viewer.organisationId;

export const ThreadType = builder.objectRef<Talk>('Thread').implement({
  description: 'Une discussion sur un passage du texte, ou sur une partie de ses mots.',
  fields: (t) => ({
    id: t.exposeID('id'),
    conventionId: t.exposeID('conventionId'),
    blockId: t.exposeID('blockId', { description: 'Le passage sur lequel il a été ouvert.' }),
    quotation: t.exposeString('quotation', {
      description: 'Les mots sur lesquels il a été ouvert ; vide pour tout un passage.',
    }),
    place: t.field({
      type: ThreadPlaceType,
      complexity: 10,
      resolve: async ({ id, conventionId }, _args, context) =>
        (await placesOnce(context, conventionId, () => threadPlaces(conventionId))).get(id) ?? lost,
    }),
    comments: t.field({ type: [CommentType], resolve: ({ comments }) => comments }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    resolvedAt: t.expose('resolvedAt', { type: 'DateTime', nullable: true }),
    resolvedBy: t.field({ type: PersonType, nullable: true, resolve: ({ resolvedBy }) => resolvedBy }),
    version: t.exposeInt('version'),
    isMine: t.boolean({
      description: 'Qui demande l’a ouvert ou y a écrit.',
      resolve: ({ createdById, comments }, _args, context) => {
        const { personId } = signedIn(context);
        return (
          createdById === personId || comments.some(({ authorId, deletedAt }) => authorId === personId && !deletedAt)
        );
      },
    }),
    mentionsViewer: t.boolean({
      resolve: ({ comments }, _args, context) =>
        comments.some(({ mentions }) => mentions.some(names(signedIn(context)))),
    }),
    isUnread: t.boolean({
      description: 'Qui demande a été prévenu de quelque chose qui y est et ne l’a pas vu.',
      resolve: async ({ id, conventionId }, _args, context) =>
        (await unreadOnce(context, conventionId, () => unreadThreads(signedIn(context), conventionId))).has(id),
    }),
    viewerMayReply: t.boolean({
      resolve: ({ convention }, _args, context) => can(signedIn(context), 'comment.post', convention),
    }),
    viewerMayResolve: t.boolean({
      resolve: ({ convention, createdById }, _args, context) =>
        can(signedIn(context), 'thread.resolve', { convention, authorId: createdById }),
    }),
  }),
});

const ThreadFilterType = builder.enumType('ThreadFilter', {
  values: Object.fromEntries(threadFilters.map((value) => [value.toUpperCase(), { value }])) as Record<
    Uppercase<ThreadFilter>,
    { value: ThreadFilter }
  >,
});

builder.queryFields((t) => ({
  thread: t.field({
    type: ThreadType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readThread(signedIn(context), id),
  }),
}));

/** What asks for each part of a thread that is read only then. */
const parts: Record<ThreadPart, readonly string[]> = {
  convention: ['Thread.viewerMayReply', 'Thread.viewerMayResolve', 'Comment.viewerMayEdit', 'Comment.viewerMayDelete'],
  mentions: ['Thread.mentionsViewer', 'Comment.mentions'],
};

builder.objectField(ConventionType, 'threads', (t) =>
  t.connection({
    type: ThreadType,
    description: 'Ses fils de discussion, le plus ancien d’abord.',
    complexity: listComplexity,
    args: {
      filter: t.arg({ type: ThreadFilterType }),
      organisationId: t.arg.id({ description: 'Seulement les fils où quelqu’un de cet organisme a écrit.' }),
    },
    resolve: async ({ id }, args, context, info) =>
      connectionOf(await listThreads(signedIn(context), { ...args, conventionId: id }, partsAsked(info, parts))),
  }),
);

const OpenThreadInput = builder.inputType('OpenThreadInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockId: t.id({ required: true }),
    quotation: t.string({ description: 'Les mots visés, comme ils sont dans le passage ; rien : tout le passage.' }),
    prefix: t.string({ description: 'Quelques mots du passage avant la citation.' }),
    suffix: t.string({ description: 'Quelques mots du passage après la citation.' }),
    body: t.string({ required: true }),
  }),
});
const ThreadInput = (name: string) =>
  builder.inputType(name, { fields: (t) => ({ threadId: t.id({ required: true }) }) });
const ResolveThreadInput = ThreadInput('ResolveThreadInput');
const ReopenThreadInput = ThreadInput('ReopenThreadInput');

builder.mutationFields((t) => ({
  openThread: t.field({
    type: ThreadType,
    args: { input: t.arg({ type: OpenThreadInput, required: true }) },
    async resolve(_root, { input }, context) {
      const viewer = signedIn(context);
      return readThread(viewer, (await openThread(viewer, input)).id);
    },
  }),
  resolveThread: t.field({
    type: ThreadType,
    args: { input: t.arg({ type: ResolveThreadInput, required: true }) },
    async resolve(_root, { input: { threadId } }, context) {
      const viewer = signedIn(context);
      return readThread(viewer, (await resolveThread(viewer, threadId)).id);
    },
  }),
  reopenThread: t.field({
    type: ThreadType,
    args: { input: t.arg({ type: ReopenThreadInput, required: true }) },
    async resolve(_root, { input: { threadId } }, context) {
      const viewer = signedIn(context);
      return readThread(viewer, (await reopenThread(viewer, threadId)).id);
    },
  }),
}));
