// A Word file that comes back into the text it was made of: what it changes, then suggestions and comments. Seen by who brings it.

import type { BlockChange, Piece } from '#domain/returns/changes.ts';
import type { NewComment } from '#domain/returns/returned-comments.ts';
import {
  confirmWordReturn,
  discardWordReturn,
  listWordReturns,
  readWordReturn,
  takeWordBack,
  type WordReturnView,
} from '#domain/returns/returns.ts';
import type { ItemKind } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { ItemKindType } from './programme.ts';

const kindNames: Record<BlockChange['kind'], ItemKind> = {
  part: 'PART',
  article: 'ARTICLE',
  axis: 'AXIS',
  objective: 'OBJECTIVE',
  subheading: 'SUBHEADING',
  paragraph: 'PARAGRAPH',
  table: 'TABLE',
};

const PieceType = builder.objectRef<Piece>('WordReturnPiece').implement({
  description: 'Des mots d’un passage, avec ce que le fichier Word en fait.',
  fields: (t) => ({
    change: t.field({
      type: builder.enumType('WordReturnPieceChange', {
        description: 'KEPT : gardés. DROPPED : retirés. ADDED : ajoutés.',
        values: ['KEPT', 'DROPPED', 'ADDED'] as const,
      }),
      resolve: ({ change }) => change,
    }),
    text: t.exposeString('text', { description: 'Les mots.' }),
    author: t.string({
      nullable: true,
      description: 'Le nom que le fichier donne de qui l’a fait ; nul quand les modifications n’étaient pas suivies.',
      resolve: ({ by }) => by?.author ?? null,
    }),
  }),
});

const ChangeType = builder.objectRef<BlockChange>('WordReturnChange').implement({
  description: 'Ce que le fichier Word change dans un passage.',
  fields: (t) => ({
    blockId: t.exposeID('blockId', { nullable: true, description: 'Nul pour un passage nouveau.' }),
    kind: t.field({
      type: ItemKindType,
      description: 'Ce qu’était le passage, ou ce qu’est le nouveau.',
      resolve: ({ kind }) => kindNames[kind],
    }),
    state: t.field({
      type: builder.enumType('WordReturnChangeState', {
        description: 'CHANGED : changé. ADDED : ajouté. REMOVED : retiré. MOVED : déplacé.',
        values: ['CHANGED', 'ADDED', 'REMOVED', 'MOVED'] as const,
      }),
      resolve: ({ state }) => state,
    }),
    becomes: t.field({
      type: ItemKindType,
      nullable: true,
      description: 'Ce que le passage devient ; nul s’il reste ce qu’il est.',
      resolve: ({ becomes }) => becomes && kindNames[becomes],
    }),
    isReshaped: t.exposeBoolean('isReshaped', {
      description: 'Le passage change de nature ou de place dans les listes.',
    }),
    isRestyled: t.exposeBoolean('isRestyled', { description: 'Des mots changent d’aspect : gras, italique, lien.' }),
    pieces: t.field({ type: [PieceType], description: 'Ses mots, dans l’ordre.', resolve: ({ pieces }) => pieces }),
  }),
});

const CommentType = builder.objectRef<NewComment>('WordReturnComment').implement({
  description: 'Un commentaire du fichier Word que personne n’a encore fait ici.',
  fields: (t) => ({
    author: t.exposeString('author', { description: 'Le nom que le fichier donne.' }),
    text: t.exposeString('text', { description: 'Ses mots.' }),
    quotation: t.string({
      description: 'Les mots du texte dont il parle ; vide pour un passage entier ou une réponse.',
      resolve: ({ place }) => place?.quotation ?? '',
    }),
    isAnswer: t.boolean({
      description: 'Il répond à un autre.',
      resolve: ({ threadId, answers }) => threadId !== null || answers !== null,
    }),
  }),
});

const WordReturnType = builder.objectRef<WordReturnView>('WordReturn').implement({
  description: 'Un fichier Word repris dans le texte dont il est fait ; vu de qui le reprend seul, gardé 30 jours.',
  fields: (t) => ({
    id: t.exposeID('id'),
    documentId: t.exposeID('documentId', { description: 'Le texte dont il est fait.' }),
    fileName: t.exposeString('fileName'),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Quand il a été envoyé.' }),
    takenAt: t.expose('takenAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Quand il est devenu des propositions et des commentaires ; nul avant.',
    }),
    sentAt: t.expose('sentAt', { type: 'DateTime', description: 'Quand le texte était parti pour Word.' }),
    isOlder: t.exposeBoolean('isOlder', {
      description: 'Le texte a changé depuis : ce que d’autres y ont fait reste.',
    }),
    suggestionCount: t.int({
      description: 'Combien de propositions il fait, ou a faites.',
      resolve: ({ outcome }) => outcome.suggestions,
    }),
    commentCount: t.int({
      description:
        'Combien de commentaires il fait, ou a faits ; aucun dans des notes et un bilan, qui ne se commentent pas.',
      resolve: ({ outcome }) => outcome.comments,
    }),
    lost: t.stringList({
      description: 'Ce qui n’a pas pu être repris, en phrases.',
      resolve: ({ outcome }) => outcome.lost,
    }),
    changes: t.field({
      type: [ChangeType],
      description: 'Passage par passage, dans l’ordre de lecture ; vide une fois repris.',
      complexity: { field: 50, multiplier: 20 },
      resolve: ({ changes }) => changes,
    }),
    comments: t.field({
      type: [CommentType],
      description:
        'Les commentaires nouveaux ; une fois repris, ceux de notes ou d’un bilan seuls, qui ne sont écrits nulle part ailleurs.',
      complexity: { field: 20, multiplier: 10 },
      resolve: ({ comments }) => comments,
    }),
  }),
});

type Listed = Awaited<ReturnType<typeof listWordReturns>>[number];

const ListedWordReturnType = builder.objectRef<Listed>('ListedWordReturn').implement({
  description: 'Un fichier Word repris, comme une liste le montre.',
  fields: (t) => ({
    id: t.exposeID('id'),
    fileName: t.exposeString('fileName'),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Quand il a été envoyé.' }),
    takenAt: t.expose('takenAt', { type: 'DateTime', nullable: true, description: 'Nul tant qu’il attend.' }),
  }),
});

builder.queryFields((t) => ({
  wordReturn: t.field({
    type: WordReturnType,
    description: 'Un fichier Word que qui demande a repris.',
    complexity: 100,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readWordReturn(signedIn(context), id),
  }),
  wordReturns: t.field({
    type: [ListedWordReturnType],
    description: 'Ceux de qui demande, pour un texte, le dernier d’abord ; vingt au plus.',
    args: { documentId: t.arg.id({ required: true, description: 'Le texte dont ils sont faits.' }) },
    resolve: (_root, { documentId }, context) => listWordReturns(signedIn(context), documentId),
  }),
}));

const TakeWordBackInput = builder.inputType('TakeWordBackInput', {
  description: 'Un fichier Word qui revient.',
  fields: (t) => ({
    documentId: t.id({ required: true, description: 'Le texte dont il est fait.' }),
    fileName: t.string({ required: true }),
    content: t.field({ type: 'Bytes', required: true, description: 'Un DOCX téléchargé d’ici, de 20 Mo au plus.' }),
  }),
});

const WordReturnInput = builder.inputType('WordReturnInput', {
  description: 'Un fichier Word qui attend.',
  fields: (t) => ({ returnId: t.id({ required: true, description: 'Celui de qui demande.' }) }),
});

builder.mutationFields((t) => ({
  takeWordBack: t.field({
    type: WordReturnType,
    description:
      'Lit un DOCX téléchargé de ce texte (convention, notes ou bilan) puis modifié, et dit ce qu’il change. Refuse celui d’un autre texte ; rien ne change encore. FROZEN une fois le texte signé ou approuvé.',
    complexity: 100,
    args: { input: t.arg({ type: TakeWordBackInput, required: true }) },
    resolve: (_root, { input: { documentId, fileName, content } }, context) =>
      takeWordBack(signedIn(context), { documentId, fileName, bytes: content }),
  }),
  confirmWordReturn: t.field({
    type: WordReturnType,
    description: 'En fait des propositions et des commentaires de qui le reprend, une fois.',
    complexity: 100,
    args: { input: t.arg({ type: WordReturnInput, required: true }) },
    resolve: (_root, { input }, context) => confirmWordReturn(signedIn(context), input),
  }),
  discardWordReturn: t.boolean({
    description: 'Le jette. Vrai une fois fait.',
    args: { input: t.arg({ type: WordReturnInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await discardWordReturn(signedIn(context), input);
      return true;
    },
  }),
}));
