// Conventions: one year's text with its title, its state and who takes part; making, continuing, renaming, archiving.

import { countCarryOvers } from '#domain/conventions/carry-overs.ts';
import {
  archiveConvention,
  type ConventionRequest,
  createConvention,
  findContinuations,
  listYears,
  readConventionLists,
  renameConvention,
} from '#domain/conventions/conventions.ts';
import { findParticipantsOf } from '#domain/conventions/participants.ts';
import { readConventionText } from '#domain/conventions/programmes.ts';
import { continueConvention } from '#domain/conventions/roll-over.ts';
import { type Convention, type ConventionVerb, findConventions, readConvention } from '#domain/gate.ts';
import { lastActivity } from '#domain/history/activity.ts';
import { pageOfConventions } from '#domain/paging.ts';
import { can, roleIn } from '#domain/permissions.ts';
import { conventionStates } from '#domain/vocabulary.ts';
import { batched, batchedLists } from '../batched-reads.ts';
import { builder, type Context, connectionOf, listUpTo, signedIn } from '../builder.ts';
import { ParticipantRoleType, ParticipantType } from './participant.ts';

export const ConventionStateType = builder.enumType('ConventionState', { values: conventionStates });

const CarryOverProgressType = builder.objectRef<{ total: number; decided: number }>('CarryOverProgress').implement({
  description: 'Combien de passages de l’an dernier ont été repris, et pour combien leur sort est décidé.',
  fields: (t) => ({ total: t.exposeInt('total'), decided: t.exposeInt('decided') }),
});

const lastActivityOf = batched(lastActivity);
const carryOversOf = batched(countCarryOvers);
const participantsOf = batched((ids, context) => findParticipantsOf(signedIn(context), ids));
const continuationsOf = batched((ids, context) => findContinuations(signedIn(context), ids));
const conventionOf = batched(
  async (ids, context) => new Map((await findConventions(signedIn(context), ids)).map((one) => [one.id, one])),
);

export const ConventionType = builder.objectRef<Convention>('Convention');

/** Whether the viewer may do `verb` with the convention. */
const may = (verb: ConventionVerb) => (convention: Convention, _args: object, context: Context) =>
  can(signedIn(context), verb, convention);

ConventionType.implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.exposeString('title'),
    year: t.exposeInt('year'),
    state: t.expose('state', { type: ConventionStateType }),
    documentId: t.exposeID('documentId', {
      description: 'Le document écrit à plusieurs, pour les logiciels qui s’y joignent.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', nullable: true }),
    lastActivityAt: t.field({
      type: 'DateTime',
      description: 'Quand il s’y est passé quelque chose pour la dernière fois.',
      resolve: async ({ id, createdAt }, _args, context) => (await lastActivityOf(context, id)) ?? createdAt,
    }),
    version: t.exposeInt('version'),
    previousId: t.exposeID('previousId', { nullable: true, description: 'La convention qu’elle continue.' }),
    previous: t.field({
      type: ConventionType,
      nullable: true,
      description: 'La convention qu’elle continue, quand qui demande la voit.',
      resolve: async ({ previousId }, _args, context) =>
        previousId === null ? null : ((await conventionOf(context, previousId)) ?? null),
    }),
    continuations: t.field({
      type: [ConventionType],
      description: 'Les conventions suivantes qui en viennent et que voit qui demande.',
      resolve: async ({ id }, _args, context) => (await continuationsOf(context, id)) ?? [],
    }),
    participants: t.field({
      type: [ParticipantType],
      description: 'Qui y prend part, les plus grands rôles d’abord.',
      resolve: async ({ id }, _args, context) => (await participantsOf(context, id)) ?? [],
    }),
    carryOverProgress: t.field({
      type: CarryOverProgressType,
      description: 'Tout à zéro quand elle n’en continue aucune.',
      resolve: async ({ id, previousId }, _args, context) =>
        (previousId === null ? undefined : await carryOversOf(context, id)) ?? { total: 0, decided: 0 },
    }),
    text: t.field({
      type: 'Json',
      complexity: 20,
      description:
        'Le texte enregistré, en JSON de ProseMirror ; chaque titre porte son `number`. Les liens qui ne sont pas sûrs sont ôtés.',
      resolve: ({ id }, _args, context) => readConventionText(signedIn(context), id),
    }),
    viewerRole: t.field({
      type: ParticipantRoleType,
      nullable: true,
      description: 'Le plus grand rôle de qui demande ; nul pour l’administrateur de la plate-forme qui n’en a pas.',
      resolve: (convention, _args, context) => roleIn(signedIn(context), convention),
    }),
    viewerMayWrite: t.boolean({ resolve: may('text.write') }),
    viewerMaySuggest: t.boolean({ resolve: may('text.suggest') }),
    viewerMayComment: t.boolean({ resolve: may('thread.open') }),
    viewerMayRename: t.boolean({ resolve: may('convention.rename') }),
    viewerMayArchive: t.boolean({ resolve: may('convention.archive') }),
    viewerMayContinue: t.boolean({ resolve: may('convention.continue') }),
    viewerMayManageParticipants: t.boolean({ resolve: may('participant.manage') }),
    viewerMayDecideCarryOvers: t.boolean({ resolve: may('carryOver.decide') }),
    viewerMayStoreFiles: t.boolean({ resolve: may('file.store') }),
    viewerMayOrganiseMeetings: t.boolean({ resolve: may('meeting.organise') }),
  }),
});

export const ConventionFilterInput = builder.inputType('ConventionFilter', {
  fields: (t) => ({
    year: t.int(),
    state: t.field({ type: ConventionStateType }),
    states: t.field({ type: [ConventionStateType], description: 'L’un de ceux-ci.' }),
    words: t.string({ description: 'Tous sont dans le titre.' }),
    archived: t.boolean({ description: 'Seulement celles qui sont archivées (vrai) ; sinon seulement les autres.' }),
  }),
});

const conventionsOf = batchedLists<ConventionRequest, Convention>(readConventionLists);

builder.queryFields((t) => ({
  convention: t.field({
    type: ConventionType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readConvention(signedIn(context), id),
  }),
  conventions: t.connection({
    type: ConventionType,
    description: 'Les conventions que voit qui demande, la dernière année d’abord.',
    complexity: listUpTo(pageOfConventions),
    args: { filter: t.arg({ type: ConventionFilterInput }) },
    resolve: async (_root, args, context) => connectionOf(await conventionsOf(context, args)),
  }),
  conventionYears: t.intList({
    description: 'Les années de ces conventions, la dernière d’abord.',
    resolve: (_root, _args, context) => listYears(signedIn(context)),
  }),
  viewerMayCreateConvention: t.boolean({
    resolve: (_root, _args, context) => can(signedIn(context), 'convention.create', null),
  }),
}));

const CreateConventionInput = builder.inputType('CreateConventionInput', {
  fields: (t) => ({
    title: t.string({ required: true }),
    year: t.int({ required: true }),
    text: t.field({
      type: 'Json',
      description: 'Le premier texte, en JSON de ProseMirror ; un article si rien n’est donné.',
    }),
  }),
});
const ContinueConventionInput = builder.inputType('ContinueConventionInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    title: t.string({ required: true }),
    year: t.int({ required: true }),
  }),
});
const RenameConventionInput = builder.inputType('RenameConventionInput', {
  fields: (t) => ({ conventionId: t.id({ required: true }), title: t.string({ required: true }) }),
});
const ArchiveConventionInput = builder.inputType('ArchiveConventionInput', {
  fields: (t) => ({ conventionId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  createConvention: t.field({
    type: ConventionType,
    description: 'Ouvre une convention qui n’en continue aucune ; qui la crée en est le responsable.',
    args: { input: t.arg({ type: CreateConventionInput, required: true }) },
    resolve: (_root, { input: { text, ...input } }, context) => createConvention(signedIn(context), input, text),
  }),
  continueConvention: t.field({
    type: ConventionType,
    description:
      'Fait d’une convention celle d’une année suivante : tout le texte, ceux qui y prennent part, rien de décidé encore.',
    args: { input: t.arg({ type: ContinueConventionInput, required: true }) },
    resolve: (_root, { input }, context) => continueConvention(signedIn(context), input),
  }),
  renameConvention: t.field({
    type: ConventionType,
    args: { input: t.arg({ type: RenameConventionInput, required: true }) },
    resolve: (_root, { input }, context) => renameConvention(signedIn(context), input),
  }),
  archiveConvention: t.field({
    type: ConventionType,
    description: 'Range une convention qui ne sera pas signée ; plus rien n’y change.',
    args: { input: t.arg({ type: ArchiveConventionInput, required: true }) },
    resolve: (_root, { input: { conventionId } }, context) => archiveConvention(signedIn(context), conventionId),
  }),
}));
