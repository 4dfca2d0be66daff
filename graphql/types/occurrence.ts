// Occurrences over all conventions by due date, counted, and of the viewer; and what is done for one: planning it, setting
// it aside, proving it, silencing its reminders. Every mutation gives the obligation back as it then stands.
import { recordEvidence, withdrawEvidence } from '#domain/obligations/evidence.ts';
import {
  countOccurrences,
  type OccurrenceCount,
  readObligation,
  readOccurrenceLists,
} from '#domain/obligations/obligation-lists.ts';
import {
  addOccurrence,
  planOccurrence,
  setOccurrenceAside,
  takeOccurrenceUp,
} from '#domain/obligations/occurrence-plans.ts';
import { silenceReminders } from '#domain/obligations/reminders.ts';
import type { Viewer } from '#domain/viewers.ts';
import { batchedLists } from '../batched-reads.ts';
import { builder, type Context, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ProofKindType } from './evidence.ts';
import { ObligationFilterInput, ObligationType, OccurrenceStateType, OccurrenceType } from './obligation.ts';
import { ViewerType } from './viewer.ts';

const OccurrenceCountType = builder.objectRef<OccurrenceCount>('OccurrenceCount').implement({
  fields: (t) => ({
    quarter: t.exposeString('quarter', { description: 'Celui où elles sont dues : 2025-Q4.' }),
    state: t.expose('state', { type: OccurrenceStateType }),
    count: t.exposeInt('count'),
  }),
});

const occurrencesOf = batchedLists(readOccurrenceLists);

builder.queryFields((t) => ({
  occurrences: t.connection({
    type: OccurrenceType,
    description: 'De toutes les conventions que voit qui demande, la première due d’abord.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: ObligationFilterInput }) },
    resolve: async (_root, args, context) => connectionOf(await occurrencesOf(context, args)),
  }),
  occurrenceCounts: t.field({
    type: [OccurrenceCountType],
    description: 'Combien sont dues dans chaque trimestre et chaque état ; ce qui est à zéro n’y est pas.',
    complexity: 20,
    args: { filter: t.arg({ type: ObligationFilterInput }) },
    resolve: (_root, { filter }, context) => countOccurrences(signedIn(context), filter ?? {}),
  }),
}));

const unmet = ['LATE', 'PLANNED', 'TO_PLAN'] as const;

builder.objectFields(ViewerType, (t) => ({
  owed: t.connection({
    type: OccurrenceType,
    description: 'Ce que doit son organisme et n’a pas fait, des conventions en vigueur ; le premier dû d’abord.',
    complexity: listComplexity,
    resolve: async (_viewer, args, context) =>
      connectionOf(await occurrencesOf(context, { ...args, filter: { part: 'OWED', states: unmet, inForce: true } })),
  }),
  owedToMe: t.connection({
    type: OccurrenceType,
    description: 'Ce qui est dû à son organisme et n’est pas fait, des conventions en vigueur ; le premier dû d’abord.',
    complexity: listComplexity,
    resolve: async (_viewer, args, context) =>
      connectionOf(
        await occurrencesOf(context, { ...args, filter: { part: 'OWED_TO_ME', states: unmet, inForce: true } }),
      ),
  }),
  late: t.connection({
    type: OccurrenceType,
    description:
      'Tout ce qui est en retard dans les conventions en vigueur qu’il voit ; le plus ancien retard d’abord.',
    complexity: listComplexity,
    resolve: async (_viewer, args, context) =>
      connectionOf(await occurrencesOf(context, { ...args, filter: { states: ['LATE'], inForce: true } })),
  }),
}));

const AddOccurrenceInput = builder.inputType('AddOccurrenceInput', {
  fields: (t) => ({
    obligationId: t.id({ required: true }),
    occasion: t.string({ required: true, description: 'Ce qui est demandé, ou est survenu.' }),
    on: t.field({ type: 'Date', required: true, description: 'Quand.' }),
    dueOn: t.field({ type: 'Date', required: true }),
  }),
});
const PlanOccurrenceInput = builder.inputType('PlanOccurrenceInput', {
  fields: (t) => ({
    occurrenceId: t.id({ required: true }),
    version: t.int({ required: true, description: 'Celle qui a été lue.' }),
    plannedOn: t.field({ type: 'Date', description: 'Rien : elle n’est plus prévue.' }),
  }),
});
const SetOccurrenceAsideInput = builder.inputType('SetOccurrenceAsideInput', {
  fields: (t) => ({
    occurrenceId: t.id({ required: true }),
    version: t.int({ required: true, description: 'Celle qui a été lue.' }),
    reason: t.string({ required: true }),
  }),
});
const TakeOccurrenceUpInput = builder.inputType('TakeOccurrenceUpInput', {
  fields: (t) => ({
    occurrenceId: t.id({ required: true }),
    version: t.int({ required: true, description: 'Celle qui a été lue.' }),
  }),
});
const RecordEvidenceInput = builder.inputType('RecordEvidenceInput', {
  fields: (t) => ({
    occurrenceId: t.id({ required: true }),
    proof: t.field({ type: ProofKindType, required: true }),
    on: t.field({ type: 'Date', required: true }),
    title: t.string({ required: true }),
    url: t.string(),
    fileId: t.id({ description: 'D’un fichier déposé pour la convention.' }),
    datasetId: t.id({
      description: 'De ce que partagent les partenaires : leur dernière version est ce qui est montré.',
    }),
    attendeeIds: t.idList({ description: 'Les organismes ou services qui étaient à la réunion.' }),
  }),
});
const WithdrawEvidenceInput = builder.inputType('WithdrawEvidenceInput', {
  fields: (t) => ({ evidenceId: t.id({ required: true }) }),
});
const SilenceRemindersInput = builder.inputType('SilenceRemindersInput', {
  fields: (t) => ({ occurrenceId: t.id({ required: true }), silenced: t.boolean({ required: true }) }),
});

/** Does one verb with its input, and gives the obligation as it then stands. */
const doing =
  <Input>(verb: (viewer: Viewer, input: Input) => Promise<{ obligationId: string }>) =>
  async (_root: object, { input }: { input: Input }, context: Context) => {
    const viewer = signedIn(context);
    return readObligation(viewer, (await verb(viewer, input)).obligationId);
  };

builder.mutationFields((t) => ({
  addOccurrence: t.field({
    type: ObligationType,
    description: 'Ajoute ce qu’une demande ou un événement rend dû, à une obligation qui en attend un.',
    args: { input: t.arg({ type: AddOccurrenceInput, required: true }) },
    resolve: doing(addOccurrence),
  }),
  planOccurrence: t.field({
    type: ObligationType,
    args: { input: t.arg({ type: PlanOccurrenceInput, required: true }) },
    resolve: doing(planOccurrence),
  }),
  setOccurrenceAside: t.field({
    type: ObligationType,
    description: 'Dit pourquoi elle n’est pas due : elle n’attend plus rien.',
    args: { input: t.arg({ type: SetOccurrenceAsideInput, required: true }) },
    resolve: doing(setOccurrenceAside),
  }),
  takeOccurrenceUp: t.field({
    type: ObligationType,
    description: 'Reprend ce qui avait été mis de côté.',
    args: { input: t.arg({ type: TakeOccurrenceUpInput, required: true }) },
    resolve: doing(takeOccurrenceUp),
  }),
  recordEvidence: t.field({
    type: ObligationType,
    description: 'Garde une preuve. Une réunion est gardée aussi quand quelqu’un manquait ; elle ne compte alors pas.',
    args: { input: t.arg({ type: RecordEvidenceInput, required: true }) },
    resolve: doing(recordEvidence),
  }),
  withdrawEvidence: t.field({
    type: ObligationType,
    args: { input: t.arg({ type: WithdrawEvidenceInput, required: true }) },
    resolve: doing(withdrawEvidence),
  }),
  silenceReminders: t.field({
    type: ObligationType,
    description: 'Pour la personne connectée seulement.',
    args: { input: t.arg({ type: SilenceRemindersInput, required: true }) },
    resolve: doing(silenceReminders),
  }),
}));
