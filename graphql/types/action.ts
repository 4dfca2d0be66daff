// Actions, engagements and objectives while the year goes: where each stands, who leads it, what was noted, and how far
// all of them have come.
import {
  type Action,
  type ActionAxis,
  type By,
  listActions,
  type NamedParty,
  readAction,
} from '#domain/follow-up/action-views.ts';
import {
  type ActionCounts,
  type AxisProgress,
  type ConventionProgress,
  readAxisProgress,
  readProgress,
} from '#domain/follow-up/progress.ts';
import { can } from '#domain/permissions.ts';
import { actionRoles, actionStatuses } from '#domain/vocabulary.ts';
import type { ActionNote, ActionStatusEntry } from '#generated/prisma/client.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { OrganisationType, TerritoryType, UnitType } from './organisation.ts';
import { PersonType } from './person.ts';
import { DegreeType, ItemKindType, ItemMarkType } from './programme.ts';

export const ActionStatusType = builder.enumType('ActionStatus', {
  description: 'À venir, en cours, réalisée, en retard, bloquée, en pause, abandonnée.',
  values: actionStatuses,
});

export const ActionRoleType = builder.enumType('ActionRole', { values: actionRoles });

/** What one action holds is paid for by the list it stands in: a few rows each. */
const HELD = { field: 1, multiplier: 1 };

const ActionAxisType = builder.objectRef<ActionAxis>('ActionAxis').implement({
  description: 'The heading that an action stands under.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: ItemKindType }),
    number: t.exposeString('number', { nullable: true }),
    title: t.exposeString('title'),
  }),
});

const ActionPartyType = builder.objectRef<NamedParty>('ActionParty').implement({
  description: 'One who leads an action or takes part: a person, a service or an organisation.',
  fields: (t) => ({
    id: t.exposeID('id'),
    role: t.expose('role', { type: ActionRoleType }),
    name: t.string({
      description: 'Of the person, the service or the organisation.',
      resolve: ({ person, unit, organisation }) => person?.name ?? unit?.name ?? organisation?.name ?? '',
    }),
    organisationName: t.string({
      description: 'The short name of the organisation it is or belongs to.',
      resolve: ({ person, unit, organisation }) =>
        (organisation ?? unit?.organisation ?? person?.organisation)?.shortName ?? '',
    }),
    person: t.field({ type: PersonType, nullable: true, resolve: ({ person }) => person }),
    unit: t.field({ type: UnitType, nullable: true, resolve: ({ unit }) => unit }),
    organisation: t.field({ type: OrganisationType, nullable: true, resolve: ({ organisation }) => organisation }),
  }),
});

const ActionNoteType = builder.objectRef<By<ActionNote>>('ActionNote').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    on: t.expose('on', { type: 'Date', description: 'The day it tells of.' }),
    body: t.exposeString('body'),
    author: t.field({ type: PersonType, nullable: true, resolve: ({ author }) => author }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

const ActionStatusEntryType = builder.objectRef<By<ActionStatusEntry>>('ActionStatusEntry').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    status: t.expose('status', { type: ActionStatusType }),
    progress: t.exposeInt('progress'),
    at: t.expose('at', { type: 'DateTime' }),
    author: t.field({ type: PersonType, nullable: true, resolve: ({ author }) => author }),
  }),
});

export const ActionType = builder.objectRef<Action>('Action').implement({
  description: 'A block that promises something to be done, or that is followed, with where it stands.',
  fields: (t) => ({
    id: t.exposeID('blockId', { description: 'The id of its block, which is stable.' }),
    conventionId: t.exposeID('conventionId'),
    conventionTitle: t.exposeString('conventionTitle'),
    year: t.exposeInt('year'),
    kind: t.expose('kind', { type: ItemKindType }),
    mark: t.expose('mark', { type: ItemMarkType, nullable: true }),
    degree: t.expose('degree', { type: DegreeType, nullable: true }),
    number: t.exposeString('number', { nullable: true }),
    text: t.exposeString('text'),
    position: t.exposeInt('position'),
    axis: t.field({ type: ActionAxisType, nullable: true, resolve: ({ axis }) => axis }),
    objective: t.field({ type: ActionAxisType, nullable: true, resolve: ({ objective }) => objective }),
    status: t.expose('status', { type: ActionStatusType, description: 'As people last said it.' }),
    isLate: t.exposeBoolean('isLate', {
      description: 'Its due day is over and it is neither done nor abandoned, or people say that it is late.',
    }),
    progress: t.exposeInt('progress', { description: 'Per cent.' }),
    dueOn: t.expose('dueOn', { type: 'Date', nullable: true }),
    version: t.exposeInt('version', { description: '0 while nobody has said anything.' }),
    parties: t.field({ type: [ActionPartyType], complexity: HELD, resolve: (action) => action.parties() }),
    notes: t.field({
      type: [ActionNoteType],
      complexity: HELD,
      description: 'Latest day first.',
      resolve: (action) => action.notes(),
    }),
    history: t.field({
      type: [ActionStatusEntryType],
      complexity: HELD,
      description: 'Latest first.',
      resolve: (action) => action.history(),
    }),
  }),
});

const StatusCountType = builder
  .objectRef<{ status: (typeof actionStatuses)[number]; count: number }>('ActionStatusCount')
  .implement({
    fields: (t) => ({ status: t.expose('status', { type: ActionStatusType }), count: t.exposeInt('count') }),
  });

const countsOf = ({ byStatus }: ActionCounts) =>
  actionStatuses.flatMap((status) => (byStatus[status] ? [{ status, count: byStatus[status] }] : []));

const AxisProgressType = builder.objectRef<AxisProgress>('AxisProgress').implement({
  description: 'How far the actions of one axis have come. What is past its due day counts as late.',
  fields: (t) => ({
    id: t.exposeID('id', { nullable: true, description: 'Null: above the first heading.' }),
    kind: t.expose('kind', { type: ItemKindType, nullable: true }),
    number: t.exposeString('number', { nullable: true }),
    title: t.exposeString('title'),
    total: t.exposeInt('total'),
    meanProgress: t.exposeInt('meanProgress', { description: 'Per cent.' }),
    progressSum: t.exposeInt('progressSum', { description: 'For means over several axes.' }),
    counts: t.field({ type: [StatusCountType], complexity: HELD, resolve: countsOf }),
  }),
});

const ConventionProgressType = builder.objectRef<ConventionProgress>('ConventionProgress').implement({
  description: 'How far the actions of one convention have come, as an organisation or a territory takes part in them.',
  fields: (t) => ({
    conventionId: t.exposeID('conventionId'),
    conventionTitle: t.exposeString('conventionTitle'),
    year: t.exposeInt('year'),
    total: t.exposeInt('total'),
    meanProgress: t.exposeInt('meanProgress', { description: 'Per cent.' }),
    counts: t.field({ type: [StatusCountType], complexity: HELD, resolve: countsOf }),
  }),
});

const ActionFilterInput = builder.inputType('ActionFilter', {
  fields: (t) => ({
    status: t.field({ type: ActionStatusType, description: 'LATE finds what is shown as late.' }),
    isLate: t.boolean(),
    mark: t.field({ type: ItemMarkType }),
    axisId: t.id({ description: 'Below this axis or article.' }),
    organisationId: t.id({ description: 'It, one of its services or of its people leads or takes part.' }),
    territory: t.field({ type: TerritoryType, description: 'One of its houses, or somebody of one, is named.' }),
    mine: t.boolean({ description: 'Led by the viewer, their service or their organisation.' }),
    words: t.string({ description: 'All of them are in its text.' }),
  }),
});

builder.objectFields(ConventionType, (t) => ({
  actions: t.connection({
    type: ActionType,
    description: 'What its text promises to do and what is followed, in reading order.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: ActionFilterInput }) },
    resolve: async ({ id }, { filter, ...page }, context) =>
      connectionOf(await listActions(signedIn(context), { ...page, filter: { ...filter, conventionId: id } })),
  }),
  actionProgress: t.field({
    type: [AxisProgressType],
    description: 'How far its actions have come, by axis or article, in reading order.',
    resolve: ({ id }, _args, context) => readAxisProgress(signedIn(context), id),
  }),
  viewerMayFollow: t.boolean({
    description: 'The viewer may say where its actions stand, and hand in what it promises.',
    resolve: (convention, _args, context) => can(signedIn(context), 'action.follow', convention),
  }),
}));

builder.queryFields((t) => ({
  actions: t.connection({
    type: ActionType,
    description: 'The actions of every convention that the viewer sees, latest year first, in reading order.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: ActionFilterInput }) },
    resolve: async (_root, args, context) => connectionOf(await listActions(signedIn(context), args)),
  }),
  action: t.field({
    type: ActionType,
    description: 'One action, or any other block of the text that may be followed.',
    args: { conventionId: t.arg.id({ required: true }), id: t.arg.id({ required: true }) },
    resolve: (_root, { conventionId, id }, context) => readAction(signedIn(context), { conventionId, blockId: id }),
  }),
  actionProgress: t.field({
    type: [ConventionProgressType],
    description: 'Progress by convention of the actions that an organisation or a territory is named in.',
    args: { organisationId: t.arg.id(), territory: t.arg({ type: TerritoryType }) },
    resolve: (_root, { organisationId, territory }, context) =>
      readProgress(signedIn(context), {
        organisationId: organisationId ?? undefined,
        territory: territory ?? undefined,
      }),
  }),
}));
