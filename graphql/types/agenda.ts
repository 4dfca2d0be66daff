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
  description: 'What is owed, a thread of the text, a task of an earlier meeting, a passage of the text.',
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
  description: 'A point of an agenda. Its title stays when what it comes from is gone.',
  fields: (t) => ({
    id: t.exposeID('id'),
    position: t.exposeInt('position', { description: 'From 0.' }),
    title: t.exposeString('title'),
    minutes: t.exposeInt('minutes', { nullable: true }),
    startsAt: t.expose('startsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it begins; null once a point before it has no duration.',
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
      description: 'That of what it comes from; null for who does not see it, and when that is gone.',
      resolve: (item, _args, context) => readConventionOf(item, context),
    }),
    path: t.string({
      nullable: true,
      description: 'The address on this platform of what it comes from; null when its convention is.',
      resolve: async (item, _args, context) => {
        const convention = await readConventionOf(item, context);
        return convention && sourcePathOf(convention.id, item);
      },
    }),
    version: t.exposeInt('version'),
  }),
});

const AgendaSuggestionType = builder.objectRef<AgendaSuggestion>('AgendaSuggestion').implement({
  description: 'A point that may be added: its ids are what the input takes.',
  fields: (t) => ({
    source: t.expose('source', { type: AgendaSourceType }),
    title: t.exposeString('title'),
    convention: t.field({
      type: ObligationConventionType,
      description: 'The meeting’s own, or one beside it in the chain of years.',
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
    description: 'Its points in order.',
    complexity: HELD,
    resolve: (meeting) => agendaOf(meeting).map((item) => ({ ...item, meeting })),
  }),
  agendaMinutes: t.int({
    description: 'What its points take together; those without a duration count for nothing.',
    resolve: agendaMinutes,
  }),
}));

builder.queryField('agendaSuggestions', (t) =>
  t.field({
    type: [AgendaSuggestionType],
    description: 'What is late or due soon, left open, under discussion; with words, passages that hold all of them.',
    complexity: 20,
    args: { meetingId: t.arg.id({ required: true }), words: t.arg.string() },
    resolve: (_root, args, context) => suggestAgenda(signedIn(context), args),
  }),
);

const AgendaHeadingType = builder.objectRef<AgendaHeading>('AgendaHeading').implement({
  description: 'A heading of the programme that a point may be about.',
  fields: (t) => ({
    blockId: t.exposeID('blockId'),
    isAxis: t.boolean({
      description: 'An « objectif stratégique »; else an objective.',
      resolve: ({ kind }) => kind === 'AXIS',
    }),
    title: t.exposeString('title'),
    isTaken: t.exposeBoolean('isTaken', { description: 'A point of the agenda comes from it.' }),
  }),
});

const AgendaHeadingsType = builder.objectRef<HeadedConvention>('AgendaHeadings').implement({
  fields: (t) => ({
    convention: t.field({ type: ObligationConventionType, resolve: ({ convention }) => convention }),
    headings: t.field({
      type: [AgendaHeadingType],
      description: 'In the order of the text.',
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
      description: 'Those whose title the agenda does not have, in their order.',
      resolve: ({ points }) => points,
    }),
  }),
});

builder.queryFields((t) => ({
  agendaHeadings: t.field({
    type: [AgendaHeadingsType],
    description: 'The programmes that an agenda may be drawn from, by convention: the meeting’s own first.',
    complexity: 20,
    args: { meetingId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) => listAgendaHeadings(signedIn(context), args),
  }),
  previousAgenda: t.field({
    type: PreviousAgendaType,
    nullable: true,
    description: 'What the last meeting held of the series, or else of the kind, spoke of and may be taken up again.',
    complexity: 20,
    args: { meetingId: t.arg.id({ required: true }) },
    resolve: (_root, args, context) => readPreviousAgenda(signedIn(context), args),
  }),
}));

const AddAgendaItemInput = builder.inputType('AddAgendaItemInput', {
  description:
    'At most one source, of the meeting’s convention or of one beside it that you see; that of a task has two ids.',
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    title: t.string({ required: true }),
    minutes: t.int(),
    leaderId: t.id({ description: 'Of one of those invited.' }),
    occurrenceId: t.id(),
    threadId: t.id(),
    outcomeMeetingId: t.id(),
    outcomeBlockId: t.id(),
    blockId: t.id({ description: 'Of a convention’s text.' }),
  }),
});
const ChangeAgendaItemInput = builder.inputType('ChangeAgendaItemInput', {
  fields: (t) => ({
    itemId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The one that was read.' }),
    title: t.string({ required: true }),
    minutes: t.int(),
    leaderId: t.id(),
  }),
});
const MoveAgendaItemInput = builder.inputType('MoveAgendaItemInput', {
  fields: (t) => ({
    itemId: t.id({ required: true }),
    to: t.int({ required: true, description: 'Its new rank, from 0.' }),
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
    description: 'Mails it to those invited, whose calendars take it over.',
    args: { input: t.arg({ type: SendAgendaInput, required: true }) },
    resolve: (_root, { input }, context) => sendAgenda(signedIn(context), input),
  }),
}));
