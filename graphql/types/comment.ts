// What is said in a thread: the comment, whom it names, and answering, editing, deleting.
import { deleteComment, editComment, postComment } from '#domain/discussions/comments.ts';
import { findMentionable, type Mentionable } from '#domain/discussions/mentions.ts';
import { type Named, readComment, type SaidComment } from '#domain/discussions/thread-views.ts';
import { can } from '#domain/permissions.ts';
import { builder, signedIn } from '../builder.ts';
import { OrganisationType } from './organisation.ts';
import { PersonType } from './person.ts';

const MentionType = builder.objectRef<Named>('Mention').implement({
  description: 'Quelqu’un ou un organisme que nomme un commentaire ; l’un des deux est nul.',
  fields: (t) => ({
    person: t.field({ type: PersonType, nullable: true, resolve: ({ person }) => person }),
    organisation: t.field({ type: OrganisationType, nullable: true, resolve: ({ organisation }) => organisation }),
  }),
});

export const CommentType = builder.objectRef<SaidComment>('Comment').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    threadId: t.exposeID('threadId'),
    conventionId: t.exposeID('conventionId'),
    author: t.field({ type: PersonType, resolve: ({ author }) => author }),
    body: t.exposeString('body', {
      description:
        'Du texte simple avec ses fins de ligne ; `@[id]` est la mention de cet identifiant. Vide une fois supprimé.',
    }),
    mentions: t.field({ type: [MentionType], resolve: ({ mentions }) => mentions }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    editedAt: t.expose('editedAt', { type: 'DateTime', nullable: true }),
    deletedAt: t.expose('deletedAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    viewerMayEdit: t.boolean({
      resolve: (comment, _args, context) =>
        comment.deletedAt === null && can(signedIn(context), 'comment.edit', comment),
    }),
    viewerMayDelete: t.boolean({
      resolve: (comment, _args, context) =>
        comment.deletedAt === null && can(signedIn(context), 'comment.delete', comment),
    }),
  }),
});

const MentionableType = builder.objectRef<Mentionable>('Mentionable').implement({
  description: 'Quelqu’un ou un organisme qu’un commentaire de la convention peut nommer.',
  fields: (t) => ({
    kind: t.field({
      type: builder.enumType('MentionableKind', { values: ['PERSON', 'ORGANISATION'] as const }),
      resolve: ({ kind }) => kind,
    }),
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    detail: t.exposeString('detail', {
      description: 'Organisme et service d’une personne ; nom long d’un organisme.',
    }),
  }),
});

builder.queryField('mentionable', (t) =>
  t.field({
    type: [MentionableType],
    description: 'Qui un commentaire peut nommer, par le début des noms ; 20 au plus.',
    args: { conventionId: t.arg.id({ required: true }), search: t.arg.string({ defaultValue: '' }) },
    resolve: (_root, { conventionId, search }, context) =>
      findMentionable(signedIn(context), { conventionId, search: search ?? '' }),
  }),
);

const PostCommentInput = builder.inputType('PostCommentInput', {
  fields: (t) => ({ threadId: t.id({ required: true }), body: t.string({ required: true }) }),
});
const EditCommentInput = builder.inputType('EditCommentInput', {
  fields: (t) => ({ commentId: t.id({ required: true }), body: t.string({ required: true }) }),
});
const DeleteCommentInput = builder.inputType('DeleteCommentInput', {
  fields: (t) => ({ commentId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  postComment: t.field({
    type: CommentType,
    description: 'Répond dans un fil ; un fil résolu se rouvre.',
    args: { input: t.arg({ type: PostCommentInput, required: true }) },
    async resolve(_root, { input }, context) {
      const viewer = signedIn(context);
      return readComment(viewer, (await postComment(viewer, input)).id);
    },
  }),
  editComment: t.field({
    type: CommentType,
    args: { input: t.arg({ type: EditCommentInput, required: true }) },
    async resolve(_root, { input }, context) {
      const viewer = signedIn(context);
      return readComment(viewer, (await editComment(viewer, input)).id);
    },
  }),
  deleteComment: t.field({
    type: CommentType,
    description: 'Vide un commentaire. Un fil dont tous les commentaires sont supprimés disparaît.',
    args: { input: t.arg({ type: DeleteCommentInput, required: true }) },
    async resolve(_root, { input: { commentId } }, context) {
      const viewer = signedIn(context);
      return readComment(viewer, (await deleteComment(viewer, commentId)).id);
    },
  }),
}));
