// Depositing, describing, opening, linking and taking back what partners share.

import { askAccess, decideAccess } from '#domain/datasets/access-requests.ts';
import { correctReading } from '#domain/datasets/corrected-reading.ts';
import { linkDataset, unlinkDataset } from '#domain/datasets/dataset-links.ts';
import { readDataset } from '#domain/datasets/dataset-views.ts';
import { changeDataset, depositDataset, depositVersion, withdrawDataset } from '#domain/datasets/datasets.ts';
import { followDataset } from '#domain/datasets/subscriptions.ts';
import { builder, signedIn } from '../builder.ts';
import {
  DatasetAccessType,
  DatasetKindType,
  DatasetLicenceType,
  DatasetLinkKindType,
  DatasetThemeType,
  DatasetType,
  UpdateFrequencyType,
} from './dataset.ts';
import { TerritoryType } from './organisation.ts';

const DatasetLinkInput = builder.inputType('DatasetLinkInput', {
  fields: (t) => ({
    kind: t.field({ type: DatasetLinkKindType, required: true }),
    conventionId: t.id({ required: true }),
    subjectId: t.id({ required: true, description: 'Of the passage, obligation, deliverable, meeting or convention.' }),
  }),
});

const DepositDatasetInput = builder.inputType('DepositDatasetInput', {
  fields: (t) => ({
    uploadId: t.id({
      required: true,
      description:
        'Of a file sent to `/depots` in parts, as tus 1.0 says, with its name in `Upload-Metadata`; the last part of its address.',
    }),
    kind: t.field({ type: DatasetKindType, required: true }),
    title: t.string({ required: true }),
    description: t.string({ required: true }),
    themes: t.field({ type: [DatasetThemeType] }),
    territories: t.field({ type: [TerritoryType], description: 'None: the whole of the département.' }),
    periodFrom: t.field({ type: 'Date' }),
    periodTo: t.field({ type: 'Date' }),
    frequency: t.field({ type: UpdateFrequencyType, required: true }),
    licence: t.field({ type: DatasetLicenceType, required: true }),
    access: t.field({ type: DatasetAccessType, required: true }),
    producerId: t.id({ required: true }),
    contact: t.string(),
    organisationIds: t.idList({ description: 'To whom it is open, where access is CHOSEN.' }),
    unitIds: t.idList({ description: 'The same, for services.' }),
    note: t.string({ description: 'Of this version.' }),
    links: t.field({ type: [DatasetLinkInput] }),
  }),
});

const ChangeDatasetInput = builder.inputType('ChangeDatasetInput', {
  description: 'The whole description, anew.',
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    version: t.int({ description: 'The version one has read: CONFLICT when it has changed since.' }),
    kind: t.field({ type: DatasetKindType, required: true }),
    title: t.string({ required: true }),
    description: t.string({ required: true }),
    themes: t.field({ type: [DatasetThemeType] }),
    territories: t.field({ type: [TerritoryType] }),
    periodFrom: t.field({ type: 'Date' }),
    periodTo: t.field({ type: 'Date' }),
    frequency: t.field({ type: UpdateFrequencyType, required: true }),
    licence: t.field({ type: DatasetLicenceType, required: true }),
    access: t.field({ type: DatasetAccessType, required: true }),
    producerId: t.id({ required: true }),
    contact: t.string(),
    organisationIds: t.idList(),
    unitIds: t.idList(),
  }),
});

const DepositVersionInput = builder.inputType('DepositVersionInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    uploadId: t.id({
      required: true,
      description:
        'Of a file sent to `/depots` in parts, as tus 1.0 says, with its name in `Upload-Metadata`; the last part of its address.',
    }),
    note: t.string(),
  }),
});

const LinkDatasetInput = builder.inputType('LinkDatasetInput', {
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    kind: t.field({ type: DatasetLinkKindType, required: true }),
    conventionId: t.id({ required: true }),
    subjectId: t.id({ required: true }),
  }),
});

const CorrectReadingInput = builder.inputType('CorrectReadingInput', {
  description: 'What is not given is guessed.',
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    encoding: t.string({ description: 'UTF-8, WINDOWS-1252, UTF-16LE or UTF-16BE.' }),
    delimiter: t.string({ description: '« ; », « , », « | » or a tab.' }),
    decimal: t.string({ description: '« , » or « . ».' }),
    dateOrder: t.string({ description: 'DMY, MDY or YMD.' }),
    headerRow: t.int({ description: 'The line that names the columns, from 1; 0 where none does.' }),
    sheet: t.string({ description: 'Of a workbook, or the layer of a GeoPackage.' }),
  }),
});

builder.mutationFields((t) => ({
  depositDataset: t.field({
    type: DatasetType,
    description: 'Shares a file that has arrived. It is checked in the background: `versions` says how that goes.',
    args: { input: t.arg({ type: DepositDatasetInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      readDataset(signedIn(context), (await depositDataset(signedIn(context), input)).id),
  }),
  depositVersion: t.field({
    type: DatasetType,
    description: 'Adds the next version of a dataset.',
    args: { input: t.arg({ type: DepositVersionInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      readDataset(signedIn(context), (await depositVersion(signedIn(context), input)).id),
  }),
  changeDataset: t.field({
    type: DatasetType,
    args: { input: t.arg({ type: ChangeDatasetInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      readDataset(signedIn(context), (await changeDataset(signedIn(context), input)).id),
  }),
  withdrawDataset: t.id({
    description: 'Takes a dataset back, and gives its id: nobody sees it any more.',
    args: { datasetId: t.arg.id({ required: true }) },
    resolve: async (_root, { datasetId }, context) => (await withdrawDataset(signedIn(context), datasetId)).id,
  }),
  correctReading: t.field({
    type: DatasetType,
    description: 'Says how the table of the latest version is to be read, where the guess was wrong.',
    args: { input: t.arg({ type: CorrectReadingInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      readDataset(signedIn(context), (await correctReading(signedIn(context), input)).id),
  }),
  linkDataset: t.field({
    type: DatasetType,
    description: 'Says that a dataset is of use for something of a convention.',
    args: { input: t.arg({ type: LinkDatasetInput, required: true }) },
    async resolve(_root, { input }, context) {
      await linkDataset(signedIn(context), input);
      return readDataset(signedIn(context), input.datasetId);
    },
  }),
  unlinkDataset: t.field({
    type: DatasetType,
    args: { linkId: t.arg.id({ required: true }) },
    resolve: async (_root, { linkId }, context) =>
      readDataset(signedIn(context), await unlinkDataset(signedIn(context), linkId)),
  }),
  followDataset: t.field({
    type: DatasetType,
    description: 'Be told of new versions, or no longer.',
    args: { datasetId: t.arg.id({ required: true }), isFollowed: t.arg.boolean({ required: true }) },
    async resolve(_root, { datasetId, isFollowed }, context) {
      await followDataset(signedIn(context), datasetId, isFollowed);
      return readDataset(signedIn(context), datasetId);
    },
  }),
  askAccess: t.boolean({
    description: 'Asks to see a dataset whose address one was given. Always true: whether there is one is not told.',
    args: { datasetId: t.arg.id({ required: true }), reason: t.arg.string({ required: true }) },
    async resolve(_root, args, context) {
      await askAccess(signedIn(context), args);
      return true;
    },
  }),
  decideAccess: t.id({
    description: 'Opens a dataset to who asked, or not, and gives the id of the request.',
    args: { requestId: t.arg.id({ required: true }), isGranted: t.arg.boolean({ required: true }) },
    resolve: async (_root, args, context) => (await decideAccess(signedIn(context), args)).id,
  }),
}));
