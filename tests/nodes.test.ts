// Two whole servers on one PostgreSQL and one Redis, each a process of its own: what is decided at one takes effect at the other.
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { env } from '#env.ts';
import { connectDatabase, disconnectDatabase, prisma } from '#prisma/client.ts';
import { buildKey, buildPerson } from './build/organisations.ts';
import { textOf, until, wordsOf } from './realtime/host.ts';
import { closeWires, openWire } from './realtime/wire.ts';
import { askNodes, buildSharedText, cookieOf } from './rig/asked-nodes.ts';
import { followFeed } from './rig/feed-stream.ts';
import { freePort } from './rig/free-port.ts';
import { createOnPostgresql, whyNoPostgresql } from './rig/postgresql.ts';
import { type OwnRedis, startRedis, whyNoRedis } from './rig/redis.ts';
import { runServer, startServer } from './rig/server-run.ts';

const whyNot = (await whyNoPostgresql()) ?? whyNoRedis();

/** Requests a minute of a key: few, so that a test spends them. */
const REQUESTS = 12;

describe.skipIf(whyNot)(`two servers${whyNot ? `, skipped: ${whyNot}` : ''}`, () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'i62-nodes-'));
  let redis: OwnRedis;
  let database: Awaited<ReturnType<typeof createOnPostgresql>>;
  let servers: Awaited<ReturnType<typeof startServer>>[] = [];

  const settings = () => ({
    DATA_DIR,
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    PUBLIC_URL: 'http://localhost:3062',
    // The sessions and keys that are made here are theirs.
    SESSION_SECRET: env.SESSION_SECRET,
    KEY_REQUESTS_PER_MINUTE: REQUESTS,
  });
  const { ask, closeConnections, connect, readiness, urlOf } = askNodes(() => servers.map(({ url }) => url));

  beforeAll(async () => {
    [redis, database] = await Promise.all([startRedis(), createOnPostgresql()]);
    await connectDatabase(database.url);
    servers = await Promise.all([1, 2].map(async () => startServer({ ...settings(), PORT: await freePort() })));
  });
  afterEach(() => {
    closeConnections();
    closeWires();
  });
  afterAll(async () => {
    for (const ended of await Promise.all(servers.map((server) => server.stop()))) expect(ended.code).toBe(0);
    await disconnectDatabase();
    await database?.drop();
    await redis?.stop();
    rmSync(DATA_DIR, { recursive: true, force: true });
  });

  test('R6 what is written at one is read at the other, and both say what is stored', async () => {
    const { convention, cookies } = await buildSharedText();
    const [one, other] = [
      connect(0, cookies.steward, convention.documentId),
      connect(1, cookies.editor, convention.documentId),
    ];
    await Promise.all([one.whenSynced, other.whenSynced]);
    await until(() => one.people.length === 2 && other.people.length === 2);
    wordsOf(one.doc).insert(0, 'Au nord, ');
    wordsOf(other.doc).insert(0, 'Au sud, ');
    await until(() => textOf(one.doc) === textOf(other.doc) && /Au nord.*|Au sud.*/.test(textOf(one.doc)));
    await until(() => one.status.unconfirmedBytes + other.status.unconfirmedBytes === 0);
    for (const words of ['Au nord', 'Au sud']) expect(textOf(one.doc)).toContain(words);
  });

  test('R12 a right taken away at one is lost at the other, by whoever is connected there alone', async () => {
    const { convention, part, cookies } = await buildSharedText();
    const loses = connect(1, cookies.editor, convention.documentId);
    const stays = connect(1, cookies.steward, convention.documentId);
    await Promise.all([loses.whenSynced, stays.whenSynced]);
    const removal = 'mutation ($input: RemoveParticipantInput!) { removeParticipant(input: $input) { id } }';
    const { errors } = await ask(0, { cookie: cookies.steward }, removal, { input: { participantId: part.id } });
    expect(errors).toBeUndefined();
    await until(() => loses.status.refusal === 'not-found');
    expect(stays.status.connection).toBe('online');
  });

  test('R16 a session ended at one is over at the other', async () => {
    const { convention, cookies } = await buildSharedText();
    const connection = connect(1, cookies.editor, convention.documentId);
    await connection.whenSynced;
    await ask(0, { cookie: cookies.editor }, 'mutation { endSession(input: {}) }');
    await until(() => connection.status.connection === 'signed-out');
  });

  test('R27 a change made at one is told to who follows at the other', async () => {
    const { convention, cookies } = await buildSharedText();
    const wire = openWire({ url: urlOf(1) }, null, { extraHeaders: { cookie: cookies.editor, origin: urlOf(1) } });
    const answer = await new Promise((resolve) => wire.socket.emit('follow', `convention:${convention.id}`, resolve));
    expect(answer).toMatchObject({ ok: true });
    const renaming = 'mutation ($input: RenameConventionInput!) { renameConvention(input: $input) { title } }';
    const input = { conventionId: convention.id, title: 'Un autre titre' };
    expect((await ask(0, { cookie: cookies.steward }, renaming, { input })).errors).toBeUndefined();
    await until(() => wire.named('nudge').length > 0);
    expect(JSON.stringify(wire.named('nudge'))).toContain(convention.id);
    expect(JSON.stringify(wire.named('nudge'))).not.toContain('Un autre titre');
  });

  test('the feed followed at one tells what is done at the other, at once and while Redis is away', async () => {
    const { convention, cookies, steward } = await buildSharedText();
    const { secret } = await buildKey({ createdById: steward.id, mode: 'READ' });
    const { organisationId } = steward;
    await prisma.participant.create({ data: { conventionId: convention.id, organisationId, role: 'READER' } });
    const streams = await Promise.all([0, 1].map((index) => followFeed(urlOf(index), secret, { first: 500 })));
    await until(() => streams.every(({ messages }) => messages.length > 0));
    const rename = async (index: number, title: string) => {
      const renaming = 'mutation ($input: RenameConventionInput!) { renameConvention(input: $input) { title } }';
      const input = { conventionId: convention.id, title };
      expect((await ask(index, { cookie: cookies.steward }, renaming, { input })).errors).toBeUndefined();
    };
    const seen = (count: number) =>
      until(() =>
        streams.every(({ changes }) => changes().filter(({ kind }) => /RENAMED/.test(kind)).length === count),
      );
    for (const [turn, index] of [0, 1, 0, 1].entries()) {
      await rename(index, `Titre ${turn}`);
      await seen(turn + 1);
    }
    await redis.stop();
    await rename(0, 'Titre sans Redis');
    await seen(5);
    await redis.start();
    await until(async () => JSON.stringify(await readiness()) === JSON.stringify(Array(2).fill({ ready: true })));
    expect(streams[0]?.ids()).toEqual(streams[1]?.ids());
    for (const { close } of streams) close();
  });

  test('a file whose first half came to one is finished at the other', async () => {
    const cookie = await cookieOf((await buildPerson()).id);
    const bytes = Buffer.from('commune;habitants\nLens;30000\n');
    const half = bytes.length / 2 - (bytes.length % 2) / 2;
    const send = (index: number, method: string, path: string, headers: Record<string, string>, body?: Buffer) =>
      fetch(new URL(path, urlOf(index)), {
        method,
        headers: { cookie, origin: urlOf(index), 'tus-resumable': '1.0.0', ...headers },
        body: body && new Uint8Array(body),
      });
    const part = (offset: number) => ({
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    });
    const begun = await send(0, 'POST', '/depots', {
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from('communes.csv').toString('base64')}`,
    });
    expect(begun.status).toBe(201);
    const path = begun.headers.get('location') ?? '';
    expect((await send(0, 'PATCH', path, part(0), bytes.subarray(0, half))).status).toBe(204);
    expect((await send(1, 'HEAD', path, {})).headers.get('upload-offset')).toBe(String(half));
    expect((await send(1, 'PATCH', path, part(half), bytes.subarray(half))).status).toBe(204);
    const { arrivedAt, size } = await prisma.upload.findFirstOrThrow({ where: { fileName: 'communes.csv' } });
    expect(arrivedAt).not.toBe(null);
    expect(Number(size)).toBe(bytes.length);
    const [kept] = (await readdir(join(DATA_DIR, 'files'))).filter((name) => path.endsWith(name));
    expect(await readFile(join(DATA_DIR, 'files', kept ?? ''))).toEqual(bytes);
  });

  test('a key may ask as often at both together as at one', async () => {
    const { secret } = await buildKey({ createdById: (await buildPerson()).id, mode: 'READ' });
    const statuses: number[] = [];
    for (let asked = 0; asked <= REQUESTS; asked += 1)
      statuses.push((await ask(asked % 2, { authorization: `Bearer ${secret}` }, '{ viewer { kind } }')).status);
    expect(statuses).toEqual([...Array(REQUESTS).fill(200), 429]);
  });

  test('passwords are tried as often at both together as at one', async () => {
    const { email } = await buildPerson();
    const signingIn = 'mutation ($input: OpenSessionInput!) { openSession(input: $input) { token } }';
    const codes: string[] = [];
    for (let tried = 0; tried < 11; tried += 1) {
      const { errors } = await ask(tried % 2, {}, signingIn, { input: { email, password: 'pas celui-là' } });
      codes.push(errors?.[0]?.extensions.code ?? '');
    }
    expect(codes.slice(0, 10)).not.toContain('TOO_MANY_ATTEMPTS');
    expect(codes[10]).toBe('TOO_MANY_ATTEMPTS');
  });

  test('both say that Redis is away, and go on', async () => {
    const { convention, cookies } = await buildSharedText();
    expect(await readiness()).toEqual([{ ready: true }, { ready: true }]);
    const [one, other] = [
      connect(0, cookies.steward, convention.documentId),
      connect(1, cookies.editor, convention.documentId),
    ];
    await Promise.all([one.whenSynced, other.whenSynced]);
    await redis.stop();
    await until(
      async () =>
        JSON.stringify(await readiness()) === JSON.stringify(Array(2).fill({ ready: true, degraded: ['redis'] })),
    );
    wordsOf(one.doc).insert(0, 'Sans Redis, ');
    await until(() => textOf(other.doc).includes('Sans Redis, '));
    await redis.start();
    await until(async () => JSON.stringify(await readiness()) === JSON.stringify(Array(2).fill({ ready: true })));
  });

  test('a third that was told otherwise than they is refused, and says what', async () => {
    const start = async (changes: Record<string, string>) =>
      runServer({ ...settings(), PORT: await freePort(), ...changes });
    const ends = await Promise.all([
      start({ SESSION_SECRET: 'un-autre-secret-que-celui-des-autres' }),
      start({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` }),
    ]);
    expect(ends.map(({ code }) => code)).toEqual([1, 1]);
    const said = ends.map(({ err }) => err.trim());
    expect(said[0]).toMatch(/^SESSION_SECRET\s: /);
    expect(said[1]).toContain('aucun serveur Redis ne répond');
    for (const sentence of said) expect(sentence.split('\n')).toHaveLength(1);
  });
});
