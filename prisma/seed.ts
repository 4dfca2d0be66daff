// Fills an empty platform with its demonstration: partners, one account a role, the convention 2025 and the one that
// continues it. server.ts calls it; each step looks first, so that a start cut short is finished by the next.

import { createConvention } from '#domain/conventions.ts';
import { addParticipant, listParticipants } from '#domain/participants.ts';
import { hashPassword } from '#domain/passwords.ts';
import { continueConvention } from '#domain/roll-over.ts';
import { hashToken, newToken } from '#domain/tokens.ts';
import { type PersonViewer, viewerOfSession } from '#domain/viewers.ts';
import { prisma } from './client.ts';
import { seedComments } from './demonstration/comments.ts';
import { convention2025 } from './demonstration/convention-2025.ts';
import { seedFollowUp } from './demonstration/follow-up.ts';
import { seedObligations } from './demonstration/followed-year.ts';
import { seedMeetings } from './demonstration/meetings.ts';
import { seedMoney } from './demonstration/money.ts';
import { seedPath } from './demonstration/path.ts';
import { DEMONSTRATION_PASSWORD, organisations, people } from './demonstration/people.ts';

/** Accounts that one may sign in with, and their one password. */
export interface Demonstration {
  password: string;
  accounts: { email: string; name: string; role: string }[];
}

const TITLE_2025 = 'Convention Département – Mission Bassin Minier (démonstration)';

async function seedOrganisations(): Promise<void> {
  for (const { units = [], ...organisation } of organisations) {
    const { id } = await prisma.organisation.upsert({
      where: { name: organisation.name },
      create: organisation,
      update: {},
    });
    for (const unit of units)
      await prisma.unit.upsert({
        where: { organisationId_name: { organisationId: id, name: unit.name } },
        create: { ...unit, organisationId: id },
        update: {},
      });
  }
}

async function seedPeople(): Promise<void> {
  const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
  for (const { role: _role, organisation: name, unit, ...person } of people) {
    const organisation = await prisma.organisation.findUniqueOrThrow({ where: { name }, include: { units: true } });
    const unitId = organisation.units.find((one) => one.name === unit)?.id;
    await prisma.person.upsert({
      where: { email: person.email },
      create: { ...person, passwordHash, organisationId: organisation.id, unitId },
      update: {},
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

/** Everybody of the demonstration takes part, except who already does. */
async function seedParticipants(viewer: PersonViewer, conventionId: string): Promise<void> {
  const present = await listParticipants(viewer, conventionId);
  for (const { email, role } of people)
    if (role !== null && !present.some(({ person }) => person?.email === email))
      await addParticipant(viewer, { conventionId, email, role });
}

async function seedConventions(viewer: PersonViewer): Promise<void> {
  const existing = await prisma.convention.findMany({ select: { id: true, year: true } });
  const conventionId =
    existing.find(({ year }) => year === 2025)?.id ??
    (await createConvention(viewer, { title: TITLE_2025, year: 2025 }, convention2025())).id;
  let nextId = existing.find(({ year }) => year === 2026)?.id;
  if (!nextId) {
    await seedParticipants(viewer, conventionId);
    ({ id: nextId } = await continueConvention(viewer, { conventionId, year: 2026, title: TITLE_2025 }));
  }
  await seedObligations(viewer, conventionId);
  await seedFollowUp(viewer, conventionId);
  await seedMoney(viewer, conventionId);
  await seedComments(nextId, as);
  const meetings = { followedId: conventionId, nextId, as };
  await as('lens-henin@demo.test', (agent) => seedMeetings(agent, meetings));
  // Last: once it is signed, what was agreed no longer changes.
  await seedPath(viewer, conventionId);
}

/** Whether this platform holds nothing, or nothing but its demonstration. */
async function isDemonstration(): Promise<boolean> {
  const strangers = await prisma.person.count({ where: { email: { notIn: people.map(({ email }) => email) } } });
  return strangers === 0;
}

/** Makes the demonstration where there is nothing else, and says how to sign in; null where real people work. */
export async function seedDemonstration(): Promise<Demonstration | null> {
  if (!(await isDemonstration())) return null;
  await seedOrganisations();
  await seedPeople();
  await as('dat@demo.test', seedConventions);
  return {
    password: DEMONSTRATION_PASSWORD,
    accounts: people.map(({ email, name, jobTitle: role }) => ({ email, name, role })),
  };
}
