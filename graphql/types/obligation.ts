// What conventions oblige organisations to: obligations with their occurrences as they stand today, lists over all that
// the viewer sees, and writing them. Lists of occurrences, and what is done for one, are occurrence.ts.
import { listObligations, readObligation } from '#domain/obligations/obligation-lists.ts';
import type {
  Heading,
  ObligationBlock,
  ObligationPart,
  ObligationView,
  OccurrenceView,
} from '#domain/obligations/obligation-views.ts';
import { changeObligation, createObligation, withdrawObligation } from '#domain/obligations/obligations.ts';
import { can } from '#domain/permissions.ts';
import { occurrenceStates, periodicities } from '#domain/vocabulary.ts';
import { partsAsked } from '../asked-fields.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ConventionStateType, ConventionType } from './convention.ts';
import { EvidenceType, NESTED, PartyType, ProofKindType } from './evidence.ts';
import { TerritoryType } from './organisation.ts';
import { PersonType } from './person.ts';
import { DegreeType, ItemKindType } from './programme.ts';

const PeriodicityType = builder.enumType('Periodicity', { values: periodicities });

export const OccurrenceStateType = builder.enumType('OccurrenceState', {
  description:
    'À planifier, planifiée, satisfaite, en retard, facultative et passée (MAY n’est jamais en retard), sans objet ; aujourd’hui, à Paris.',
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
  description: 'Le passage du texte qui porte une obligation.',
  fields: (t) => ({
    blockId: t.exposeID('blockId'),
    kind: t.expose('kind', { type: ItemKindType }),
    number: t.exposeString('number', { nullable: true }),
    title: t.exposeString('title'),
    text: t.exposeString('text'),
    position: t.exposeInt('position'),
    archived: t.exposeBoolean('archived', { description: 'Il a quitté le texte ; l’obligation reste.' }),
    headings: t.field({
      type: [HeadingType],
      complexity: NESTED,
      description: 'Ceux sous lesquels il est, le plus extérieur d’abord ; lui-même quand c’en est un.',
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
  description: 'Une fois où une obligation est à échéance.',
  fields: (t) => ({
    id: t.exposeID('id'),
    rank: t.exposeInt('rank', { description: 'À partir de 1, par échéance.' }),
    startsOn: t.expose('startsOn', {
      type: 'Date',
      description: 'Le premier jour de sa fenêtre : ses preuves comptent à partir de là.',
    }),
    dueOn: t.expose('dueOn', {
      type: 'Date',
      description:
        'Le dernier jour de sa fenêtre : des preuves plus tardives la satisfont en retard. La suivante commence après.',
    }),
    plannedOn: t.expose('plannedOn', { type: 'Date', nullable: true }),
    occasion: t.exposeString('occasion', { nullable: true, description: 'Ce qui a été demandé, ou est survenu.' }),
    piece: t.exposeString('piece', {
      nullable: true,
      description: 'Lequel des documents dus à chaque fois.',
    }),
    notApplicableReason: t.exposeString('notApplicableReason', { nullable: true }),
    state: t.expose('state', { type: OccurrenceStateType }),
    metOn: t.expose('metOn', {
      type: 'Date',
      nullable: true,
      description: 'Le jour de la première preuve qui compte.',
    }),
    metLate: t.boolean({ resolve: ({ metOn, dueOn }) => metOn !== null && metOn > dueOn }),
    evidence: t.field({
      type: [EvidenceType],
      complexity: { field: 1, multiplier: 2 },
      description: 'La plus ancienne d’abord ; ce qui a été retiré n’y est pas.',
      resolve: ({ evidence }) => evidence,
    }),
    silenced: t.exposeBoolean('silenced', { description: 'Qui demande ne veut pas de rappel à son sujet.' }),
    version: t.exposeInt('version'),
    obligation: t.field({ type: ObligationType, resolve: ({ obligation }) => obligation }),
  }),
});

ObligationType.implement({
  description: 'Ce que des organismes ou des services doivent par un passage du texte d’une convention.',
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
      description: 'Qui doit être à une réunion pour qu’elle compte.',
      resolve: ({ attendees }) => attendees,
    }),
    invited: t.field({
      type: [PartyType],
      complexity: NESTED,
      description: 'Qui est convié à une réunion, qui compte sans eux.',
      resolve: ({ invited }) => invited,
    }),
    pilots: t.field({ type: [PersonType], complexity: NESTED, resolve: ({ pilots }) => pilots }),
    periodicity: t.expose('periodicity', { type: PeriodicityType }),
    times: t.exposeInt('times', { nullable: true, description: 'TIMES_A_YEAR : combien.' }),
    months: t.exposeInt('months', {
      nullable: true,
      description:
        'WITHIN_MONTHS : combien après `eventOn`. REGULAR : une preuve au moins en autant. CONTINUOUS : combien après `endsOn` pour l’attester.',
    }),
    silentMonths: t.exposeInt('silentMonths', {
      nullable: true,
      description: 'REGULAR : depuis combien de mois entiers rien n’a été montré ; nul tant que le rythme est tenu.',
    }),
    event: t.exposeString('event', { nullable: true, description: 'Ce qui la fait naître.' }),
    eventOn: t.expose('eventOn', { type: 'Date', nullable: true }),
    proof: t.expose('proof', { type: ProofKindType }),
    pieces: t.exposeStringList('pieces', { description: 'DOCUMENT : ceux qui sont dus à chaque fois, par nom.' }),
    startsOn: t.expose('startsOn', { type: 'Date' }),
    endsOn: t.expose('endsOn', { type: 'Date' }),
    degree: t.expose('degree', { type: DegreeType, nullable: true }),
    occurrences: t.field({
      type: [OccurrenceType],
      description: 'Par échéance.',
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

const ObligationPartType = builder.enumType('ObligationPart', {
  description: 'Ce que doit l’organisme de qui demande, ou ce qui lui est dû, à lui ou à un de ses services.',
  values: ['OWED', 'OWED_TO_ME'] as const,
});

export const ObligationFilterInput = builder.inputType('ObligationFilter', {
  description: 'Tout ce qui est donné doit être vrai.',
  fields: (t) => ({
    conventionId: t.id(),
    blockId: t.id(),
    debtorId: t.id({ description: 'Un organisme (avec tous ses services) ou un service.' }),
    creditorId: t.id({ description: 'Un organisme (avec tous ses services) ou un service.' }),
    territory: t.field({ type: TerritoryType, description: 'Un de ses services est nommé, ou y a un pilote.' }),
    states: t.field({ type: [OccurrenceStateType] }),
    quarter: t.string({ description: 'Due dans celui-ci : 2025-Q4.' }),
    mine: t.boolean({ description: 'Qui demande la pilote ; ou personne ne la pilote et son organisme la doit.' }),
    part: t.field({ type: ObligationPartType }),
    inForce: t.boolean({ description: 'Seulement de conventions signées et pas finies.' }),
  }),
});

/** What asks for each part of an obligation that is read only then. */
const obligationParts: Record<ObligationPart, readonly string[]> = {
  convention: ['Obligation.convention', 'Obligation.viewerMayManage', 'Obligation.viewerMayRecord'],
  block: ['Obligation.block'],
  pilots: ['Obligation.pilots'],
  occurrences: ['Obligation.occurrences', 'Obligation.silentMonths'],
  details: ['startsOn', 'plannedOn', 'occasion', 'piece', 'notApplicableReason', 'version', 'silenced'].map(
    (name) => `Occurrence.${name}`,
  ),
  met: ['Obligation.silentMonths', 'Occurrence.metOn', 'Occurrence.metLate'],
  proofs: ['Occurrence.evidence'],
};

builder.queryFields((t) => ({
  obligation: t.field({
    type: ObligationType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readObligation(signedIn(context), id),
  }),
  obligations: t.connection({
    type: ObligationType,
    description: 'De toutes les conventions que voit qui demande, dans l’ordre du texte.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: ObligationFilterInput }) },
    resolve: async (_root, args, context, info) =>
      connectionOf(await listObligations(signedIn(context), args, partsAsked(info, obligationParts))),
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
    debtorIds: t.idList({ description: 'Des organismes ou des services.' }),
    creditorIds: t.idList({ description: 'Des organismes ou des services.' }),
    attendeeIds: t.idList({ description: 'Les organismes ou services qui doivent être à la réunion.' }),
    invitedIds: t.idList({ description: 'Ceux qui y sont conviés ; elle compte sans eux.' }),
    pilotIds: t.idList({ description: 'Des personnes, qui voient la convention.' }),
    periodicity: t.field({ type: PeriodicityType, required: true }),
    times: t.int({ description: 'Avec TIMES_A_YEAR.' }),
    months: t.int({
      description:
        'WITHIN_MONTHS : combien après l’événement. REGULAR : une preuve au moins en autant. CONTINUOUS : combien après la fin pour l’attester.',
    }),
    event: t.string({ description: 'Ce qui la fait naître : WITHIN_MONTHS, ON_REQUEST, ON_EVENT.' }),
    eventOn: t.field({ type: 'Date', description: 'Avec WITHIN_MONTHS.' }),
    proof: t.field({ type: ProofKindType, required: true }),
    pieces: t.stringList({ description: 'DOCUMENT : ceux qui sont dus à chaque fois, par nom.' }),
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
    version: t.int({ required: true, description: 'Celle qui a été lue.' }),
    terms: t.field({ type: ObligationTermsInput, required: true }),
  }),
});
const WithdrawObligationInput = builder.inputType('WithdrawObligationInput', {
  fields: (t) => ({ obligationId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  createObligation: t.field({
    type: ObligationType,
    description: 'Écrit une obligation sur un passage ; ses échéances suivent de ce qu’elle dit.',
    args: { input: t.arg({ type: CreateObligationInput, required: true }) },
    async resolve(_root, { input: { conventionId, terms } }, context) {
      const viewer = signedIn(context);
      return readObligation(viewer, (await createObligation(viewer, { ...terms, conventionId })).id);
    },
  }),
  changeObligation: t.field({
    type: ObligationType,
    description: 'Redit tout ce qu’elle dit. Les échéances qui ont une preuve, un jour prévu ou une raison restent.',
    args: { input: t.arg({ type: ChangeObligationInput, required: true }) },
    async resolve(_root, { input: { terms, ...which } }, context) {
      const viewer = signedIn(context);
      return readObligation(viewer, (await changeObligation(viewer, { ...terms, ...which })).id);
    },
  }),
  withdrawObligation: t.field({
    type: 'ID',
    description: 'La retire du suivi ; rend son identifiant.',
    args: { input: t.arg({ type: WithdrawObligationInput, required: true }) },
    resolve: async (_root, { input }, context) => (await withdrawObligation(signedIn(context), input)).id,
  }),
}));
