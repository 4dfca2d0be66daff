// Sessions: opened with an e-mail and a password, listed to their owner, ended one by one or all at once.

import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { forbidden, notFound, wrongCredentials } from '../errors.ts';
import { announcements } from '../outside.ts';
import { hashToken, newToken } from '../tokens.ts';
import { LONGEST_MS, type PersonViewer, sessionEnd, type Viewer } from '../viewers.ts';
import { signInInput } from './inputs.ts';
import { rememberDevice } from './known-devices.ts';
import { lockAccount } from './links.ts';
import { passwordMatches } from './passwords.ts';
import { countSignIn } from './sign-in-tries.ts';

/** Where a request comes from. */
export interface Origin {
  ip: string;
  userAgent: string | null;
  /** What the device's cookie says (known-devices.ts). */
  device?: string | null;
}

/**
 * A session just opened: the token goes into the cookie, nowhere else, and `expiresAt` is its last possible moment.
 * `device` is what the device's own cookie says from now on.
 */
export interface OpenedSession {
  token: string;
  expiresAt: Date;
  device: string;
}

const USER_AGENT_LIMIT = 300;

/** The person behind `viewer`; a key has no session and no account of its own. */
export function personOf(viewer: Viewer): PersonViewer {
  if (viewer.kind !== 'person') throw forbidden();
  return viewer;
}

/** Opens a session for a person whose right to one was just proved, in the transaction that proved it. */
export async function startSession(
  tx: Tx,
  record: RecordChange,
  { personId, from }: { personId: string; from: Origin },
): Promise<OpenedSession> {
  const token = newToken();
  const at = now();
  const { id } = await tx.session.create({
    data: {
      id: hashToken(token),
      personId,
      createdAt: at,
      lastSeenAt: at,
      expiresAt: sessionEnd(at, at),
      userAgent: from.userAgent?.slice(0, USER_AGENT_LIMIT) ?? null,
    },
  });
  await record({ kind: 'session.opened', subject: 'Session', subjectId: id, personId });
  const device = rememberDevice(from.device, personId);
  return { token, expiresAt: new Date(at.getTime() + LONGEST_MS), device };
}

/** Opens a session with an e-mail and a password. Unknown, deactivated, not yet joined or mistyped: one answer, one cost. */
export async function openSession(input: { email: string; password: string }, from: Origin): Promise<OpenedSession> {
  const parsed = signInInput.safeParse(input);
  if (!parsed.success) throw wrongCredentials();
  const { email, password } = parsed.data;
  const person = await prisma.person.findUnique({ where: { email } });
  const tried = await countSignIn({ email, personId: person?.id ?? null }, from);
  const matches = await passwordMatches(person?.passwordHash ?? null, password);
  if (!person || !matches) throw wrongCredentials();
  const opened = await transact(null, async (tx, record) => {
    // Judged again under lock: the password may have been changed, or the account closed, while it was compared.
    const account = await lockAccount(tx, person.id);
    if (account?.passwordHash !== person.passwordHash) throw wrongCredentials();
    return startSession(tx, record, { personId: person.id, from });
  });
  await tried.succeeded();
  return opened;
}

/** Ends sessions of a person, all but `except`; gives their ids, to be announced once this is committed. */
export async function removeSessions(
  tx: Tx,
  record: RecordChange,
  { personId, except }: { personId: string; except?: string },
): Promise<string[]> {
  const ended = await tx.$queryRaw<{ id: string }[]>`
    delete from "Session" where "personId" = ${personId}::uuid and id <> ${except ?? ''} returning id`;
  const ids = ended.map(({ id }) => id);
  if (ids.length > 0)
    await record({
      kind: 'sessions.ended',
      subject: 'Person',
      subjectId: personId,
      personId,
      details: { count: ids.length },
    });
  return ids;
}

/** Ends one of my sessions: this one (signing out; harmless when it is over already), or another of the list. */
export async function endSession(viewer: Viewer, { sessionId }: { sessionId?: string | null } = {}): Promise<void> {
  const { personId, sessionId: mine } = personOf(viewer);
  const id = sessionId ?? mine;
  // An id is a hash: what is none, PostgreSQL may refuse to look for.
  if (!/^[0-9a-f]{1,128}$/.test(id)) throw notFound();
  await transact(viewer, async (tx, record) => {
    const { count } = await tx.session.deleteMany({ where: { id, personId } });
    if (count === 0 && id !== mine) throw notFound();
    if (count > 0)
      await record({ kind: 'sessions.ended', subject: 'Person', subjectId: personId, personId, details: { count } });
  });
  announcements.sessionsEnded([id]);
}

/** Signs me out everywhere, here included. */
export async function endAllSessions(viewer: Viewer): Promise<void> {
  const { personId } = personOf(viewer);
  const ended = await transact(viewer, (tx, record) => removeSessions(tx, record, { personId }));
  announcements.sessionsEnded(ended);
}

/** A session as its owner sees it. */
export interface SeenSession {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  userAgent: string | null;
  isThisOne: boolean;
}

/** My living sessions, the last used first. */
export async function listSessions(viewer: Viewer): Promise<SeenSession[]> {
  const { personId, sessionId } = personOf(viewer);
  const found = await prisma.session.findMany({
    where: { personId, expiresAt: { gt: now() } },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    select: { id: true, createdAt: true, lastSeenAt: true, userAgent: true },
  });
  return found.map((session) => ({ ...session, isThisOne: session.id === sessionId }));
}

/** Removes sessions that are over; the clock calls it. */
export async function removeOverSessions(): Promise<void> {
  await prisma.session.deleteMany({ where: { expiresAt: { lt: now() } } });
}

const browsers: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
];

const systems: readonly (readonly [string, RegExp])[] = [
  ['Windows', /\bWindows\b/],
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
];

const firstMatch = (words: string, list: typeof browsers) =>
  list.find(([, pattern]) => pattern.test(words))?.[0] ?? null;

/** The browser and the system that a User-Agent names; null for what is not recognised. */
export const deviceOf = (userAgent: string | null): { browser: string | null; system: string | null } => ({
  browser: firstMatch(userAgent ?? '', browsers),
  system: firstMatch(userAgent ?? '', systems),
});
