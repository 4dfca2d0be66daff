// Depositing, describing, opening, linking and taking back what partners share.

import { askAccess, decideAccess } from '#domain/datasets/access-requests.ts';
import { makeDatasetKey, revokeDatasetKey, type SeenDatasetKey } from '#domain/datasets/address-keys.ts';
import { correctReading } from '#domain/datasets/corrected-reading.ts';
import { linkDataset, unlinkDataset } from '#domain/datasets/dataset-links.ts';
import { readDataset } from '#domain/datasets/dataset-views.ts';
import { changeDataset, depositDataset, depositVersion, withdrawDataset } from '#domain/datasets/datasets.ts';
import { followDataset } from '#domain/datasets/subscriptions.ts';
import { builder, signedIn } from '../builder.ts';
import {
  DatasetAccessType,
  DatasetKeyType,
  DatasetKindType,
  DatasetLicenceType,
  DatasetLinkKindType,
  DatasetThemeType,
  DatasetType,
  UpdateFrequencyType,
} from './dataset.ts';
import { TerritoryType } from './organisation.ts';

export const DatasetLinkInput = builder.inputType('DatasetLinkInput', {
  fields: (t) => ({
    kind: t.field({ type: DatasetLinkKindType, required: true }),
    conventionId: t.id({ required: true }),
    subjectId: t.id({
      required: true,
      description: 'Du passage, de l’obligation, du livrable, de la réunion ou de la convention.',
    }),
  }),
});

const DepositDatasetInput = builder.inputType('DepositDatasetInput', {
  fields: (t) => ({
    uploadId: t.id({
      required: true,
      description:
        'D’un fichier envoyé à `/depots` par morceaux, comme le dit tus 1.0, avec son nom dans `Upload-Metadata` ; la dernière partie de son adresse.',
    }),
    kind: t.field({ type: DatasetKindType, required: true }),
    title: t.string({ required: true }),
    description: t.string({ required: true }),
    themes: t.field({ type: [DatasetThemeType] }),
    territories: t.field({ type: [TerritoryType], description: 'Aucun : tout le département.' }),
    periodFrom: t.field({ type: 'Date' }),
    periodTo: t.field({ type: 'Date' }),
    frequency: t.field({ type: UpdateFrequencyType, required: true }),
    licence: t.field({ type: DatasetLicenceType, required: true }),
    access: t.field({ type: DatasetAccessType, required: true }),
    producerId: t.id({ required: true }),
    contact: t.string(),
    alternative: t.string({ description: 'Ce que montre l’image ou la carte, pour qui ne la voit pas.' }),
    organisationIds: t.idList({ description: 'À qui elles sont ouvertes, quand l’accès est CHOSEN.' }),
    unitIds: t.idList({ description: 'De même, pour les services.' }),
    note: t.string({ description: 'De cette version.' }),
    links: t.field({ type: [DatasetLinkInput] }),
  }),
});

const ChangeDatasetInput = builder.inputType('ChangeDatasetInput', {
  description: 'Toute la description, redite.',
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    version: t.int({ description: 'La version lue : CONFLICT si elle a changé depuis.' }),
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
    alternative: t.string({ description: 'Ce que montre l’image ou la carte, pour qui ne la voit pas.' }),
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
        'D’un fichier envoyé à `/depots` par morceaux, comme le dit tus 1.0, avec son nom dans `Upload-Metadata` ; la dernière partie de son adresse.',
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
  description: 'Ce qui n’est pas donné est deviné.',
  fields: (t) => ({
    datasetId: t.id({ required: true }),
    encoding: t.string({ description: 'UTF-8, WINDOWS-1252, UTF-16LE ou UTF-16BE.' }),
    delimiter: t.string({ description: '« ; », « , », « | » or a tab.' }),
    decimal: t.string({ description: '« , » or « . ».' }),
    dateOrder: t.string({ description: 'DMY, MDY ou YMD.' }),
    headerRow: t.int({ description: 'La ligne qui nomme les colonnes, à partir de 1 ; 0 s’il n’y en a pas.' }),
    sheet: t.string({ description: 'D’un classeur, ou la couche d’un GeoPackage.' }),
  }),
});

const MadeDatasetKeyType = builder
  .objectRef<{ datasetKey: SeenDatasetKey; secret: string }>('MadeDatasetKey')
  .implement({
    description: 'Une clé qui vient d’être créée, avec son secret.',
    fields: (t) => ({
      datasetKey: t.field({ type: DatasetKeyType, description: 'La clé.', resolve: ({ datasetKey }) => datasetKey }),
      secret: t.exposeString('secret', { description: 'La clé elle-même : dite ici, et plus jamais.' }),
    }),
  });

builder.mutationFields((t) => ({
  depositDataset: t.field({
    type: DatasetType,
    description: 'Partage un fichier qui est arrivé. Il est vérifié ensuite : `versions` dit où cela en est.',
    args: { input: t.arg({ type: DepositDatasetInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      readDataset(signedIn(context), (await depositDataset(signedIn(context), input)).id),
  }),
  depositVersion: t.field({
    type: DatasetType,
    description: 'Ajoute la version suivante de données.',
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
    description: 'Retire des données et rend leur identifiant : personne ne les voit plus.',
    args: { datasetId: t.arg.id({ required: true }) },
    resolve: async (_root, { datasetId }, context) => (await withdrawDataset(signedIn(context), datasetId)).id,
  }),
  correctReading: t.field({
    type: DatasetType,
    description: 'Dit comment le tableau de la dernière version doit se lire, là où cela a été mal deviné.',
    args: { input: t.arg({ type: CorrectReadingInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      readDataset(signedIn(context), (await correctReading(signedIn(context), input)).id),
  }),
  linkDataset: t.field({
    type: DatasetType,
    description: 'Dit que des données servent à quelque chose d’une convention.',
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
    description: 'Être prévenu des nouvelles versions, ou ne plus l’être.',
    args: { datasetId: t.arg.id({ required: true }), isFollowed: t.arg.boolean({ required: true }) },
    async resolve(_root, { datasetId, isFollowed }, context) {
      await followDataset(signedIn(context), datasetId, isFollowed);
      return readDataset(signedIn(context), datasetId);
    },
  }),
  makeDatasetKey: t.field({
    type: MadeDatasetKeyType,
    description: 'Crée une clé qui n’ouvre que ces données, par leur adresse, en lecture, pendant un an.',
    args: {
      datasetId: t.arg.id({ required: true }),
      name: t.arg.string({ required: true, description: 'À quoi elle servira.' }),
    },
    resolve: (_root, args, context) => makeDatasetKey(signedIn(context), args),
  }),
  revokeDatasetKey: t.id({
    description: 'Révoque une telle clé, aussitôt, et rend l’identifiant des données.',
    args: { datasetKeyId: t.arg.id({ required: true, description: 'La clé.' }) },
    resolve: (_root, args, context) => revokeDatasetKey(signedIn(context), args),
  }),
  askAccess: t.boolean({
    description: 'Demande à consulter des données dont on a reçu l’adresse. Toujours vrai : s’il y en a n’est pas dit.',
    args: { datasetId: t.arg.id({ required: true }), reason: t.arg.string({ required: true }) },
    async resolve(_root, args, context) {
      await askAccess(signedIn(context), args);
      return true;
    },
  }),
  decideAccess: t.id({
    description: 'Ouvre des données à qui l’a demandé, ou non, et rend l’identifiant de la demande.',
    args: { requestId: t.arg.id({ required: true }), isGranted: t.arg.boolean({ required: true }) },
    resolve: async (_root, args, context) => (await decideAccess(signedIn(context), args)).id,
  }),
}));
