// What people and programs say of actions while the year goes: one mutation each, which gives the action back.

import { readAction, readActions } from '#domain/follow-up/action-views.ts';
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
import { ActionRoleType, ActionStatusType, ActionType, actionParts } from './action.ts';

const FollowActionInput = builder.inputType('FollowActionInput', {
  description: 'Ce qui n’est pas donné reste.',
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockId: t.id({ required: true }),
    status: t.field({ type: ActionStatusType }),
    progress: t.int({ description: 'En pour cent. DONE le met à 100.' }),
    dueOn: t.field({ type: 'Date', description: 'Nul l’efface.' }),
    version: t.int({ description: 'La version lue : CONFLICT si elle a changé depuis.' }),
  }),
});
const PilotInput = builder.inputType('ActionPilotInput', {
  description: 'Exactement un des trois.',
  fields: (t) => ({ personId: t.id(), unitId: t.id(), organisationId: t.id() }),
});
const FollowActionsInput = builder.inputType('FollowActionsInput', {
  description: 'Ce qui n’est pas donné reste comme il est dans chacune.',
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockIds: t.idList({ required: true }),
    status: t.field({ type: ActionStatusType }),
    dueOn: t.field({ type: 'Date', description: 'Nul l’efface.' }),
    pilot: t.field({ type: PilotInput, description: 'Ajouté à ceux qui pilotent déjà.' }),
  }),
});
const PartyInput = builder.inputType('ActionPartyInput', {
  description: 'Exactement un des trois identifiants dit qui.',
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
  description: 'Exactement un de personId, unitId et organisationId dit qui.',
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
    on: t.field({ type: 'Date', required: true, description: 'Aujourd’hui au plus tard.' }),
    body: t.string({ required: true }),
  }),
});
const WithdrawActionNoteInput = builder.inputType('WithdrawActionNoteInput', {
  fields: (t) => ({ noteId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  followAction: t.field({
    type: ActionType,
    description: 'Dit où en est une action, un engagement ou un autre passage.',
    args: { input: t.arg({ type: FollowActionInput, required: true }) },
    async resolve(_root, { input: { status, progress, ...input } }, context, info) {
      const viewer = signedIn(context);
      await followAction(viewer, { ...input, status: status ?? undefined, progress: progress ?? undefined });
      return readAction(viewer, input, actionParts(info));
    },
  }),
  followActions: t.field({
    type: [ActionType],
    description: 'De même pour plusieurs actions à la fois : toutes, ou aucune.',
    args: { input: t.arg({ type: FollowActionsInput, required: true }) },
    async resolve(_root, { input: { status, pilot, ...input } }, context, info) {
      const viewer = signedIn(context);
      const places = await followActions(viewer, { ...input, status: status ?? undefined, pilot: pilot ?? undefined });
      return readActions(viewer, places, actionParts(info));
    },
  }),
  setActionParties: t.field({
    type: ActionType,
    description: 'Redit qui pilote une action et qui y prend part.',
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
