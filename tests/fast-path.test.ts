// The way of a program's usual request before Express (fast-path.ts) answers as the long one: same status, same words, and what every
// answer must carry. A header that is not usual sends the same request the long way.
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { env } from '#env.ts';
import { log } from '#log.ts';
import { prisma } from '#prisma/client.ts';
import { cookieName } from '../session-cookie.ts';
import { createWeb } from '../web.ts';
import { buildConvention } from './build/conventions.ts';
import { buildKey, buildPerson, buildSession, buildViewer } from './build/organisations.ts';
import { useDatabase } from './rig/database.ts';
import { miniPages } from './rig/mini-pages.ts';
import { useOutside } from './rig/outside.ts';
import { type RawAnswer, sendRaw } from './rig/raw-request.ts';

useDatabase();
useOutside();

let server: Server;
let port = 0;
let key = '';
let personId = '';
let conventionId = '';

beforeAll(async () => {
  const build = miniPages({ breaksWith: null, headers: {} });
  const whyNotReady = async () => null;
  server = createServer(createWeb({ build, assets: [], dev: false, whyNotReady, demonstration: () => null }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  const viewer = await buildViewer();
  personId = viewer.personId;
  const participants = [
    { personId, role: 'STEWARD' as const },
    { organisationId: viewer.organisationId, role: 'STEWARD' as const },
  ];
  conventionId = (await buildConvention({ participants })).id;
  key = await newKey();
});

afterAll(() => server.close());

const newKey = async () => (await buildKey({ createdById: personId, mode: 'READ_WRITE' })).secret;

const send = (body: string | Buffer, headers: Record<string, string> = {}): Promise<RawAnswer> => {
  const usual = { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${key}` };
  return sendRaw({ port, path: '/graphql', method: 'POST', headers: { ...usual, ...headers }, body });
};

const long = { accept: 'application/json, application/xml;q=0.1' };
const read = '{ viewer { kind } }';
const much = `{ __schema { types { name description fields { name description } } } }`;
const query = (words: string, variables?: object) => JSON.stringify({ query: words, variables });
const jsonOf = ({ bytes }: RawAnswer) =>
  JSON.parse(bytes.toString()) as { data?: unknown; errors?: { extensions: { code: string } }[] };

/** The policy for pages is of the long way alone: it is how one knows which way an answer came. */
const isShort = ({ headers }: RawAnswer) =>
  headers['content-security-policy'] === "default-src 'none';frame-ancestors 'none'";

describe('a program’s usual request', () => {
  test.each<[string, () => string | Buffer, Record<string, string>]>([
    ['a read', () => query(read), {}],
    ['a read of nothing', () => query('{ convention(id: "zz") { id } }'), {}],
    ['a missing variable', () => query('query ($id: ID!) { convention(id: $id) { id } }'), {}],
    ['a key that is none', () => query(read), { authorization: 'Bearer nothing' }],
    ['a document that cannot be read', () => query('{ viewer {'), {}],
    ['an unknown field', () => query('{ nothing }'), {}],
    ['no JSON', () => '{ "query": ', {}],
    ['JSON that is no object', () => 'null', {}],
    ['bytes that are no UTF-8', () => Buffer.from([0x7b, 0x22, 0xff, 0xc3, 0x28, 0x22, 0x7d]), {}],
    ['an empty body', () => '', {}],
  ])('is answered as by the long way: %s', async (_name, body, headers) => {
    const usual = await send(body(), headers);
    const other = await send(body(), { ...long, ...headers });
    expect(isShort(other)).toBe(false);
    expect({ status: usual.status, said: jsonOf(usual) }).toEqual({ status: other.status, said: jsonOf(other) });
    expect(usual.headers['cache-control']).toBe('no-store');
    expect(usual.headers['x-content-type-options']).toBe('nosniff');
    expect(usual.headers['content-type']).toMatch(/^application\/json/);
    for (const name of ['ratelimit-limit', 'www-authenticate', 'x-frame-options', 'referrer-policy'])
      expect({ [name]: usual.headers[name] }).toEqual({ [name]: other.headers[name] });
  });

  test('goes the short way; one with a session, an Origin, or without a key does not', async () => {
    expect(isShort(await send(query(read)))).toBe(true);
    const cookie = `${cookieName}=${await buildSession((await buildPerson()).id)}`;
    expect(isShort(await send(query(read), { authorization: 'Basic x' }))).toBe(false);
    const fromPage = await send(query(read), { cookie });
    expect([fromPage.status, isShort(fromPage)]).toEqual([403, false]);
    expect((await send(query(read), { origin: 'https://ailleurs.exemple' })).status).toBe(403);
    expect((await send(query(read), { cookie, origin: env.PUBLIC_URL })).status).toBe(200);
  });

  test('is counted once, also when it is handed on', async () => {
    const authorization = `Bearer ${await newKey()}`;
    const left: number[] = [];
    for (const body of [query(read), query('{ viewer {'), query(read)])
      left.push(Number((await send(body, { authorization })).headers['ratelimit-remaining']));
    const limit = env.KEY_REQUESTS_PER_MINUTE;
    expect(left).toEqual([limit - 1, limit - 2, limit - 3]);
  });

  test('beyond its rate is refused with a code and a pause', async () => {
    const authorization = `Bearer ${await newKey()}`;
    for (let made = 0; made < env.KEY_REQUESTS_PER_MINUTE; made += 1) await send(query(read), { authorization });
    const refused = await send(query(read), { authorization });
    expect([refused.status, isShort(refused)]).toEqual([429, true]);
    expect(jsonOf(refused).errors?.[0]?.extensions.code).toBe('TOO_MANY_REQUESTS');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('is compressed as it asks (%s), what is small and what was written is not', async (coding, open) => {
    const plain = await send(query(much));
    const coded = await send(query(much), { 'accept-encoding': coding });
    expect(isShort(coded)).toBe(true);
    expect(coded.headers['content-encoding']).toBe(coding);
    expect(coded.headers['content-length']).toBeUndefined();
    expect(open(coded.bytes).equals(plain.bytes)).toBe(true);
    expect((await send(query(read), { 'accept-encoding': coding })).headers['content-encoding']).toBeUndefined();
    const rename = query('mutation ($input: RenameConventionInput!) { renameConvention(input: $input) { title } }', {
      input: { conventionId, title: 'Même mot. '.repeat(200) },
    });
    const written = await send(rename, { 'accept-encoding': coding });
    expect(isShort(written)).toBe(true);
    expect(written.headers['content-encoding']).toBeUndefined();
  });

  test('is answered to one that comes from where its key may be used alone, as a trusted proxy tells', async () => {
    const { secret } = await buildKey({ createdById: personId, mode: 'READ' });
    await prisma.apiKey.updateMany({
      where: { createdById: personId, mode: 'READ' },
      data: { ranges: ['192.0.2.0/24'] },
    });
    const authorization = `Bearer ${secret}`;
    expect((await send(query(read), { authorization })).status).toBe(401);
    expect((await send(query(read), { authorization, 'x-forwarded-for': '192.0.2.7' })).status).toBe(200);
    expect((await send(query(read), { authorization, 'x-forwarded-for': '192.0.2.7, 198.51.100.1' })).status).toBe(401);
  });

  test('that breaks off is nobody’s fault, and the next is answered', async () => {
    const told = vi.spyOn(log, 'error');
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer ${key}\r\nContent-Length: 400\r\n\r\n{"que`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await new Promise((resolve) => socket.once('close', resolve));
    expect((await send(query(read))).status).toBe(200);
    expect(told).not.toHaveBeenCalled();
    told.mockRestore();
  });

  test('that meets a fault of ours is told so without its insides', async () => {
    await prisma.$executeRaw`alter table "ApiKey" rename to "ApiKeyAway"`;
    try {
      const answer = await send(query(read));
      expect([answer.status, isShort(answer), answer.headers['cache-control']]).toEqual([500, true, 'no-store']);
      expect(jsonOf(answer)).toEqual({
        errors: [{ message: expect.stringContaining('de notre côté'), extensions: { code: 'INTERNAL' } }],
      });
      expect(answer.bytes.toString()).not.toMatch(/ApiKey|relation/);
    } finally {
      await prisma.$executeRaw`alter table "ApiKeyAway" rename to "ApiKey"`;
    }
    expect((await send(query(read))).status).toBe(200);
  });
});
