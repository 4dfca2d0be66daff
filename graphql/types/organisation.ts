// Organisations and their units. Everybody signed in may know of them; their people and keys show what the asker may see.
import type { Actor } from '#domain/history/activity.ts';
import {
  createOrganisation,
  createUnit,
  findOrganisations,
  findUnits,
  findUnitsOf,
  listOrganisations,
  readOrganisation,
  updateOrganisation,
  updateUnit,
} from '#domain/organisations/organisations.ts';
import { listPeople } from '#domain/organisations/people.ts';
import { can } from '#domain/permissions.ts';
import { organisationKinds, territories } from '#domain/vocabulary.ts';
import type { Organisation, Person, Unit } from '#generated/prisma/client.ts';
import { batched } from '../batched-reads.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { PersonType } from './person.ts';

export const OrganisationKindType = builder.enumType('OrganisationKind', { values: organisationKinds });

export const TerritoryType = builder.enumType('Territory', { values: territories });

export const UnitType = builder.objectRef<Unit>('Unit').implement({
  description: 'Une direction, un service ou une maison territoriale d’un organisme.',
  fields: (t) => ({
    id: t.exposeID('id'),
    organisationId: t.exposeID('organisationId', { description: 'L’organisme dont il est.' }),
    name: t.exposeString('name'),
    shortName: t.exposeString('shortName'),
    territory: t.expose('territory', { type: TerritoryType, nullable: true }),
  }),
});

const unitsOf = batched((ids) => findUnitsOf(ids));

export const OrganisationType = builder.objectRef<Organisation>('Organisation').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    shortName: t.exposeString('shortName'),
    kind: t.expose('kind', { type: OrganisationKindType }),
    siret: t.exposeString('siret', { nullable: true }),
    address: t.exposeString('address', { nullable: true, description: 'Celle de son siège, sur une ligne.' }),
    representative: t.exposeString('representative', {
      nullable: true,
      description: 'Qui signe pour lui, avec sa qualité.',
    }),
    units: t.field({
      type: [UnitType],
      resolve: async ({ id }, _args, context) => (await unitsOf(context, id)) ?? [],
    }),
    people: t.connection({
      type: PersonType,
      description: 'Ses personnes que qui demande peut connaître, par nom.',
      complexity: listComplexity,
      resolve: async ({ id }, { first, after }, context) =>
        connectionOf(await listPeople(signedIn(context), { organisationId: id, first, after })),
    }),
    viewerMayManage: t.boolean({
      resolve: ({ id }, _args, context) => can(signedIn(context), 'organisation.manage', { organisationId: id }),
    }),
    viewerMayManageKeys: t.boolean({
      resolve: ({ id }, _args, context) => can(signedIn(context), 'apiKey.manage', { organisationId: id }),
    }),
  }),
});

const organisationOf = batched((ids) => findOrganisations(ids));
const unitOf = batched((ids) => findUnits(ids));

/** Many are read with where they work. */
type Placed = Person & Partial<Pick<Actor, 'organisation' | 'unit'>>;

builder.objectFields(PersonType, (t) => ({
  organisation: t.field({
    type: OrganisationType,
    // A foreign key: the row is there.
    resolve: ({ organisationId, organisation }: Placed, _args, context) =>
      organisation ?? (organisationOf(context, organisationId) as Promise<Organisation>),
  }),
  unit: t.field({
    type: UnitType,
    nullable: true,
    // A promise for each of thousands of people would cost more than reading them.
    resolve: ({ unitId, unit }: Placed, _args, context) =>
      unit !== undefined || unitId === null ? unit : unitOf(context, unitId),
  }),
}));

builder.queryFields((t) => ({
  organisations: t.connection({
    type: OrganisationType,
    description: 'Les organismes, par nom.',
    complexity: listComplexity,
    resolve: async (_root, { first, after }, context) =>
      connectionOf(await listOrganisations(signedIn(context), { first, after })),
  }),
  organisation: t.field({
    type: OrganisationType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readOrganisation(signedIn(context), { organisationId: id }),
  }),
}));

const CreateOrganisationInput = builder.inputType('CreateOrganisationInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    shortName: t.string({ required: true }),
    kind: t.field({ type: OrganisationKindType, required: true }),
    siret: t.string(),
    address: t.string({ description: 'Celle de son siège, sur une ligne.' }),
    representative: t.string({ description: 'Qui signe pour lui, avec sa qualité.' }),
  }),
});
const UpdateOrganisationInput = builder.inputType('UpdateOrganisationInput', {
  fields: (t) => ({
    organisationId: t.id({ required: true }),
    name: t.string({ required: true }),
    shortName: t.string({ required: true }),
    kind: t.field({ type: OrganisationKindType, required: true }),
    siret: t.string(),
    address: t.string({ description: 'Celle de son siège, sur une ligne.' }),
    representative: t.string({ description: 'Qui signe pour lui, avec sa qualité.' }),
  }),
});
const CreateUnitInput = builder.inputType('CreateUnitInput', {
  fields: (t) => ({
    organisationId: t.id({ required: true }),
    name: t.string({ required: true }),
    shortName: t.string({ required: true }),
    territory: t.field({ type: TerritoryType }),
  }),
});
const UpdateUnitInput = builder.inputType('UpdateUnitInput', {
  fields: (t) => ({
    unitId: t.id({ required: true }),
    name: t.string({ required: true }),
    shortName: t.string({ required: true }),
    territory: t.field({ type: TerritoryType }),
  }),
});

builder.mutationFields((t) => ({
  createOrganisation: t.field({
    type: OrganisationType,
    args: { input: t.arg({ type: CreateOrganisationInput, required: true }) },
    resolve: (_root, { input }, context) => createOrganisation(signedIn(context), input),
  }),
  updateOrganisation: t.field({
    type: OrganisationType,
    description: 'Renomme un organisme ; seuls les administrateurs de la plate-forme changent son type.',
    args: { input: t.arg({ type: UpdateOrganisationInput, required: true }) },
    resolve: (_root, { input }, context) => updateOrganisation(signedIn(context), input),
  }),
  createUnit: t.field({
    type: UnitType,
    args: { input: t.arg({ type: CreateUnitInput, required: true }) },
    resolve: (_root, { input }, context) => createUnit(signedIn(context), input),
  }),
  updateUnit: t.field({
    type: UnitType,
    args: { input: t.arg({ type: UpdateUnitInput, required: true }) },
    resolve: (_root, { input }, context) => updateUnit(signedIn(context), input),
  }),
}));
