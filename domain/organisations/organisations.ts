// Organisations and their units: public bodies that whoever is signed in may know of; created by the platform's
// administrators, kept up by their own.

import { type Organisation, Prisma, type Unit } from '#generated/prisma/client.ts';
import { prisma, rowsOf } from '#prisma/client.ts';
import { type RecordChange, transact } from '../changes.ts';
import { forbidden, notFound } from '../errors.ts';
import { keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid, parseInput } from '../parse.ts';
import { can } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind, OrganisationKind, Territory } from '../vocabulary.ts';
import { createOrganisationInput, createUnitInput, updateOrganisationInput, updateUnitInput } from './inputs.ts';
import { unlessTaken } from './unless-taken.ts';

const { sql } = Prisma;

/** Organisations by name. */
export async function listOrganisations(_viewer: Viewer, request: PageRequest): Promise<Page<Organisation>> {
  const after = keyAfter('organisations', request);
  const size = pageSize(request);
  const found = await prisma.organisation.findMany({
    where: after ? { OR: [{ name: { gt: after.sortKey } }, { name: after.sortKey, id: { gt: after.id } }] } : {},
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: size + 1,
  });
  return pageOf('organisations', found, size, ({ name, id }) => ({ sortKey: name, id }));
}

/** One organisation, or NOT_FOUND. */
export async function readOrganisation(_viewer: Viewer, { organisationId }: { organisationId: string }) {
  const where = { id: organisationId };
  const organisation = isUuid(organisationId) ? await prisma.organisation.findUnique({ where }) : null;
  if (!organisation) throw notFound();
  return organisation;
}

/** These organisations, by id: whoever is signed in may know of all of them. */
export async function findOrganisations(ids: readonly string[]): Promise<Map<string, Organisation>> {
  const found =
    ids.length === 0
      ? []
      : await rowsOf<Organisation>(sql`
    select * from "Organisation" where id = any(${[...new Set(ids)]}::uuid[])`);
  return new Map(found.map((one) => [one.id, one]));
}

/** These services, by id: likewise. */
export async function findUnits(ids: readonly string[]): Promise<Map<string, Unit>> {
  const found =
    ids.length === 0
      ? []
      : await rowsOf<Unit>(sql`
    select * from "Unit" where id = any(${[...new Set(ids)]}::uuid[])`);
  return new Map(found.map((one) => [one.id, one]));
}

/** The services of these organisations, by name. */
export async function findUnitsOf(organisationIds: readonly string[]): Promise<Map<string, Unit[]>> {
  const where = { organisationId: { in: [...organisationIds] } };
  const found = await prisma.unit.findMany({ where, orderBy: { name: 'asc' } });
  const of = (id: string) => found.filter(({ organisationId }) => organisationId === id);
  return new Map(organisationIds.map((id) => [id, of(id)]));
}

const organisationTaken = { name: 'Un organisme porte déjà ce nom.' };
const unitTaken = { name: 'Un service de cet organisme porte déjà ce nom.' };

const recordOrganisation = (record: RecordChange, kind: ChangeKind, { id, name, shortName }: Organisation) =>
  record({ kind, subject: 'Organisation', subjectId: id, organisationId: id, details: { name, shortName } });

const recordUnit = (record: RecordChange, kind: ChangeKind, { id, organisationId, name }: Unit) =>
  record({ kind, subject: 'Unit', subjectId: id, organisationId, details: { name } });

interface OrganisationWords {
  name: string;
  shortName: string;
  kind: OrganisationKind;
  siret?: string | null;
  address?: string | null;
  representative?: string | null;
}

/** Adds an organisation; its first administrator is then invited with `invitePerson`. */
export async function createOrganisation(viewer: Viewer, input: OrganisationWords): Promise<Organisation> {
  const data = parseInput(createOrganisationInput, input);
  if (!can(viewer, 'organisation.create', null)) throw forbidden();
  const written = transact(viewer, async (tx, record) => {
    const organisation = await tx.organisation.create({ data });
    await recordOrganisation(record, 'organisation.created', organisation);
    return organisation;
  });
  return unlessTaken(written, organisationTaken);
}

/** Changes how an organisation is named. What it is decides what its people may do: the platform's administrators' to say. */
export async function updateOrganisation(
  viewer: Viewer,
  input: OrganisationWords & { organisationId: string },
): Promise<Organisation> {
  const { organisationId, ...data } = parseInput(updateOrganisationInput, input);
  const known = await readOrganisation(viewer, { organisationId });
  if (!can(viewer, 'organisation.manage', { organisationId })) throw forbidden();
  if (data.kind !== known.kind && !can(viewer, 'organisation.create', null)) throw forbidden();
  const written = transact(viewer, async (tx, record) => {
    const organisation = await tx.organisation.update({ where: { id: organisationId }, data });
    await recordOrganisation(record, 'organisation.renamed', organisation);
    return organisation;
  });
  return unlessTaken(written, organisationTaken);
}

interface UnitWords {
  name: string;
  shortName: string;
  territory?: Territory | null;
}

/** Adds a direction, service or territorial house to an organisation. */
export async function createUnit(viewer: Viewer, input: UnitWords & { organisationId: string }): Promise<Unit> {
  const data = parseInput(createUnitInput, input);
  await readOrganisation(viewer, data);
  if (!can(viewer, 'organisation.manage', data)) throw forbidden();
  const written = transact(viewer, async (tx, record) => {
    const unit = await tx.unit.create({ data });
    await recordUnit(record, 'unit.created', unit);
    return unit;
  });
  return unlessTaken(written, unitTaken);
}

/** Changes how a unit is named and its territory. */
export async function updateUnit(viewer: Viewer, input: UnitWords & { unitId: string }): Promise<Unit> {
  const { unitId, ...data } = parseInput(updateUnitInput, input);
  const known = await prisma.unit.findUnique({ where: { id: unitId } });
  if (!known) throw notFound();
  if (!can(viewer, 'organisation.manage', known)) throw forbidden();
  const written = transact(viewer, async (tx, record) => {
    const unit = await tx.unit.update({ where: { id: unitId }, data });
    await recordUnit(record, 'unit.renamed', unit);
    return unit;
  });
  return unlessTaken(written, unitTaken);
}
