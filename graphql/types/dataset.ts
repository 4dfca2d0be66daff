// What partners share: datasets, documents, publications, with their versions, what they hold and what they are of use for.

import { waitingRequests } from '#domain/datasets/access-requests.ts';
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
    'DATASET: tables and maps. DOCUMENT: working papers. PUBLICATION: what is made to be read by the public.',
  values: datasetKinds,
});
export const DatasetAccessType = builder.enumType('DatasetAccess', {
  description:
    'EVERYONE: the public, without an account. PARTNERS: whoever has an account. CHOSEN: named organisations, services and people, and its depositor’s organisation. MINE: its depositor alone.',
  values: datasetAccesses,
});
export const DatasetLicenceType = builder.enumType('DatasetLicence', {
  description: 'LICENCE_OUVERTE: 2.0 of Etalab. ODBL: 1.0. CONVENTION: for the needs of the convention alone.',
  values: datasetLicences,
});
export const UpdateFrequencyType = builder.enumType('UpdateFrequency', { values: updateFrequencies });
export const DatasetThemeType = builder.enumType('DatasetTheme', {
  description: 'The data themes of the European Union (authority table « data-theme »).',
  values: datasetThemes,
});
export const DatasetLinkKindType = builder.enumType('DatasetLinkKind', { values: datasetLinkKinds });
const VersionStateType = builder.enumType('DatasetVersionState', {
  description: 'CHECKING: its file is being read. READY. REFUSED: it cannot be read, `refusal` says why.',
  values: versionStates,
});

const personOf = batched((ids) => readActors(ids));
const linksOf = batched((ids, context) => linksOfDatasets(signedIn(context), ids));
const isFollowed = batched((ids, context) => followedBy(signedIn(context), ids));

const ColumnType = builder.objectRef<CheckedColumn>('DatasetColumn').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    type: t.exposeString('type', { description: 'TEXT, NUMBER, DATE or BOOLEAN.' }),
  }),
});

const GeometryType = builder.objectRef<CheckedGeometry>('DatasetGeometry').implement({
  description: 'Where the objects of a map are.',
  fields: (t) => ({
    type: t.exposeString('type', { description: 'POINT, LINE, POLYGON or MIXED.' }),
    crs: t.exposeString('crs', { description: 'What the file’s coordinates are in, « EPSG:2154 ».' }),
    bbox: t.floatList({ description: 'West, south, east, north, in degrees of WGS84.', resolve: ({ bbox }) => bbox }),
    note: t.exposeString('note', { nullable: true, description: 'What is to be known of their precision.' }),
  }),
});

const HeldType = builder.objectRef<CheckedDataset>('DatasetContent').implement({
  description: 'What the check found in a version’s file.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'TABLE, FEATURES, DOCUMENT, IMAGE or OTHER.' }),
    format: t.exposeString('format', {
      description: 'GEOJSON, SHAPEFILE, GEOPACKAGE, KML, CSV, XLSX, ODS, PDF, DOCX, ODT…',
    }),
    rowCount: t.exposeInt('rowCount', { nullable: true, description: 'Rows of its table, or objects of its map.' }),
    columns: t.field({
      type: [ColumnType],
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ columns }) => columns,
    }),
    geometry: t.field({ type: GeometryType, nullable: true, resolve: ({ geometry }) => geometry }),
    text: t.exposeString('text', {
      nullable: true,
      description: 'The words of a document, as far as they could be read.',
    }),
    remarks: t.exposeStringList('remarks', { description: 'What was guessed, changed or left out, in French.' }),
    reading: t.field({
      type: 'Json',
      nullable: true,
      description: 'How the table was read.',
      resolve: ({ reading }) => reading,
    }),
  }),
});

const VersionType = builder.objectRef<DatasetVersion>('DatasetVersion').implement({
  description: 'One deposit. Its bytes never change: `/donnees/{dataset}/versions/{number}/fichier`.',
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeInt('number'),
    fileName: t.exposeString('fileName'),
    size: t.int({ description: 'Bytes.', resolve: ({ size }) => Number(size) }),
    sha256: t.exposeString('sha256', { nullable: true, description: 'Of its bytes, hexadecimal; once it is checked.' }),
    mediaType: t.exposeString('mediaType', { nullable: true }),
    note: t.exposeString('note', { nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    createdBy: t.field({
      type: PersonType,
      nullable: true,
      resolve: async ({ createdById }, _args, context) => (await personOf(context, createdById)) ?? null,
    }),
    state: t.expose('state', { type: VersionStateType }),
    refusal: t.exposeString('refusal', { nullable: true, description: 'Why its file cannot be read, in French.' }),
    content: t.field({ type: HeldType, nullable: true, resolve: (version) => heldIn(version) }),
    comparison: t.field({
      type: 'Json',
      nullable: true,
      description: 'What changed since the version `since`: rows added, removed and changed, columns.',
      resolve: ({ comparison }) => comparison,
    }),
  }),
});

const LinkType = builder.objectRef<ReadLink>('DatasetLink').implement({
  description: 'Something of a convention that the dataset is of use for.',
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
  description: 'An organisation, a service or a person to whom it is open.',
  fields: (t) => ({
    organisation: t.field({ type: OrganisationType, nullable: true, resolve: ({ organisation }) => organisation }),
    unit: t.field({ type: UnitType, nullable: true, resolve: ({ unit }) => unit }),
    person: t.field({ type: PersonType, nullable: true, resolve: ({ person }) => person }),
  }),
});

const RequestType = builder.objectRef<AccessRequest>('AccessRequest').implement({
  description: 'Somebody asks to see a dataset.',
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
  description: 'How often somebody of one organisation took it.',
  fields: (t) => ({
    name: t.exposeString('name'),
    count: t.exposeInt('count'),
    lastAt: t.expose('lastAt', { type: 'DateTime' }),
  }),
});

/** What one dataset holds is paid for by the list it stands in. */
const HELD = { field: 1, multiplier: 5 };

export const DatasetType = builder.objectRef<ReadDataset>('Dataset').implement({
  description: 'A dataset, a document or a publication that a partner shares.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: DatasetKindType }),
    title: t.exposeString('title'),
    description: t.exposeString('description'),
    themes: t.expose('themes', { type: [DatasetThemeType] }),
    territories: t.expose('territories', { type: [TerritoryType], description: 'None: the whole of the département.' }),
    periodFrom: t.expose('periodFrom', { type: 'Date', nullable: true }),
    periodTo: t.expose('periodTo', { type: 'Date', nullable: true }),
    frequency: t.expose('frequency', { type: UpdateFrequencyType }),
    lateSince: t.expose('lateSince', {
      type: 'Date',
      nullable: true,
      description: 'Its frequency promised a new version by this day, and none has come.',
    }),
    licence: t.expose('licence', { type: DatasetLicenceType }),
    access: t.expose('access', { type: DatasetAccessType }),
    producer: t.field({
      type: OrganisationType,
      description: 'Who answers for what it says.',
      resolve: ({ producer }) => producer,
    }),
    depositor: t.field({
      type: OrganisationType,
      description: 'Whose people keep it up.',
      resolve: ({ organisation }) => organisation,
    }),
    owner: t.field({ type: PersonType, description: 'Who deposited it.', resolve: ({ owner }) => owner }),
    contact: t.exposeString('contact', { nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    changedAt: t.expose('changedAt', { type: 'DateTime', description: 'Of its description or of its versions.' }),
    version: t.exposeInt('version'),
    latest: t.field({
      type: VersionType,
      nullable: true,
      description: 'The latest version that can be read.',
      resolve: ({ latest }) => latest,
    }),
    versions: t.field({
      type: [VersionType],
      complexity: HELD,
      description: 'Latest first; those that are not ready concern its depositor’s organisation alone.',
      resolve: ({ versions }) => versions,
    }),
    grants: t.field({
      type: [GrantType],
      complexity: HELD,
      description: 'To whom it is open, for those who may change it.',
      resolve: ({ grants }) => grants,
    }),
    links: t.field({
      type: [LinkType],
      complexity: HELD,
      description: 'What it is of use for, of what the viewer sees.',
      resolve: async ({ id }, _args, context) => (await linksOf(context, id)) ?? [],
    }),
    viewerMayChange: t.exposeBoolean('mayChange'),
    viewerFollows: t.boolean({ resolve: async ({ id }, _args, context) => (await isFollowed(context, id)) ?? false }),
    accessRequests: t.field({
      type: [RequestType],
      complexity: HELD,
      description: 'Requests that wait for an answer, for those who may change it.',
      resolve: ({ id }, _args, context) => waitingRequests(signedIn(context), id),
    }),
    downloads: t.field({
      type: [TakenType],
      nullable: true,
      complexity: HELD,
      description: 'Who took it, by organisation, for those who may change it.',
      resolve: ({ id }, _args, context) => countDownloads(signedIn(context), id),
    }),
  }),
});

builder.queryFields((t) => ({
  datasets: t.connection({
    type: DatasetType,
    description: 'What partners share, of what the viewer sees, those that changed last first.',
    complexity: listComplexity,
    args: {
      kind: t.arg({ type: DatasetKindType }),
      theme: t.arg({ type: DatasetThemeType }),
      territory: t.arg({ type: TerritoryType }),
      producerId: t.arg.id(),
      conventionId: t.arg.id({ description: 'Of use for something of this convention.' }),
      subjectId: t.arg.id({ description: 'Of use for this passage, obligation, deliverable or meeting.' }),
      isMine: t.arg.boolean({ description: 'Deposited by the viewer’s organisation.' }),
      words: t.arg.string({ description: 'All of them are in the title or the description.' }),
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
    description: 'What is shared and of use for it, or for something of it.',
    complexity: listComplexity,
    resolve: async ({ id }, page, context) =>
      connectionOf(await listDatasets(signedIn(context), { ...page, conventionId: id })),
  }),
);
