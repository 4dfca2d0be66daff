// Decisions and tasks that meetings' notes hold: who does what by when, and which passage of the convention each concerns.

import { findItems, type Item } from '#domain/conventions/programmes.ts';
import { findMeetings, type MeetingView } from '#domain/meetings/meeting-views.ts';
import { followOutcome } from '#domain/outcomes/outcome-follow-ups.ts';
import {
  listOutcomes,
  mayFinish,
  type OutcomeView,
  outcomesOfBlocks,
  outcomesOfMeetings,
  placeKey,
  unitsOfPeople,
} from '#domain/outcomes/outcome-views.ts';
import { followOutcomes } from '#domain/outcomes/several-outcomes.ts';
import { outcomeKinds } from '#domain/vocabulary.ts';
import { asksOnly } from '../asked-fields.ts';
import { batched } from '../batched-reads.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ActionType } from './action.ts';
import { MeetingType } from './meeting.ts';
import { OrganisationType, UnitType } from './organisation.ts';
import { PersonType } from './person.ts';
import { ProgrammeItemType } from './programme.ts';

const OutcomeKindType = builder.enumType('OutcomeKind', { values: outcomeKinds });

const meetingOf = batched<MeetingView>((ids, context) => findMeetings(signedIn(context), ids));
const unitOf = batched<string | null>((ids) => unitsOfPeople(ids));
const itemOf = batched<Item>((places, context) => findItems(signedIn(context), places));

/** Of its meeting, what a decision or task is read with: nothing but these is asked of most. */
const held: (keyof OutcomeView['meeting'] | '__typename')[] = ['id', 'title', 'kind', 'startsAt', '__typename'];
const heldFields = new Set(held.map((name) => `Meeting.${name}`));

export const OutcomeType = builder.objectRef<OutcomeView>('Outcome').implement({
  description: 'Une décision ou une tâche. Sa sorte et ses mots suivent les notes de sa réunion.',
  fields: (t) => ({
    id: t.exposeID('blockId', { description: 'Celui de son passage dans les notes.' }),
    blockId: t.exposeID('blockId', {
      description: 'De son passage dans les notes ; avec la réunion, il la nomme.',
    }),
    meeting: t.field({
      type: MeetingType,
      resolve: async ({ meetingId, meeting }, _args, context, info) =>
        (asksOnly(info, heldFields) ? meeting : await meetingOf(context, meetingId)) as MeetingView,
    }),
    conventionId: t.id({ resolve: ({ meeting }) => meeting.conventionId }),
    kind: t.expose('kind', { type: OutcomeKindType }),
    text: t.exposeString('text'),
    position: t.exposeInt('position', { description: 'Son rang parmi celles de sa réunion, à partir de 0.' }),
    person: t.field({ type: PersonType, nullable: true, resolve: ({ person }) => person }),
    organisation: t.field({ type: OrganisationType, nullable: true, resolve: ({ organisation }) => organisation }),
    unit: t.field({ type: UnitType, nullable: true, resolve: ({ unit }) => unit }),
    dueOn: t.expose('dueOn', { type: 'Date', nullable: true }),
    doneOn: t.expose('doneOn', { type: 'Date', nullable: true }),
    isLate: t.exposeBoolean('isLate', { description: 'Une tâche qui n’est pas faite, et dont le jour est passé.' }),
    isApproved: t.exposeBoolean('isApproved', { description: 'Le compte rendu de sa réunion est approuvé.' }),
    programmeItem: t.field({
      type: ProgrammeItemType,
      nullable: true,
      description: 'Le passage de la convention dont il s’agit.',
      resolve: ({ meeting, programmeBlockId }, _args, context) =>
        programmeBlockId ? itemOf(context, placeKey(meeting.conventionId, programmeBlockId)) : null,
    }),
    viewerMayFinish: t.boolean({
      description: 'Si qui demande peut dire qu’elle est faite.',
      resolve: async (outcome, _args, context) => {
        const viewer = signedIn(context);
        const unitId = viewer.kind === 'person' ? viewer.unitId : await unitOf(context, viewer.personId);
        return mayFinish(viewer, outcome, unitId ?? null);
      },
    }),
    version: t.exposeInt('version'),
  }),
});

const ofMeeting = batched((ids) => outcomesOfMeetings(ids));
const ofBlock = batched((places, context) => outcomesOfBlocks(signedIn(context), places));

builder.objectField(MeetingType, 'outcomes', (t) =>
  t.field({
    type: [OutcomeType],
    description: 'Les décisions et tâches de ses notes, dans l’ordre de lecture.',
    resolve: async ({ id }, _args, context) => (await ofMeeting(context, id)) ?? [],
  }),
);

const concerning = 'Ce que des réunions en ont décidé, la dernière d’abord.';

builder.objectField(ProgrammeItemType, 'outcomes', (t) =>
  t.field({
    type: [OutcomeType],
    description: concerning,
    resolve: async ({ conventionId, blockId }, _args, context) =>
      (await ofBlock(context, placeKey(conventionId, blockId))) ?? [],
  }),
);

builder.objectField(ActionType, 'outcomes', (t) =>
  t.field({
    type: [OutcomeType],
    description: concerning,
    resolve: async ({ conventionId, blockId }, _args, context) =>
      (await ofBlock(context, placeKey(conventionId, blockId))) ?? [],
  }),
);

const OutcomeFilterInput = builder.inputType('OutcomeFilter', {
  description: 'Tout ce qui est donné doit être vrai.',
  fields: (t) => ({
    conventionId: t.id(),
    meetingId: t.id(),
    programmeBlockId: t.id({ description: 'Le passage de la convention dont il s’agit.' }),
    kind: t.field({ type: OutcomeKindType }),
    mine: t.boolean({ description: 'Les tâches de qui demande, de son service ou de tout son organisme.' }),
    open: t.boolean({ description: 'Les tâches qui ne sont pas faites (vrai), ou le sont (faux).' }),
    late: t.boolean({ description: 'Les tâches qui ne sont pas faites et dont le jour est passé.' }),
  }),
});

builder.queryField('outcomes', (t) =>
  t.connection({
    type: OutcomeType,
    description:
      'Des réunions que voit qui demande : avec `open` ou `late` par échéance, sinon la dernière réunion d’abord.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: OutcomeFilterInput }) },
    resolve: async (_root, args, context) => connectionOf(await listOutcomes(signedIn(context), args)),
  }),
);

const FollowOutcomeInput = builder.inputType('FollowOutcomeInput', {
  description: 'Ce qui n’est pas donné reste ; nul l’ôte. L’un au plus de `personId` et `partyId`.',
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    blockId: t.id({ required: true, description: 'Celui des notes.' }),
    personId: t.id({ description: 'Qui fait la tâche.' }),
    partyId: t.id({ description: 'L’organisme ou le service qui la fait.' }),
    dueOn: t.field({ type: 'Date' }),
    doneOn: t.field({ type: 'Date' }),
    programmeBlockId: t.id({ description: 'Le passage de la convention dont il s’agit.' }),
  }),
});

const OutcomePlaceInput = builder.inputType('OutcomePlaceInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    blockId: t.id({ required: true, description: 'Celui des notes.' }),
  }),
});
const FollowOutcomesInput = builder.inputType('FollowOutcomesInput', {
  description: 'Ce qui n’est pas donné reste. L’un au plus de `personId` et `partyId`.',
  fields: (t) => ({
    tasks: t.field({ type: [OutcomePlaceInput], required: true, description: '100 at most.' }),
    personId: t.id({ description: 'Qui les fait.' }),
    partyId: t.id({ description: 'L’organisme ou le service qui les fait.' }),
    dueOn: t.field({ type: 'Date', description: 'Null clears it.' }),
    doneOn: t.field({ type: 'Date', description: 'Nul dit qu’elles sont encore à faire.' }),
  }),
});

builder.mutationField('followOutcomes', (t) =>
  t.field({
    type: [OutcomeType],
    description: 'De même pour plusieurs tâches à la fois : toutes, ou aucune.',
    args: { input: t.arg({ type: FollowOutcomesInput, required: true }) },
    resolve: (_root, { input }, context) => followOutcomes(signedIn(context), input),
  }),
);

builder.mutationField('followOutcome', (t) =>
  t.field({
    type: OutcomeType,
    description:
      'Dit ce qui va avec une décision ou une tâche des notes. Une fois le compte rendu approuvé, seulement qu’une tâche est faite.',
    args: { input: t.arg({ type: FollowOutcomeInput, required: true }) },
    resolve: (_root, { input }, context) => followOutcome(signedIn(context), input),
  }),
);
