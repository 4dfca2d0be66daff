// One's own account: the links of mails, forgotten and changed passwords, one's name.
import { beforeEach, describe, expect, test } from 'vitest';
import {
  acceptInvitation,
  changePassword,
  readAccountLink,
  removeOverLinks,
  requestPasswordReset,
  resetPassword,
  updateProfile,
} from '#domain/accounts/accounts.ts';
import { hashPassword } from '#domain/accounts/passwords.ts';
import { openSession } from '#domain/accounts/sessions.ts';
import { deactivatePerson, inviteAgain, invitePerson } from '#domain/organisations/people.ts';
import { hashToken } from '#domain/tokens.ts';
import { viewerOfSession } from '#domain/viewers.ts';
import type { Person } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildPerson, buildViewer, signIn } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { linkIn, useMailbox } from '../../rig/mailbox.ts';

useDatabase();
const mailbox = useMailbox();

const PASSWORD = 'une phrase assez longue';
const OTHER = 'une tout autre phrase';

let place = 0;
const elsewhere = () => {
  place += 1;
  return { ip: `198.51.100.${place}`, userAgent: null };
};

const signInAs = (email: string, password: string) => openSession({ email, password }, elsewhere());

let person: Person;

beforeEach(async () => {
  person = await buildPerson({ passwordHash: await hashPassword(PASSWORD) });
});

/** Somebody just invited, and the link of the mail. */
async function invite() {
  const administrator = await buildViewer({ organisationAdministrator: true });
  const invited = await invitePerson(administrator, {
    organisationId: administrator.organisationId,
    email: `invitee-${place}-${Date.now()}@exemple.fr`,
    name: 'Camille Roux',
  });
  place += 1;
  const mail = await mailbox.next(invited.email);
  return { administrator, invited, mail, ...linkIn(mail) };
}

async function askReset(email: string) {
  await requestPasswordReset({ email }, elsewhere());
  return linkIn(await mailbox.next(email)).token;
}

/** What came of verbs called at once: the code of each refusal; a fault of ours has none. */
const codesOf = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes
    .map((outcome) => (outcome.status === 'fulfilled' ? 'done' : String(outcome.reason.code ?? outcome.reason)))
    .sort();

describe('an invitation', () => {
  test('comes by mail in French, says who invites and for whom, and its link opens a session once', async () => {
    const { administrator, invited, mail, token } = await invite();
    expect(mail.subject).toBe('Votre accès à la plate-forme Ingénierie 62');
    expect(mail.text).toContain(administrator.name);
    expect(mail.text).toContain('valable 7 jours et une seule fois');
    const link = await readAccountLink({ token });
    expect(link).toMatchObject({ kind: 'INVITATION', email: invited.email, name: 'Camille Roux' });
    const opened = await acceptInvitation({ token, name: '  Camille   Roux-Petit ', password: PASSWORD }, elsewhere());
    expect(await viewerOfSession(opened.token)).toMatchObject({ personId: invited.id, name: 'Camille Roux-Petit' });
    await expect(signInAs(invited.email, PASSWORD)).resolves.toHaveProperty('token');
    await expect(acceptInvitation({ token, name: 'X Y', password: OTHER }, elsewhere())).rejects.toMatchObject({
      code: 'LINK_EXPIRED',
    });
    expect(await readAccountLink({ token })).toBeNull();
  });

  test('is not spent by looking at it: filters of mail open links before people do', async () => {
    const { token } = await invite();
    for (let count = 0; count < 3; count += 1) expect(await readAccountLink({ token })).not.toBeNull();
  });

  test('spent twice at once opens one session, with one of the two passwords', async () => {
    const { invited, token } = await invite();
    const outcomes = await Promise.allSettled(
      [PASSWORD, OTHER, PASSWORD, OTHER].map((password) =>
        acceptInvitation({ token, name: 'Camille Roux', password }, elsewhere()),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'LINK_EXPIRED' });
    expect(await prisma.session.count({ where: { personId: invited.id } })).toBe(1);
  });

  test('sent again makes the earlier link void', async () => {
    const { administrator, invited, token } = await invite();
    await inviteAgain(administrator, { personId: invited.id });
    const again = linkIn(await mailbox.next(invited.email));
    expect(await readAccountLink({ token })).toBeNull();
    expect(await readAccountLink(again)).not.toBeNull();
  });

  test('expires after 7 days', async () => {
    const { token } = await invite();
    const link = await prisma.accountLink.findUniqueOrThrow({ where: { id: hashToken(token) } });
    expect(link.expiresAt.getTime() - link.createdAt.getTime()).toBeCloseTo(7 * 24 * 3_600_000, -4);
    await prisma.accountLink.update({ where: { id: link.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await readAccountLink({ token })).toBeNull();
    await expect(
      acceptInvitation({ token, name: 'Camille Roux', password: PASSWORD }, elsewhere()),
    ).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
    await removeOverLinks();
    expect(await prisma.accountLink.findUnique({ where: { id: link.id } })).toBeNull();
  });

  test('of a person deactivated meanwhile opens nothing', async () => {
    const { administrator, invited, token } = await invite();
    await deactivatePerson(administrator, { personId: invited.id });
    expect(await readAccountLink({ token })).toBeNull();
    await expect(
      acceptInvitation({ token, name: 'Camille Roux', password: PASSWORD }, elsewhere()),
    ).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
  });

  test('is no reset link, and a reset link is no invitation', async () => {
    const { token } = await invite();
    await expect(resetPassword({ token, password: PASSWORD }, {})).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
    const reset = await askReset(person.email);
    await expect(
      acceptInvitation({ token: reset, name: 'Un autre nom', password: PASSWORD }, elsewhere()),
    ).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
    expect(await readAccountLink({ token })).not.toBeNull();
    expect(await readAccountLink({ token: reset })).not.toBeNull();
  });

  test('gives no right that the form does not offer', async () => {
    const { invited, token } = await invite();
    const input = {
      token,
      name: 'Camille Roux',
      password: PASSWORD,
      platformAdministrator: true,
      organisationAdministrator: true,
      email: 'autre@exemple.fr',
    };
    await acceptInvitation(input, elsewhere());
    expect(await prisma.person.findUniqueOrThrow({ where: { id: invited.id } })).toMatchObject({
      email: invited.email,
      platformAdministrator: false,
      organisationAdministrator: false,
    });
  });

  test('keeps only a hash of its link, and none of the mail in clear, in the database', async () => {
    const { invited, token } = await invite();
    await inviteAgain(await buildViewer({ platformAdministrator: true }), { personId: invited.id });
    const rows = await prisma.$queryRaw`
      select to_jsonb(l)::text as words from "AccountLink" l
      union all select data::text from pgboss.job where name = 'mail'
      union all select data::text from pgboss.archive where name = 'mail'`;
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain('/lien/');
    expect(JSON.stringify(rows)).not.toContain('@');
  });
});

describe('a new password', () => {
  const fieldsFor = async (password: string) => {
    const { token } = await invite();
    return acceptInvitation({ token, name: 'Camille Roux', password }, elsewhere()).then(
      () => null,
      ({ fields }) => fields as Record<string, string>,
    );
  };

  test('has 12 to 200 characters, counted as people count, of whatever kind', async () => {
    expect(await fieldsFor('11 lettres.')).toHaveProperty('password');
    expect(await fieldsFor('é'.repeat(201))).toHaveProperty('password');
    expect(await fieldsFor('x'.repeat(100_000))).toHaveProperty('password');
    // Eleven people see eleven signs, though each takes two units of UTF-16.
    expect(await fieldsFor('🌍'.repeat(11))).toHaveProperty('password');
    expect(await fieldsFor('douze lettre')).toBeNull();
    expect(await fieldsFor('ça va être très long '.repeat(10).slice(0, 199).concat('!'))).toBeNull();
  });

  test('is none of those that are guessed first, at an invitation, by a link or when it is changed', async () => {
    const viewer = await signIn(person);
    const token = await askReset(person.email);
    for (const password of ['motdepasse123', 'azertyuiopqs', 'Ingenierie62-2026', person.name.repeat(2)]) {
      const refusals = [
        await fieldsFor(password),
        ...(await Promise.all(
          [resetPassword({ token, password }, {}), changePassword(viewer, { currentPassword: PASSWORD, password })].map(
            (verb) =>
              verb.then(
                () => null,
                ({ fields }) => fields,
              ),
          ),
        )),
      ];
      // The name is the person's: it says nothing of whoever the invitation is for.
      const guessed = password.startsWith(person.name) ? refusals.slice(1) : refusals;
      for (const fields of guessed) expect(fields).toEqual({ password: expect.stringMatching(/devine/) });
    }
    await expect(signInAs(person.email, PASSWORD)).resolves.toHaveProperty('token');
  });

  test('is not the e-mail address', async () => {
    const { invited, token } = await invite();
    await expect(
      acceptInvitation({ token, name: 'Camille Roux', password: invited.email.toUpperCase() }, elsewhere()),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: { password: expect.any(String) } });
    expect(await readAccountLink({ token })).not.toBeNull();
  });
});

describe('a forgotten password', () => {
  test('is answered alike for a known, an unknown and a closed address, and only the known one gets a mail', async () => {
    const closed = await buildPerson({ passwordHash: await hashPassword(PASSWORD), deactivatedAt: new Date() });
    const answers = await Promise.all(
      [person.email, closed.email, 'personne@exemple.fr'].map((email) => requestPasswordReset({ email }, elsewhere())),
    );
    expect(answers).toEqual([undefined, undefined, undefined]);
    expect(await mailbox.queued()).toBe(1);
    expect((await mailbox.next(person.email)).subject).toBe('Choisir un nouveau mot de passe');
  });

  test('sends one box three mails at once whoever asks, and answers the next alike: the links that left stay good', async () => {
    for (const email of [person.email, 'inconnue@exemple.fr'])
      await Promise.all(Array.from({ length: 12 }, () => requestPasswordReset({ email }, elsewhere())));
    expect(await mailbox.queued()).toBe(3);
    const links = [];
    for (let count = 0; count < 3; count += 1) links.push(linkIn(await mailbox.next(person.email)));
    for (const link of links) expect(await readAccountLink(link)).not.toBeNull();
  });

  test('asked for from a device that has signed in sends its mail however often strangers asked before', async () => {
    const { device } = await signInAs(person.email, PASSWORD);
    await Promise.all(Array.from({ length: 30 }, () => requestPasswordReset({ email: person.email }, elsewhere())));
    const before = await mailbox.queued();
    await requestPasswordReset({ email: person.email }, { ...elsewhere(), device });
    expect([before, await mailbox.queued()]).toEqual([3, 4]);
  });

  test('asked for four times at once by one stranger for one address is slowed down, known or not', async () => {
    for (const email of [person.email, 'une-autre@exemple.fr']) {
      const here = elsewhere();
      const asked = Array.from({ length: 4 }, () =>
        requestPasswordReset({ email }, here).then(
          () => 'sent',
          ({ code }) => code,
        ),
      );
      expect((await Promise.all(asked)).sort()).toEqual(['TOO_MANY_ATTEMPTS', 'sent', 'sent', 'sent']);
    }
  });

  test('of somebody who was invited leaves the invitation’s own link good', async () => {
    const { invited, token } = await invite();
    for (let count = 0; count < 4; count += 1) await requestPasswordReset({ email: invited.email }, elsewhere());
    expect(await readAccountLink({ token })).not.toBeNull();
    await acceptInvitation({ token, name: 'Camille Roux', password: PASSWORD }, elsewhere());
    const again = linkIn(await mailbox.next(invited.email));
    expect(await readAccountLink(again)).toBeNull();
    await expect(
      acceptInvitation({ ...again, name: 'Camille Roux', password: OTHER }, elsewhere()),
    ).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
  });

  test('sends the invitation again to somebody who never entered', async () => {
    const { invited } = await invite();
    await requestPasswordReset({ email: invited.email }, elsewhere());
    const { token } = linkIn(await mailbox.next(invited.email));
    expect(await readAccountLink({ token })).toMatchObject({ kind: 'INVITATION' });
  });

  test('is replaced with the link: every session ends, the old password and the link are void, a mail says so', async () => {
    const sessions = [await signInAs(person.email, PASSWORD), await signInAs(person.email, PASSWORD)];
    const earlier = await askReset(person.email);
    const token = await askReset(person.email);
    expect(await readAccountLink({ token: earlier })).not.toBeNull();
    await resetPassword({ token, password: OTHER }, {});
    expect(await readAccountLink({ token: earlier })).toBeNull();
    for (const session of sessions) expect(await viewerOfSession(session.token)).toBeNull();
    expect([...mailbox.endedSessions].sort()).toEqual(sessions.map(({ token }) => hashToken(token)).sort());
    await expect(signInAs(person.email, PASSWORD)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    await expect(signInAs(person.email, OTHER)).resolves.toHaveProperty('token');
    await expect(resetPassword({ token, password: PASSWORD }, {})).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
    expect((await mailbox.next(person.email)).subject).toBe('Votre mot de passe a été modifié');
  });

  test('is replaced once when its link is spent twice at once', async () => {
    const token = await askReset(person.email);
    const outcomes = await Promise.allSettled(
      [PASSWORD, OTHER, PASSWORD].map((password) => resetPassword({ token, password }, {})),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is replaced once when two of its links are spent at once, and each other answer is in words', async () => {
    for (let round = 0; round < 5; round += 1) {
      const someone = await buildPerson({ passwordHash: await hashPassword(PASSWORD) });
      const tokens = [await askReset(someone.email), await askReset(someone.email)];
      const outcomes = await Promise.allSettled(
        [...tokens, ...tokens].map((token) => resetPassword({ token, password: OTHER }, {})),
      );
      expect(codesOf(outcomes)).toEqual(['LINK_EXPIRED', 'LINK_EXPIRED', 'LINK_EXPIRED', 'done']);
    }
  });

  test('has a link of one hour', async () => {
    const token = await askReset(person.email);
    const link = await prisma.accountLink.findUniqueOrThrow({ where: { id: hashToken(token) } });
    expect(link.expiresAt.getTime() - link.createdAt.getTime()).toBeCloseTo(3_600_000, -4);
    await prisma.accountLink.update({ where: { id: link.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    await expect(resetPassword({ token, password: OTHER }, {})).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
  });

  test('refuses an address that is a list or holds a line break', async () => {
    for (const email of [`${person.email},x@exemple.fr`, `${person.email}\nBcc: x@exemple.fr`, '@', ''])
      await expect(requestPasswordReset({ email }, elsewhere())).rejects.toMatchObject({
        fields: { email: expect.any(String) },
      });
    expect(await mailbox.queued()).toBe(0);
  });
});

describe('changing one’s password', () => {
  test('asks for the current one, ends the other sessions, keeps this one, and voids a link on its way', async () => {
    const { token: other } = await signInAs(person.email, PASSWORD);
    const viewer = await signIn(person);
    const link = await askReset(person.email);
    await changePassword(viewer, { currentPassword: PASSWORD, password: OTHER });
    expect(await viewerOfSession(other)).toBeNull();
    expect(mailbox.endedSessions).toEqual([hashToken(other)]);
    expect(await prisma.session.findMany({ where: { personId: person.id } })).toMatchObject([{ id: viewer.sessionId }]);
    expect(await readAccountLink({ token: link })).toBeNull();
    await expect(signInAs(person.email, OTHER)).resolves.toHaveProperty('token');
    expect((await mailbox.next(person.email)).subject).toBe('Votre mot de passe a été modifié');
  });

  test('eight times at once changes it once: the others no longer know the current one', async () => {
    const viewer = await signIn(person);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, rank) =>
        changePassword(viewer, { currentPassword: PASSWORD, password: `${OTHER}, la ${rank}e` }),
      ),
    );
    expect(codesOf(outcomes)).toEqual([...Array.from({ length: 7 }, () => 'INVALID_INPUT'), 'done']);
    expect(await prisma.change.count({ where: { kind: 'password.changed', personId: person.id } })).toBe(1);
  });

  test('and every other verb on one account at once, in any order, end in words and leave one password', async () => {
    const administrator = await buildViewer({ platformAdministrator: true });
    for (let round = 0; round < 4; round += 1) {
      const someone = await buildPerson({ passwordHash: await hashPassword(PASSWORD) });
      const viewer = await signIn(someone);
      const links = [await askReset(someone.email), await askReset(someone.email)];
      const verbs = [
        () => changePassword(viewer, { currentPassword: PASSWORD, password: OTHER }),
        () => changePassword(viewer, { currentPassword: PASSWORD, password: OTHER }),
        ...links.map((token) => () => resetPassword({ token, password: OTHER }, {})),
        () => requestPasswordReset({ email: someone.email }, elsewhere()),
        () => signInAs(someone.email, PASSWORD),
        () => signInAs(someone.email, PASSWORD),
        () => inviteAgain(administrator, { personId: someone.id }),
        ...(round % 2 === 0 ? [] : [() => deactivatePerson(administrator, { personId: someone.id })]),
      ];
      const rotated = [...verbs.slice(round * 2), ...verbs.slice(0, round * 2)];
      const codes = codesOf(await Promise.allSettled(rotated.map((verb) => verb())));
      const inWords = ['CONFLICT', 'INVALID_INPUT', 'LINK_EXPIRED', 'WRONG_CREDENTIALS', 'done'];
      expect(codes.filter((code) => !inWords.includes(code))).toEqual([]);
      const changed = { kind: 'password.changed', personId: someone.id } as const;
      expect(await prisma.change.count({ where: changed })).toBeLessThanOrEqual(1);
      expect(await prisma.accountLink.count({ where: { personId: someone.id, kind: 'INVITATION' } })).toBe(0);
    }
  });

  test('refuses a wrong current password, and stops guesses from a stolen session', async () => {
    const viewer = await signIn(person);
    const guess = () => changePassword(viewer, { currentPassword: 'au hasard', password: OTHER });
    for (let count = 0; count < 10; count += 1)
      await expect(guess()).rejects.toMatchObject({ fields: { currentPassword: expect.any(String) } });
    await expect(guess()).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });
});

describe('one’s name', () => {
  test('is kept on one line, without what would alter the words around it', async () => {
    const viewer = await signIn(person);
    await updateProfile(viewer, { name: ' Zoé\u202e\r\n  Martin\u0000 ', jobTitle: ' ' });
    expect(await prisma.person.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({
      name: 'Zoé Martin',
      jobTitle: null,
    });
    await expect(updateProfile(viewer, { name: ' \u200b ' })).rejects.toMatchObject({
      fields: { name: expect.any(String) },
    });
    await expect(updateProfile(viewer, { name: 'x'.repeat(121) })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('brings no right along', async () => {
    const viewer = await signIn(person);
    const input = { name: 'Zoé Martin', platformAdministrator: true, organisationAdministrator: true, email: 'a@b.fr' };
    await updateProfile(viewer, input);
    expect(await prisma.person.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({
      platformAdministrator: false,
      organisationAdministrator: false,
      email: person.email,
    });
  });
});
