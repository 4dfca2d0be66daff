// Looking after the people of an organisation: who may, for whom, and what can never be taken away.
import { beforeEach, describe, expect, test } from 'vitest';
import { hashPassword } from '#domain/accounts/passwords.ts';
import { openSession } from '#domain/accounts/sessions.ts';
import {
  createOrganisation,
  createUnit,
  listOrganisations,
  updateOrganisation,
  updateUnit,
} from '#domain/organisations/organisations.ts';
import {
  deactivatePerson,
  inviteAgain,
  invitePerson,
  listPeople,
  placePerson,
  reactivatePerson,
  setOrganisationAdministrator,
} from '#domain/organisations/people.ts';
import { hashToken } from '#domain/tokens.ts';
import { type PersonViewer, viewerOfSession } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention } from '../../build/conventions.ts';
import { buildOrganisation, buildPerson, buildSystemViewer, buildViewer, signIn } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useMailbox } from '../../rig/mailbox.ts';

useDatabase();
const mailbox = useMailbox();

const from = { ip: '192.0.2.1', userAgent: null };

let platform: PersonViewer;
let administrator: PersonViewer;
let member: PersonViewer;
let stranger: PersonViewer;

beforeEach(async () => {
  platform = await buildViewer({ platformAdministrator: true });
  administrator = await buildViewer({ organisationAdministrator: true });
  member = await buildViewer({ organisationId: administrator.organisationId });
  stranger = await buildViewer({ organisationAdministrator: true });
});

let invited = 0;
const invitation = (organisationId: string, more: object = {}) => {
  invited += 1;
  return { organisationId, email: `invite-${invited}@exemple.fr`, name: 'Camille Roux', ...more };
};

describe('inviting', () => {
  test('is for the administrators of the organisation and of the platform', async () => {
    const { organisationId } = administrator;
    const key = await buildSystemViewer(organisationId, 'READ_WRITE');
    for (const viewer of [member, stranger, key])
      await expect(invitePerson(viewer, invitation(organisationId))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const viewer of [administrator, platform])
      await expect(invitePerson(viewer, invitation(organisationId))).resolves.toMatchObject({ organisationId });
    expect(await mailbox.queued()).toBe(2);
  });

  test('somebody who has an account says so beside the address, in another case too, and sends nothing', async () => {
    const { organisationId } = administrator;
    const { email } = await buildPerson();
    const input = { organisationId, email: email.toUpperCase(), name: 'Camille Roux' };
    await expect(invitePerson(administrator, input)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { email: expect.stringContaining('déjà') },
    });
    expect(await mailbox.queued()).toBe(0);
  });

  test('the same address twice at once makes one account and one mail', async () => {
    const input = invitation(administrator.organisationId);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => invitePerson(administrator, input)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await mailbox.queued()).toBe(1);
  });

  test('takes a unit of that organisation alone, and gives no right that the form does not offer', async () => {
    const { organisationId } = administrator;
    const theirs = await createUnit(stranger, {
      organisationId: stranger.organisationId,
      name: 'Service',
      shortName: 'S',
    });
    await expect(invitePerson(administrator, invitation(organisationId, { unitId: theirs.id }))).rejects.toMatchObject({
      fields: { unitId: expect.any(String) },
    });
    const made = await invitePerson(
      administrator,
      invitation(organisationId, {
        platformAdministrator: true,
        passwordHash: 'x',
        deactivatedAt: null,
        id: theirs.id,
      }),
    );
    expect(made).toMatchObject({ platformAdministrator: false, organisationAdministrator: false, passwordHash: null });
    expect(made.id).not.toBe(theirs.id);
  });

  test('puts the inviter’s name in no header of the mail', async () => {
    await prisma.person.update({
      where: { id: administrator.personId },
      data: { name: 'Zoé\r\nBcc: victime@exemple.fr\r\n\r\nX' },
    });
    const { sessionId: _ended, ...viewer } = await signIn({ id: administrator.personId });
    const person = await invitePerson({ ...administrator, ...viewer }, invitation(administrator.organisationId));
    const mail = await mailbox.next(person.email);
    expect(mail.bcc).toBeUndefined();
    expect(mail.to).toMatchObject({ value: [{ address: person.email }] });
    expect(mail.headers.has('bcc')).toBe(false);
  });

  test('again is for accounts never entered and not closed', async () => {
    const { organisationId } = administrator;
    await expect(inviteAgain(administrator, { personId: member.personId })).rejects.toMatchObject({ code: 'CONFLICT' });
    const { id: personId } = await invitePerson(administrator, invitation(organisationId));
    await deactivatePerson(administrator, { personId });
    await expect(inviteAgain(administrator, { personId })).rejects.toMatchObject({ code: 'CONFLICT' });
    await reactivatePerson(administrator, { personId });
    await expect(inviteAgain(administrator, { personId })).resolves.toMatchObject({ id: personId });
  });
});

describe('another organisation’s people', () => {
  test('are not found by an administrator who shares no convention with them', async () => {
    const { personId } = member;
    for (const attempt of [
      () => deactivatePerson(stranger, { personId }),
      () => reactivatePerson(stranger, { personId }),
      () => inviteAgain(stranger, { personId }),
      () => placePerson(stranger, { personId, jobTitle: 'Autre' }),
      () => setOrganisationAdministrator(stranger, { personId, administrator: true }),
      () => deactivatePerson(stranger, { personId: 'x' }),
      () => deactivatePerson(stranger, { personId: stranger.organisationId }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listPeople(stranger, { organisationId: administrator.organisationId })).nodes).toEqual([]);
  });

  test('are seen, and still not managed, by one who shares a convention with them', async () => {
    await buildConvention({
      participants: [
        { organisationId: administrator.organisationId, role: 'EDITOR' },
        { organisationId: stranger.organisationId, role: 'READER' },
      ],
    });
    const { nodes } = await listPeople(stranger, { organisationId: administrator.organisationId });
    expect(nodes.map(({ node }) => node.id)).toContain(member.personId);
    await expect(deactivatePerson(stranger, { personId: member.personId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('and one’s own are not managed by a member or a key', async () => {
    const key = await buildSystemViewer(administrator.organisationId, 'READ_WRITE');
    for (const viewer of [member, key])
      await expect(
        setOrganisationAdministrator(viewer, { personId: member.personId, administrator: true }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('deactivating', () => {
  test('ends the open sessions at once, refuses the password, keeps the name; reactivating opens it again', async () => {
    const password = 'une phrase assez longue';
    const { organisationId } = administrator;
    const person = await buildPerson({ organisationId, passwordHash: await hashPassword(password) });
    const { token } = await openSession({ email: person.email, password }, from);
    await deactivatePerson(administrator, { personId: person.id });
    expect(await viewerOfSession(token)).toBeNull();
    expect(mailbox.endedSessions).toEqual([hashToken(token)]);
    expect(mailbox.changedRights).toEqual([{ personId: person.id }]);
    await expect(openSession({ email: person.email, password }, from)).rejects.toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    expect(await prisma.person.findUnique({ where: { id: person.id } })).toMatchObject({ name: person.name });
    await reactivatePerson(administrator, { personId: person.id });
    expect(await viewerOfSession(token)).toBeNull();
    await expect(openSession({ email: person.email, password }, from)).resolves.toHaveProperty('token');
  });

  test('while signing in leaves no session behind, whichever comes first', async () => {
    const password = 'une phrase assez longue';
    const { organisationId } = administrator;
    const passwordHash = await hashPassword(password);
    for (let round = 0; round < 8; round += 1) {
      const person = await buildPerson({ organisationId, passwordHash });
      await Promise.allSettled([
        openSession({ email: person.email, password }, from),
        openSession({ email: person.email, password }, from),
        deactivatePerson(administrator, { personId: person.id }),
      ]);
      expect(await prisma.session.count({ where: { personId: person.id } })).toBe(0);
    }
  });

  test('closed accounts are listed to administrators alone', async () => {
    await deactivatePerson(administrator, { personId: member.personId });
    const { organisationId } = administrator;
    const colleague = await buildViewer({ organisationId });
    const listed = async (viewer: PersonViewer) =>
      (await listPeople(viewer, { organisationId })).nodes.map(({ node }) => node.id);
    expect(await listed(administrator)).toContain(member.personId);
    expect(await listed(colleague)).not.toContain(member.personId);
  });

  test('oneself is refused', async () => {
    for (const viewer of [administrator, platform])
      await expect(deactivatePerson(viewer, { personId: viewer.personId })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('administrators', () => {
  const administrate = (viewer: PersonViewer, personId: string, yes: boolean) =>
    setOrganisationAdministrator(viewer, { personId, administrator: yes });

  test('are named and removed, and open pages are judged again', async () => {
    const { personId } = member;
    expect(await administrate(administrator, personId, true)).toMatchObject({ organisationAdministrator: true });
    expect(await administrate(administrator, personId, false)).toMatchObject({ organisationAdministrator: false });
    expect(mailbox.changedRights).toEqual([{ personId }, { personId }]);
    const kinds = await prisma.change.findMany({ where: { subjectId: personId }, orderBy: { seq: 'asc' } });
    expect(kinds.map(({ kind }) => kind)).toEqual(['person.promoted', 'person.demoted']);
  });

  test('the last one of an organisation is neither demoted nor deactivated, by anybody', async () => {
    const { personId, organisationId } = administrator;
    // Neither somebody who has not entered yet nor somebody whose account is closed can take over.
    await invitePerson(administrator, invitation(organisationId, { organisationAdministrator: true }));
    await buildPerson({ organisationId, organisationAdministrator: true, deactivatedAt: new Date() });
    for (const viewer of [administrator, platform])
      await expect(administrate(viewer, personId, false)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(deactivatePerson(platform, { personId })).rejects.toMatchObject({ code: 'CONFLICT' });
    await administrate(administrator, member.personId, true);
    await expect(administrate(administrator, personId, false)).resolves.toMatchObject({
      organisationAdministrator: false,
    });
  });

  test('two who put each other out at once leave one', async () => {
    for (let round = 0; round < 8; round += 1) {
      const one = await buildViewer({ organisationAdministrator: true });
      const { organisationId } = one;
      const two = await buildViewer({ organisationId, organisationAdministrator: true });
      const outcomes = await Promise.allSettled([
        deactivatePerson(one, { personId: two.personId }),
        round % 2 === 0 ? deactivatePerson(two, { personId: one.personId }) : administrate(two, one.personId, false),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const left = { organisationId, organisationAdministrator: true, deactivatedAt: null };
      expect(await prisma.person.count({ where: left })).toBe(1);
    }
  });

  test('of an organisation do not touch those of the platform among their people', async () => {
    const { organisationId } = administrator;
    const { id: personId } = await buildPerson({ organisationId, platformAdministrator: true });
    await expect(deactivatePerson(administrator, { personId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(administrate(administrator, personId, true)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(deactivatePerson(platform, { personId })).resolves.toMatchObject({ id: personId });
  });

  test('place their people in a unit of the organisation', async () => {
    const { organisationId } = administrator;
    const unit = await createUnit(administrator, { organisationId, name: 'Direction des routes', shortName: 'DR' });
    const theirs = await createUnit(stranger, {
      organisationId: stranger.organisationId,
      name: 'Service',
      shortName: 'S',
    });
    const { personId } = member;
    const placed = await placePerson(administrator, { personId, jobTitle: 'Chargée de mission', unitId: unit.id });
    expect(placed).toMatchObject({ jobTitle: 'Chargée de mission', unitId: unit.id });
    await expect(placePerson(administrator, { personId, unitId: theirs.id })).rejects.toMatchObject({
      fields: { unitId: expect.any(String) },
    });
  });
});

describe('organisations', () => {
  const words = (name: string) => ({ name, shortName: name, kind: 'AGENCY' as const });

  test('are created by the platform’s administrators alone, each name once', async () => {
    for (const viewer of [administrator, member])
      await expect(createOrganisation(viewer, words('Agence A'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await createOrganisation(platform, words('Agence B'));
    await expect(createOrganisation(platform, words(' Agence  B '))).rejects.toMatchObject({
      fields: { name: 'Un organisme porte déjà ce nom.' },
    });
  });

  test('are renamed by their own administrators, who cannot change what their kind permits', async () => {
    const { organisationId } = administrator;
    const renamed = await updateOrganisation(administrator, { organisationId, ...words('Agence du bassin') });
    expect(renamed).toMatchObject({ name: 'Agence du bassin', kind: 'AGENCY' });
    await expect(
      updateOrganisation(administrator, { organisationId, ...words('Agence du bassin'), kind: 'DEPARTMENT' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const viewer of [member, stranger])
      await expect(updateOrganisation(viewer, { organisationId, ...words('Autre') })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    await expect(
      updateOrganisation(platform, { organisationId, ...words('Agence du bassin'), kind: 'EPCI' }),
    ).resolves.toMatchObject({ kind: 'EPCI' });
  });

  test('refuse a SIRET whose check digit is wrong', async () => {
    const siret = (typed: string) => createOrganisation(platform, { ...words(`Organisme ${typed}`), siret: typed });
    expect(await siret('226 200 012 00012')).toMatchObject({ siret: '22620001200012' });
    for (const typed of ['226 200 012 00013', '22620001200', 'abc'])
      await expect(siret(typed)).rejects.toMatchObject({ fields: { siret: expect.any(String) } });
  });

  test('have units that their administrators alone name', async () => {
    const { organisationId } = administrator;
    const unit = await createUnit(administrator, {
      organisationId,
      name: 'Maison d’Artois',
      shortName: 'MA',
      territory: 'ARTOIS',
    });
    const rename = { unitId: unit.id, name: 'Maison de l’Artois', shortName: 'MA', territory: 'ARTOIS' as const };
    for (const viewer of [member, stranger])
      await expect(updateUnit(viewer, rename)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await updateUnit(administrator, rename)).toMatchObject({ name: 'Maison de l’Artois', organisationId });
    await expect(
      createUnit(administrator, { organisationId, name: 'Maison de l’Artois', shortName: 'X' }),
    ).rejects.toMatchObject({ fields: { name: expect.any(String) } });
  });

  test('and people are read page by page without missing or repeating one', async () => {
    const { id: organisationId } = await buildOrganisation();
    const made = [];
    for (const name of ['Zoé', 'Anne', 'Anne', 'Émile', 'Paul', 'Anne', 'Luc'])
      made.push((await buildPerson({ organisationId, name })).id);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listPeople(platform, { organisationId, first: 2, after });
      seen.push(...page.nodes.map(({ node }) => node.id));
      after = page.hasNextPage ? page.nodes.at(-1)?.cursor : undefined;
    } while (after);
    expect([...seen].sort()).toEqual(made.sort());
    const all = await prisma.organisation.count();
    const first = await listOrganisations(member, { first: 500 });
    expect(first.nodes).toHaveLength(all);
  });
});
