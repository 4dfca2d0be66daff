// What partners share: datasets, documents, publications, with their versions, what they hold and what they are of use for.

import { waitingRequests } from '#domain/datasets/access-requests.ts';
import { listDatasetKeys, type SeenDatasetKey } from '#domain/datasets/address-keys.ts';
import { linksOfDatasets, type ReadLink } from '#domain/datasets/dataset-links.ts';
import { followedBy, heldIn, listDatasets, type ReadDataset, readDataset } from '#domain/datasets/dataset-views.ts';
import { countDownloads } from '#domain/datasets/downloads.ts';
import { readActors } from '#domain/history/activity.ts';
import {
  datasetAccesses,
  datasetKinds,
  datasetLicences,
  datasetLinkKinds,
  datasetThemes,
  updateFrequencies,
  versionStates,
} from '#domain/vocabulary.ts';
import type { CheckedColumn, CheckedDataset, CheckedGeometry } from '#formats/datasets/checked.ts';
import type { AccessRequest, DatasetVersion } from '#generated/prisma/client.ts';
import { batched } from '../batched-reads.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { OrganisationType, TerritoryType, UnitType } from './organisation.ts';
import { PersonType } from './person.ts';

export const DatasetKindType = builder.enumType('DatasetKind', {
  description:
    'DATASET : tableaux et cartes. DOCUMENT : papiers de travail. PUBLICATION : ce qui est fait pour être lu du public.',
  values: datasetKinds,
});
export const DatasetAccessType = builder.enumType('DatasetAccess', {
  description:
    'EVERYONE : le public, sans compte. PARTNERS : qui a un compte. CHOSEN : des organismes, services et personnes nommés, et l’organisme qui les a déposées. MINE : qui les a déposées seulement.',
  values: datasetAccesses,
});
export const DatasetLicenceType = builder.enumType('DatasetLicence', {
  description: 'LICENCE_OUVERTE : 2.0 d’Etalab. ODBL : 1.0. CONVENTION : pour les besoins de la convention seulement.',
  values: datasetLicences,
});
export const UpdateFrequencyType = builder.enumType('UpdateFrequency', { values: updateFrequencies });
export const DatasetThemeType = builder.enumType('DatasetTheme', {
  description: 'Les thèmes de données de l’Union européenne (table d’autorité « data-theme »).',
  values: datasetThemes,
});
export const DatasetLinkKindType = builder.enumType('DatasetLinkKind', { values: datasetLinkKinds });
const VersionStateType = builder.enumType('DatasetVersionState', {
  description:
    'CHECKING : son fichier est en cours de lecture. READY : elle se lit. REFUSED : elle ne se lit pas, `refusal` dit pourquoi.',
  values: versionStates,
});

const personOf = batched((ids) => readActors(ids));
const linksOf = batched((ids, context) => linksOfDatasets(signedIn(context), ids));
const isFollowed = batched((ids, context) => followedBy(signedIn(context), ids));

const ColumnType = builder.objectRef<CheckedColumn>('DatasetColumn').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    type: t.exposeString('type', { description: 'TEXT, NUMBER, DATE ou BOOLEAN.' }),
  }),
});

const GeometryType = builder.objectRef<CheckedGeometry>('DatasetGeometry').implement({
  description: 'Où sont les objets d’une carte.',
  fields: (t) => ({
    type: t.exposeString('type', { description: 'POINT, LINE, POLYGON ou MIXED.' }),
    crs: t.exposeString('crs', { description: 'Le système des coordonnées du fichier, « EPSG:2154 ».' }),
    bbox: t.floatList({ description: 'Ouest, sud, est, nord, en degrés de WGS84.', resolve: ({ bbox }) => bbox }),
    note: t.exposeString('note', { nullable: true, description: 'Ce qu’il faut savoir de leur précision.' }),
  }),
});

const HeldType = builder.objectRef<CheckedDataset>('DatasetContent').implement({
  description: 'Ce que la vérification a trouvé dans le fichier d’une version.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'TABLE, FEATURES, DOCUMENT, IMAGE ou OTHER.' }),
    format: t.exposeString('format', {
      description: 'GEOJSON, SHAPEFILE, GEOPACKAGE, KML, CSV, XLSX, ODS, PDF, DOCX, ODT…',
    }),
    rowCount: t.exposeInt('rowCount', {
      nullable: true,
      description: 'Les lignes de son tableau, ou les objets de sa carte.',
    }),
    columns: t.field({
      type: [ColumnType],
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ columns }) => columns,
    }),
    geometry: t.field({ type: GeometryType, nullable: true, resolve: ({ geometry }) => geometry }),
    text: t.exposeString('text', {
      nullable: true,
      description: 'Les mots d’un document, autant qu’ils se lisent.',
    }),
    pages: t.int({
      nullable: true,
      description:
        'Les pages d’un PDF, chacune dessinée à l’adresse `/donnees/{dataset}/versions/{number}/pages/{page}`.',
      resolve: ({ pages }) => pages ?? null,
    }),
    remarks: t.exposeStringList('remarks', { description: 'Ce qui a été deviné, changé ou ôté, en français.' }),
    reading: t.field({
      type: 'Json',
      nullable: true,
      description: 'Comment le tableau a été lu.',
      resolve: ({ reading }) => reading,
    }),
  }),
});

const VersionType = builder.objectRef<DatasetVersion>('DatasetVersion').implement({
  description: 'Un dépôt. Ses octets ne changent jamais : `/donnees/{dataset}/versions/{number}/fichier`.',
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeInt('number'),
    fileName: t.exposeString('fileName'),
    size: t.int({ description: 'En octets.', resolve: ({ size }) => Number(size) }),
    sha256: t.exposeString('sha256', {
      nullable: true,
      description: 'De ses octets, en hexadécimal ; une fois vérifiée.',
    }),
    damagedAt: t.expose('damagedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Depuis quand on sait que ses octets ne sont plus ceux qui ont été déposés, ou manquent.',
    }),
    mediaType: t.exposeString('mediaType', { nullable: true }),
    note: t.exposeString('note', { nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    createdBy: t.field({
      type: PersonType,
      nullable: true,
      resolve: async ({ createdById }, _args, context) => (await personOf(context, createdById)) ?? null,
    }),
    state: t.expose('state', { type: VersionStateType }),
    refusal: t.exposeString('refusal', {
      nullable: true,
      description: 'Pourquoi son fichier ne se lit pas, en français.',
    }),
    content: t.field({ type: HeldType, nullable: true, resolve: (version) => heldIn(version) }),
    comparison: t.field({
      type: 'Json',
      nullable: true,
      description: 'Ce qui a changé depuis la version `since` : lignes ajoutées, ôtées et changées, colonnes.',
      resolve: ({ comparison }) => comparison,
    }),
  }),
});

const LinkType = builder.objectRef<ReadLink>('DatasetLink').implement({
  description: 'Quelque chose d’une convention à quoi servent les données.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: DatasetLinkKindType }),
    conventionId: t.exposeID('conventionId'),
    conventionTitle: t.exposeString('conventionTitle'),
    year: t.exposeInt('year'),
    subjectId: t.exposeID('subjectId'),
    title: t.exposeString('title'),
  }),
});

const GrantType = builder.objectRef<ReadDataset['grants'][number]>('DatasetGrant').implement({
  description: 'Un organisme, un service ou une personne à qui elles sont ouvertes.',
  fields: (t) => ({
    organisation: t.field({ type: OrganisationType, nullable: true, resolve: ({ organisation }) => organisation }),
    unit: t.field({ type: UnitType, nullable: true, resolve: ({ unit }) => unit }),
    person: t.field({ type: PersonType, nullable: true, resolve: ({ person }) => person }),
  }),
});

const RequestType = builder.objectRef<AccessRequest>('AccessRequest').implement({
  description: 'Quelqu’un demande à consulter des données.',
  fields: (t) => ({
    id: t.exposeID('id'),
    reason: t.exposeString('reason'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    person: t.field({
      type: PersonType,
      nullable: true,
      resolve: async ({ personId }, _args, context) => (await personOf(context, personId)) ?? null,
    }),
  }),
});

const TakenType = builder.objectRef<{ name: string; count: number; lastAt: Date }>('DatasetDownloads').implement({
  description: 'Combien de fois quelqu’un d’un organisme les a prises.',
  fields: (t) => ({
    name: t.exposeString('name'),
    count: t.exposeInt('count'),
    lastAt: t.expose('lastAt', { type: 'DateTime' }),
  }),
});

export const DatasetKeyType = builder.objectRef<SeenDatasetKey>('DatasetKey').implement({
  description:
    'Une clé qu’une adresse porte (`?cle=`) et qui n’ouvre que ces données, en lecture, comme qui l’a créée peut les ouvrir.',
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name', { description: 'À quoi elle sert.' }),
    prefix: t.exposeString('prefix', { description: 'Ses premiers caractères, pour la reconnaître.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Quand elle cesse d’ouvrir.' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true, description: 'À cinq minutes près.' }),
    person: t.field({ type: PersonType, description: 'Qui l’a créée.', resolve: ({ person }) => person }),
  }),
});

/** What one dataset holds is paid for by the list it stands in. */
const HELD = { field: 1, multiplier: 5 };

export const DatasetType = builder.objectRef<ReadDataset>('Dataset').implement({
  description: 'Un jeu de données, un document ou une publication que partage un partenaire.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: DatasetKindType }),
    title: t.exposeString('title'),
    description: t.exposeString('description'),
    themes: t.expose('themes', { type: [DatasetThemeType] }),
    territories: t.expose('territories', { type: [TerritoryType], description: 'Aucun : tout le département.' }),
    periodFrom: t.expose('periodFrom', { type: 'Date', nullable: true }),
    periodTo: t.expose('periodTo', { type: 'Date', nullable: true }),
    frequency: t.expose('frequency', { type: UpdateFrequencyType }),
    lateSince: t.expose('lateSince', {
      type: 'Date',
      nullable: true,
      description: 'Leur fréquence promettait une nouvelle version à ce jour, et aucune n’est venue.',
    }),
    licence: t.expose('licence', { type: DatasetLicenceType }),
    access: t.expose('access', { type: DatasetAccessType }),
    producer: t.field({
      type: OrganisationType,
      description: 'Qui répond de ce qu’elles disent.',
      resolve: ({ producer }) => producer,
    }),
    depositor: t.field({
      type: OrganisationType,
      description: 'L’organisme dont les personnes les tiennent à jour.',
      resolve: ({ organisation }) => organisation,
    }),
    owner: t.field({ type: PersonType, description: 'Qui les a déposées.', resolve: ({ owner }) => owner }),
    contact: t.exposeString('contact', { nullable: true }),
    alternative: t.exposeString('alternative', {
      nullable: true,
      description: 'Ce que montre leur image ou leur carte, pour qui ne la voit pas.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    changedAt: t.expose('changedAt', { type: 'DateTime', description: 'De leur description ou de leurs versions.' }),
    version: t.exposeInt('version'),
    latest: t.field({
      type: VersionType,
      nullable: true,
      description: 'La dernière version qui se lit.',
      resolve: ({ latest }) => latest,
    }),
    versions: t.field({
      type: [VersionType],
      complexity: HELD,
      description:
        'La dernière d’abord ; celles qui ne sont pas prêtes ne regardent que l’organisme qui les a déposées.',
      resolve: ({ versions }) => versions,
    }),
    grants: t.field({
      type: [GrantType],
      complexity: HELD,
      description: 'À qui elles sont ouvertes, pour qui peut les modifier.',
      resolve: ({ grants }) => grants,
    }),
    links: t.field({
      type: [LinkType],
      complexity: HELD,
      description: 'Ce à quoi elles servent, de ce que voit qui demande.',
      resolve: async ({ id }, _args, context) => (await linksOf(context, id)) ?? [],
    }),
    viewerMayChange: t.exposeBoolean('mayChange'),
    viewerFollows: t.boolean({ resolve: async ({ id }, _args, context) => (await isFollowed(context, id)) ?? false }),
    viewerKeys: t.field({
      type: [DatasetKeyType],
      complexity: HELD,
      description: 'Les clés de leur adresse qu’a créées qui demande ; toutes, pour qui peut les modifier.',
      resolve: ({ id }, _args, context) => listDatasetKeys(signedIn(context), id),
    }),
    accessRequests: t.field({
      type: [RequestType],
      complexity: HELD,
      description: 'Les demandes qui attendent une réponse, pour qui peut les modifier.',
      resolve: ({ id }, _args, context) => waitingRequests(signedIn(context), id),
    }),
    downloads: t.field({
      type: [TakenType],
      nullable: true,
      complexity: HELD,
      description: 'Qui les a prises, par organisme, pour qui peut les modifier.',
      resolve: ({ id }, _args, context) => countDownloads(signedIn(context), id),
    }),
  }),
});

builder.queryFields((t) => ({
  datasets: t.connection({
    type: DatasetType,
    description: 'Ce que partagent les partenaires, de ce que voit qui demande, le dernier changement d’abord.',
    complexity: listComplexity,
    args: {
      kind: t.arg({ type: DatasetKindType }),
      theme: t.arg({ type: DatasetThemeType }),
      territory: t.arg({ type: TerritoryType }),
      producerId: t.arg.id(),
      conventionId: t.arg.id({ description: 'Qui servent à quelque chose de cette convention.' }),
      subjectId: t.arg.id({ description: 'Qui servent à ce passage, cette obligation, ce livrable ou cette réunion.' }),
      isMine: t.arg.boolean({ description: 'Déposées par l’organisme de qui demande.' }),
      words: t.arg.string({ description: 'Tous sont dans le titre ou la description.' }),
    },
    resolve: async (_root, request, context) => connectionOf(await listDatasets(signedIn(context), request)),
  }),
  dataset: t.field({
    type: DatasetType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readDataset(signedIn(context), id),
  }),
}));

builder.objectField(ConventionType, 'datasets', (t) =>
  t.connection({
    type: DatasetType,
    description: 'Ce qui est partagé et lui sert, ou sert à quelque chose d’elle.',
    complexity: listComplexity,
    resolve: async ({ id }, page, context) =>
      connectionOf(await listDatasets(signedIn(context), { ...page, conventionId: id })),
  }),
);
