// Actions, engagements and objectives while the year goes: where each stands, who leads it, what was noted, and how far
// all of them have come.

import type { GraphQLResolveInfo } from 'graphql';
import {
  type Action,
  type ActionAxis,
  type ActionPart,
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
import { partsAsked } from '../asked-fields.ts';
import { batched } from '../batched-reads.ts';
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
  description: 'Le titre sous lequel est une action.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: ItemKindType }),
    number: t.exposeString('number', { nullable: true }),
    title: t.exposeString('title'),
  }),
});

const ActionPartyType = builder.objectRef<NamedParty>('ActionParty').implement({
  description: 'Qui pilote une action ou y prend part : une personne, un service ou un organisme.',
  fields: (t) => ({
    id: t.exposeID('id'),
    role: t.expose('role', { type: ActionRoleType }),
    name: t.string({
      description: 'Celui de la personne, du service ou de l’organisme.',
      resolve: ({ person, unit, organisation }) => person?.name ?? unit?.name ?? organisation?.name ?? '',
    }),
    organisationName: t.string({
      description: 'Le nom court de l’organisme, ou de celui dont il est.',
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
    on: t.expose('on', { type: 'Date', description: 'Le jour dont elle parle.' }),
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
  description: 'Un passage qui promet que quelque chose sera fait, ou qui est suivi, avec où il en est.',
  fields: (t) => ({
    id: t.exposeID('blockId', { description: 'L’identifiant de son passage, qui ne change pas.' }),
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
    status: t.expose('status', { type: ActionStatusType, description: 'Tel qu’il a été dit en dernier.' }),
    isLate: t.exposeBoolean('isLate', {
      description: 'Son échéance est passée sans qu’elle soit réalisée ni abandonnée, ou on la dit en retard.',
    }),
    progress: t.exposeInt('progress', { description: 'En pour cent.' }),
    dueOn: t.expose('dueOn', { type: 'Date', nullable: true }),
    version: t.exposeInt('version', { description: '0 tant que personne n’en a rien dit.' }),
    parties: t.field({ type: [ActionPartyType], complexity: HELD, resolve: (action) => action.parties() }),
    notes: t.field({
      type: [ActionNoteType],
      complexity: HELD,
      description: 'Le dernier jour d’abord.',
      resolve: (action) => action.notes(),
    }),
    history: t.field({
      type: [ActionStatusEntryType],
      complexity: HELD,
      description: 'Le dernier changement d’abord.',
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
  description: 'Où en sont les actions d’un objectif stratégique. Ce qui a passé son échéance compte comme en retard.',
  fields: (t) => ({
    id: t.exposeID('id', { nullable: true, description: 'Nul : au-dessus du premier titre.' }),
    kind: t.expose('kind', { type: ItemKindType, nullable: true }),
    number: t.exposeString('number', { nullable: true }),
    title: t.exposeString('title'),
    total: t.exposeInt('total'),
    meanProgress: t.exposeInt('meanProgress', { description: 'En pour cent.' }),
    progressSum: t.exposeInt('progressSum', { description: 'Pour des moyennes sur plusieurs objectifs.' }),
    counts: t.field({ type: [StatusCountType], complexity: HELD, resolve: countsOf }),
  }),
});

const ConventionProgressType = builder.objectRef<ConventionProgress>('ConventionProgress').implement({
  description: 'Où en sont les actions d’une convention, telles qu’un organisme ou un territoire y prend part.',
  fields: (t) => ({
    conventionId: t.exposeID('conventionId'),
    conventionTitle: t.exposeString('conventionTitle'),
    year: t.exposeInt('year'),
    total: t.exposeInt('total'),
    meanProgress: t.exposeInt('meanProgress', { description: 'En pour cent.' }),
    counts: t.field({ type: [StatusCountType], complexity: HELD, resolve: countsOf }),
  }),
});

const ActionFilterInput = builder.inputType('ActionFilter', {
  fields: (t) => ({
    status: t.field({ type: ActionStatusType, description: 'LATE trouve ce qui est montré en retard.' }),
    isLate: t.boolean(),
    mark: t.field({ type: ItemMarkType }),
    axisId: t.id({ description: 'Sous cet objectif stratégique ou cet article.' }),
    organisationId: t.id({
      description: 'Il la pilote ou y prend part, ou un de ses services ou une de ses personnes.',
    }),
    territory: t.field({
      type: TerritoryType,
      description: 'Une de ses maisons, ou quelqu’un de l’une d’elles, y est nommé.',
    }),
    mine: t.boolean({ description: 'Pilotées par qui demande, son service ou son organisme.' }),
    words: t.string({ description: 'Tous sont dans son texte.' }),
  }),
});

const axisProgressOf = batched((ids, context) => readAxisProgress(signedIn(context), ids));

/** What asks for each part of an action that is read only then. */
const parts: Record<ActionPart, readonly string[]> = { headings: ['Action.axis', 'Action.objective'] };

export const actionParts = (info: GraphQLResolveInfo) => partsAsked(info, parts);

builder.objectFields(ConventionType, (t) => ({
  actions: t.connection({
    type: ActionType,
    description: 'Ce que son texte promet de faire et ce qui est suivi, dans l’ordre de lecture.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: ActionFilterInput }) },
    async resolve({ id }, { filter, ...page }, context, info) {
      const request = { ...page, filter: { ...filter, conventionId: id } };
      return connectionOf(await listActions(signedIn(context), request, actionParts(info)));
    },
  }),
  actionProgress: t.field({
    type: [AxisProgressType],
    description: 'Où en sont ses actions, par objectif stratégique ou article, dans l’ordre de lecture.',
    resolve: async ({ id }, _args, context) => (await axisProgressOf(context, id)) ?? [],
  }),
  viewerMayFollow: t.boolean({
    description: 'Si qui demande peut dire où en sont ses actions, et remettre ce qu’elle promet.',
    resolve: (convention, _args, context) => can(signedIn(context), 'action.follow', convention),
  }),
}));

builder.queryFields((t) => ({
  actions: t.connection({
    type: ActionType,
    description:
      'Les actions de chaque convention que voit qui demande, la dernière année d’abord, dans l’ordre de lecture.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: ActionFilterInput }) },
    resolve: async (_root, args, context, info) =>
      connectionOf(await listActions(signedIn(context), args, actionParts(info))),
  }),
  action: t.field({
    type: ActionType,
    description: 'Une action, ou un autre passage du texte qui peut être suivi.',
    args: { conventionId: t.arg.id({ required: true }), id: t.arg.id({ required: true }) },
    resolve: (_root, { conventionId, id }, context, info) =>
      readAction(signedIn(context), { conventionId, blockId: id }, actionParts(info)),
  }),
  actionProgress: t.field({
    type: [ConventionProgressType],
    description: 'L’avancement, par convention, des actions où un organisme ou un territoire est nommé.',
    args: { organisationId: t.arg.id(), territory: t.arg({ type: TerritoryType }) },
    resolve: (_root, { organisationId, territory }, context) =>
      readProgress(signedIn(context), {
        organisationId: organisationId ?? undefined,
        territory: territory ?? undefined,
      }),
  }),
}));
