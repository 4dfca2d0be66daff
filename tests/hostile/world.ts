// The demonstration as the hostile requests meet it: what there is to name, and sessions to ask with.

import { seedDemonstration } from '#demonstration/seed.ts';
import { env } from '#env.ts';
import { prisma } from '#prisma/client.ts';
import { buildSession } from '../build/organisations.ts';
import type { World } from './values.ts';

/** Some requests end their own session: there are enough for a whole run. */
const SESSIONS_EACH = 40;

/** Some of each kind of thing there is, by id. */
async function idsOfAll(): Promise<string[]> {
  const some = { select: { id: true }, take: 4 } as const;
  const found = await Promise.all([
    prisma.convention.findMany({ select: { id: true } }),
    prisma.meeting.findMany(some),
    prisma.obligation.findMany(some),
    prisma.occurrence.findMany(some),
    prisma.deliverable.findMany(some),
    prisma.indicator.findMany(some),
    prisma.budgetLine.findMany(some),
    prisma.payment.findMany(some),
    prisma.thread.findMany(some),
    prisma.comment.findMany(some),
    prisma.person.findMany(some),
    prisma.organisation.findMany(some),
    prisma.participant.findMany(some),
    prisma.storedFile.findMany(some),
    prisma.notification.findMany(some),
    prisma.programmeItem.findMany({ select: { blockId: true }, take: 8 }),
  ]);
  return found.flat().map((row) => ('id' in row ? row.id : row.blockId));
}

/** Fills the connected database, and says what is in it. */
export async function buildWorld(): Promise<World> {
  await seedDemonstration();
  const people = await prisma.person.findMany({ where: { email: { endsWith: '@demo.test' } } });
  const sessions: string[] = [];
  for (let round = 0; round < SESSIONS_EACH; round += 1)
    for (const { id } of people) sessions.push(await buildSession(id));
  const past = new Date(Date.now() - 1000);
  const over = await Promise.all(people.map(({ id }) => buildSession(id, past)));
  return { origin: env.PUBLIC_URL, ids: await idsOfAll(), sessions, over };
}
