// What happens to every request before a door answers it.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newToken } from '#domain/tokens.ts';
import { allowedOrigins, bearerOf, createApplication, viewerOf } from '../http.ts';
import { cookieName } from '../session-cookie.ts';
import { buildKey, buildPerson, buildSession } from './build/organisations.ts';
import { useDatabase } from './rig/database.ts';

useDatabase();

let server: Server;
let address: string;
let ready = true;

beforeAll(async () => {
  const application = createApplication({ dev: false, whyNotReady: async () => (ready ? null : 'read-only') });
  application.all('/thing', (_request, response) => void response.type('text/html').send('<p>thing</p>'));
  server = createServer(application).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

describe('every request', () => {
  test('gets a policy under which no inline script runs, with a nonce of its own', async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await fetch(`${address}/thing`)).headers.get('content-security-policy') ?? ''),
    );
    for (const policy of policies) {
      expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{20,}'/);
      expect(policy.split(';').find((part) => part.startsWith('script-src'))).not.toContain('unsafe');
      expect(policy).toContain("object-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
    }
    expect(policies[0]).not.toBe(policies[1]);
  });

  test('that writes with a session must come from one of our pages', async () => {
    const cookie = `${cookieName}=${newToken()}`;
    const write = (headers: Record<string, string>) => fetch(`${address}/thing`, { method: 'POST', headers });
    expect((await write({ cookie, origin: allowedOrigins[0] ?? '' })).status).toBe(200);
    expect((await write({ cookie, origin: 'https://ailleurs.exemple' })).status).toBe(403);
    expect((await write({ cookie, origin: 'null' })).status).toBe(403);
    expect((await write({ cookie })).status).toBe(403);
  });

  test('of a program, without cookie and Origin, passes; a foreign page’s does not even so', async () => {
    expect((await fetch(`${address}/thing`, { method: 'POST' })).status).toBe(200);
    const foreign = { origin: 'https://ailleurs.exemple' };
    expect((await fetch(`${address}/thing`, { method: 'POST', headers: foreign })).status).toBe(403);
  });
});

describe('the watchers', () => {
  test('/healthz says that the process lives, /readyz whether work is taken, and why not', async () => {
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    ready = false;
    const refused = await fetch(`${address}/readyz`);
    expect(refused.status).toBe(503);
    expect(await refused.json()).toEqual({ ready: false, reason: 'read-only' });
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    ready = true;
  });
});

describe('who asks', () => {
  test('a key is preferred to a session, and a wrong key is nobody, never the session beside it', async () => {
    const person = await buildPerson();
    const cookie = `${cookieName}=${await buildSession(person.id)}`;
    const { secret } = await buildKey({ createdById: person.id, mode: 'READ' });
    expect(await viewerOf({ cookie })).toMatchObject({ kind: 'person', personId: person.id });
    expect(await viewerOf({ cookie, authorization: `Bearer ${secret}` })).toMatchObject({ kind: 'system' });
    expect(await viewerOf({ cookie, authorization: 'Bearer wrong' })).toBeNull();
  });

  test.each(['Basic abc', 'Bearer', 'Bearer a b', ''])('« %s » is no bearer credential', (header) => {
    expect(bearerOf(header)).toBeNull();
  });
});
