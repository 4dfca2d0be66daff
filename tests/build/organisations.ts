// Makers of organisations, their people and keys, and of viewers, who sign in through the real door.

import { randomUUID } from 'node:crypto';
import { now } from '#domain/calendar.ts';
import { hashToken, newToken } from '#domain/tokens.ts';
import { type PersonViewer, type SystemViewer, viewerOfApiKey, viewerOfSession } from '#domain/viewers.ts';
import type { ApiKeyMode } from '#domain/vocabulary.ts';
import type { Organisation, Person, Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';

let made = 0;

/** A number that no other thing of this run has, for names that must differ. */
export const next = () => {
  made += 1;
  return made;
};

/** An organisation; an agency unless said otherwise. */
export function buildOrganisation(data: Partial<Prisma.OrganisationCreateInput> = {}): Promise<Organisation> {
  const number = next();
  return prisma.organisation.create({
    data: { name: `Organisme ${number} ${randomUUID()}`, shortName: `ORG ${number}`, kind: 'AGENCY', ...data },
  });
}

/** A person with an accepted account, in an organisation of their own unless one is given. */
export async function buildPerson(data: Partial<Prisma.PersonUncheckedCreateInput> = {}): Promise<Person> {
  const number = next();
  const organisationId = data.organisationId ?? (await buildOrganisation()).id;
  return prisma.person.create({
    data: {
      name: `Personne ${number}`,
      email: `personne-${number}-${randomUUID()}@exemple.fr`,
      passwordHash: 'not a hash: nobody signs in with it',
      ...data,
      organisationId,
    },
  });
}

/** The token of a session of this person, alive for an hour unless it ends sooner. */
export async function buildSession(
  personId: string,
  expiresAt = new Date(now().getTime() + 3_600_000),
): Promise<string> {
  const token = newToken();
  await prisma.session.create({
    data: { id: hashToken(token), personId, expiresAt, createdAt: now(), lastSeenAt: now() },
  });
  return token;
}

/** The viewer of a fresh session of this person. */
export async function signIn(person: { id: string }): Promise<PersonViewer> {
  const viewer = await viewerOfSession(await buildSession(person.id));
  if (!viewer) throw new Error('The person that signs in has no living account.');
  return viewer;
}

/** The viewer of a new person. */
export const buildViewer = async (data: Partial<Prisma.PersonUncheckedCreateInput> = {}): Promise<PersonViewer> =>
  signIn(await buildPerson(data));

/** A key that this person answers for, of their organisation. */
export async function buildKey({ createdById, mode }: { createdById: string; mode: ApiKeyMode }) {
  const secret = newToken();
  const { organisationId } = await prisma.person.findUniqueOrThrow({ where: { id: createdById } });
  const name = `Clé ${next()}`;
  const data = { organisationId, mode, createdById, name, prefix: secret.slice(0, 6), hash: hashToken(secret) };
  return { ...(await prisma.apiKey.create({ data })), secret };
}

/** The viewer of a new key of an organisation. */
export async function buildSystemViewer(organisationId: string, mode: ApiKeyMode): Promise<SystemViewer> {
  const { id: createdById } = await buildPerson({ organisationId });
  const viewer = await viewerOfApiKey((await buildKey({ createdById, mode })).secret);
  if (!viewer) throw new Error('The key that was just made opens nothing.');
  return viewer;
}
