// Whom the form of a meeting proposes: people the viewer knows of, organisations and their services. Read by the API.

import type { Person } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { conventionFor } from '../gate.ts';
import { type Party, partyOf } from '../organisations/parties.ts';
import { visiblePeople } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';

/** Names in one list: a département's partners are fewer, and typing finds the others by their address. */
const MOST = 500;

/** People and parties that may be named by a meeting of a convention, for who may organise it. */
export async function findMeetingCandidates(
  viewer: Viewer,
  conventionId: string,
): Promise<{ people: Person[]; parties: Party[] }> {
  await conventionFor(viewer, 'meeting.organise', conventionId);
  const [people, organisations] = await Promise.all([
    prisma.person.findMany({
      where: { AND: [visiblePeople(viewer), { deactivatedAt: null }] },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: MOST,
    }),
    prisma.organisation.findMany({
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: MOST,
      include: { units: { orderBy: [{ name: 'asc' }, { id: 'asc' }] } },
    }),
  ]);
  const parties = organisations.flatMap(({ units, ...organisation }) => [
    partyOf({ organisation, unit: null }),
    ...units.map((unit) => partyOf({ organisation: null, unit: { ...unit, organisation } })),
  ]);
  return { people, parties };
}
