// The parties that a duty or a meeting names: an organisation or one of its services, in one form.
import { type Organisation, Prisma, type Unit } from '#generated/prisma/client.ts';
import { rowsOf } from '#prisma/client.ts';

const { sql } = Prisma;

/** An organisation, or a service of it; `id` is the one that inputs take. */
export interface Party {
  id: string;
  organisationId: string;
  unitId: string | null;
  organisation: Organisation;
  unit: Unit | null;
}

/** A row that names one party; the database holds that it is exactly one. */
export interface PartyRow {
  organisation: Organisation | null;
  unit: (Unit & { organisation: Organisation }) | null;
}

/** The party that a row names. */
export function partyOf({ organisation, unit }: PartyRow): Party {
  const own = unit?.organisation ?? (organisation as Organisation);
  return { id: unit?.id ?? own.id, organisationId: own.id, unitId: unit?.id ?? null, organisation: own, unit };
}

/** Of what a row names, the ids. */
export interface PartyIds {
  organisationId: string | null;
  unitId: string | null;
}

/** Gives to each of these rows what it names; each organisation and service is read once, and is one object. One statement. */
export async function readNamed(rows: readonly PartyIds[]): Promise<(row: PartyIds) => PartyRow> {
  const [unitIds, organisationIds] = [
    [...new Set(rows.flatMap(({ unitId }) => unitId ?? []))],
    [...new Set(rows.flatMap(({ organisationId }) => organisationId ?? []))],
  ];
  const isNone = unitIds.length === 0 && organisationIds.length === 0;
  const found = isNone
    ? []
    : await rowsOf<{ organisation: Organisation; units: Unit[] }>(sql`
        select to_jsonb(o) as organisation, (
          select coalesce(json_agg(to_jsonb(u)), '[]') from "Unit" u where u."organisationId" = o.id and u.id = any(${unitIds}::uuid[])
        ) as units
        from "Organisation" o
        where o.id = any(${organisationIds}::uuid[])
          or o.id in (select u."organisationId" from "Unit" u where u.id = any(${unitIds}::uuid[]))`);
  for (const { organisation } of found) organisation.createdAt = new Date(organisation.createdAt);
  const organisations = new Map(found.map(({ organisation }) => [organisation.id, organisation]));
  const units = new Map(
    found.flatMap(({ organisation, units: own }) => own.map((unit) => [unit.id, { ...unit, organisation }] as const)),
  );
  return ({ organisationId, unitId }) => ({
    organisation: organisations.get(organisationId ?? '') ?? null,
    unit: units.get(unitId ?? '') ?? null,
  });
}

/** Gives the party that each of these rows names, one object for all rows that name it. One statement. */
export async function readParties(rows: readonly PartyIds[]): Promise<(row: PartyIds) => Party> {
  const named = await readNamed(rows);
  const parties = new Map<string | null, Party>();
  return (row) => {
    const id = row.unitId ?? row.organisationId;
    const party = parties.get(id) ?? partyOf(named(row));
    parties.set(id, party);
    return party;
  };
}
