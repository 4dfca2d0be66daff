// What people and programs say of actions while the year goes: one mutation each, which gives the action back.

import { readAction } from '#domain/follow-up/action-views.ts';
import {
  addActionNote,
  addActionParty,
  followAction,
  removeActionParty,
  setActionParties,
  withdrawActionNote,
} from '#domain/follow-up/actions.ts';
import { followActions } from '#domain/follow-up/several-actions.ts';
import { builder, signedIn } from '../builder.ts';
import { ActionRoleType, ActionStatusType, ActionType } from './action.ts';

const FollowActionInput = builder.inputType('FollowActionInput', {
  description: 'What is not given stays.',
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockId: t.id({ required: true }),
    status: t.field({ type: ActionStatusType }),
    progress: t.int({ description: 'Per cent. DONE makes it 100.' }),
    dueOn: t.field({ type: 'Date', description: 'Null clears it.' }),
    version: t.int({ description: 'The version one has read: CONFLICT when it has changed since.' }),
  }),
});
const PilotInput = builder.inputType('ActionPilotInput', {
  description: 'Exactly one of the three.',
  fields: (t) => ({ personId: t.id(), unitId: t.id(), organisationId: t.id() }),
});
const FollowActionsInput = builder.inputType('FollowActionsInput', {
  description: 'What is not given stays as it is in each.',
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockIds: t.idList({ required: true }),
    status: t.field({ type: ActionStatusType }),
    dueOn: t.field({ type: 'Date', description: 'Null clears it.' }),
    pilot: t.field({ type: PilotInput, description: 'Added to those who lead already.' }),
  }),
});
const PartyInput = builder.inputType('ActionPartyInput', {
  description: 'Exactly one of the three ids says who.',
  fields: (t) => ({
    role: t.field({ type: ActionRoleType, required: true }),
    personId: t.id(),
    unitId: t.id(),
    organisationId: t.id(),
  }),
});
const SetActionPartiesInput = builder.inputType('SetActionPartiesInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockId: t.id({ required: true }),
    parties: t.field({ type: [PartyInput], required: true }),
  }),
});
const AddActionPartyInput = builder.inputType('AddActionPartyInput', {
  description: 'Exactly one of personId, unitId and organisationId says who.',
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockId: t.id({ required: true }),
    role: t.field({ type: ActionRoleType, required: true }),
    personId: t.id(),
    unitId: t.id(),
    organisationId: t.id(),
  }),
});
const RemoveActionPartyInput = builder.inputType('RemoveActionPartyInput', {
  fields: (t) => ({ partyId: t.id({ required: true }) }),
});
const AddActionNoteInput = builder.inputType('AddActionNoteInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockId: t.id({ required: true }),
    on: t.field({ type: 'Date', required: true, description: 'Today at the latest.' }),
    body: t.string({ required: true }),
  }),
});
const WithdrawActionNoteInput = builder.inputType('WithdrawActionNoteInput', {
  fields: (t) => ({ noteId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  followAction: t.field({
    type: ActionType,
    description: 'Says where an action, an engagement or any other block stands.',
    args: { input: t.arg({ type: FollowActionInput, required: true }) },
    async resolve(_root, { input: { status, progress, ...input } }, context) {
      const viewer = signedIn(context);
      await followAction(viewer, { ...input, status: status ?? undefined, progress: progress ?? undefined });
      return readAction(viewer, input);
    },
  }),
  followActions: t.field({
    type: [ActionType],
    description: 'The same of several actions at once: all of them, or none.',
    args: { input: t.arg({ type: FollowActionsInput, required: true }) },
    async resolve(_root, { input: { status, pilot, ...input } }, context) {
      const viewer = signedIn(context);
      const places = await followActions(viewer, { ...input, status: status ?? undefined, pilot: pilot ?? undefined });
      return Promise.all(places.map((place) => readAction(viewer, place)));
    },
  }),
  setActionParties: t.field({
    type: ActionType,
    description: 'Says anew who leads an action and who takes part.',
    args: { input: t.arg({ type: SetActionPartiesInput, required: true }) },
    async resolve(_root, { input }, context) {
      await setActionParties(signedIn(context), input);
      return readAction(signedIn(context), input);
    },
  }),
  addActionParty: t.field({
    type: ActionType,
    args: { input: t.arg({ type: AddActionPartyInput, required: true }) },
    async resolve(_root, { input }, context) {
      await addActionParty(signedIn(context), input);
      return readAction(signedIn(context), input);
    },
  }),
  removeActionParty: t.field({
    type: ActionType,
    args: { input: t.arg({ type: RemoveActionPartyInput, required: true }) },
    resolve: async (_root, { input: { partyId } }, context) =>
      readAction(signedIn(context), await removeActionParty(signedIn(context), partyId)),
  }),
  addActionNote: t.field({
    type: ActionType,
    args: { input: t.arg({ type: AddActionNoteInput, required: true }) },
    async resolve(_root, { input }, context) {
      await addActionNote(signedIn(context), input);
      return readAction(signedIn(context), input);
    },
  }),
  withdrawActionNote: t.field({
    type: ActionType,
    args: { input: t.arg({ type: WithdrawActionNoteInput, required: true }) },
    resolve: async (_root, { input: { noteId } }, context) =>
      readAction(signedIn(context), await withdrawActionNote(signedIn(context), noteId)),
  }),
}));
