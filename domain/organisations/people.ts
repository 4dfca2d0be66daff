// The people of an organisation, as its administrators look after them: invited, placed, promoted, deactivated. One's own
// account is accounts.ts's.

import type { Person } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { countAttempts } from '../accounts/attempts.ts';
import { invitationLetter } from '../accounts/letters.ts';
import { lockAccount, mintLink } from '../accounts/links.ts';
import { personOf, removeSessions } from '../accounts/sessions.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { announcements, mail } from '../outside.ts';
import { keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid, parseInput } from '../parse.ts';
import { can, visiblePeople } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind } from '../vocabulary.ts';
import { invitePersonInput, placePersonInput } from './inputs.ts';
import { unlessTaken } from './unless-taken.ts';

/** The people of an organisation that `viewer` may know of, by name. Closed accounts are its administrators' to see. */
export async function listPeople(
  viewer: Viewer,
  { organisationId, ...request }: { organisationId: string } & PageRequest,
): Promise<Page<Person>> {
  const after = keyAfter(`people ${organisationId}`, request);
  const size = pageSize(request);
  const found = await prisma.person.findMany({
    where: {
      organisationId,
      AND: [
        visiblePeople(viewer),
        can(viewer, 'organisation.manage', { organisationId }) ? {} : { deactivatedAt: null },
        after ? { OR: [{ name: { gt: after.sortKey } }, { name: after.sortKey, id: { gt: after.id } }] } : {},
      ],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: size + 1,
  });
  return pageOf(`people ${organisationId}`, found, size, ({ name, id }) => ({ sortKey: name, id }));
}

/** The person, if `viewer` sees it and may look after its account. */
async function managedPerson(viewer: Viewer, personId: string): Promise<Person> {
  const where = { AND: [{ id: personId }, visiblePeople(viewer)] };
  const person = isUuid(personId) ? await prisma.person.findFirst({ where }) : null;
  if (!person) throw notFound();
  if (!can(viewer, 'person.manage', person)) throw forbidden();
  return person;
}

/** Refuses a unit that is not of this organisation. */
async function demandUnit(organisationId: string, unitId: string | null): Promise<void> {
  if (unitId === null || (await prisma.unit.findFirst({ where: { id: unitId, organisationId } }))) return;
  throw invalid({ unitId: 'Choisissez un service de cet organisme.' });
}

async function sendInvitation(tx: Tx, viewer: Viewer, person: Person): Promise<void> {
  const { name: organisation } = await tx.organisation.findUniqueOrThrow({ where: { id: person.organisationId } });
  const link = await mintLink(tx, { personId: person.id, kind: 'INVITATION', replacing: true });
  await mail.queue(tx, {
    to: person.email,
    ...invitationLetter({ name: person.name, organisation, by: viewer, link }),
  });
}

const recordAccount = (record: RecordChange, kind: ChangeKind, { id, organisationId, name }: Person) =>
  record({ kind, subject: 'Person', subjectId: id, organisationId, details: { name } });

/** Invites somebody into an organisation: the account exists, and opens with the link of the mail. */
export async function invitePerson(
  viewer: Viewer,
  input: {
    organisationId: string;
    email: string;
    name: string;
    jobTitle?: string | null;
    unitId?: string | null;
    organisationAdministrator?: boolean;
  },
): Promise<Person> {
  const data = parseInput(invitePersonInput, input);
  const { organisationId } = data;
  if (!(await prisma.organisation.findUnique({ where: { id: organisationId } }))) throw notFound();
  if (!can(viewer, 'organisation.manage', { organisationId })) throw forbidden();
  await demandUnit(organisationId, data.unitId);
  await countAttempts([['invitations', personOf(viewer).personId]]);
  const written = transact(viewer, async (tx, record) => {
    const person = await tx.person.create({ data });
    await sendInvitation(tx, viewer, person);
    await recordAccount(record, 'person.invited', person);
    return person;
  });
  return unlessTaken(written, { email: 'Cette adresse a déjà un compte sur la plate-forme.' });
}

/** Sends the invitation again, with another link: the earlier one is void. */
export async function inviteAgain(viewer: Viewer, { personId }: { personId: string }): Promise<Person> {
  const person = await managedPerson(viewer, personId);
  await countAttempts([['invitations', personOf(viewer).personId]]);
  return transact(viewer, async (tx, record) => {
    const account = await lockAccount(tx, personId);
    if (!account) throw conflict('Ce compte est désactivé : réactivez-le avant d’inviter.');
    if (account.passwordHash !== null) throw conflict('Cette personne a déjà rejoint la plate-forme.');
    await sendInvitation(tx, viewer, person);
    await recordAccount(record, 'person.invited', person);
    return person;
  });
}

/** Changes where somebody works in the organisation. */
export async function placePerson(
  viewer: Viewer,
  input: { personId: string; jobTitle?: string | null; unitId?: string | null },
): Promise<Person> {
  const { personId, jobTitle, unitId } = parseInput(placePersonInput, input);
  const { organisationId } = await managedPerson(viewer, personId);
  await demandUnit(organisationId, unitId);
  return transact(viewer, async (tx, record) => {
    const person = await tx.person.update({ where: { id: personId }, data: { jobTitle, unitId } });
    await recordAccount(record, 'person.placed', person);
    return person;
  });
}

/**
 * Refuses what would leave the person's organisation, or the platform, without an administrator who can sign in. The rows
 * of all of them are locked first: of two administrators who put each other out at once, the second is refused.
 */
async function keepAnAdministrator(tx: Tx, person: Person, losing: { platform: boolean }): Promise<void> {
  const administrators = await tx.$queryRaw<{ id: string; ofPlatform: boolean; ofOrganisation: boolean }[]>`
    select id, "platformAdministrator" as "ofPlatform",
      "organisationAdministrator" and "organisationId" = ${person.organisationId}::uuid as "ofOrganisation"
    from "Person" where "deactivatedAt" is null and "passwordHash" is not null
      and ("platformAdministrator" or ("organisationAdministrator" and "organisationId" = ${person.organisationId}::uuid))
    order by id for update`;
  const isLast = (ones: typeof administrators) => ones.length === 1 && ones[0]?.id === person.id;
  if (isLast(administrators.filter(({ ofOrganisation }) => ofOrganisation)))
    throw conflict('C’est le dernier administrateur de cet organisme : nommez-en un autre avant.');
  if (losing.platform && isLast(administrators.filter(({ ofPlatform }) => ofPlatform)))
    throw conflict('C’est le dernier administrateur de la plate-forme : nommez-en un autre avant.');
}

/** Closes an account: its sessions end, its links and the keys it answers for open nothing. What it wrote stays. */
export async function deactivatePerson(viewer: Viewer, { personId }: { personId: string }): Promise<Person> {
  const known = await managedPerson(viewer, personId);
  if (personId === viewer.personId) throw conflict('Vous ne pouvez pas désactiver votre propre compte.');
  const { person, ended } = await transact(viewer, async (tx, record) => {
    await keepAnAdministrator(tx, known, { platform: true });
    const person = await tx.person.update({ where: { id: personId }, data: { deactivatedAt: now() } });
    const ended = await removeSessions(tx, record, { personId });
    await tx.accountLink.deleteMany({ where: { personId, usedAt: null } });
    await recordAccount(record, 'person.deactivated', person);
    return { person, ended };
  });
  announcements.sessionsEnded(ended);
  announcements.rightsChanged({ personId });
  return person;
}

/** Opens a closed account again, with the password it had. */
export async function reactivatePerson(viewer: Viewer, { personId }: { personId: string }): Promise<Person> {
  await managedPerson(viewer, personId);
  return transact(viewer, async (tx, record) => {
    const person = await tx.person.update({ where: { id: personId }, data: { deactivatedAt: null } });
    await recordAccount(record, 'person.reactivated', person);
    return person;
  });
}

/** Makes somebody an administrator of their organisation, or no longer one. The last one stays. */
export async function setOrganisationAdministrator(
  viewer: Viewer,
  { personId, administrator }: { personId: string; administrator: boolean },
): Promise<Person> {
  const known = await managedPerson(viewer, personId);
  const person = await transact(viewer, async (tx, record) => {
    if (!administrator) await keepAnAdministrator(tx, known, { platform: false });
    const person = await tx.person.update({
      where: { id: personId },
      data: { organisationAdministrator: administrator },
    });
    await recordAccount(record, administrator ? 'person.promoted' : 'person.demoted', person);
    return person;
  });
  announcements.rightsChanged({ personId });
  return person;
}
