// The limits on signing in, on both sides: the person is never shut out of her own device, whoever tries what; strangers are
// slowed down by address, by place and in a sweep, and learn nothing of who has an account.
import { beforeEach, describe, expect, test } from 'vitest';
import { resetPassword } from '#domain/accounts/accounts.ts';
import { forgetOldAttempts } from '#domain/accounts/attempts.ts';
import { knownDevice, rememberDevice } from '#domain/accounts/known-devices.ts';
import { lockAccount, mintLink } from '#domain/accounts/links.ts';
import { hashPassword } from '#domain/accounts/passwords.ts';
import { openSession } from '#domain/accounts/sessions.ts';
import type { Person } from '#generated/prisma/client.ts';
import { pool, prisma } from '#prisma/client.ts';
import { buildPerson } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

const PASSWORD = 'une phrase assez longue';
const WRONG = 'une autre phrase';

let person: Person;
let place = 0;

/** A place on the network where nobody has tried anything yet. */
const elsewhere = () => {
  place += 1;
  return { ip: `10.${(place >> 16) & 255}.${(place >> 8) & 255}.${place & 255}`, userAgent: null };
};

type From = { ip: string; userAgent: null; device?: string };

/** What a try is answered, as its caller can tell. */
const answerTo = (email: string, password: string, from: From) =>
  openSession({ email, password }, from).then(
    () => 'OPENED',
    ({ code }) => String(code),
  );

const many = (count: number, one: (rank: number) => Promise<string>) =>
  Promise.all(Array.from({ length: count }, (_, rank) => one(rank)));

const countOf = (answers: readonly string[], code: string) => answers.filter((answer) => answer === code).length;

/** So many passed at once; on a slow machine a few more, because the clock went on meanwhile. */
function expectAbout(count: number, expected: number): void {
  expect(count).toBeGreaterThanOrEqual(expected);
  expect(count).toBeLessThanOrEqual(expected + 5);
}

/** Lets so much time pass for the paces, without waiting for it. */
const pass = (seconds: number) => pool.query('update attempt_paces set due = due - $1', [seconds * 1000]);

beforeEach(async () => {
  // The table is made at the first use.
  await forgetOldAttempts();
  await pool.query('delete from attempt_paces');
  person = await buildPerson({ passwordHash: await hashPassword(PASSWORD) });
});

describe('a person', () => {
  test('signs in on her own device, from her place and from others, whatever was tried at her address before', async () => {
    const office = elsewhere();
    const { device } = await openSession({ email: person.email, password: PASSWORD }, office);
    await many(90, () => answerTo(person.email, WRONG, office));
    for (let round = 0; round < 60; round += 1) await answerTo(person.email, WRONG, elsewhere());
    await many(330, (rank) => answerTo(`collegue-${rank}@exemple.fr`, WRONG, office));
    expect(await answerTo(person.email, PASSWORD, office)).toBe('TOO_MANY_ATTEMPTS');
    for (const from of [office, elsewhere()])
      expect(await answerTo(person.email, PASSWORD, { ...from, device })).toBe('OPENED');
  });

  test('who mistypes on her own device is slowed down there alone, and not by much', async () => {
    const { device } = await openSession({ email: person.email, password: PASSWORD }, elsewhere());
    const own = { ...elsewhere(), device };
    const answers = await many(25, () => answerTo(person.email, WRONG, own));
    expect(countOf(answers, 'WRONG_CREDENTIALS')).toBe(10);
    await expect(openSession({ email: person.email, password: PASSWORD }, own)).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      message: expect.stringMatching(/Réessayez dans \d+ secondes, ou demandez un lien avec « Mot de passe oublié »/),
    });
    expect(await answerTo(person.email, PASSWORD, elsewhere())).toBe('OPENED');
    await pass(30);
    expect(await answerTo(person.email, PASSWORD, own)).toBe('OPENED');
  });

  test('starts from nought after the right password', async () => {
    const here = elsewhere();
    for (let round = 0; round < 3; round += 1) {
      const answers = await many(9, () => answerTo(person.email, WRONG, here));
      expect(countOf(answers, 'WRONG_CREDENTIALS')).toBe(9);
      expect(await answerTo(person.email, PASSWORD, here)).toBe('OPENED');
    }
  });

  test('in a place that somebody else has spent waits a few seconds on a new device, and never a quarter of an hour', async () => {
    const office = elsewhere();
    await many(330, (rank) => answerTo(`collegue-${rank % 30}@exemple.fr`, WRONG, office));
    await pass(3);
    expect(await answerTo(person.email, PASSWORD, office)).toBe('OPENED');
  });

  test('is told on a new device to ask for a link, and the link makes the device known at once', async () => {
    for (let round = 0; round < 60; round += 1) await answerTo(person.email, WRONG, elsewhere());
    expect(await answerTo(person.email, PASSWORD, elsewhere())).toBe('TOO_MANY_ATTEMPTS');
    const link = await prisma.$transaction(async (tx) => {
      await lockAccount(tx, person.id);
      return mintLink(tx, { personId: person.id, kind: 'RESET', replacing: false });
    });
    const token = link.slice(link.lastIndexOf('/') + 1);
    const { device } = await resetPassword({ token, password: 'la phrase que voici' }, {});
    expect(await answerTo(person.email, 'la phrase que voici', { ...elsewhere(), device })).toBe('OPENED');
  });
});

describe('a stranger', () => {
  test('gets ten tries at one address from one place, sent together or not, then one every two minutes', async () => {
    for (const email of [person.email, 'inconnue@exemple.fr']) {
      const here = elsewhere();
      const answers = await many(25, () => answerTo(email, WRONG, here));
      expect(countOf(answers, 'WRONG_CREDENTIALS')).toBe(10);
      expect(countOf(answers, 'TOO_MANY_ATTEMPTS')).toBe(15);
      await pass(120);
      expect(countOf(await many(5, () => answerTo(email, WRONG, here)), 'WRONG_CREDENTIALS')).toBe(1);
    }
  });

  test('gets fifty tries at one address from everywhere, then one every twenty seconds, known or not', async () => {
    for (const email of [person.email, 'inconnu@exemple.fr']) {
      const answers = await many(80, () => answerTo(email, WRONG, elsewhere()));
      expectAbout(countOf(answers, 'WRONG_CREDENTIALS'), 50);
      await pass(20);
      expectAbout(countOf(await many(15, () => answerTo(email, WRONG, elsewhere())), 'WRONG_CREDENTIALS'), 1);
    }
  });

  test('of one place alone cannot spend what an address is given', async () => {
    const here = elsewhere();
    for (let round = 0; round < 20; round += 1) {
      await many(12, () => answerTo(person.email, WRONG, here));
      await pass(20);
    }
    expect(await answerTo(person.email, PASSWORD, elsewhere())).toBe('OPENED');
  });

  test('who tries one password on many accounts from many places is slowed down; known devices are not', async () => {
    const known = await openSession({ email: person.email, password: PASSWORD }, elsewhere());
    const answers = await many(120, (rank) => answerTo(`agent-${rank}@exemple.fr`, WRONG, elsewhere()));
    expectAbout(countOf(answers, 'WRONG_CREDENTIALS'), 40);
    // An address tried before waits for its turn too.
    expectAbout(
      countOf(await many(20, () => answerTo('agent-1@exemple.fr', WRONG, elsewhere())), 'WRONG_CREDENTIALS'),
      0,
    );
    const own = { ...elsewhere(), device: known.device };
    for (let round = 0; round < 12; round += 1) expect(await answerTo(person.email, PASSWORD, own)).toBe('OPENED');
    await pass(10);
    const next = await many(20, (rank) => answerTo(`agente-${rank}@exemple.fr`, WRONG, elsewhere()));
    expectAbout(countOf(next, 'WRONG_CREDENTIALS'), 1);
    await pass(400);
    expect(await answerTo(person.email, PASSWORD, elsewhere())).toBe('OPENED');
  });

  test('who insists on one account makes nobody else wait', async () => {
    for (let round = 0; round < 6; round += 1) await many(50, () => answerTo('cible@exemple.fr', WRONG, elsewhere()));
    expect(await answerTo(person.email, PASSWORD, elsewhere())).toBe('OPENED');
  });

  test('is answered alike for an account and for none, by whatever mark the device bears', async () => {
    const { device } = await openSession({ email: person.email, password: PASSWORD }, elsewhere());
    const someone = await buildPerson({ passwordHash: await hashPassword(PASSWORD) });
    for (const mark of [device, '', 'x'.repeat(600), `${device}~${device}`])
      for (const email of [someone.email, 'personne@exemple.fr']) {
        const here = { ...elsewhere(), device: mark };
        const answers = await many(12, () => answerTo(email, WRONG, here));
        expect([countOf(answers, 'WRONG_CREDENTIALS'), countOf(answers, 'TOO_MANY_ATTEMPTS')]).toEqual([10, 2]);
      }
  });

  test('of one IPv6 subscriber is one place', async () => {
    const answers = await many(12, (rank) =>
      answerTo(person.email, WRONG, { ip: `2001:db8:1:2::${rank}`, userAgent: null }),
    );
    expect(countOf(answers, 'TOO_MANY_ATTEMPTS')).toBe(2);
  });

  test('leaves no address behind in the counts, and nothing once the time is over', async () => {
    await answerTo('quelqu-un@exemple.fr', WRONG, { ip: '198.51.100.7', userAgent: null });
    const { rows } = await pool.query('select key from attempt_paces');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/@|198\.51/);
    await pass(3600);
    await forgetOldAttempts();
    expect((await pool.query('select key from attempt_paces')).rows).toEqual([]);
  });
});

describe('the mark of a device', () => {
  test('is of one person and signed: altered anywhere, or another person’s, it is none', async () => {
    const cookie = rememberDevice(null, person.id);
    expect(knownDevice(cookie, person.id)).not.toBeNull();
    expect(knownDevice(cookie, (await buildPerson()).id)).toBeNull();
    expect(knownDevice(cookie, null)).toBeNull();
    for (let at = 0; at < cookie.length; at += 1) {
      const other = cookie[at] === 'A' ? 'B' : 'A';
      expect(knownDevice(cookie.slice(0, at) + other + cookie.slice(at + 1), person.id)).toBeNull();
    }
  });

  test('stays the same device when the person signs in again, beside those of four other people', () => {
    const people = Array.from({ length: 7 }, (_, rank) => `0199a000-0000-7000-8000-00000000000${rank}`);
    let cookie = '';
    for (const id of people) cookie = rememberDevice(cookie, id);
    expect(people.map((id) => knownDevice(cookie, id) !== null)).toEqual([false, false, true, true, true, true, true]);
    const [, , third = ''] = people;
    const again = rememberDevice(cookie, third);
    expect(knownDevice(again, third)).toBe(knownDevice(cookie, third));
    expect(again.split('~')).toHaveLength(5);
    expect(again.length).toBeLessThan(600);
  });
});
