// Conventions: one year's text with its title, its state and who takes part; making, continuing, renaming, archiving.

import { countCarryOvers } from '#domain/conventions/carry-overs.ts';
import {
  archiveConvention,
  createConvention,
  listContinuations,
  listConventions,
  listYears,
  readPrevious,
  renameConvention,
} from '#domain/conventions/conventions.ts';
import { listParticipants } from '#domain/conventions/participants.ts';
import { readConventionText } from '#domain/conventions/programmes.ts';
import { continueConvention } from '#domain/conventions/roll-over.ts';
import { type Convention, type ConventionVerb, readConvention } from '#domain/gate.ts';
import { lastActivity } from '#domain/history/activity.ts';
import { pageOfConventions } from '#domain/paging.ts';
import { can, roleIn } from '#domain/permissions.ts';
import { conventionStates } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, type Context, connectionOf, listUpTo, signedIn } from '../builder.ts';
import { ParticipantRoleType, ParticipantType } from './participant.ts';

export const ConventionStateType = builder.enumType('ConventionState', { values: conventionStates });

const CarryOverProgressType = builder.objectRef<{ total: number; decided: number }>('CarryOverProgress').implement({
  description: 'How many blocks of last year’s text were taken over, and of how many it is decided what becomes.',
  fields: (t) => ({ total: t.exposeInt('total'), decided: t.exposeInt('decided') }),
});

const lastActivityOf = batched(lastActivity);

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
    documentId: t.exposeID('documentId', { description: 'The co-edited document, for programs that join it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', nullable: true }),
    lastActivityAt: t.field({
      type: 'DateTime',
      description: 'When something last happened in it.',
      resolve: async ({ id, createdAt }, _args, context) => (await lastActivityOf(context, id)) ?? createdAt,
    }),
    version: t.exposeInt('version'),
    previousId: t.exposeID('previousId', { nullable: true, description: 'The convention it continues.' }),
    previous: t.field({
      type: ConventionType,
      nullable: true,
      description: 'The convention it continues, when the viewer sees it.',
      resolve: (convention, _args, context) => readPrevious(signedIn(context), convention),
    }),
    continuations: t.field({
      type: [ConventionType],
      description: 'The later conventions made from it that the viewer sees.',
      resolve: ({ id }, _args, context) => listContinuations(signedIn(context), id),
    }),
    participants: t.field({
      type: [ParticipantType],
      description: 'Who takes part, the most trusted first.',
      resolve: ({ id }, _args, context) => listParticipants(signedIn(context), id),
    }),
    carryOverProgress: t.field({
      type: CarryOverProgressType,
      description: 'All zero when it continues none.',
      resolve: ({ id }) => countCarryOvers(id),
    }),
    text: t.field({
      type: 'Json',
      complexity: 20,
      description:
        'The committed text as ProseMirror JSON; every heading carries its `number`. Links that are not safe are left out.',
      resolve: ({ id }, _args, context) => readConventionText(signedIn(context), id),
    }),
    viewerRole: t.field({
      type: ParticipantRoleType,
      nullable: true,
      description: 'The highest role the viewer holds; null for the platform’s administrator without one.',
      resolve: (convention, _args, context) => roleIn(signedIn(context), convention),
    }),
    viewerMayWrite: t.boolean({ resolve: may('text.write') }),
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
    words: t.string({ description: 'All of them are in the title.' }),
    archived: t.boolean({ description: 'Only archived ones (true); else only living ones.' }),
  }),
});

builder.queryFields((t) => ({
  convention: t.field({
    type: ConventionType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readConvention(signedIn(context), id),
  }),
  conventions: t.connection({
    type: ConventionType,
    description: 'Conventions that the viewer sees, latest year first.',
    complexity: listUpTo(pageOfConventions),
    args: { filter: t.arg({ type: ConventionFilterInput }) },
    resolve: async (_root, args, context) => connectionOf(await listConventions(signedIn(context), args)),
  }),
  conventionYears: t.intList({
    description: 'The years of those conventions, latest first.',
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
    text: t.field({ type: 'Json', description: 'The first text as ProseMirror JSON; one article when not given.' }),
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
    description: 'Opens a convention that continues none; whoever makes it is its steward.',
    args: { input: t.arg({ type: CreateConventionInput, required: true }) },
    resolve: (_root, { input: { text, ...input } }, context) => createConvention(signedIn(context), input, text),
  }),
  continueConvention: t.field({
    type: ConventionType,
    description: 'Makes a later year’s convention out of one: the whole text, who takes part, nothing decided yet.',
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
    description: 'Puts a convention that will not be signed away; nothing in it changes any more.',
    args: { input: t.arg({ type: ArchiveConventionInput, required: true }) },
    resolve: (_root, { input: { conventionId } }, context) => archiveConvention(signedIn(context), conventionId),
  }),
}));
