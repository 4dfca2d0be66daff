// Fills an empty platform with its demonstration: partners, one account a role, the convention 2025 and the one that
// continues it. server.ts calls it before anybody can come in. Made once and marked (domain/demonstrations/demonstrations.ts removes what
// is marked): nothing here looks for its own rows, which people may since have renamed, continued or thrown away.

import { hashPassword } from '#domain/accounts/passwords.ts';
import { now } from '#domain/calendar.ts';
import { createConvention } from '#domain/conventions/conventions.ts';
import { addParticipant } from '#domain/conventions/participants.ts';
import { continueConvention } from '#domain/conventions/roll-over.ts';
import { forgetHalfMade } from '#domain/demonstrations/demonstrations.ts';
import { hashToken, newToken } from '#domain/tokens.ts';
import { type PersonViewer, viewerOfSession } from '#domain/viewers.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { seedComments } from './comments.ts';
import { convention2025 } from './convention-2025.ts';
import { seedDatasets } from './datasets.ts';
import { seedFollowUp } from './follow-up.ts';
import { seedObligations } from './followed-year.ts';
import { seedMeetings } from './meetings.ts';
import { seedMoney } from './money.ts';
import { seedPath } from './path.ts';
import { DEMONSTRATION_PASSWORD, organisations, people } from './people.ts';

/** Accounts that one may sign in with, and their one password. */
export interface Demonstration {
  password: string;
  accounts: { email: string; name: string; role: string }[];
}

const TITLE = 'Convention Département – Mission Bassin Minier (démonstration)';

async function seedOrganisations(tx: Tx): Promise<void> {
  for (const { units = [], ...organisation } of organisations)
    await tx.organisation.create({ data: { ...organisation, demonstration: true, units: { create: units } } });
}

async function seedPeople(tx: Tx, passwordHash: string): Promise<void> {
  for (const { role: _role, organisation: name, unit, ...person } of people) {
    const organisation = await tx.organisation.findUniqueOrThrow({ where: { name }, include: { units: true } });
    const unitId = organisation.units.find((one) => one.name === unit)?.id ?? null;
    await tx.person.create({
      data: { ...person, passwordHash, organisationId: organisation.id, unitId, demonstration: true },
    });
  }
}

/** Does `work` as this person, under a session that lasts no longer. */
async function as<Result>(email: string, work: (viewer: PersonViewer) => Promise<Result>): Promise<Result> {
  const person = await prisma.person.findUniqueOrThrow({ where: { email } });
  const token = newToken();
  const expiresAt = new Date(Date.now() + 10 * 60_000);
  await prisma.session.create({ data: { id: hashToken(token), personId: person.id, expiresAt } });
  try {
    const viewer = await viewerOfSession(token);
    if (!viewer) throw new Error(`The account ${email} is closed.`);
    return await work(viewer);
  } finally {
    await prisma.session.delete({ where: { id: hashToken(token) } });
  }
}

/** Everybody of the demonstration takes part, but who made the convention: that is its steward already. */
async function seedParticipants(viewer: PersonViewer, conventionId: string): Promise<void> {
  for (const { email, role } of people)
    if (role !== null && email !== viewer.email) await addParticipant(viewer, { conventionId, email, role });
}

async function seedConventions(viewer: PersonViewer): Promise<void> {
  const { id: conventionId } = await createConvention(viewer, { title: TITLE, year: 2025 }, convention2025());
  await seedParticipants(viewer, conventionId);
  const { id: nextId } = await continueConvention(viewer, { conventionId, year: 2026, title: TITLE });
  await seedObligations(viewer, conventionId);
  await seedFollowUp(viewer, conventionId);
  await seedMoney(viewer, conventionId);
  await seedComments(nextId, as);
  const meetings = { followedId: conventionId, nextId, as };
  await as('lens-henin@demo.test', (agent) => seedMeetings(agent, meetings));
  await as('mission@demo.test', (partner) => seedDatasets(partner, conventionId));
  // Last: once it is signed, what was agreed no longer changes.
  await seedPath(viewer, conventionId);
}

const isEmpty = async (): Promise<boolean> =>
  (await prisma.person.count()) + (await prisma.organisation.count()) + (await prisma.convention.count()) === 0;

/** Marks the demonstration as begun, with its accounts; a start that is cut short from here on leaves that mark. */
async function begin(): Promise<void> {
  const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
  await prisma.$transaction(async (tx) => {
    await tx.demonstration.create({ data: { id: 1 } });
    await seedOrganisations(tx);
    await seedPeople(tx, passwordHash);
  });
}

/** Marks it as made. Nobody but it has written here since it was begun: every convention is its own. */
async function finish(): Promise<void> {
  await prisma.$transaction([
    prisma.convention.updateMany({ data: { demonstration: true } }),
    prisma.demonstration.update({ where: { id: 1 }, data: { madeAt: now() } }),
  ]);
}

/** How to sign in as its people, those whose accounts are open; null when there are none. */
async function readAccounts(): Promise<Demonstration | null> {
  const open = await prisma.person.findMany({
    where: { demonstration: true, deactivatedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  if (open.length === 0) return null;
  const accounts = open.map(({ email, name, jobTitle }) => ({ email, name, role: jobTitle ?? '' }));
  return { password: DEMONSTRATION_PASSWORD, accounts };
}

/**
 * Makes the demonstration where there is nothing at all and none was made before, and says how to sign in; null where there
 * is none. To be called before anybody can come in: what a start that was cut short had begun is thrown away first.
 */
export async function seedDemonstration(): Promise<Demonstration | null> {
  const mark = await prisma.demonstration.findUnique({ where: { id: 1 } });
  if (mark && !mark.madeAt) await forgetHalfMade();
  if (!mark?.madeAt && (await isEmpty())) {
    await begin();
    await as('dat@demo.test', seedConventions);
    await finish();
  }
  return readAccounts();
}
