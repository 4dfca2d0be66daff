// Occurrences over all conventions by due date, counted, and of the viewer; and what is done for one: planning it, setting
// it aside, proving it, silencing its reminders. Every mutation gives the obligation back as it then stands.
import { recordEvidence, withdrawEvidence } from '#domain/obligations/evidence.ts';
import {
  countOccurrences,
  listOccurrences,
  type OccurrenceCount,
  readObligation,
} from '#domain/obligations/obligation-lists.ts';
import {
  addOccurrence,
  planOccurrence,
  setOccurrenceAside,
  takeOccurrenceUp,
} from '#domain/obligations/occurrence-plans.ts';
import { silenceReminders } from '#domain/obligations/reminders.ts';
import type { Viewer } from '#domain/viewers.ts';
import { builder, type Context, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ProofKindType } from './evidence.ts';
import { ObligationFilterInput, ObligationType, OccurrenceStateType, OccurrenceType } from './obligation.ts';
import { ViewerType } from './viewer.ts';

const OccurrenceCountType = builder.objectRef<OccurrenceCount>('OccurrenceCount').implement({
  fields: (t) => ({
    quarter: t.exposeString('quarter', { description: 'In which they are due: 2025-Q4.' }),
    state: t.expose('state', { type: OccurrenceStateType }),
    count: t.exposeInt('count'),
  }),
});

builder.queryFields((t) => ({
  occurrences: t.connection({
    type: OccurrenceType,
    description: 'Of all conventions that the viewer sees, the first due first.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: ObligationFilterInput }) },
    resolve: async (_root, args, context) => connectionOf(await listOccurrences(signedIn(context), args)),
  }),
  occurrenceCounts: t.field({
    type: [OccurrenceCountType],
    description: 'How many are due in each quarter and state; what is none is left out.',
    complexity: 20,
    args: { filter: t.arg({ type: ObligationFilterInput }) },
    resolve: (_root, { filter }, context) => countOccurrences(signedIn(context), filter ?? {}),
  }),
}));

const unmet = ['LATE', 'PLANNED', 'TO_PLAN'] as const;

builder.objectFields(ViewerType, (t) => ({
  owed: t.connection({
    type: OccurrenceType,
    description: 'What its organisation owes and has not done, of conventions in force; the first due first.',
    complexity: listComplexity,
    resolve: async (viewer, args) =>
      connectionOf(await listOccurrences(viewer, { ...args, filter: { part: 'OWED', states: unmet, inForce: true } })),
  }),
  owedToMe: t.connection({
    type: OccurrenceType,
    description: 'What is owed to its organisation and not done, of conventions in force; the first due first.',
    complexity: listComplexity,
    resolve: async (viewer, args) =>
      connectionOf(
        await listOccurrences(viewer, { ...args, filter: { part: 'OWED_TO_ME', states: unmet, inForce: true } }),
      ),
  }),
  late: t.connection({
    type: OccurrenceType,
    description: 'All that is late in the conventions in force that it sees; the longest late first.',
    complexity: listComplexity,
    resolve: async (viewer, args) =>
      connectionOf(await listOccurrences(viewer, { ...args, filter: { states: ['LATE'], inForce: true } })),
  }),
}));

const AddOccurrenceInput = builder.inputType('AddOccurrenceInput', {
  fields: (t) => ({
    obligationId: t.id({ required: true }),
    occasion: t.string({ required: true, description: 'What is asked for, or happened.' }),
    on: t.field({ type: 'Date', required: true, description: 'When.' }),
    dueOn: t.field({ type: 'Date', required: true }),
  }),
});
const PlanOccurrenceInput = builder.inputType('PlanOccurrenceInput', {
  fields: (t) => ({
    occurrenceId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The one that was read.' }),
    plannedOn: t.field({ type: 'Date', description: 'Nothing: no longer planned.' }),
  }),
});
const SetOccurrenceAsideInput = builder.inputType('SetOccurrenceAsideInput', {
  fields: (t) => ({
    occurrenceId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The one that was read.' }),
    reason: t.string({ required: true }),
  }),
});
const TakeOccurrenceUpInput = builder.inputType('TakeOccurrenceUpInput', {
  fields: (t) => ({
    occurrenceId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The one that was read.' }),
  }),
});
const RecordEvidenceInput = builder.inputType('RecordEvidenceInput', {
  fields: (t) => ({
    occurrenceId: t.id({ required: true }),
    proof: t.field({ type: ProofKindType, required: true }),
    on: t.field({ type: 'Date', required: true }),
    title: t.string({ required: true }),
    url: t.string(),
    fileId: t.id({ description: 'Of a file stored for the convention.' }),
    datasetId: t.id({ description: 'Of what partners share: its latest version is what is shown.' }),
    attendeeIds: t.idList({ description: 'Organisations or services that were at the meeting.' }),
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
    description: 'Adds what a request or an event makes due, to an obligation that waits for one.',
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
    description: 'Says why it is not owed: it waits for nothing then.',
    args: { input: t.arg({ type: SetOccurrenceAsideInput, required: true }) },
    resolve: doing(setOccurrenceAside),
  }),
  takeOccurrenceUp: t.field({
    type: ObligationType,
    description: 'Takes up what had been set aside.',
    args: { input: t.arg({ type: TakeOccurrenceUpInput, required: true }) },
    resolve: doing(takeOccurrenceUp),
  }),
  recordEvidence: t.field({
    type: ObligationType,
    description: 'Keeps a proof. A meeting is kept also when somebody was missing; it then does not count.',
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
    description: 'For the person signed in alone.',
    args: { input: t.arg({ type: SilenceRemindersInput, required: true }) },
    resolve: doing(silenceReminders),
  }),
}));
