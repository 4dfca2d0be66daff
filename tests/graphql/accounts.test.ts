// Accounts as the API shows and changes them: what is told to whom, and what a caller cannot slip in.
import { beforeEach, describe, expect, test } from 'vitest';
import { hashPassword } from '#domain/accounts/passwords.ts';
import { type PersonViewer, type Viewer, viewerOfSession } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention } from '../build/conventions.ts';
import { buildPerson, buildSystemViewer, buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
const outside = useOutside();

const endpoint = createEndpoint();

interface Answer<Data> {
  data?: Data;
  errors?: { message: string; extensions: { code: string; fields?: Record<string, string> } }[];
}

async function ask<Data = unknown>(
  viewer: Viewer | null,
  query: string,
  variables: object = {},
  ip = '192.0.2.1',
): Promise<Answer<Data>> {
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    },
    { viewer, from: { ip, userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/140.0' } },
  );
  return (await response.json()) as Answer<Data>;
}

let administrator: PersonViewer;
let member: PersonViewer;
let partner: PersonViewer;

beforeEach(async () => {
  administrator = await buildViewer({ organisationAdministrator: true });
  member = await buildViewer({ organisationId: administrator.organisationId });
  partner = await buildViewer({ organisationAdministrator: true });
  await buildConvention({
    participants: [
      { organisationId: administrator.organisationId, role: 'EDITOR' },
      { organisationId: partner.organisationId, role: 'READER' },
    ],
  });
});

const PEOPLE = `query ($id: ID!) { organisation(id: $id) {
  people(first: 50) { edges { node { id name email account { state organisationAdministrator } } } }
} }`;

interface Directory {
  organisation: { people: { edges: { node: { id: string } }[] } };
}

describe('people', () => {
  const seenBy = async (viewer: Viewer) => {
    const { data, errors } = await ask<Directory>(viewer, PEOPLE, { id: administrator.organisationId });
    expect(errors).toBeUndefined();
    return data?.organisation.people.edges.find(({ node }) => node.id === member.personId)?.node;
  };

  test('show their address to colleagues, and their account to administrators', async () => {
    expect(await seenBy(administrator)).toMatchObject({
      email: member.email,
      account: { state: 'ACTIVE', organisationAdministrator: false },
    });
    expect(await seenBy(member)).toMatchObject({ email: member.email, account: null });
  });

  test('show their name alone to partners of a convention and to programs', async () => {
    const key = await buildSystemViewer(administrator.organisationId, 'READ_WRITE');
    for (const viewer of [partner, key])
      expect(await seenBy(viewer)).toMatchObject({ name: member.name, email: null, account: null });
  });

  test('and organisations are nobody’s to read without signing in', async () => {
    for (const query of [PEOPLE, 'query ($id: ID!) { organisation(id: $id) { name apiKeys { name } } }'])
      expect((await ask(null, query, { id: administrator.organisationId })).errors?.[0]?.extensions.code).toBe(
        'UNAUTHENTICATED',
      );
    for (const query of ['{ me { id } }', '{ mySessions { id } }', '{ organisations { edges { node { id } } } }'])
      expect((await ask(null, query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('no field gives a password’s hash, a session’s or a key’s', async () => {
    for (const field of ['passwordHash', 'sessions { id }', 'accountLinks { id }', 'deactivatedAt'])
      expect((await ask(administrator, `{ me { ${field} } }`)).errors?.[0]?.message).toContain('Cannot query field');
    for (const field of ['hash', 'createdById'])
      expect(
        (await ask(administrator, `{ organisations { edges { node { apiKeys { ${field} } } } } }`)).errors?.[0]
          ?.message,
      ).toContain('Cannot query field');
  });
});

describe('writes', () => {
  test('take no field that the form does not have', async () => {
    const invite = 'mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { id } }';
    const input = {
      organisationId: administrator.organisationId,
      email: 'nouvelle@exemple.fr',
      name: 'Camille Roux',
      organisationAdministrator: false,
    };
    for (const more of [{ platformAdministrator: true }, { passwordHash: 'x' }, { id: member.personId }])
      expect((await ask(administrator, invite, { input: { ...input, ...more } })).errors?.[0]?.message).toMatch(
        /is not defined/,
      );
    expect((await ask(administrator, invite, { input })).errors).toBeUndefined();
    expect(outside.mails).toHaveLength(1);
  });

  test('say which field is at fault, in French', async () => {
    const update = 'mutation { updateProfile(input: { name: " " }) { id } }';
    expect((await ask(member, update)).errors?.[0]).toMatchObject({
      message: 'Certaines informations sont à corriger.',
      extensions: { code: 'INVALID_INPUT', fields: { name: 'Saisissez le prénom et le nom.' } },
    });
  });

  test('on an id that is none are not found, and say nothing of the inside', async () => {
    const deactivate = 'mutation ($id: ID!) { deactivatePerson(input: { personId: $id }) { id } }';
    for (const id of ['x', "' or 1=1", partner.personId.replace(/.$/, 'z'), partner.organisationId])
      expect((await ask(administrator, deactivate, { id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('signing in through the API', () => {
  const OPEN = 'mutation ($input: OpenSessionInput!) { openSession(input: $input) { token expiresAt } }';
  const password = 'une phrase assez longue';

  test('gives the token of a session that lists the device it came from', async () => {
    const { email, id } = await buildPerson({ passwordHash: await hashPassword(password) });
    const input = { email, password };
    const { data } = await ask<{ openSession: { token: string } }>(null, OPEN, { input }, '192.0.2.7');
    const viewer = await viewerOfSession(data?.openSession.token ?? '');
    expect(viewer?.personId).toBe(id);
    const sessions = await ask(viewer, '{ mySessions { browser system isThisOne } }');
    expect(sessions.data).toEqual({ mySessions: [{ browser: 'Firefox', system: 'Linux', isThisOne: true }] });
  });

  test('counts every try of one place, under whatever alias', async () => {
    const { email } = await buildPerson({ passwordHash: await hashPassword(password) });
    const tries = Array.from(
      { length: 14 },
      (_, rank) => `a${rank}: openSession(input: { email: "${email}", password: "faux ${rank}" }) { token }`,
    );
    const answers = [];
    for (const one of tries) answers.push(await ask(null, `mutation { ${one} }`, {}, '192.0.2.8'));
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual([
      ...Array.from({ length: 10 }, () => 'WRONG_CREDENTIALS'),
      ...Array.from({ length: 4 }, () => 'TOO_MANY_ATTEMPTS'),
    ]);
    expect(await prisma.session.count({ where: { person: { email } } })).toBe(0);
  });
});
