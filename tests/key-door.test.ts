// What a program meets before the API: a key that is none, and too many requests.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { env } from '#env.ts';
import { createWeb } from '../web.ts';
import { buildKey, buildPerson } from './build/organisations.ts';
import { useDatabase } from './rig/database.ts';
import { miniPages } from './rig/mini-pages.ts';
import { useOutside } from './rig/outside.ts';

useDatabase();
useOutside();

let server: Server;

beforeAll(async () => {
  const build = miniPages({ breaksWith: null, headers: {} });
  const whyNotReady = async () => null;
  server = createServer(createWeb({ build, assets: [], dev: false, whyNotReady, demonstration: () => null }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => server.close());

async function ask(authorization?: string, query = '{ viewer { kind } }') {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: JSON.stringify({ query }),
  });
  const answer = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: response.status, headers: response.headers, ...answer };
}

interface Refusal {
  errors: { extensions: { code: string } }[];
}

const newKey = async () => (await buildKey({ createdById: (await buildPerson()).id, mode: 'READ' })).secret;

describe('a key', () => {
  test.each(['Bearer nothing', 'Bearer', 'Bearer a b', `bearer ${'x'.repeat(500)}`])(
    'that is none is told so, and is nobody: %s',
    async (authorization) => {
      const answer = await ask(authorization);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      expect(answer.errors?.[0]?.extensions.code).toBe('INVALID_KEY');
      expect(answer.data).toBeUndefined();
    },
  );

  test('that is not given makes a stranger', async () => {
    expect((await ask()).data).toEqual({ viewer: null });
  });

  test('is told how many requests it has left, and to wait once it has none', async () => {
    const authorization = `Bearer ${await newKey()}`;
    const first = await ask(authorization);
    expect(first.data).toEqual({ viewer: { kind: 'SYSTEM' } });
    expect(first.headers.get('ratelimit-limit')).toBe(String(env.KEY_REQUESTS_PER_MINUTE));
    expect(first.headers.get('ratelimit-remaining')).toBe(String(env.KEY_REQUESTS_PER_MINUTE - 1));
    expect(Number(first.headers.get('ratelimit-reset'))).toBeGreaterThan(0);
    for (let made = 1; made < env.KEY_REQUESTS_PER_MINUTE; made += 1) await ask(authorization);
    const refused = await ask(authorization);
    expect(refused.status).toBe(429);
    expect(refused.errors?.[0]?.extensions.code).toBe('TOO_MANY_REQUESTS');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    // Another key has its own minute.
    expect((await ask(`Bearer ${await newKey()}`)).status).toBe(200);
  });
});

describe('the export', () => {
  const get = (headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/export`, { headers });

  test('is for keys alone', async () => {
    const answer = await get({});
    expect(answer.status).toBe(401);
    expect(((await answer.json()) as Refusal).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await get({ authorization: 'Bearer i62_nothing' })).status).toBe(401);
  });

  test.each(['gzip', 'identity'])('streams what the key sees, a line each, in %s', async (encoding) => {
    const headers = { authorization: `Bearer ${await newKey()}`, 'accept-encoding': encoding };
    const answer = await get(headers);
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null);
    expect(answer.headers.get('ratelimit-limit')).toBe(String(env.KEY_REQUESTS_PER_MINUTE));
    const lines = (await answer.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ __typename: 'ExportStart', changesCursor: expect.any(String) });
    expect(lines.at(-1)).toEqual({ __typename: 'ExportEnd', count: lines.length - 2 });
    expect(lines.some(({ __typename }) => __typename === 'Organisation')).toBe(true);
  });
});

test('the schema is there to download', async () => {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql/schema.graphql`;
  const answer = await fetch(address, { headers: { authorization: `Bearer ${await newKey()}` } });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('type Query');
  expect((await fetch(address, { headers: { authorization: 'Bearer i62_nothing' } })).status).toBe(401);
});
