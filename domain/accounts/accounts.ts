// One's own account: entering with an invitation, a forgotten or changed password, how others see me. Accounts of others
// are organisations/people.ts's, sessions are sessions.ts's.

import { setTimeout } from 'node:timers/promises';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { invalid, linkExpired } from '../errors.ts';
import { announcements, mail } from '../outside.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { countAttempts, forgetAttempts, placeOf, takesTurn } from './attempts.ts';
import { guessableFault, type KnownNames } from './common-passwords.ts';
import {
  acceptInvitationInput,
  changePasswordInput,
  forgottenPasswordInput,
  profileInput,
  resetPasswordInput,
  typingPreferenceInput,
} from './inputs.ts';
import { knownDevice, rememberDevice } from './known-devices.ts';
import { invitationLetter, passwordChangedLetter, resetLetter } from './letters.ts';
import { lockAccount, mintLink, type OpenLink, readLink, spendLink } from './links.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import { type OpenedSession, type Origin, personOf, removeSessions, startSession } from './sessions.ts';

/** Every answer about a forgotten password takes this long, so that time does not tell whether there is an account. */
const FORGOTTEN_ANSWER_MS = 400;

async function sendForgottenLink(personId: string): Promise<void> {
  await transact(null, async (tx) => {
    const account = await lockAccount(tx, personId);
    if (!account) return;
    const { email, name, passwordHash } = account;
    // Somebody who never entered has no password to reset: the invitation is what was lost.
    if (passwordHash === null) {
      const { organisation } = await tx.person.findUniqueOrThrow({
        where: { id: personId },
        include: { organisation: true },
      });
      const link = await mintLink(tx, { personId, kind: 'INVITATION', replacing: false });
      const letter = invitationLetter({ name, organisation: organisation.name, by: null, link });
      return mail.queue(tx, { to: email, ...letter });
    }
    const link = await mintLink(tx, { personId, kind: 'RESET', replacing: false });
    return mail.queue(tx, { to: email, ...resetLetter({ name, link }) });
  });
}

/**
 * Counts a request, and says whether a mail may leave for it. From a device that is known nobody else's count. From others
 * a box receives no more than its pace; what goes past it is answered alike and sends nothing, since the links that left
 * already are still good.
 */
async function maySendLink(email: string, personId: string | null, from: Origin): Promise<boolean> {
  const device = knownDevice(from.device, personId);
  if (device !== null) {
    await countAttempts([['reset device', device]]);
    return true;
  }
  const where = placeOf(from.ip);
  await countAttempts([
    ['reset here', `${email}\n${where}`],
    ['reset place', where],
  ]);
  return takesTurn(['reset mail', email]);
}

/** Sends a link to choose another password, if the address has a living account. The answer never tells whether it has. */
export async function requestPasswordReset(input: { email: string }, from: Origin): Promise<void> {
  const { email } = parseInput(forgottenPasswordInput, input);
  const person = await prisma.person.findUnique({ where: { email }, select: { id: true } });
  const maySend = await maySendLink(email, person?.id ?? null, from);
  await Promise.all([person && maySend && sendForgottenLink(person.id), setTimeout(FORGOTTEN_ANSWER_MS)]);
}

/** What a link of a mail opens, while it may be spent; null otherwise. */
export const readAccountLink = async ({ token }: { token: string }): Promise<OpenLink | null> => readLink(token);

/** Refuses a password that is guessed from what everybody knows of this person, or of everybody. */
async function demandHardToGuess(password: string, known: KnownNames): Promise<void> {
  const fault = await guessableFault(password, known);
  if (fault) throw invalid({ password: fault });
}

/** The hash of a password that suits the link's person; the work is done before any transaction. */
async function preparePassword(token: string, password: string, name?: string): Promise<string> {
  const link = await readLink(token);
  if (!link) throw linkExpired();
  const organisation = [link.organisationName, link.organisationShortName];
  await demandHardToGuess(password, { email: link.email, name: `${link.name} ${name ?? ''}`, organisation });
  return hashPassword(password);
}

/** Enters for the first time: sets the name and the password, and opens a session. */
export async function acceptInvitation(
  input: { token: string; name: string; password: string },
  from: Origin,
): Promise<OpenedSession> {
  const { token, name, password } = parseInput(acceptInvitationInput, input);
  const passwordHash = await preparePassword(token, password, name);
  return transact(null, async (tx, record) => {
    const personId = await spendLink(tx, token, 'INVITATION');
    const { organisationId } = await tx.person.update({ where: { id: personId }, data: { name, passwordHash } });
    await record({
      kind: 'person.joined',
      subject: 'Person',
      subjectId: personId,
      organisationId,
      details: { name },
    });
    return startSession(tx, record, { personId, from });
  });
}

/** Keeps another password, ends the sessions but `except`, and tells the person by mail. */
async function replacePassword(
  tx: Tx,
  record: RecordChange,
  { personId, passwordHash, except }: { personId: string; passwordHash: string; except?: string },
): Promise<string[]> {
  const { email, name } = await tx.person.update({ where: { id: personId }, data: { passwordHash } });
  await record({ kind: 'password.changed', subject: 'Person', subjectId: personId, personId });
  // A link sent earlier must not undo this.
  await tx.accountLink.deleteMany({ where: { personId, usedAt: null } });
  await mail.queue(tx, { to: email, ...passwordChangedLetter({ name }) });
  return removeSessions(tx, record, { personId, except });
}

/**
 * Chooses another password with the link of a mail. Every session of the person ends; signing in again proves the new one,
 * on a device that the link has made known: `device` is what its cookie says from now on.
 */
export async function resetPassword(
  input: { token: string; password: string },
  from: Pick<Origin, 'device'>,
): Promise<{ device: string }> {
  const { token, password } = parseInput(resetPasswordInput, input);
  const passwordHash = await preparePassword(token, password);
  const { personId, ended } = await transact(null, async (tx, record) => {
    const personId = await spendLink(tx, token, 'RESET');
    return { personId, ended: await replacePassword(tx, record, { personId, passwordHash }) };
  });
  announcements.sessionsEnded(ended);
  return { device: rememberDevice(from.device, personId) };
}

const notMyPassword = () => invalid({ currentPassword: 'Ce n’est pas votre mot de passe actuel.' });

/** Chooses another password, knowing the current one. My other sessions end. */
export async function changePassword(
  viewer: Viewer,
  input: { currentPassword: string; password: string },
): Promise<void> {
  const { personId, sessionId } = personOf(viewer);
  const { currentPassword, password } = parseInput(changePasswordInput, input);
  const me = await prisma.person.findUniqueOrThrow({ where: { id: personId }, include: { organisation: true } });
  const { email, name, organisation, passwordHash: known } = me;
  await demandHardToGuess(password, { email, name, organisation: [organisation.name, organisation.shortName] });
  await countAttempts([['own password', personId]]);
  if (!(await passwordMatches(known, currentPassword))) throw notMyPassword();
  await forgetAttempts(['own password', personId]);
  const passwordHash = await hashPassword(password);
  const ended = await transact(viewer, async (tx, record) => {
    // Judged again under lock: of several changes sent at once, the later ones no longer know the current password.
    const account = await lockAccount(tx, personId);
    if (account?.passwordHash !== known) throw notMyPassword();
    return replacePassword(tx, record, { personId, passwordHash, except: sessionId });
  });
  announcements.sessionsEnded(ended);
}

/** My own account; a key has none. */
export const readProfile = (viewer: Viewer) =>
  prisma.person.findUniqueOrThrow({ where: { id: personOf(viewer).personId } });

/** Changes how others see me. */
export async function updateProfile(viewer: Viewer, input: { name: string; jobTitle?: string | null }) {
  const { personId, organisationId } = personOf(viewer);
  const { name, jobTitle } = parseInput(profileInput, input);
  return transact(viewer, async (tx, record) => {
    const person = await tx.person.update({ where: { id: personId }, data: { name, jobTitle } });
    await record({
      kind: 'person.renamed',
      subject: 'Person',
      subjectId: personId,
      organisationId,
      details: { name, jobTitle },
    });
    return person;
  });
}

/** What a person has said of their keyboard. */
export interface TypingPreference {
  /** French typography is put while this person types. */
  frenchTyping: boolean;
  /** « / » alone goes to the search field. */
  searchKey: boolean;
}

/** The asker's; everything on for a key, which types nothing. */
export async function readTypingPreference(viewer: Viewer): Promise<TypingPreference> {
  if (viewer.kind !== 'person') return { frenchTyping: true, searchKey: true };
  const { personId: id } = viewer;
  return prisma.person.findUniqueOrThrow({ where: { id }, select: { frenchTyping: true, searchKey: true } });
}

/** Switches French typography, and the key of the search, on or off for whoever asks. What is left out stays. */
export async function setTypingPreference(
  viewer: Viewer,
  input: { frenchTyping: boolean; searchKey?: boolean | null },
): Promise<boolean> {
  const { personId } = personOf(viewer);
  const { frenchTyping, searchKey } = parseInput(typingPreferenceInput, input);
  return transact(viewer, async (tx, record) => {
    const before = await tx.person.findUniqueOrThrow({ where: { id: personId } });
    const details = { frenchTyping, searchKey: searchKey ?? before.searchKey };
    if (before.frenchTyping === details.frenchTyping && before.searchKey === details.searchKey) return frenchTyping;
    await tx.person.update({ where: { id: personId }, data: details });
    await record({ kind: 'typingPreference.changed', subject: 'Person', subjectId: personId, personId, details });
    return frenchTyping;
  });
}

/** Removes links that can no longer be spent; the clock calls it. */
export async function removeOverLinks(): Promise<void> {
  await prisma.accountLink.deleteMany({ where: { expiresAt: { lt: now() } } });
}
