// What is compressed on the wire and what never is, asked of the real application: on pages written by hand, on the API, and
// on a folder of scripts as a build leaves it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { env } from '#env.ts';
import { precompress, serveBuilt } from '../assets.ts';
import { cookieName } from '../session-cookie.ts';
import { createWeb } from '../web.ts';
import { buildPerson, buildSession } from './build/organisations.ts';
import { useDatabase } from './rig/database.ts';
import { type Doing, miniPages } from './rig/mini-pages.ts';
import { type RawAnswer, sendRaw } from './rig/raw-request.ts';

useDatabase();

const doing: Doing = { breaksWith: null, headers: {} };
const LONG = 'une phrase qui revient. '.repeat(400);
let server: Server;
let cookie: string;
let folder: string;

interface Sending {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

const send = (path: string, { headers = {}, ...rest }: Sending = {}) =>
  sendRaw({
    ...{ port: (server.address() as AddressInfo).port, path, ...rest },
    headers: { 'accept-encoding': 'gzip, deflate, br', ...headers },
  });

const codingOf = (answer: RawAnswer) => answer.headers['content-encoding'] ?? null;
const form = () => ({ origin: env.PUBLIC_URL, cookie, 'content-type': 'application/x-www-form-urlencoded' });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assets-'));
  writeFileSync(join(folder, 'page-abc.js'), LONG);
  writeFileSync(join(folder, 'tiny-abc.js'), 'x');
  writeFileSync(join(folder, 'font-abc.woff2'), LONG);
  await precompress(folder);
  const assets = express.Router();
  assets.use('/assets', serveBuilt(folder));
  assets.get('/fichier', (_request, response) => {
    response.attachment('journal.csv').type('text/csv').send(LONG);
  });
  assets.get(
    ['/lien/abc', '/lien/abc.data', '/invitation/abc', '/compte-rendu/abc', '/agenda/abc.ics'],
    (_request, response) => {
      response.type('text/plain').send(LONG);
    },
  );
  assets.get(['/une-page', '/liens'], (_request, response) => {
    response.type('html').send(LONG);
  });
  assets.post('/une-page', (_request, response) => {
    response.type('html').send(LONG);
  });
  const whyNotReady = async () => null;
  server = createServer(
    createWeb({ build: miniPages(doing), assets: [assets], dev: false, whyNotReady, demonstration: () => null }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  cookie = `${cookieName}=${await buildSession((await buildPerson()).id)}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what the build made', () => {
  test('goes in the smallest coding that the browser reads, of the same words and type', async () => {
    const asBrotli = await send('/assets/page-abc.js');
    expect(codingOf(asBrotli)).toBe('br');
    expect(brotliDecompressSync(asBrotli.bytes).toString()).toBe(LONG);
    const asGzip = await send('/assets/page-abc.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(codingOf(asGzip)).toBe('gzip');
    expect(gunzipSync(asGzip.bytes).toString()).toBe(LONG);
    const plain = await send('/assets/page-abc.js', { headers: { 'accept-encoding': 'identity' } });
    expect(codingOf(plain)).toBeNull();
    expect(plain.bytes.toString()).toBe(LONG);
    const answers = [asBrotli, asGzip, plain];
    for (const { headers } of answers)
      expect(headers).toMatchObject({
        vary: 'Accept-Encoding',
        'cache-control': 'public, max-age=31536000, immutable',
      });
    expect(new Set(answers.map(({ headers }) => headers['content-type']?.toLowerCase()))).toHaveProperty('size', 1);
    // Two codings are two things for whoever keeps them.
    expect(new Set(answers.map(({ headers }) => headers.etag))).toHaveProperty('size', 3);
  });

  test('is left as it is where it is tiny or compressed by nature, and in parts', async () => {
    for (const name of ['tiny-abc.js', 'font-abc.woff2']) expect(codingOf(await send(`/assets/${name}`))).toBeNull();
    const part = await send('/assets/page-abc.js', { headers: { range: 'bytes=0-9' } });
    expect(part.status).toBe(206);
    expect(codingOf(part)).toBeNull();
    expect(part.bytes.toString()).toBe(LONG.slice(0, 10));
  });

  test('is not sent again to who has it', async () => {
    const { headers } = await send('/assets/page-abc.js');
    const again = await send('/assets/page-abc.js', { headers: { 'if-none-match': headers.etag ?? '' } });
    expect(again.status).toBe(304);
  });
});

describe('on the fly', () => {
  test('a page is compressed, and says on what its form depends', async () => {
    const page = await send('/une-page', { headers: { cookie } });
    expect(codingOf(page)).toBe('br');
    expect(page.headers.vary).toContain('Accept-Encoding');
    expect(brotliDecompressSync(page.bytes).toString()).toBe(LONG);
    expect(codingOf(await send('/une-page', { headers: { 'accept-encoding': 'identity' } }))).toBeNull();
    // Only the addresses that open something: not one whose name begins alike.
    expect(codingOf(await send('/liens'))).toBe('br');
  });

  test('what the API is asked is; what it was told to do is not', async () => {
    const json = { origin: env.PUBLIC_URL, cookie, 'content-type': 'application/json' };
    const post = (query: string) =>
      send('/graphql', { method: 'POST', headers: json, body: JSON.stringify({ query }) });
    const read = await post('{ __schema { types { name description } } }');
    expect(codingOf(read)).toBe('br');
    expect(JSON.parse(brotliDecompressSync(read.bytes).toString()).data.__schema.types.length).toBeGreaterThan(50);
    const long = Array.from({ length: 20 }, (_, n) => `${'a'.repeat(80)}${n}: __typename`).join(' ');
    const written = await post(`mutation { ${long} }`);
    expect(written.bytes.length).toBeGreaterThan(1024);
    expect(codingOf(written)).toBeNull();
    expect(JSON.parse(written.bytes.toString()).errors).toBeUndefined();
    expect(codingOf(await post(`query { ${long} }`))).toBe('br');
  });

  test('never the answer to a form, nor a page whose address opens something', async () => {
    expect(codingOf(await send('/une-page', { method: 'POST', headers: form(), body: 'words=oui' }))).toBeNull();
    for (const path of ['/lien/abc', '/lien/abc.data', '/invitation/abc', '/compte-rendu/abc', '/agenda/abc.ics?x=1']) {
      const answer = await send(path);
      expect(answer.status, path).toBe(200);
      expect(codingOf(answer), path).toBeNull();
    }
  });

  test('a file to keep comes as it is, with its length', async () => {
    const file = await send('/fichier');
    expect(codingOf(file)).toBeNull();
    expect(Number(file.headers['content-length'])).toBe(LONG.length);
  });
});
