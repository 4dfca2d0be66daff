// The states of a text that were kept, and who wrote what of it.
import { type KindCount, wordSummary } from '#domain/comparison/summary.ts';
import { versionTitle } from '#domain/versions/comparison-words.ts';
import { type Restoration, restoreVersion } from '#domain/versions/restorations.ts';
import {
  keepBeforeReplacing,
  type ListedVersion,
  listVersions,
  nameVersion,
  readListedVersion,
  readVersionText,
} from '#domain/versions/versions.ts';
import { readWriters, type WrittenWords } from '#domain/versions/writers.ts';
import { versionReasons } from '#domain/vocabulary.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ConventionStateType } from './convention.ts';
import { PersonType } from './person.ts';
import { ItemKindType } from './programme.ts';

export const KindCountType = builder.objectRef<KindCount>('ChangedKindCount').implement({
  description: 'Combien de passages d’une sorte diffèrent. Un titre a changé quand un passage juste sous lui a changé.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ItemKindType }),
    changed: t.exposeInt('changed'),
    added: t.exposeInt('added'),
    dropped: t.exposeInt('dropped'),
    moved: t.exposeInt('moved'),
  }),
});

export const TextVersionType = builder.objectRef<ListedVersion>('TextVersion').implement({
  description: 'Un état d’un texte qui a été gardé. Il ne change jamais.',
  fields: (t) => ({
    id: t.exposeID('id'),
    documentId: t.exposeID('documentId', { description: 'Le texte dont c’est une version.' }),
    reason: t.expose('reason', {
      type: builder.enumType('VersionReason', {
        description:
          'NAMED : par quelqu’un. MOVED : à une étape de la convention, pour son texte et son bilan. SENT, APPROVED : d’un compte rendu. BEFORE_RESTORE : avant qu’une version soit rétablie. BEFORE_REPLACE : avant que des mots soient remplacés partout. BEFORE_ASSEMBLE : avant qu’un bilan soit assemblé de nouveau. TAKEN_AWAY : quand le texte est parti pour Word. DAILY : une fois par jour.',
        values: versionReasons,
      }),
    }),
    name: t.exposeString('name', { nullable: true, description: 'For NAMED.' }),
    step: t.expose('step', {
      type: ConventionStateType,
      nullable: true,
      description: 'Avec MOVED : l’état atteint.',
    }),
    title: t.string({ description: 'Comment il se nomme, en français.', resolve: versionTitle }),
    keptAt: t.expose('keptAt', { type: 'DateTime' }),
    keptBy: t.field({
      type: PersonType,
      nullable: true,
      description: 'Nul : la plate-forme d’elle-même.',
      resolve: ({ keptBy }) => keptBy,
    }),
    writers: t.field({
      type: [PersonType],
      description: 'Qui avait écrit depuis la version précédente.',
      resolve: ({ writers }) => writers,
    }),
    changes: t.field({
      type: [KindCountType],
      nullable: true,
      description: 'Ce qui a changé depuis la version précédente ; nul pour la première.',
      resolve: ({ counts }) => counts,
    }),
    summary: t.string({
      nullable: true,
      description: 'De même, en une phrase.',
      resolve: ({ counts }) => counts && wordSummary(counts),
    }),
    text: t.field({
      type: 'Json',
      complexity: 20,
      description: 'Le texte, en JSON de ProseMirror ; chaque titre porte son `number`.',
      resolve: ({ id }) => readVersionText(id),
    }),
  }),
});

const WrittenWordsType = builder.objectRef<WrittenWords>('WrittenWords').implement({
  description: 'Des mots d’une même main, écrits d’un trait.',
  fields: (t) => ({
    text: t.exposeString('text'),
    blockId: t.exposeID('blockId'),
    writer: t.field({
      type: PersonType,
      nullable: true,
      description: 'Nul : la plate-forme (un import, ce qui a été repris), ou un compte qui n’est plus.',
      resolve: ({ writer }) => writer,
    }),
    writtenAt: t.expose('writtenAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Nul pour les mots d’avant que la plate-forme le note.',
    }),
  }),
});

const TextStretchInput = builder.inputType('TextStretchInput', {
  description: 'Une partie des mots d’un passage, en unités UTF-16 depuis son début ; d’un tableau, le tout est dit.',
  fields: (t) => ({
    blockId: t.id({ required: true }),
    from: t.int({ required: true }),
    to: t.int({ required: true }),
  }),
});

builder.queryFields((t) => ({
  textVersions: t.connection({
    type: TextVersionType,
    description:
      'Les versions d’un texte que qui demande peut lire (d’une convention, de notes, d’un bilan), la dernière d’abord.',
    complexity: listComplexity,
    args: { documentId: t.arg.id({ required: true }) },
    resolve: async (_root, args, context) => connectionOf(await listVersions(signedIn(context), args)),
  }),
  textVersion: t.field({
    type: TextVersionType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readListedVersion(signedIn(context), id),
  }),
  textWriters: t.field({
    type: [WrittenWordsType],
    complexity: 20,
    description: 'Qui a écrit ces parties d’un texte, et quand, dans l’ordre de lecture.',
    args: {
      documentId: t.arg.id({ required: true }),
      stretches: t.arg({ type: [TextStretchInput], required: true }),
    },
    resolve: (_root, args, context) => readWriters(signedIn(context), args),
  }),
}));

const NameTextVersionInput = builder.inputType('NameTextVersionInput', {
  fields: (t) => ({ documentId: t.id({ required: true }), name: t.string({ required: true }) }),
});

const KeepTextBeforeReplacingInput = builder.inputType('KeepTextBeforeReplacingInput', {
  fields: (t) => ({ documentId: t.id({ required: true }) }),
});

const RestoreTextVersionInput = builder.inputType('RestoreTextVersionInput', {
  fields: (t) => ({
    versionId: t.id({ required: true }),
    blockIds: t.idList({ description: 'Les passages à rétablir ; aucun : tout le texte.' }),
  }),
});

const RestorationType = builder.objectRef<Restoration>('TextRestoration').implement({
  fields: (t) => ({ documentId: t.exposeID('documentId'), versionId: t.exposeID('versionId') }),
});

builder.mutationFields((t) => ({
  nameTextVersion: t.field({
    type: TextVersionType,
    description: 'Garde un texte tel qu’il est, sous un nom. FORBIDDEN pour qui ne peut pas y écrire.',
    args: { input: t.arg({ type: NameTextVersionInput, required: true }) },
    resolve: (_root, { input }, context) => nameVersion(signedIn(context), input),
  }),
  keepTextBeforeReplacing: t.field({
    type: TextVersionType,
    nullable: true,
    description:
      'Garde un texte avant que des mots y soient remplacés partout ; nul quand sa dernière version dit la même chose. FORBIDDEN pour qui ne peut pas y écrire.',
    args: { input: t.arg({ type: KeepTextBeforeReplacingInput, required: true }) },
    resolve: (_root, { input }, context) => keepBeforeReplacing(signedIn(context), input),
  }),
  restoreTextVersion: t.field({
    type: RestorationType,
    description:
      'Rétablit une version, ou ces passages d’elle, par de nouvelles écritures : identifiants et commentaires gardent leur place, et ce qui était là est d’abord gardé comme version. FROZEN une fois le texte signé.',
    args: { input: t.arg({ type: RestoreTextVersionInput, required: true }) },
    resolve: (_root, { input }, context) => restoreVersion(signedIn(context), input),
  }),
}));
