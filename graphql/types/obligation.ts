// What conventions oblige organisations to: obligations with their occurrences as they stand today, lists over all that
// the viewer sees, and writing them. Lists of occurrences, and what is done for one, are occurrence.ts.
import { listObligations, readObligation } from '#domain/obligations/obligation-lists.ts';
import type { Heading, ObligationBlock, ObligationView, OccurrenceView } from '#domain/obligations/obligation-views.ts';
import { changeObligation, createObligation, withdrawObligation } from '#domain/obligations/obligations.ts';
import { can } from '#domain/permissions.ts';
import { occurrenceStates, periodicities } from '#domain/vocabulary.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ConventionStateType, ConventionType } from './convention.ts';
import { EvidenceType, NESTED, PartyType, ProofKindType } from './evidence.ts';
import { TerritoryType } from './organisation.ts';
import { PersonType } from './person.ts';
import { DegreeType, ItemKindType } from './programme.ts';

const PeriodicityType = builder.enumType('Periodicity', { values: periodicities });

export const OccurrenceStateType = builder.enumType('OccurrenceState', {
  description:
    'À planifier, planifiée, satisfaite, en retard, facultative et passée (MAY is never late), sans objet; as of today in Paris.',
  values: occurrenceStates,
});

const HeadingType = builder.objectRef<Heading>('ObligationHeading').implement({
  fields: (t) => ({
    blockId: t.exposeID('blockId'),
    kind: t.expose('kind', { type: ItemKindType }),
    number: t.exposeString('number', { nullable: true }),
    title: t.exposeString('title'),
  }),
});

const BlockType = builder.objectRef<ObligationBlock>('ObligationBlock').implement({
  description: 'The block of the text that an obligation stands on.',
  fields: (t) => ({
    blockId: t.exposeID('blockId'),
    kind: t.expose('kind', { type: ItemKindType }),
    number: t.exposeString('number', { nullable: true }),
    title: t.exposeString('title'),
    text: t.exposeString('text'),
    position: t.exposeInt('position'),
    archived: t.exposeBoolean('archived', { description: 'It has left the text; the obligation stays.' }),
    headings: t.field({
      type: [HeadingType],
      complexity: NESTED,
      description: 'Those it stands under, the outermost first; itself when it is one.',
      resolve: ({ headings }) => headings,
    }),
  }),
});

type ConventionRef = Pick<ObligationView['convention'], 'id' | 'title' | 'year' | 'state'>;

export const ObligationConventionType = builder.objectRef<ConventionRef>('ObligationConvention').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.exposeString('title'),
    year: t.exposeInt('year'),
    state: t.expose('state', { type: ConventionStateType }),
  }),
});

export const ObligationType = builder.objectRef<ObligationView>('Obligation');

export const OccurrenceType = builder.objectRef<OccurrenceView>('Occurrence').implement({
  description: 'One time that an obligation falls due.',
  fields: (t) => ({
    id: t.exposeID('id'),
    rank: t.exposeInt('rank', { description: 'From 1, by due date.' }),
    startsOn: t.expose('startsOn', {
      type: 'Date',
      description: 'The first day of its window: proofs of this occurrence count from here on.',
    }),
    dueOn: t.expose('dueOn', {
      type: 'Date',
      description: 'The last day of its window: later proofs meet it late. The next one begins after it.',
    }),
    plannedOn: t.expose('plannedOn', { type: 'Date', nullable: true }),
    occasion: t.exposeString('occasion', { nullable: true, description: 'What was asked for, or happened.' }),
    piece: t.exposeString('piece', {
      nullable: true,
      description: 'Which of the documents that are owed each time.',
    }),
    notApplicableReason: t.exposeString('notApplicableReason', { nullable: true }),
    state: t.expose('state', { type: OccurrenceStateType }),
    metOn: t.expose('metOn', { type: 'Date', nullable: true, description: 'The day of the first proof that counts.' }),
    metLate: t.boolean({ resolve: ({ metOn, dueOn }) => metOn !== null && metOn > dueOn }),
    evidence: t.field({
      type: [EvidenceType],
      complexity: { field: 1, multiplier: 2 },
      description: 'Oldest first; what was withdrawn is left out.',
      resolve: ({ evidence }) => evidence,
    }),
    silenced: t.exposeBoolean('silenced', { description: 'The viewer wants no reminder of it.' }),
    version: t.exposeInt('version'),
    obligation: t.field({ type: ObligationType, resolve: ({ obligation }) => obligation }),
  }),
});

ObligationType.implement({
  description: 'What organisations or services owe by a block of a convention’s text.',
  fields: (t) => ({
    id: t.exposeID('id'),
    convention: t.field({ type: ObligationConventionType, resolve: ({ convention }) => convention }),
    conventionId: t.exposeID('conventionId'),
    blockId: t.exposeID('blockId'),
    block: t.field({ type: BlockType, nullable: true, resolve: ({ block }) => block }),
    title: t.exposeString('title'),
    debtors: t.field({ type: [PartyType], complexity: NESTED, resolve: ({ debtors }) => debtors }),
    creditors: t.field({ type: [PartyType], complexity: NESTED, resolve: ({ creditors }) => creditors }),
    attendees: t.field({
      type: [PartyType],
      complexity: NESTED,
      description: 'Who must be at a meeting for it to count.',
      resolve: ({ attendees }) => attendees,
    }),
    invited: t.field({
      type: [PartyType],
      complexity: NESTED,
      description: 'Who is asked to a meeting, which counts without them.',
      resolve: ({ invited }) => invited,
    }),
    pilots: t.field({ type: [PersonType], complexity: NESTED, resolve: ({ pilots }) => pilots }),
    periodicity: t.expose('periodicity', { type: PeriodicityType }),
    times: t.exposeInt('times', { nullable: true, description: 'TIMES_A_YEAR: how many.' }),
    months: t.exposeInt('months', {
      nullable: true,
      description:
        'WITHIN_MONTHS: how many after `eventOn`. REGULAR: one proof at least in so many. CONTINUOUS: how many after `endsOn` to attest it.',
    }),
    silentMonths: t.exposeInt('silentMonths', {
      nullable: true,
      description: 'REGULAR: for how many whole months nothing was shown; null while its rhythm is kept.',
    }),
    event: t.exposeString('event', { nullable: true, description: 'What sets it off.' }),
    eventOn: t.expose('eventOn', { type: 'Date', nullable: true }),
    proof: t.expose('proof', { type: ProofKindType }),
    pieces: t.exposeStringList('pieces', { description: 'DOCUMENT: those that are owed each time, by name.' }),
    startsOn: t.expose('startsOn', { type: 'Date' }),
    endsOn: t.expose('endsOn', { type: 'Date' }),
    degree: t.expose('degree', { type: DegreeType, nullable: true }),
    occurrences: t.field({
      type: [OccurrenceType],
      description: 'By due date.',
      complexity: { field: 1, multiplier: 4 },
      resolve: ({ occurrences }) => occurrences,
    }),
    version: t.exposeInt('version'),
    viewerMayManage: t.boolean({
      resolve: ({ convention }, _args, context) => can(signedIn(context), 'obligation.manage', convention),
    }),
    viewerMayRecord: t.boolean({
      resolve: ({ convention }, _args, context) => can(signedIn(context), 'evidence.record', convention),
    }),
  }),
});

const ObligationPart = builder.enumType('ObligationPart', {
  description: 'What the viewer’s organisation owes, or what is owed to it or to one of its services.',
  values: ['OWED', 'OWED_TO_ME'] as const,
});

export const ObligationFilterInput = builder.inputType('ObligationFilter', {
  description: 'All that is given must hold.',
  fields: (t) => ({
    conventionId: t.id(),
    blockId: t.id(),
    debtorId: t.id({ description: 'An organisation (with all its services) or one service.' }),
    creditorId: t.id({ description: 'An organisation (with all its services) or one service.' }),
    territory: t.field({ type: TerritoryType, description: 'A service of it is named, or has a pilot.' }),
    states: t.field({ type: [OccurrenceStateType] }),
    quarter: t.string({ description: 'Due in it: 2025-Q4.' }),
    mine: t.boolean({ description: 'The viewer pilots it; or nobody does and its organisation owes it.' }),
    part: t.field({ type: ObligationPart }),
    inForce: t.boolean({ description: 'Only of conventions that are signed and not over.' }),
  }),
});

builder.queryFields((t) => ({
  obligation: t.field({
    type: ObligationType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readObligation(signedIn(context), id),
  }),
  obligations: t.connection({
    type: ObligationType,
    description: 'Of all conventions that the viewer sees, in the order of the text.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: ObligationFilterInput }) },
    resolve: async (_root, args, context) => connectionOf(await listObligations(signedIn(context), args)),
  }),
}));

builder.objectFields(ConventionType, (t) => ({
  viewerMayManageObligations: t.boolean({
    resolve: (convention, _args, context) => can(signedIn(context), 'obligation.manage', convention),
  }),
  viewerMayRecordEvidence: t.boolean({
    resolve: (convention, _args, context) => can(signedIn(context), 'evidence.record', convention),
  }),
}));

const ObligationTermsInput = builder.inputType('ObligationTermsInput', {
  fields: (t) => ({
    blockId: t.id({ required: true }),
    title: t.string({ required: true }),
    debtorIds: t.idList({ description: 'Organisations or services.' }),
    creditorIds: t.idList({ description: 'Organisations or services.' }),
    attendeeIds: t.idList({ description: 'Organisations or services that must be at the meeting.' }),
    invitedIds: t.idList({ description: 'Those that are asked to it; it counts without them.' }),
    pilotIds: t.idList({ description: 'People, who see the convention.' }),
    periodicity: t.field({ type: PeriodicityType, required: true }),
    times: t.int({ description: 'TIMES_A_YEAR.' }),
    months: t.int({
      description:
        'WITHIN_MONTHS: how many after the event. REGULAR: one proof at least in so many. CONTINUOUS: how many after the end to attest it.',
    }),
    event: t.string({ description: 'What sets it off: WITHIN_MONTHS, ON_REQUEST, ON_EVENT.' }),
    eventOn: t.field({ type: 'Date', description: 'WITHIN_MONTHS.' }),
    proof: t.field({ type: ProofKindType, required: true }),
    pieces: t.stringList({ description: 'DOCUMENT: those that are owed each time, by name.' }),
    startsOn: t.field({ type: 'Date', required: true }),
    endsOn: t.field({ type: 'Date', required: true }),
    degree: t.field({ type: DegreeType }),
  }),
});
const CreateObligationInput = builder.inputType('CreateObligationInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    terms: t.field({ type: ObligationTermsInput, required: true }),
  }),
});
const ChangeObligationInput = builder.inputType('ChangeObligationInput', {
  fields: (t) => ({
    obligationId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The one that was read.' }),
    terms: t.field({ type: ObligationTermsInput, required: true }),
  }),
});
const WithdrawObligationInput = builder.inputType('WithdrawObligationInput', {
  fields: (t) => ({ obligationId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  createObligation: t.field({
    type: ObligationType,
    description: 'Writes an obligation on a block; its occurrences follow from its terms.',
    args: { input: t.arg({ type: CreateObligationInput, required: true }) },
    async resolve(_root, { input: { conventionId, terms } }, context) {
      const viewer = signedIn(context);
      return readObligation(viewer, (await createObligation(viewer, { ...terms, conventionId })).id);
    },
  }),
  changeObligation: t.field({
    type: ObligationType,
    description: 'States all its terms anew. Occurrences with a proof, a plan or a reason stay.',
    args: { input: t.arg({ type: ChangeObligationInput, required: true }) },
    async resolve(_root, { input: { terms, ...which } }, context) {
      const viewer = signedIn(context);
      return readObligation(viewer, (await changeObligation(viewer, { ...terms, ...which })).id);
    },
  }),
  withdrawObligation: t.field({
    type: 'ID',
    description: 'Takes it out of the follow-up; gives its id.',
    args: { input: t.arg({ type: WithdrawObligationInput, required: true }) },
    resolve: async (_root, { input }, context) => (await withdrawObligation(signedIn(context), input)).id,
  }),
}));
