// Signing in and out: who gets a session, what a wrong try tells, and how long and where a session lives.
import { beforeEach, describe, expect, test } from 'vitest';
import { updateProfile } from '#domain/accounts/accounts.ts';
import { hashPassword, passwordMatches } from '#domain/accounts/passwords.ts';
import { endAllSessions, endSession, listSessions, openSession } from '#domain/accounts/sessions.ts';
import { hashToken, newToken } from '#domain/tokens.ts';
import { viewerOfSession, viewerOfUnusedSession } from '#domain/viewers.ts';
import type { Person } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildPerson, buildSystemViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useMailbox } from '../../rig/mailbox.ts';

useDatabase();
const mailbox = useMailbox();

const PASSWORD = 'une phrase assez longue';
const HOUR_MS = 3_600_000;
const from = { ip: '192.0.2.1', userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' };

let person: Person;
let place = 0;

/** Another place on the network: the counts of tries of one test are not another's. */
const elsewhere = () => {
  place += 1;
  return { ...from, ip: `198.51.100.${place}` };
};

const signInAs = async (email: string, password = PASSWORD) => openSession({ email, password }, elsewhere());

const viewerOf = async (token: string) => {
  const viewer = await viewerOfSession(token);
  if (!viewer) throw new Error('This token opens nothing.');
  return viewer;
};

beforeEach(async () => {
  person = await buildPerson({ passwordHash: await hashPassword(PASSWORD) });
});

describe('signing in', () => {
  test('opens a session with the right address and password, whatever the case of the address', async () => {
    const { token } = await signInAs(` ${person.email.toUpperCase()} `);
    expect(await viewerOfSession(token)).toMatchObject({ kind: 'person', personId: person.id });
  });

  test('keeps only a hash of the token, and every session has another', async () => {
    const [one, two] = [await signInAs(person.email), await signInAs(person.email)];
    expect(one.token).not.toBe(two.token);
    const kept = await prisma.session.findMany({ where: { personId: person.id } });
    expect(kept.map(({ id }) => id).sort()).toEqual([hashToken(one.token), hashToken(two.token)].sort());
    expect(JSON.stringify(kept)).not.toContain(one.token);
  });

  test('records who signed in, without the place and without the token', async () => {
    const { token } = await signInAs(person.email);
    const [change] = await prisma.change.findMany({ where: { kind: 'session.opened', personId: person.id } });
    expect(change).toMatchObject({ subject: 'Session', subjectId: hashToken(token), details: {} });
  });

  test('answers the same to an unknown address, a wrong password, a closed account and one never entered', async () => {
    const closed = await buildPerson({ passwordHash: await hashPassword(PASSWORD), deactivatedAt: new Date() });
    const invited = await buildPerson({ passwordHash: null });
    const refusals = await Promise.all(
      [
        signInAs('personne@exemple.fr'),
        signInAs(person.email, 'une phrase assez longue '),
        signInAs(closed.email),
        signInAs(invited.email),
        signInAs(invited.email, 'nobody’s'),
        signInAs('', ''),
        signInAs(person.email, 'x'.repeat(5000)),
        openSession({ email: { contains: '@' }, password: null } as never, elsewhere()),
      ].map((attempt) =>
        attempt.then(
          () => 'opened',
          ({ code, message, fields }) => ({ code, message, fields }),
        ),
      ),
    );
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ code: 'WRONG_CREDENTIALS', fields: {} });
    expect(await prisma.session.count({ where: { personId: { in: [person.id, closed.id, invited.id] } } })).toBe(0);
  });

  test('compares with a hash of the same cost when there is no account', async () => {
    // Time itself is not judged here: on a loaded machine it decides nothing. The work done is.
    const known = await hashPassword(PASSWORD);
    expect(known).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches(null, 'nobody’s')).toBe(false);
    expect(await passwordMatches(known, PASSWORD)).toBe(true);
  });

  test('takes a password of 200 characters, and the same words typed on two keyboards as one password', async () => {
    const long = 'é'.repeat(200);
    await prisma.person.update({ where: { id: person.id }, data: { passwordHash: await hashPassword(long) } });
    await expect(signInAs(person.email, 'e\u0301'.repeat(200))).resolves.toHaveProperty('token');
  });
});

describe('a session', () => {
  test('ends 72 hours after its last use, and 30 days after it was opened whatever its use', async () => {
    const { token, expiresAt } = await signInAs(person.email);
    const id = hashToken(token);
    const opened = Date.now();
    expect(expiresAt.getTime() - opened).toBeCloseTo(30 * 24 * HOUR_MS, -5);
    const first = await prisma.session.findUniqueOrThrow({ where: { id } });
    expect(first.expiresAt.getTime() - first.createdAt.getTime()).toBe(72 * HOUR_MS);

    const lastWeek = new Date(opened - 7 * 24 * HOUR_MS);
    await prisma.session.update({
      where: { id },
      data: { createdAt: lastWeek, lastSeenAt: new Date(opened - HOUR_MS) },
    });
    const viewer = await viewerOf(token);
    const used = await prisma.session.findUniqueOrThrow({ where: { id } });
    expect(used.expiresAt.getTime() - used.lastSeenAt.getTime()).toBe(72 * HOUR_MS);
    expect(viewer.sessionExpiresAt).toEqual(used.expiresAt);

    const almostAMonthAgo = new Date(opened - 29 * 24 * HOUR_MS);
    await prisma.session.update({
      where: { id },
      data: { createdAt: almostAMonthAgo, lastSeenAt: new Date(opened - HOUR_MS) },
    });
    await viewerOf(token);
    const old = await prisma.session.findUniqueOrThrow({ where: { id } });
    expect(old.expiresAt.getTime()).toBe(almostAMonthAgo.getTime() + 30 * 24 * HOUR_MS);

    await prisma.session.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await viewerOfSession(token)).toBeNull();
  });

  test('does not live on by a page that stays open and is only looked at', async () => {
    const { token } = await signInAs(person.email);
    const where = { id: hashToken(token) };
    const lastSeenAt = new Date(Date.now() - HOUR_MS);
    await prisma.session.update({ where, data: { lastSeenAt } });
    expect(await viewerOfUnusedSession(token)).not.toBeNull();
    expect((await prisma.session.findUniqueOrThrow({ where })).lastSeenAt).toEqual(lastSeenAt);
    await viewerOfSession(token);
    expect((await prisma.session.findUniqueOrThrow({ where })).lastSeenAt).not.toEqual(lastSeenAt);
  });

  test('is not opened by its stored hash, nor by a token that nobody was given', async () => {
    const { token } = await signInAs(person.email);
    expect(await viewerOfSession(hashToken(token))).toBeNull();
    expect(await viewerOfSession(newToken())).toBeNull();
    expect(await viewerOfSession('')).toBeNull();
  });

  test('opens nothing once its person is deactivated', async () => {
    const { token } = await signInAs(person.email);
    await prisma.person.update({ where: { id: person.id }, data: { deactivatedAt: new Date() } });
    expect(await viewerOfSession(token)).toBeNull();
  });

  test('is listed to its owner alone, this one marked, over ones left out', async () => {
    const other = await signInAs((await buildPerson({ passwordHash: await hashPassword(PASSWORD) })).email);
    const { token } = await signInAs(person.email);
    const { token: second } = await signInAs(person.email);
    const { token: over } = await signInAs(person.email);
    await prisma.session.update({ where: { id: hashToken(over) }, data: { expiresAt: new Date(0) } });
    const sessions = await listSessions(await viewerOf(token));
    expect(sessions.map(({ id }) => id).sort()).toEqual([hashToken(token), hashToken(second)].sort());
    expect(sessions.filter(({ isThisOne }) => isThisOne).map(({ id }) => id)).toEqual([hashToken(token)]);
    await expect(endSession(await viewerOf(token), { sessionId: hashToken(other.token) })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await viewerOfSession(other.token)).not.toBeNull();
  });
});

describe('signing out', () => {
  test('ends this session alone, for good, and says so to open pages', async () => {
    const { token } = await signInAs(person.email);
    const { token: other } = await signInAs(person.email);
    await endSession(await viewerOf(token));
    expect(await viewerOfSession(token)).toBeNull();
    expect(await viewerOfSession(other)).not.toBeNull();
    expect(mailbox.endedSessions).toEqual([hashToken(token)]);
  });

  test('twice at once is no failure', async () => {
    const viewer = await viewerOf((await signInAs(person.email)).token);
    await Promise.all([endSession(viewer), endSession(viewer)]);
    expect(await prisma.change.count({ where: { kind: 'sessions.ended', personId: person.id } })).toBe(1);
  });

  test('everywhere ends every session of the person and no other’s', async () => {
    const other = await signInAs((await buildPerson({ passwordHash: await hashPassword(PASSWORD) })).email);
    const tokens = [];
    for (let count = 0; count < 3; count += 1) tokens.push((await signInAs(person.email)).token);
    await endAllSessions(await viewerOf(tokens[0] ?? ''));
    for (const token of tokens) expect(await viewerOfSession(token)).toBeNull();
    expect(await viewerOfSession(other.token)).not.toBeNull();
    expect([...mailbox.endedSessions].sort()).toEqual(tokens.map(hashToken).sort());
  });

  test('is not a key’s to do: it has no session and no account of its own', async () => {
    const key = await buildSystemViewer(person.organisationId, 'READ_WRITE');
    for (const attempt of [
      () => endAllSessions(key),
      () => endSession(key, {}),
      () => listSessions(key),
      () => updateProfile(key, { name: 'Robot' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
