// The agenda of a meeting: its points in order with their hours, what it may be drawn from, and all that is done with it.
import { type AgendaHeading, type HeadedConvention, listAgendaHeadings } from '#domain/agendas/agenda-headings.ts';
import { readSourceConventions } from '#domain/agendas/agenda-sources.ts';
import { type AgendaSuggestion, suggestAgenda } from '#domain/agendas/agenda-suggestions.ts';
import {
  addAgendaItem,
  changeAgendaItem,
  moveAgendaItem,
  removeAgendaItem,
  sendAgenda,
} from '#domain/agendas/agendas.ts';
import { type PreviousAgenda, readPreviousAgenda } from '#domain/agendas/previous-agendas.ts';
import { type AgendaItemView, agendaMinutes, agendaOf, sourceOf, sourcePathOf } from '#domain/meetings/agenda-hours.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { agendaSources } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, type Context, signedIn } from '../builder.ts';
import { InviteeType, MeetingType } from './meeting.ts';
import { ObligationConventionType } from './obligation.ts';

const AgendaSourceType = builder.enumType('AgendaSource', {
  description: 'Ce qui est dû, un fil du texte, une tâche d’une réunion précédente, un passage du texte.',
  values: agendaSources,
});

/** A point with the meeting it stands in. */
type Placed = AgendaItemView & { meeting: MeetingView };

/** So many points an agenda has at most: the meeting has paid for them. */
const HELD = { field: 1, multiplier: 5 };

const conventionOf = batched((ids, context) => readSourceConventions(signedIn(context), ids));

/** What was typed comes from nowhere, and need not be looked for. */
const readConventionOf = async (item: Placed, context: Context) =>
  sourceOf(item) === null ? null : ((await conventionOf(context, item.id)) ?? null);

const AgendaItemType = builder.objectRef<Placed>('AgendaItem').implement({
  description: 'Un point d’un ordre du jour. Son titre reste quand ce dont il vient a disparu.',
  fields: (t) => ({
    id: t.exposeID('id'),
    position: t.exposeInt('position', { description: 'À partir de 0.' }),
    title: t.exposeString('title'),
    minutes: t.exposeInt('minutes', { nullable: true }),
    startsAt: t.expose('startsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Quand il commence ; nul dès qu’un point avant lui n’a pas de durée.',
    }),
    leader: t.field({
      type: InviteeType,
      nullable: true,
      resolve: ({ leader, meeting }) => leader && { ...leader, meeting },
    }),
    source: t.field({ type: AgendaSourceType, nullable: true, resolve: sourceOf }),
    convention: t.field({
      type: ObligationConventionType,
      nullable: true,
      description: 'Celle de ce dont il vient ; nulle pour qui ne la voit pas, et quand cela a disparu.',
      resolve: (item, _args, context) => readConventionOf(item, context),
    }),
    path: t.string({
      nullable: true,
      description: 'L’adresse, sur cette plate-forme, de ce dont il vient ; nulle quand sa convention l’est.',
      resolve: async (item, _args, context) => {
        const convention = await readConventionOf(item, context);
        return convention && sourcePathOf(convention.id, item);
      },
    }),
    version: t.exposeInt('version'),
  }),
});

const AgendaSuggestionType = builder.objectRef<AgendaSuggestion>('AgendaSuggestion').implement({
  description: 'Un point que l’on peut ajouter : ses identifiants sont ceux que prend l’écriture.',
  fields: (t) => ({
    source: t.expose('source', { type: AgendaSourceType }),
    title: t.exposeString('title'),
    convention: t.field({
      type: ObligationConventionType,
      description: 'Celle de la réunion, ou une voisine dans la suite des années.',
      resolve: ({ convention }) => convention,
    }),
    dueOn: t.expose('dueOn', { type: 'Date', nullable: true }),
    isLate: t.exposeBoolean('isLate'),
    occurrenceId: t.id({ nullable: true, resolve: ({ occurrenceId }) => occurrenceId ?? null }),
    threadId: t.id({ nullable: true, resolve: ({ threadId }) => threadId ?? null }),
    outcomeMeetingId: t.id({ nullable: true, resolve: ({ outcomeMeetingId }) => outcomeMeetingId ?? null }),
    outcomeBlockId: t.id({ nullable: true, resolve: ({ outcomeBlockId }) => outcomeBlockId ?? null }),
    blockId: t.id({ nullable: true, resolve: ({ blockId }) => blockId ?? null }),
  }),
});

builder.objectFields(MeetingType, (t) => ({
  agenda: t.field({
    type: [AgendaItemType],
    description: 'Ses points, dans l’ordre.',
    complexity: HELD,
    resolve: (meeting) => agendaOf(meeting).map((item) => ({ ...item, meeting })),
  }),
  agendaMinutes: t.int({
    description: 'Ce que prennent ses points ensemble ; ceux qui n’ont pas de durée ne comptent pas.',
    resolve: agendaMinutes,
  }),
}));

builder.queryField('agendaSuggestions', (t) =>
  t.field({
    type: [AgendaSuggestionType],
    description:
      'Ce qui est en retard ou bientôt dû, laissé ouvert, en discussion ; avec des mots, les passages qui les ont tous.',
    complexity: 20,
    args: { meetingId: t.arg.id({ required: true }), words: t.arg.string() },
    resolve: (_root, args, context) => suggestAgenda(signedIn(context), args),
  }),
);

const AgendaHeadingType = builder.objectRef<AgendaHeading>('AgendaHeading').implement({
  description: 'Un titre du programme dont un point peut parler.',
  fields: (t) => ({
    blockId: t.exposeID('blockId'),
    isAxis: t.boolean({
      description: 'Un objectif stratégique (vrai), ou un objectif (faux).',
      resolve: ({ kind }) => kind === 'AXIS',
    }),
    title: t.exposeString('title'),
    isTaken: t.exposeBoolean('isTaken', { description: 'Un point de l’ordre du jour en vient.' }),
  }),
});

const AgendaHeadingsType = builder.objectRef<HeadedConvention>('AgendaHeadings').implement({
  fields: (t) => ({
    convention: t.field({ type: ObligationConventionType, resolve: ({ convention }) => convention }),
    headings: t.field({
      type: [AgendaHeadingType],
      description: 'Dans l’ordre du texte.',
      resolve: ({ headings }) => headings,
    }),
  }),
});

const PreviousPointType = builder.objectRef<PreviousAgenda['points'][number]>('PreviousPoint').implement({
  fields: (t) => ({
    title: t.exposeString('title'),
    minutes: t.exposeInt('minutes', { nullable: true }),
  }),
});

const PreviousAgendaType = builder.objectRef<PreviousAgenda>('PreviousAgenda').implement({
  fields: (t) => ({
    meeting: t.field({ type: MeetingType, resolve: ({ meeting }) => meeting }),
    points: t.field({
      type: [PreviousPointType],
      description: 'Ceux dont l’ordre du jour n’a pas le titre, dans leur ordre.',
      resolve: ({ points }) => points,
    }),
  }),
});

builder.queryFields((t) => ({
  agendaHeadings: t.field({
    type: [AgendaHeadingsType],
    description: 'Les programmes dont un ordre du jour peut être tiré, par convention : celui de la réunion d’abord.',
    complexity: 20,
    args: { meetingId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) => listAgendaHeadings(signedIn(context), args),
  }),
  previousAgenda: t.field({
    type: PreviousAgendaType,
    nullable: true,
    description:
      'Ce dont a parlé la dernière réunion tenue de la série, ou sinon de la sorte, et qui peut être repris.',
    complexity: 20,
    args: { meetingId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) => readPreviousAgenda(signedIn(context), args),
  }),
}));

const AddAgendaItemInput = builder.inputType('AddAgendaItemInput', {
  description:
    'Une source au plus, de la convention de la réunion ou d’une voisine visible ; celle d’une tâche a deux identifiants.',
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    title: t.string({ required: true }),
    minutes: t.int(),
    leaderId: t.id({ description: 'Un des invités.' }),
    occurrenceId: t.id(),
    threadId: t.id(),
    outcomeMeetingId: t.id(),
    outcomeBlockId: t.id(),
    blockId: t.id({ description: 'Celui du texte d’une convention.' }),
  }),
});
const ChangeAgendaItemInput = builder.inputType('ChangeAgendaItemInput', {
  fields: (t) => ({
    itemId: t.id({ required: true }),
    version: t.int({ required: true, description: 'Celle qui a été lue.' }),
    title: t.string({ required: true }),
    minutes: t.int(),
    leaderId: t.id(),
  }),
});
const MoveAgendaItemInput = builder.inputType('MoveAgendaItemInput', {
  fields: (t) => ({
    itemId: t.id({ required: true }),
    to: t.int({ required: true, description: 'Son nouveau rang, à partir de 0.' }),
  }),
});
const RemoveAgendaItemInput = builder.inputType('RemoveAgendaItemInput', {
  fields: (t) => ({ itemId: t.id({ required: true }) }),
});
const SendAgendaInput = builder.inputType('SendAgendaInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  addAgendaItem: t.field({
    type: MeetingType,
    args: { input: t.arg({ type: AddAgendaItemInput, required: true }) },
    resolve: (_root, { input }, context) => addAgendaItem(signedIn(context), input),
  }),
  changeAgendaItem: t.field({
    type: MeetingType,
    args: { input: t.arg({ type: ChangeAgendaItemInput, required: true }) },
    resolve: (_root, { input }, context) =>
      changeAgendaItem(signedIn(context), {
        ...input,
        minutes: input.minutes ?? null,
        leaderId: input.leaderId ?? null,
      }),
  }),
  moveAgendaItem: t.field({
    type: MeetingType,
    args: { input: t.arg({ type: MoveAgendaItemInput, required: true }) },
    resolve: (_root, { input }, context) => moveAgendaItem(signedIn(context), input),
  }),
  removeAgendaItem: t.field({
    type: MeetingType,
    args: { input: t.arg({ type: RemoveAgendaItemInput, required: true }) },
    resolve: (_root, { input }, context) => removeAgendaItem(signedIn(context), input),
  }),
  sendAgenda: t.field({
    type: MeetingType,
    description: 'L’envoie aux invités, dont les agendas le reprennent.',
    args: { input: t.arg({ type: SendAgendaInput, required: true }) },
    resolve: (_root, { input }, context) => sendAgenda(signedIn(context), input),
  }),
}));
