// The path of a convention from draft to signature and after: the steps taken and possible, and amendments.
import { listAmendments, openAmendment, readAmended } from '#domain/conventions/amendments.ts';
import {
  listNextSteps,
  listSteps,
  moveConvention,
  type NextStep,
  type TakenStep,
} from '#domain/conventions/lifecycle.ts';
import type { StepDetails } from '#domain/conventions/lifecycle-inputs.ts';
import type { StepWarning } from '#domain/conventions/step-warnings.ts';
import type { Convention } from '#domain/gate.ts';
import { can } from '#domain/permissions.ts';
import { opinionOutcomes, stepChecks, terminationGrounds } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { ConventionStateType, ConventionType } from './convention.ts';
import { PersonType } from './person.ts';

const OpinionOutcomeType = builder.enumType('OpinionOutcome', { values: opinionOutcomes });
const TerminationGroundType = builder.enumType('TerminationGround', {
  description: 'NOTICE : une mise en demeure restée un mois sans effet (article 10). WITHOUT_NOTICE : article 8.',
  values: terminationGrounds,
});
const StepCheckType = builder.enumType('StepCheck', { values: stepChecks });

const StepOpinionType = builder.objectRef<NonNullable<StepDetails['opinion']>>('StepOpinion').implement({
  fields: (t) => ({
    body: t.exposeString('body'),
    outcome: t.expose('outcome', { type: OpinionOutcomeType }),
  }),
});

const StepVoteType = builder.objectRef<NonNullable<StepDetails['vote']>>('StepVote').implement({
  fields: (t) => ({
    body: t.exposeString('body'),
    deliberation: t.exposeString('deliberation', { description: 'Son numéro, tel qu’il est imprimé.' }),
    votesFor: t.exposeInt('votesFor'),
    votesAgainst: t.exposeInt('votesAgainst'),
    abstentions: t.exposeInt('abstentions'),
    absent: t.exposeInt('absent', { description: 'Absents sans pouvoir.' }),
    present: t.int({ nullable: true, resolve: ({ present }) => present ?? null }),
    excused: t.int({ nullable: true, resolve: ({ excused }) => excused ?? null }),
    leftRoom: t.exposeStringList('leftRoom', { description: 'Les membres intéressés, qui n’ont pas pris part.' }),
  }),
});

type Signature = NonNullable<StepDetails['signature']>;

const SignatoryType = builder.objectRef<Signature['signatories'][number]>('Signatory').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    capacity: t.exposeString('capacity'),
    organisation: t.exposeString('organisation'),
  }),
});

const StepSignatureType = builder.objectRef<Signature>('StepSignature').implement({
  fields: (t) => ({
    place: t.exposeString('place'),
    originals: t.exposeInt('originals'),
    signatories: t.expose('signatories', { type: [SignatoryType] }),
  }),
});

const StepTerminationType = builder.objectRef<NonNullable<StepDetails['termination']>>('StepTermination').implement({
  fields: (t) => ({
    ground: t.expose('ground', { type: TerminationGroundType }),
    noticeOn: t.field({ type: 'Date', nullable: true, resolve: ({ noticeOn }) => noticeOn ?? null }),
  }),
});

const StepWarningPlaceType = builder.objectRef<StepWarning['places'][number]>('StepWarningPlace').implement({
  fields: (t) => ({
    blockId: t.exposeID('blockId', { nullable: true }),
    words: t.exposeString('words'),
  }),
});

const StepWarningType = builder.objectRef<StepWarning>('StepWarning').implement({
  description: 'Quelque chose qui n’est pas comme il faudrait, et où. Cela avertit ; le responsable décide.',
  fields: (t) => ({
    check: t.expose('check', { type: StepCheckType }),
    count: t.exposeInt('count'),
    places: t.expose('places', { type: [StepWarningPlaceType], description: 'Les premiers.' }),
  }),
});

const detailsOf = ({ details }: TakenStep) => details as StepDetails;

const ConventionStepType = builder.objectRef<TakenStep>('ConventionStep').implement({
  description: 'Une étape franchie, avec ce qu’elle a enregistré.',
  fields: (t) => ({
    id: t.exposeID('id'),
    from: t.expose('from', { type: ConventionStateType }),
    to: t.expose('to', { type: ConventionStateType }),
    on: t.expose('on', { type: 'Date', description: 'Le jour où c’est arrivé.' }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime' }),
    recordedBy: t.field({ type: PersonType, nullable: true, resolve: ({ recordedBy }) => recordedBy }),
    opinion: t.field({ type: StepOpinionType, nullable: true, resolve: (step) => detailsOf(step).opinion ?? null }),
    vote: t.field({ type: StepVoteType, nullable: true, resolve: (step) => detailsOf(step).vote ?? null }),
    signature: t.field({
      type: StepSignatureType,
      nullable: true,
      resolve: (step) => detailsOf(step).signature ?? null,
    }),
    termination: t.field({
      type: StepTerminationType,
      nullable: true,
      resolve: (step) => detailsOf(step).termination ?? null,
    }),
    reason: t.string({ nullable: true, resolve: (step) => detailsOf(step).reason ?? null }),
    note: t.string({ nullable: true, resolve: (step) => detailsOf(step).note ?? null }),
    amendmentId: t.id({
      nullable: true,
      description: 'AMENDED : l’avenant qui remplace le texte.',
      resolve: (step) => detailsOf(step).amendmentId ?? null,
    }),
    warnings: t.field({
      type: [StepWarningType],
      description: 'Ce dont on était averti et qu’on a passé.',
      resolve: ({ warnings }) => warnings as unknown as StepWarning[],
    }),
  }),
});

const NextStepType = builder.objectRef<NextStep>('NextStep').implement({
  fields: (t) => ({
    to: t.expose('to', { type: ConventionStateType }),
    viewerMayTake: t.exposeBoolean('mayTake'),
    viewerMayPassOver: t.exposeBoolean('mayPassOver', { description: 'Ses avertissements, s’il y en a.' }),
    warnings: t.expose('warnings', { type: [StepWarningType] }),
  }),
});

const ConventionPathType = builder.objectRef<Convention>('ConventionPath').implement({
  fields: (t) => ({
    state: t.expose('state', { type: ConventionStateType }),
    steps: t.field({
      type: [ConventionStepType],
      description: 'Celles qui ont été franchies, la première d’abord.',
      resolve: ({ id }, _args, context) => listSteps(signedIn(context), id),
    }),
    nextSteps: t.field({
      type: [NextStepType],
      description: 'Celles qui peuvent suivre, l’ordinaire d’abord.',
      complexity: 50,
      resolve: (convention, _args, context) => listNextSteps(signedIn(context), convention),
    }),
  }),
});

builder.objectFields(ConventionType, (t) => ({
  path: t.field({ type: ConventionPathType, resolve: (convention) => convention }),
  amends: t.field({
    type: ConventionType,
    nullable: true,
    description: 'La convention que cet avenant modifie, quand qui demande la voit.',
    resolve: (convention, _args, context) => readAmended(signedIn(context), convention),
  }),
  amendments: t.field({
    type: [ConventionType],
    description: 'Ceux que voit qui demande, le premier d’abord.',
    resolve: ({ id }, _args, context) => listAmendments(signedIn(context), id),
  }),
  viewerMayMove: t.boolean({
    resolve: (convention, _args, context) => can(signedIn(context), 'convention.move', convention),
  }),
  viewerMayAmend: t.boolean({
    resolve: (convention, _args, context) => can(signedIn(context), 'convention.amend', convention),
  }),
}));

const StepOpinionInput = builder.inputType('StepOpinionInput', {
  fields: (t) => ({
    body: t.string({ required: true }),
    outcome: t.field({ type: OpinionOutcomeType, required: true }),
  }),
});
const StepVoteInput = builder.inputType('StepVoteInput', {
  fields: (t) => ({
    body: t.string({ required: true }),
    deliberation: t.string({ required: true }),
    votesFor: t.int({ required: true }),
    votesAgainst: t.int({ required: true }),
    abstentions: t.int({ required: true }),
    absent: t.int({ required: true }),
    present: t.int(),
    excused: t.int(),
    leftRoom: t.stringList(),
  }),
});
const SignatoryInput = builder.inputType('SignatoryInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    capacity: t.string({ required: true }),
    organisation: t.string({ required: true }),
  }),
});
const StepSignatureInput = builder.inputType('StepSignatureInput', {
  fields: (t) => ({
    place: t.string({ required: true }),
    originals: t.int({ required: true }),
    signatories: t.field({ type: [SignatoryInput], required: true }),
  }),
});
const StepTerminationInput = builder.inputType('StepTerminationInput', {
  fields: (t) => ({
    ground: t.field({ type: TerminationGroundType, required: true }),
    noticeOn: t.field({ type: 'Date', description: 'NOTICE : le jour de la mise en demeure.' }),
  }),
});

const MoveConventionInput = builder.inputType('MoveConventionInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    to: t.field({ type: ConventionStateType, required: true }),
    on: t.field({
      type: 'Date',
      required: true,
      description: 'Le jour où c’est arrivé ; TERMINATED : où cela prend effet.',
    }),
    version: t.int({ description: 'De la convention telle qu’elle a été lue ; plus récente, c’est un CONFLICT.' }),
    passOver: t.boolean({ description: 'Ce dont on est averti a été lu et est passé.' }),
    opinion: t.field({ type: StepOpinionInput, description: 'Avec OPINION_GIVEN.' }),
    vote: t.field({ type: StepVoteInput, description: 'Avec ADOPTED ; aussi REJECTED quand c’est ce qui a été voté.' }),
    signature: t.field({ type: StepSignatureInput, description: 'Avec SIGNED.' }),
    termination: t.field({ type: StepTerminationInput, description: 'Avec TERMINATED.' }),
    reason: t.string({ description: 'Avec DRAFT, REJECTED et TERMINATED.' }),
    note: t.string(),
  }),
});

const OpenAmendmentInput = builder.inputType('OpenAmendmentInput', {
  fields: (t) => ({ conventionId: t.id({ required: true }), title: t.string({ required: true }) }),
});

builder.mutationFields((t) => ({
  moveConvention: t.field({
    type: ConventionType,
    description: 'Fait franchir une étape à une convention. SIGNED fige son texte pour toujours.',
    args: { input: t.arg({ type: MoveConventionInput, required: true }) },
    resolve: (_root, { input: { vote, ...input } }, context) =>
      moveConvention(signedIn(context), {
        ...input,
        vote: vote && { ...vote, leftRoom: vote.leftRoom ?? undefined },
      }),
  }),
  openAmendment: t.field({
    type: ConventionType,
    description: 'Ouvre un avenant d’une convention signée : un texte à lui, qui suit le même parcours.',
    args: { input: t.arg({ type: OpenAmendmentInput, required: true }) },
    resolve: (_root, { input }, context) => openAmendment(signedIn(context), input),
  }),
}));
