// Counted promises, the pieces handed in for them, and the lists they tick off.

import {
  listDeliverables,
  type Piece,
  type ReadDeliverable,
  readDeliverable,
} from '#domain/follow-up/deliverable-views.ts';
import {
  changeDeliverable,
  createDeliverable,
  deliverPiece,
  withdrawDeliverable,
  withdrawPiece,
} from '#domain/follow-up/deliverables.ts';
import { addReferenceEntry, listReferenceSets, type ReferenceSet } from '#domain/follow-up/reference-sets.ts';
import type { ReferenceEntry } from '#generated/prisma/client.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { StoredFileType } from './stored-file.ts';

/** What one deliverable holds is paid for by the list it stands in. */
const HELD = { field: 1, multiplier: 10 };

export const ReferenceEntryType = builder.objectRef<ReferenceEntry>('ReferenceEntry').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    setId: t.exposeID('setId', { description: 'La liste de référence dont elle est.' }),
    name: t.exposeString('name'),
    detail: t.exposeString('detail', { nullable: true }),
  }),
});

const ReferenceSetType = builder.objectRef<ReferenceSet>('ReferenceSet').implement({
  description: 'A list that several conventions tick off: cités, terrils, grands sites, intercommunalités.',
  fields: (t) => ({
    id: t.exposeID('id'),
    key: t.exposeString('key'),
    title: t.exposeString('title'),
    size: t.exposeInt('size', { description: 'How many there are, whether or not each is named here.' }),
    entries: t.field({
      type: [ReferenceEntryType],
      complexity: HELD,
      description: 'Those that are named so far, by name.',
      resolve: ({ entries }) => entries,
    }),
  }),
});

const PieceType = builder.objectRef<Piece>('DeliverablePiece').implement({
  description: 'One of the things counted: a link, a file, or an entry it ticks.',
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.exposeString('title'),
    on: t.expose('on', { type: 'Date' }),
    url: t.exposeString('url', { nullable: true }),
    file: t.field({ type: StoredFileType, nullable: true, resolve: ({ file }) => file }),
    entry: t.field({ type: ReferenceEntryType, nullable: true, resolve: ({ entry }) => entry }),
  }),
});

export const DeliverableType = builder.objectRef<ReadDeliverable>('Deliverable').implement({
  description: 'A counted promise: « 35 fiches-bilan ».',
  fields: (t) => ({
    id: t.exposeID('id'),
    conventionId: t.exposeID('conventionId'),
    conventionTitle: t.exposeString('conventionTitle'),
    year: t.exposeInt('year'),
    blockId: t.exposeID('blockId'),
    blockText: t.exposeString('blockText', { nullable: true, description: 'As its block says or last said.' }),
    blockNumber: t.exposeString('blockNumber', { nullable: true }),
    isBlockGone: t.exposeBoolean('isBlockGone', { description: 'Its block has left the text.' }),
    title: t.exposeString('title'),
    target: t.exposeInt('target'),
    delivered: t.exposeInt('delivered', { description: 'May be above the target.' }),
    dueOn: t.expose('dueOn', { type: 'Date', nullable: true }),
    isComplete: t.exposeBoolean('isComplete'),
    isLate: t.exposeBoolean('isLate', { description: 'Its due day is over and pieces are missing.' }),
    referenceSetId: t.exposeID('referenceSetId', { nullable: true, description: 'The list its pieces may tick.' }),
    version: t.exposeInt('version'),
    pieces: t.field({
      type: [PieceType],
      complexity: HELD,
      description: 'Latest day first.',
      resolve: (deliverable) => deliverable.pieces(),
    }),
  }),
});

builder.objectField(ConventionType, 'deliverables', (t) =>
  t.connection({
    type: DeliverableType,
    description: 'What it promises to hand in, in reading order.',
    complexity: listComplexity,
    resolve: async ({ id }, page, context) =>
      connectionOf(await listDeliverables(signedIn(context), { ...page, conventionId: id })),
  }),
);

builder.queryFields((t) => ({
  deliverables: t.connection({
    type: DeliverableType,
    description: 'The deliverables of every convention that the viewer sees, latest year first, in reading order.',
    complexity: listComplexity,
    resolve: async (_root, page, context) => connectionOf(await listDeliverables(signedIn(context), page)),
  }),
  deliverable: t.field({
    type: DeliverableType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readDeliverable(signedIn(context), id),
  }),
  referenceSets: t.field({
    type: [ReferenceSetType],
    resolve: (_root, _args, context) => listReferenceSets(signedIn(context)),
  }),
}));

const CreateDeliverableInput = builder.inputType('CreateDeliverableInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    blockId: t.id({ required: true }),
    title: t.string({ required: true }),
    target: t.int({ required: true, description: 'From 1.' }),
    dueOn: t.field({ type: 'Date' }),
    referenceSetId: t.id({ description: 'The list that its pieces tick off.' }),
  }),
});
const ChangeDeliverableInput = builder.inputType('ChangeDeliverableInput', {
  description: 'What is not given stays; null clears the day and the list.',
  fields: (t) => ({
    deliverableId: t.id({ required: true }),
    title: t.string(),
    target: t.int(),
    dueOn: t.field({ type: 'Date' }),
    referenceSetId: t.id(),
    version: t.int({ description: 'The version one has read: CONFLICT when it has changed since.' }),
  }),
});
const WithdrawDeliverableInput = builder.inputType('WithdrawDeliverableInput', {
  fields: (t) => ({ deliverableId: t.id({ required: true }) }),
});
const DeliverPieceInput = builder.inputType('DeliverPieceInput', {
  description: 'At least one of url, fileId and entryId; an entry is ticked once.',
  fields: (t) => ({
    deliverableId: t.id({ required: true }),
    title: t.string({ description: 'The name of the entry or of the file when not given.' }),
    on: t.field({ type: 'Date', required: true, description: 'Today at the latest.' }),
    url: t.string({ description: 'http or https.' }),
    fileId: t.id({ description: 'From `storeFile`, of the same convention.' }),
    entryId: t.id(),
  }),
});
const WithdrawPieceInput = builder.inputType('WithdrawPieceInput', {
  fields: (t) => ({ pieceId: t.id({ required: true }) }),
});
const AddReferenceEntryInput = builder.inputType('AddReferenceEntryInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true, description: 'The convention whose follow-up needs it.' }),
    setId: t.id({ required: true }),
    name: t.string({ required: true }),
    detail: t.string(),
  }),
});

builder.mutationFields((t) => ({
  createDeliverable: t.field({
    type: DeliverableType,
    args: { input: t.arg({ type: CreateDeliverableInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      readDeliverable(signedIn(context), (await createDeliverable(signedIn(context), input)).id),
  }),
  changeDeliverable: t.field({
    type: DeliverableType,
    args: { input: t.arg({ type: ChangeDeliverableInput, required: true }) },
    async resolve(_root, { input: { title, target, ...input } }, context) {
      const given = { ...input, title: title ?? undefined, target: target ?? undefined };
      return readDeliverable(signedIn(context), (await changeDeliverable(signedIn(context), given)).id);
    },
  }),
  withdrawDeliverable: t.id({
    description: 'Withdraws a deliverable with its pieces, and gives its id.',
    args: { input: t.arg({ type: WithdrawDeliverableInput, required: true }) },
    resolve: async (_root, { input: { deliverableId } }, context) =>
      (await withdrawDeliverable(signedIn(context), deliverableId)).id,
  }),
  deliverPiece: t.field({
    type: DeliverableType,
    args: { input: t.arg({ type: DeliverPieceInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      readDeliverable(signedIn(context), (await deliverPiece(signedIn(context), input)).deliverableId),
  }),
  withdrawPiece: t.field({
    type: DeliverableType,
    description: 'Takes a piece back: it is counted no more, and what it ticked may be ticked again.',
    args: { input: t.arg({ type: WithdrawPieceInput, required: true }) },
    resolve: async (_root, { input: { pieceId } }, context) =>
      readDeliverable(signedIn(context), (await withdrawPiece(signedIn(context), pieceId)).deliverableId),
  }),
  addReferenceEntry: t.field({
    type: ReferenceEntryType,
    description: 'Names one more entry of a list; never more than the list has.',
    args: { input: t.arg({ type: AddReferenceEntryInput, required: true }) },
    resolve: (_root, { input }, context) => addReferenceEntry(signedIn(context), input),
  }),
}));
