// The parties that a duty or a meeting names: an organisation or one of its services, in one form.
import type { Organisation, Unit } from '#generated/prisma/client.ts';

/** An organisation, or a service of it; `id` is the one that inputs take. */
export interface Party {
  id: string;
  organisationId: string;
  unitId: string | null;
  organisation: Organisation;
  unit: Unit | null;
}

/** A row that names one party; the database holds that it is exactly one. */
interface PartyRow {
  organisation: Organisation | null;
  unit: (Unit & { organisation: Organisation }) | null;
}

/** The party that a row names. */
export function partyOf({ organisation, unit }: PartyRow): Party {
  const own = unit?.organisation ?? (organisation as Organisation);
  return { id: unit?.id ?? own.id, organisationId: own.id, unitId: unit?.id ?? null, organisation: own, unit };
}
