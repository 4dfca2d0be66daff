// A database that takes no writes: reading goes on, a write is refused in a sentence, and /readyz is told why.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '#domain/accounts/sessions.ts';
import { readChanges } from '#domain/history/feed.ts';
import { refusedWrite } from '#domain/refused-writes.ts';
import { hashToken } from '#domain/tokens.ts';
import { viewerOfSession } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { connectDatabase, disconnectDatabase, pool, prisma, whyNotReady } from '#prisma/client.ts';
import { buildConvention } from '../build/conventions.ts';
import { buildOrganisation, buildPerson, buildSession } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';
import { whyNoPostgresql } from '../rig/postgresql.ts';

const database = useDatabase();
useOutside();

const from = { ip: '192.0.2.3', userAgent: null };
const endpoint = createEndpoint();

/** Asks the API as whoever holds the session. */
async function ask(query: string, variables: object = {}) {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
  const asker = { viewer: await viewerOfSession(token), from };
  return (await endpoint.fetch('http://localhost/graphql', request, asker)).json() as Promise<{
    data?: unknown;
    errors?: { message: string; extensions: { code: string } }[];
  }>;
}

const HOME = `{ unreadNotifications conventions(first: 5) { edges { node {
  title viewerMayWrite activity(first: 20) { edges { node { kind } } } } } } }`;
const CREATE = 'mutation ($input: CreateOrganisationInput!) { createOrganisation(input: $input) { id } }';
const input = { name: 'Organisme', shortName: 'ORG', kind: 'AGENCY' };

let token: string;
beforeAll(async () => {
  const { id: organisationId } = await buildOrganisation({ kind: 'DEPARTMENT' });
  const person = await buildPerson({ organisationId, platformAdministrator: true });
  await buildConvention({ participants: [{ organisationId, role: 'EDITOR' as const }] });
  token = await buildSession(person.id);
  // Long unseen, and with a change that nobody has numbered: reading would have noted both.
  await prisma.session.update({ where: { id: hashToken(token) }, data: { lastSeenAt: new Date(0) } });
  await prisma.change.create({
    data: { kind: 'person.invited', subject: 'Person', subjectId: person.id, version: 1, details: {} },
  });
});

const whyNot = await whyNoPostgresql();

describe.skipIf(whyNot)(`a database that is read-only${whyNot ? `, skipped: ${whyNot}` : ''}`, () => {
  const set = async (value: 'on' | 'off') => {
    const name = new URL(database.url).pathname.slice(1);
    await pool.query(`begin read write; alter database "${name}" set default_transaction_read_only = ${value}; commit`);
    await disconnectDatabase();
    await connectDatabase(database.url);
  };
  beforeAll(() => set('on'));
  afterAll(() => set('off'));

  test('is told to /readyz', async () => expect(await whyNotReady()).toBe('read-only'));

  test('lets the home page, lists and the feed be read by whoever is signed in', async () => {
    const viewer = await viewerOfSession(token);
    if (!viewer) throw new Error('The session lives.');
    const home = await ask(HOME);
    expect(home.errors).toBeUndefined();
    expect(home.data).toMatchObject({ conventions: { edges: [{ node: { viewerMayWrite: true } }] } });
    expect(await readChanges(viewer, {})).toMatchObject({ hasNextPage: false });
  });

  test('refuses each write in a sentence that says why', async () => {
    const { errors } = await ask(CREATE, { input });
    expect(errors).toMatchObject([{ extensions: { code: 'WRITES_REFUSED' } }]);
    expect(errors?.[0]?.message).toContain('lecture seule');
    const credentials = { email: 'personne@exemple.fr', password: 'une phrase assez longue' };
    const error = await openSession(credentials, from).catch((thrown: unknown) => thrown);
    expect(refusedWrite(error)?.code).toBe('WRITES_REFUSED');
  });
});

describe('a disk that is full', () => {
  beforeAll(() =>
    pool.query(`
      create function no_room() returns trigger language plpgsql as $$ begin
        raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
      create trigger "no_room" before insert on "Organisation" for each row execute function no_room()`),
  );

  test('refuses a write in a sentence, and is told to /readyz from then on', async () => {
    expect(await whyNotReady()).toBeNull();
    const { errors } = await ask(CREATE, { input });
    expect(errors?.[0]?.message).toContain('disque est plein');
    expect(await whyNotReady()).toBe('disk-full');
  });
});

test.each(['EROFS', 'ENOSPC', 'EDQUOT'])('a file that cannot be kept (%s) is refused in a sentence too', (code) => {
  expect(refusedWrite(Object.assign(new Error('write'), { code }))?.code).toBe('WRITES_REFUSED');
});

test('any other failure is none of these', () => {
  for (const error of [null, 'x', new Error('x'), Object.assign(new Error('x'), { code: '23505' })])
    expect(refusedWrite(error)).toBeNull();
});
