// What stands around every page: where it believes to be, what it answers to what is malformed, what nobody keeps.
import { randomUUID } from 'node:crypto';
import { request as ask, createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { env } from '#env.ts';
import { cookieName } from '../session-cookie.ts';
import { createWeb } from '../web.ts';
import { buildPerson, buildSession } from './build/organisations.ts';
import { useDatabase } from './rig/database.ts';
import { type Doing, miniPages } from './rig/mini-pages.ts';

useDatabase();

const doing: Doing = { breaksWith: null, headers: {} };
let server: Server;
let proxy: Server;
let cookie: string;

const portOf = (one: Server) => (one.address() as AddressInfo).port;
const listening = (one: Server) => new Promise<void>((resolve) => one.listen(0, '127.0.0.1', () => resolve()));

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  to?: Server;
}

/** Asks with exactly these headers and this path: `fetch` would mend them. */
const send = (path: string, { method = 'GET', headers = {}, body = '', to = server }: Sent = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { host: '127.0.0.1', port: portOf(to), path, method, headers: { ...length, ...headers } };
    const request = ask(options, (response) => {
      let words = '';
      response.on('data', (chunk) => {
        words += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: words }));
    });
    request.on('error', reject);
    request.end(body);
  });

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const post = (path: string, { headers = {}, body = 'words=oui', to = server }: Sent = {}) =>
  send(path, { method: 'POST', headers: { origin: env.PUBLIC_URL, ...form, ...headers }, body, to });

beforeAll(async () => {
  const whyNotReady = async () => null;
  server = createServer(
    createWeb({ build: miniPages(doing), assets: [], dev: false, whyNotReady, demonstration: () => null }),
  );
  // A proxy as they are commonly set up: its own name for what is behind it.
  proxy = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, host: 'application-interne:8080', 'x-forwarded-for': '203.0.113.7' };
    const { method, url: path } = incoming;
    const onwards = ask({ host: '127.0.0.1', port: portOf(server), method, path, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    incoming.pipe(onwards);
  });
  await Promise.all([listening(server), listening(proxy)]);
  cookie = `${cookieName}=${await buildSession((await buildPerson()).id)}`;
});

afterAll(() => {
  server.close();
  proxy.close();
});

beforeEach(() => {
  doing.breaksWith = null;
  doing.headers = {};
});

describe('the public address', () => {
  const forged = [
    {},
    { host: 'ailleurs.exemple' },
    { host: 'a b' },
    { host: '[' },
    { 'x-forwarded-host': 'ailleurs.exemple' },
    { 'x-forwarded-host': 'a b', 'x-forwarded-proto': 'javascript' },
    { forwarded: 'host=ailleurs.exemple;proto=https', 'x-forwarded-port': '99999' },
  ];

  test.each(forged)('is PUBLIC_URL for a page and its form, whatever is said: %j', async (headers) => {
    const page = await send('/page', { headers: headers as Record<string, string> });
    expect(JSON.parse(page.body).url).toBe(`${env.PUBLIC_URL}/page`);
    for (const path of ['/page', '/shown.data']) {
      const posted = await post(path, { headers: { ...(headers as Record<string, string>), cookie } });
      expect(posted.status).toBe(200);
    }
  });

  test('holds behind a proxy that rewrites Host, with a session and without', async () => {
    const asked: Record<string, string>[] = [{}, { cookie }];
    for (const headers of asked) {
      const posted = await post('/page', { headers, to: proxy });
      expect(posted).toMatchObject({ status: 200 });
      expect(JSON.parse(posted.body)).toEqual({ words: 'oui', url: `${env.PUBLIC_URL}/page` });
    }
  });

  test('keeps another site out behind the same proxy, also one that names itself as Host does', async () => {
    for (const origin of ['https://ailleurs.exemple', 'http://application-interne:8080', 'null']) {
      const posted = await post('/page', {
        headers: { cookie, origin, 'x-forwarded-host': 'ailleurs.exemple' },
        to: proxy,
      });
      expect(posted.status).toBe(403);
    }
  });
});

describe('what is malformed', () => {
  const french = /[.»]$/;

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s is no method of a page', async (method) => {
    for (const path of ['/page', '/shown', '/shown.data']) {
      const answer = await send(path, { method });
      expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, POST' } });
      expect(answer.body).toMatch(french);
    }
    const { status, body } = await send('/graphql', { method });
    expect(status).toBe(405);
    expect(JSON.parse(body).errors[0].extensions.code).toBe('METHOD_NOT_ALLOWED');
  });

  test.each(['/%', '/page/%ff', '/%00', '*', 'http://ailleurs.exemple/page', '/page?_data=page', '/?_data'])(
    '« %s » is no address of ours',
    async (path) => {
      const answer = await send(path);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatch(french);
    },
  );

  test.each([
    ['no form', 'application/json', '{}', 415],
    ['nothing said of it', '', 'words=oui', 415],
    ['a boundary that is missing', 'multipart/form-data', '--x', 400],
    ['a form cut short', 'multipart/form-data; boundary=x', '--x\r\nContent-Disp', 400],
    ['too much', 'application/x-www-form-urlencoded', `words=${'a'.repeat(2_200_000)}`, 413],
  ])('a post of %s is refused as such', async (_what, contentType, body, status) => {
    const answer = await post('/page', { headers: { 'content-type': contentType }, body });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(french);
  });

  test('HEAD is a GET without its body, for pages and their data', async () => {
    for (const path of ['/page', '/shown', '/shown.data']) {
      const [head, get] = [await send(path, { method: 'HEAD' }), await send(path)];
      expect(head).toMatchObject({ status: get.status, body: '' });
      expect(get.body).not.toBe('');
      expect(head.headers['content-type']).toBe(get.headers['content-type']);
    }
  });

  test('a page that breaks says nothing of our insides', async () => {
    doing.breaksWith = 'secret-of-ours';
    for (const path of ['/page', '/shown', '/shown.data']) {
      const answer = await send(path);
      expect(answer.status).toBe(500);
      expect(answer.body).not.toContain('secret-of-ours');
    }
  });
});

describe('every answer', () => {
  test('to a session is kept by no cache, whatever the page says of itself', async () => {
    doing.headers = { 'Cache-Control': 'private, max-age=600' };
    for (const path of ['/page', '/shown', '/shown.data', '/nulle-part', '/graphql?query=%7B__typename%7D'])
      expect((await send(path, { headers: { cookie } })).headers['cache-control']).toBe('no-store');
    expect((await post('/page', { headers: { cookie } })).headers['cache-control']).toBe('no-store');
  });

  test('to a stranger is kept by no cache unless the page says so', async () => {
    expect((await send('/page')).headers['cache-control']).toBe('no-store');
    doing.headers = { 'Cache-Control': 'private, no-cache' };
    expect((await send('/page')).headers['cache-control']).toBe('private, no-cache');
  });

  test('says the same of framing to every browser, and asks for no device', async () => {
    for (const path of ['/page', '/shown', '/graphql', '/nulle-part', '/%']) {
      const { headers } = await send(path);
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      for (const device of ['camera', 'microphone', 'geolocation', 'usb', 'payment'])
        expect(headers['permissions-policy']).toContain(`${device}=()`);
    }
  });
});

describe('a form that carries its own key', () => {
  const keyed = (key: string, words = 'oui') =>
    post('/shown.data', { headers: { cookie, 'x-form-key': key }, body: `words=${words}` });

  beforeEach(() => {
    doing.forms = 0;
  });

  test('is done once when it is sent again or several times at once, and answered the same', async () => {
    const key = randomUUID();
    const answers = await Promise.all([keyed(key), keyed(key), keyed(key)]);
    answers.push(await keyed(key));
    expect(doing.forms).toBe(1);
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(answers[0]?.body).toContain('oui');
    await keyed(randomUUID());
    expect(doing.forms).toBe(2);
  });

  test('is done although nobody waits for the answer any more, and its answer is there for who asks again', async () => {
    const key = randomUUID();
    const headers = { cookie, origin: env.PUBLIC_URL, ...form, 'x-form-key': key, 'content-length': '9' };
    const request = ask({ host: '127.0.0.1', port: portOf(server), path: '/shown.data', method: 'POST', headers });
    request.on('error', () => {});
    await new Promise<void>((resolve) => request.end('words=oui', () => setTimeout(resolve, 5)));
    request.destroy();
    expect((await keyed(key)).body).toContain('oui');
    expect(doing.forms).toBe(1);
  });

  test('that breaks off on its way is not done, and is done when it is sent again', async () => {
    const key = randomUUID();
    const headers = { cookie, origin: env.PUBLIC_URL, ...form, 'x-form-key': key, 'content-length': '900' };
    const request = ask({ host: '127.0.0.1', port: portOf(server), path: '/shown.data', method: 'POST', headers });
    request.on('error', () => {});
    request.write('words=o');
    await new Promise((resolve) => setTimeout(resolve, 50));
    request.destroy();
    expect((await keyed(key)).body).toContain('oui');
    expect(doing.forms).toBe(1);
  });

  test('is done each time for somebody who is not signed in: nobody’s forms are not told apart', async () => {
    const key = randomUUID();
    for (let time = 0; time < 2; time += 1) await post('/shown.data', { headers: { 'x-form-key': key } });
    expect(doing.forms).toBe(2);
  });
});
