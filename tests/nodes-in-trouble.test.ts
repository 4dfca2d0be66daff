// Three whole servers whose clocks are an hour apart, on a PostgreSQL and a Redis of their own: what they say and lose when the
// database restarts, when one of another version or with wrong settings comes beside them, and what their clocks may change.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '#domain/accounts/passwords.ts';
import { env } from '#env.ts';
import { connectDatabase, disconnectDatabase, pool, prisma } from '#prisma/client.ts';
import { migrate } from '#prisma/migrate.ts';
import { NODES_VERSION } from '#prisma/nodes.ts';
import { lockServer } from '#prisma/serving-lock.ts';
import { keptWord } from '../kept-word.ts';
import { buildKey, buildPerson } from './build/organisations.ts';
import { addParagraph, storedText, textOf, until, wordsOf } from './realtime/host.ts';
import { askNodes, buildSharedText } from './rig/asked-nodes.ts';
import { followFeed } from './rig/feed-stream.ts';
import { freePort } from './rig/free-port.ts';
import { type OwnPostgresql, startPostgresql, whyNoOwnPostgresql } from './rig/own-postgresql.ts';
import { type OwnRedis, startRedis, whyNoRedis } from './rig/redis.ts';
import { runServer, startServer } from './rig/server-run.ts';

const whyNot = whyNoOwnPostgresql() ?? whyNoRedis();

const HOUR_MS = 3_600_000;
const AHEAD_MS = [0, HOUR_MS, -HOUR_MS];
const EVERY = AHEAD_MS.map((_ahead, index) => index);

const PASSWORD = 'Terril-gris-62-et-vert';

describe.skipIf(whyNot)(`three servers in trouble${whyNot ? `, skipped: ${whyNot}` : ''}`, () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'i62-trouble-'));
  let redis: OwnRedis;
  let database: OwnPostgresql;
  let servers: Awaited<ReturnType<typeof startServer>>[] = [];

  const settings = () => ({
    DATA_DIR,
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    PUBLIC_URL: 'http://localhost:3062',
    SESSION_SECRET: env.SESSION_SECRET,
    // What goes wrong here is no news: it is brought about.
    LOG_LEVEL: 'fatal',
  });
  const { ask, closeConnections, connect, readiness, urlOf } = askNodes(() => servers.map(({ url }) => url));
  const untilAll = (said: object) =>
    until(async () => JSON.stringify(await readiness()) === JSON.stringify(EVERY.map(() => said)));

  beforeAll(async () => {
    [redis, database] = await Promise.all([startRedis(), startPostgresql()]);
    await migrate(database.url);
    await connectDatabase(database.url);
    const clock = pathToFileURL(join(import.meta.dirname, 'rig/other-clock.mjs')).href;
    servers = await Promise.all(
      AHEAD_MS.map(async (ahead) => {
        const shifted = { NODE_OPTIONS: `--import ${clock}`, CLOCK_AHEAD_MS: ahead };
        return startServer({ ...settings(), ...shifted, PORT: await freePort() });
      }),
    );
  });
  afterEach(closeConnections);
  afterAll(async () => {
    for (const ended of await Promise.all(servers.map((server) => server.stop()))) expect(ended.code).toBe(0);
    await disconnectDatabase();
    await database?.drop();
    await redis?.stop();
    rmSync(DATA_DIR, { recursive: true, force: true });
  });

  test('a session opened at any is one at all, and ended at any is over at all', async () => {
    const { id, email, name } = await buildPerson({ passwordHash: await hashPassword(PASSWORD) });
    const signingIn = 'mutation ($input: OpenSessionInput!) { openSession(input: $input) { token } }';
    for (const opens of EVERY) {
      const { data } = await ask(opens, {}, signingIn, { input: { email, password: PASSWORD } });
      const { openSession } = data as { openSession: { token: string } };
      const credential = { cookie: `session=${openSession.token}` };
      const { createdAt } = await prisma.session.findFirstOrThrow({ where: { personId: id } });
      // Its clock is what this is about.
      const ahead = createdAt.getTime() - Date.now();
      expect(Math.abs(ahead - (AHEAD_MS[opens] ?? 0))).toBeLessThan(HOUR_MS / 2);
      const known = () => Promise.all(EVERY.map((index) => ask(index, credential, '{ viewer { name } }')));
      expect((await known()).map((answer) => answer.data)).toEqual(EVERY.map(() => ({ viewer: { name } })));
      await ask((opens + 1) % EVERY.length, credential, 'mutation { endSession(input: {}) }');
      expect((await known()).map((answer) => answer.data)).toEqual(EVERY.map(() => ({ viewer: null })));
    }
  });

  test('R14 what is written at all of them at once is the same at each, in the order of the database', async () => {
    const { convention, cookies } = await buildSharedText();
    const writers = EVERY.flatMap((index) =>
      [cookies.steward, cookies.editor].map((cookie) => connect(index, cookie, convention.documentId)),
    );
    await Promise.all(writers.map(({ whenSynced }) => whenSynced));
    for (let round = 0; round < 30; round += 1) {
      for (const [index, { doc }] of writers.entries())
        if (round % 10 === index) addParagraph(doc, `Alinéa ${round}`, 1);
        else wordsOf(doc).insert(0, String.fromCharCode(97 + ((round + index) % 26)));
      await pause(5);
    }
    await until(() => writers.every(({ status }) => status.unconfirmedBytes === 0));
    const expected = textOf(await storedText(convention.documentId));
    await until(() => writers.every(({ doc }) => textOf(doc) === expected));
    expect(expected.match(/Alinéa/g)).toHaveLength(writers.length * 3);
  });

  test('the feed has what was done at each, once, in the order in which it was done', async () => {
    const { convention, cookies, steward } = await buildSharedText();
    const { secret } = await buildKey({ createdById: steward.id, mode: 'READ' });
    const joining = 'mutation ($input: AddParticipantInput!) { addParticipant(input: $input) { id } }';
    const input = { conventionId: convention.id, organisationId: steward.organisationId, role: 'READER' };
    expect((await ask(0, { cookie: cookies.steward }, joining, { input })).errors).toBeUndefined();
    const streams = await Promise.all(EVERY.map((index) => followFeed(urlOf(index), secret, { first: 500 })));
    await until(() => streams.every(({ messages }) => messages.length > 0));
    const renaming = 'mutation ($input: RenameConventionInput!) { renameConvention(input: $input) { title } }';
    const titles = [...EVERY, ...EVERY].map((_index, turn) => `Titre ${turn}`);
    for (const [turn, title] of titles.entries()) {
      const renamed = { input: { conventionId: convention.id, title } };
      const answer = await ask(turn % EVERY.length, { cookie: cookies.steward }, renaming, renamed);
      expect(answer.errors).toBeUndefined();
    }
    const renames = ({ changes }: (typeof streams)[number]) =>
      changes().flatMap(({ id, kind }) => (kind === 'CONVENTION_RENAMED' ? [id] : []));
    await until(() => streams.every((stream) => renames(stream).length === titles.length));
    const { rows } = await pool.query<{ id: string }>(
      `select id from "Change" where "conventionId" = $1 and kind = 'convention.renamed' order by seq`,
      [convention.id],
    );
    expect(streams.map(renames)).toEqual(EVERY.map(() => rows.map(({ id }) => id)));
    for (const { close } of streams) close();
  });

  test('a mail asked for at any leaves at once, and once', async () => {
    const people = await Promise.all(EVERY.map(() => buildPerson({ passwordHash: 'one that is forgotten' })));
    const asking = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
    for (const [index, { email }] of people.entries())
      expect((await ask(index, {}, asking, { input: { email } })).errors).toBeUndefined();
    const mails = () =>
      readdirSync(join(DATA_DIR, 'mail'))
        .filter((name) => name.endsWith('.eml'))
        .map((name) => readFileSync(join(DATA_DIR, 'mail', name), 'utf8'));
    const mailed = () => people.map(({ email }) => mails().filter((mail) => mail.includes(email)).length);
    await until(() => mailed().every((count) => count > 0));
    // Another node that would send it too has had its turn by then.
    await pause(3_000);
    expect(mailed()).toEqual(EVERY.map(() => 1));
  });

  test('R8 PostgreSQL restarts under everybody’s hands: they say so, and nothing that was seen or saved is lost', async () => {
    const { convention, cookies } = await buildSharedText();
    const writers = EVERY.map((index) => connect(index, cookies.editor, convention.documentId));
    const reader = connect(1, cookies.steward, convention.documentId);
    await Promise.all([...writers, reader].map(({ whenSynced }) => whenSynced));
    let typed = 0;
    const typeFor = async (rounds: number) => {
      for (let round = 0; round < rounds; round += 1) {
        for (const { doc } of writers) wordsOf(doc).insert(0, 'e');
        typed += writers.length;
        await pause(20);
      }
    };
    await typeFor(20);
    for (let restart = 0; restart < 2; restart += 1) {
      await database.stop();
      const seen = textOf(reader.doc);
      await untilAll({ ready: false, reason: 'database' });
      await typeFor(20);
      await database.start();
      await untilAll({ ready: true });
      const count = (words: string) => words.match(/e/g)?.length ?? 0;
      expect(count(textOf(await storedText(convention.documentId)))).toBeGreaterThanOrEqual(count(seen));
      await typeFor(5);
      await until(() => writers.every(({ status }) => status.unconfirmedBytes === 0));
    }
    const stored = textOf(await storedText(convention.documentId));
    expect(stored).toContain('e'.repeat(typed));
    await until(() => [...writers, reader].every(({ doc }) => textOf(doc) === stored));
    // What says who serves has been taken again: nobody comes beside them as if they were not there.
    await until(async () => {
      const { rows } = await pool.query(
        `select 1 from pg_locks where locktype = 'advisory' and classid = 62000010 and granted`,
      );
      return rows.length === servers.length;
    });
  });

  const agreementOf = (version: number) => ({
    version,
    settings: [
      ['DATA_DIR', keptWord(join(DATA_DIR, 'files'), '.place')],
      ['SESSION_SECRET', env.SESSION_SECRET],
      ['PUBLIC_URL', settings().PUBLIC_URL],
    ] as const,
  });

  test('a newer one beside them makes them say that they are older, and go on; an older one does not start', async () => {
    const newer = await lockServer(database.url, { agreement: agreementOf(NODES_VERSION + 1) });
    await untilAll({ ready: true, degraded: ['older-version'] });
    const { cookies, editor } = await buildSharedText();
    expect((await ask(2, { cookie: cookies.editor }, '{ viewer { name } }')).data).toEqual({
      viewer: { name: editor.name },
    });
    const { code, err, out } = await runServer({ ...settings(), PORT: await freePort() });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^Un serveur plus récent de la plate-forme est en marche[^\n]+\n$/);
    await newer.release();
    await untilAll({ ready: true });
  });

  test('one that knows fewer migrations than the database has does not start', async () => {
    await pool.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ('later', '', '99990101000000_later', now(), 1)`,
    );
    const { code, err, out } = await runServer({ ...settings(), PORT: await freePort() });
    await pool.query(`delete from _prisma_migrations where id = 'later'`);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^La base de données est celle d’une version plus récente[^\n]+\n$/);
  });

  test('one whose REDIS_URL is wrong says in a sentence what is wrong with it', async () => {
    const wrong = [
      { REDIS_URL: database.url.replace('postgres:', 'redis:'), code: 1, says: /est-ce bien un serveur Redis/ },
      { REDIS_URL: 'redis://nulle-part.invalid:6379', code: 1, says: /nulle-part\.invalid:6379 est introuvable/ },
      { REDIS_URL: 'http://127.0.0.1:6379', code: 78, says: /REDIS_URL\s: doit être une adresse/ },
    ];
    const start = async ({ REDIS_URL }: { REDIS_URL: string }) =>
      runServer({ ...settings(), REDIS_URL, PORT: await freePort() });
    const ends = await Promise.all(wrong.map(start));
    for (const [index, { REDIS_URL, code, says }] of wrong.entries()) {
      expect({ REDIS_URL, code: ends[index]?.code }).toEqual({ REDIS_URL, code });
      expect(ends[index]?.err).toMatch(says);
      expect(ends[index]?.err).not.toMatch(/Error|\bat \//);
    }
    await untilAll({ ready: true });
  });
});
