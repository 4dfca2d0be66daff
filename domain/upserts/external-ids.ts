// What an organisation's own systems call things of the platform: kept for each organisation apart, one name a thing, one thing a name.
// Who may read or write the thing itself is judged where that is done; a name alone opens nothing.
import { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import type { Place } from '../exports/nouns.ts';
import type { Viewer } from '../viewers.ts';
import type { Upsertable } from '../vocabulary.ts';

/** A thing by what its organisation calls it. */
export interface Named {
  noun: Upsertable;
  externalId: string;
}

const placeOf = ({ subjectId, withinId }: { subjectId: string; withinId: string }): Place => ({
  id: subjectId,
  within: withinId,
});

/** The things that the viewer's organisation calls so, by name; what nothing is called is not in it. */
export async function findNamed(
  { organisationId }: Viewer,
  noun: Upsertable,
  externalIds: readonly string[],
): Promise<Map<string, Place>> {
  const wanted = { in: [...externalIds] };
  const rows = await prisma.externalId.findMany({ where: { organisationId, noun, externalId: wanted } });
  return new Map(rows.map((row) => [row.externalId, placeOf(row)]));
}

/** Whether a thing was last said to be just so, and is since then as that made it. */
export async function isAsSaid(
  { organisationId }: Viewer,
  { noun, externalId }: Named,
  digest: string,
  version: number,
) {
  const where = { organisationId, noun, externalId, digest, version };
  return (await prisma.externalId.count({ where })) > 0;
}

/** Keeps what was said of a thing, with the version that it has then. */
export async function keepSaid(
  { organisationId }: Viewer,
  { noun, externalId }: Named,
  digest: string,
  version: number,
) {
  await prisma.externalId.updateMany({ where: { organisationId, noun, externalId }, data: { digest, version } });
}

/** What the viewer's organisation calls these things, by id and what they are within. */
export async function namesOf(
  { organisationId }: Viewer,
  noun: Upsertable,
  places: readonly Place[],
): Promise<Map<string, string>> {
  const wanted = { in: places.map(({ id }) => id) };
  const rows = await prisma.externalId.findMany({ where: { organisationId, noun, subjectId: wanted } });
  return new Map(rows.map((row) => [`${row.subjectId} ${row.withinId}`, row.externalId]));
}

/** Gives a thing its name, in the running transaction; false when one of the two is taken. */
export async function giveName(tx: Tx, { organisationId }: Viewer, { noun, externalId }: Named, place: Place) {
  const given = await tx.$executeRaw(Prisma.sql`
    insert into "ExternalId" ("organisationId", noun, "externalId", "subjectId", "withinId")
    values (${organisationId}::uuid, ${noun}, ${externalId}, ${place.id}::uuid, ${place.within}::uuid)
    on conflict do nothing`);
  return given > 0;
}
