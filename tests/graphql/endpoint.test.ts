// /graphql as strangers meet it: what it refuses before it runs anything, and how failures leave it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { buildKey, buildPerson, buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();
const from = { ip: '127.0.0.1', userAgent: null };

async function post(query: string, viewer: Viewer | null = null, contentType = 'application/json') {
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers: { 'content-type': contentType }, body: JSON.stringify({ query }) },
    { viewer, from },
  );
  return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: Failure[] }) };
}

interface Failure {
  message: string;
  extensions: { code: string };
}

describe('the endpoint', () => {
  test('says who asks, and null to nobody', async () => {
    const viewer = await buildViewer({ name: 'Hélène' });
    expect((await post('{ viewer { name } }', viewer)).data).toEqual({ viewer: { name: 'Hélène' } });
    expect((await post('{ viewer { name } }')).data).toEqual({ viewer: null });
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuses what a plain form of another site can send: %s',
    async (contentType) => {
      const answer = await post('{ viewer { name } }', null, contentType);
      expect(answer.status).toBe(415);
      expect(answer.data).toBeUndefined();
    },
  );

  test('a mutation is never run by a GET', async () => {
    const url = 'http://localhost/graphql?query=mutation%20%7B%20__typename%20%7D';
    const response = await endpoint.fetch(url, { headers: { accept: 'application/json' } }, { viewer: null, from });
    expect(response.status).toBe(405);
  });

  test('bounds aliases, length and directives before anything runs', async () => {
    const aliases = Array.from({ length: 40 }, (_, index) => `a${index}: viewer { name }`).join(' ');
    expect((await post(`{ ${aliases} }`)).errors?.[0]?.message).toContain('alias');
    const long = `{ viewer { ${'name '.repeat(3000)} } }`;
    expect((await post(long)).errors?.[0]?.message).toContain('trop longue');
    const directives = `{ viewer { name ${'@include(if: true) '.repeat(40)} } }`;
    expect((await post(directives)).errors).toBeDefined();
  });

  test('bounds what a query may cost by the sizes it asks for', async () => {
    const viewer = await buildViewer();
    const greedy = `{ conventions(first: 500) { edges { node { programme { items { text } }
      threads(first: 500) { edges { node { comments { body author { name } } } } } } } } }`;
    const [failure] = (await post(greedy, viewer)).errors ?? [];
    expect(failure?.extensions.code).toBe('QUERY_TOO_LARGE');
  });

  test('nobody signed in gets UNAUTHENTICATED with a French sentence, and no data', async () => {
    const answer = await post('{ conventions(first: 1) { edges { node { id } } } }');
    expect(answer.errors?.[0]).toMatchObject({
      message: 'Connectez-vous pour continuer.',
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  test('what cannot be read as an id or a cursor is refused in words, and tells nothing of our insides', async () => {
    const viewer = await buildViewer();
    const answer = await post('{ conventions(first: 1, after: "nothing") { edges { node { id } } } }', viewer);
    expect(answer.errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    const id = await post(`{ convention(id: "'; drop table \\"Person\\"; --") { title } }`, viewer);
    expect(['NOT_FOUND', 'INVALID_INPUT']).toContain(id.errors?.[0]?.extensions.code);
    expect(JSON.stringify(id)).not.toMatch(/prisma|postgres|select|uuid/i);
  });

  test('a key reads as its organisation, and a reading key writes nothing', async () => {
    const person = await buildPerson({ organisationAdministrator: true });
    const { secret } = await buildKey({ createdById: person.id, mode: 'READ' });
    const { viewerOfApiKey } = await import('#domain/viewers.ts');
    const viewer = await viewerOfApiKey(secret);
    expect((await post('{ viewer { kind organisationId } }', viewer)).data).toEqual({
      viewer: { kind: 'SYSTEM', organisationId: person.organisationId },
    });
  });
});

test('schema.graphql is what the code says', () => {
  const root = join(import.meta.dirname, '../..');
  expect(readFileSync(join(root, 'graphql/schema.graphql'), 'utf8')).toContain('type Query');
  // Exits 1, and so throws, when the committed file differs.
  execFileSync(process.execPath, ['--import', 'tsx', 'graphql/print.ts', '--check'], { cwd: root, stdio: 'pipe' });
});
