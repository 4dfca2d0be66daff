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
  description: 'Une liste que cochent plusieurs conventions : cités, terrils, grands sites, intercommunalités.',
  fields: (t) => ({
    id: t.exposeID('id'),
    key: t.exposeString('key'),
    title: t.exposeString('title'),
    size: t.exposeInt('size', { description: 'Combien il y en a, que chacune soit nommée ici ou non.' }),
    entries: t.field({
      type: [ReferenceEntryType],
      complexity: HELD,
      description: 'Celles qui sont nommées jusqu’ici, par nom.',
      resolve: ({ entries }) => entries,
    }),
  }),
});

const PieceType = builder.objectRef<Piece>('DeliverablePiece').implement({
  description: 'Une des choses comptées : un lien, un fichier, ou une entrée qu’elle coche.',
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
    blockText: t.exposeString('blockText', {
      nullable: true,
      description: 'Comme le dit son passage, ou le disait en dernier.',
    }),
    blockNumber: t.exposeString('blockNumber', { nullable: true }),
    isBlockGone: t.exposeBoolean('isBlockGone', { description: 'Son passage a quitté le texte.' }),
    title: t.exposeString('title'),
    target: t.exposeInt('target'),
    delivered: t.exposeInt('delivered', { description: 'Peut dépasser le nombre attendu.' }),
    dueOn: t.expose('dueOn', { type: 'Date', nullable: true }),
    isComplete: t.exposeBoolean('isComplete'),
    isLate: t.exposeBoolean('isLate', { description: 'Son échéance est passée et des pièces manquent.' }),
    referenceSetId: t.exposeID('referenceSetId', {
      nullable: true,
      description: 'La liste que ses pièces peuvent cocher.',
    }),
    version: t.exposeInt('version'),
    pieces: t.field({
      type: [PieceType],
      complexity: HELD,
      description: 'Le dernier jour d’abord.',
      resolve: (deliverable) => deliverable.pieces(),
    }),
  }),
});

builder.objectField(ConventionType, 'deliverables', (t) =>
  t.connection({
    type: DeliverableType,
    description: 'Ce qu’elle promet de remettre, dans l’ordre de lecture.',
    complexity: listComplexity,
    resolve: async ({ id }, page, context) =>
      connectionOf(await listDeliverables(signedIn(context), { ...page, conventionId: id })),
  }),
);

builder.queryFields((t) => ({
  deliverables: t.connection({
    type: DeliverableType,
    description:
      'Les livrables de chaque convention que voit qui demande, la dernière année d’abord, dans l’ordre de lecture.',
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
    target: t.int({ required: true, description: 'À partir de 1.' }),
    dueOn: t.field({ type: 'Date' }),
    referenceSetId: t.id({ description: 'La liste que cochent ses pièces.' }),
  }),
});
const ChangeDeliverableInput = builder.inputType('ChangeDeliverableInput', {
  description: 'Ce qui n’est pas donné reste ; nul efface le jour et la liste.',
  fields: (t) => ({
    deliverableId: t.id({ required: true }),
    title: t.string(),
    target: t.int(),
    dueOn: t.field({ type: 'Date' }),
    referenceSetId: t.id(),
    version: t.int({ description: 'La version lue : CONFLICT si elle a changé depuis.' }),
  }),
});
const WithdrawDeliverableInput = builder.inputType('WithdrawDeliverableInput', {
  fields: (t) => ({ deliverableId: t.id({ required: true }) }),
});
const DeliverPieceInput = builder.inputType('DeliverPieceInput', {
  description: 'Au moins un de url, fileId et entryId ; une entrée est cochée une fois.',
  fields: (t) => ({
    deliverableId: t.id({ required: true }),
    title: t.string({ description: 'Le nom de l’entrée ou du fichier si rien n’est donné.' }),
    on: t.field({ type: 'Date', required: true, description: 'Aujourd’hui au plus tard.' }),
    url: t.string({ description: 'En http ou https.' }),
    fileId: t.id({ description: 'De `storeFile`, de la même convention.' }),
    entryId: t.id(),
  }),
});
const WithdrawPieceInput = builder.inputType('WithdrawPieceInput', {
  fields: (t) => ({ pieceId: t.id({ required: true }) }),
});
const AddReferenceEntryInput = builder.inputType('AddReferenceEntryInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true, description: 'La convention dont le suivi en a besoin.' }),
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
    description: 'Retire un livrable avec ses pièces, et rend son identifiant.',
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
    description: 'Retire une pièce : elle n’est plus comptée, et ce qu’elle cochait peut l’être de nouveau.',
    args: { input: t.arg({ type: WithdrawPieceInput, required: true }) },
    resolve: async (_root, { input: { pieceId } }, context) =>
      readDeliverable(signedIn(context), (await withdrawPiece(signedIn(context), pieceId)).deliverableId),
  }),
  addReferenceEntry: t.field({
    type: ReferenceEntryType,
    description: 'Nomme une entrée de plus d’une liste ; jamais plus que la liste n’en a.',
    args: { input: t.arg({ type: AddReferenceEntryInput, required: true }) },
    resolve: (_root, { input }, context) => addReferenceEntry(signedIn(context), input),
  }),
}));
