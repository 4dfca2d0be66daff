// The embedded database: who may open it, what survives, and that parallel work comes out right.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { connectDatabase, disconnectDatabase, pool, prisma } from '#prisma/client.ts';
import { type Embedded, startEmbedded } from '#prisma/embedded/embedded.ts';
import { copyEmbedded } from '#tests/rig/embedded.ts';

const root = join(import.meta.dirname, '../../..');
const cleanings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await disconnectDatabase();
  for (const clean of cleanings.splice(0).reverse()) await clean();
});

async function newFolder(): Promise<string> {
  const folder = await copyEmbedded();
  cleanings.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(folder: string, lost?: (code: number | string) => void): Promise<Embedded> {
  const database = await startEmbedded(folder, lost);
  cleanings.push(() => database.stop());
  return database;
}

test('a second process on a folder in use is refused in French, and the first one goes on', async () => {
  const folder = await newFolder();
  const first = await start(folder);
  await expect(startEmbedded(folder)).rejects.toThrow(
    `Le dossier de données est déjà utilisé par un autre processus (numéro ${first.pid}).`,
  );
  await connectDatabase(first.url);
  expect(await prisma.feedHead.count()).toBe(1);
});

test('every row acknowledged before a kill -9 is there after it, five times in a row', async () => {
  const folder = await newFolder();
  const acknowledged: number[] = [];
  for (let round = 0; round < 5; round++) {
    let lost: (code: number | string) => void = () => undefined;
    const ended = new Promise((resolve) => {
      lost = resolve;
    });
    const database = await start(folder, lost);
    await connectDatabase(database.url);
    await pool.query('create table if not exists "Kept" (n int)');
    const { rows } = await pool.query('select n from "Kept"');
    const kept = new Set(rows.map(({ n }) => n as number));
    expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
    const writing = Array.from({ length: 4 }, async (_, writer) => {
      for (let i = 0; ; i++) {
        const n = round * 1_000_000 + writer * 100_000 + i;
        await pool.query('insert into "Kept" values ($1)', [n]);
        acknowledged.push(n);
      }
    });
    const before = acknowledged.length;
    while (acknowledged.length < before + 100) await new Promise((resolve) => setTimeout(resolve, 5));
    process.kill(database.pid, 'SIGKILL');
    // Whoever waits for an answer hears that there is none.
    for (const { status } of await Promise.allSettled(writing)) expect(status).toBe('rejected');
    expect(await ended).toBe('SIGKILL');
    await disconnectDatabase();
  }
});

test('a first start killed half-way leaves nothing in the way of the next', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'i62-'));
  cleanings.push(() => rm(folder, { recursive: true, force: true }));
  const script = `
    import { startEmbedded } from './prisma/embedded/embedded.ts';
    await startEmbedded(${JSON.stringify(folder)});
  `;
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: root });
  const begun = async () => (await readdir(folder)).includes('database.new');
  while (!(await begun())) await new Promise((resolve) => setTimeout(resolve, 10));
  const [claim = ''] = await readdir(join(folder, 'database.lock'));
  parent.kill('SIGKILL');
  process.kill(Number(claim.split('~')[3]), 'SIGKILL');
  expect(await readdir(folder)).not.toContain('database');
  const database = await start(folder);
  await connectDatabase(database.url);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a database that cannot be opened is said in French, and its folder is let go', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'database', 'PG_VERSION'), '9');
  await expect(startEmbedded(folder)).rejects.toThrow(`La base de données du dossier ${folder} ne s’ouvre pas`);
  expect(await readdir(join(folder, 'database.lock'))).toEqual([]);
});

test('when its parent is killed the database lets go of the folder: the next server opens it', async () => {
  const folder = await newFolder();
  const script = `
    import { startEmbedded } from './prisma/embedded/embedded.ts';
    const database = await startEmbedded(${JSON.stringify(folder)});
    process.stdout.write(String(database.pid));
  `;
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: root });
  const [pid] = await once(parent.stdout, 'data');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  const database = await start(folder);
  expect(database.pid).not.toBe(Number(pid));
});

test('a Ctrl-C that reaches the database too does not end it before its parent has finished', async () => {
  const database = await start(await newFolder());
  process.kill(database.pid, 'SIGINT');
  process.kill(database.pid, 'SIGTERM');
  await connectDatabase(database.url);
  expect(await prisma.feedHead.count()).toBe(1);
});

test('without the password nobody gets in', async () => {
  const database = await start(await newFolder());
  const url = new URL(database.url);
  for (const password of ['', 'x', url.password.replace(/.$/, '')]) {
    url.password = password;
    const client = new pg.Client({ connectionString: url.href });
    client.on('error', () => undefined);
    await expect(client.connect()).rejects.toThrow();
  }
});

test('a connection lost in a transaction takes its writes with it and leaves the turn to the others', async () => {
  const database = await start(await newFolder());
  await connectDatabase(database.url);
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  await client.query(`update "FeedHead" set position = 62`);
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  expect(await prisma.feedHead.findFirst()).toMatchObject({ position: 0n });
});

test('interactive transactions in parallel come out exact, half of them rolled back', async () => {
  const database = await start(await newFolder());
  await connectDatabase(database.url);
  const add = (i: number) =>
    prisma.$transaction(async (tx) => {
      const { position } = await tx.feedHead.findUniqueOrThrow({ where: { id: 1 } });
      await tx.feedHead.update({ where: { id: 1 }, data: { position: position + 1n } });
      if (i % 2) throw new Error('rolled back');
    });
  const results = await Promise.allSettled(Array.from({ length: 40 }, (_, i) => add(i)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  expect(await prisma.feedHead.findFirst()).toMatchObject({ position: 20n });
});

test('queries of any size on parallel connections each get their own answer', async () => {
  const database = await start(await newFolder());
  await connectDatabase(database.url);
  const ask = async (i: number) => {
    // Sizes around that of a packet: most requests arrive in several pieces, among those of others.
    const long = 'é'.repeat((i * 7919) % 150_000);
    if (i % 3 === 0) {
      const { rows } = await pool.query('select $1::int as n, $2::text as long', [i, long]);
      expect(rows[0]).toEqual({ n: i, long });
    } else if (i % 3 === 1) {
      const { rows } = await pool.query('select $1::text as long, $2::int as n, $3::bool as yes', [long, i, true]);
      expect(rows[0]).toEqual({ n: i, long, yes: true });
    } else {
      await expect(pool.query('select 1 / $1::int, $2::text', [0, long])).rejects.toThrow('division by zero');
    }
  };
  await Promise.all(Array.from({ length: 300 }, (_, i) => ask(i)));
});

test('a query sent in parts, with others waiting in between, is answered as one', async () => {
  const database = await start(await newFolder());
  await connectDatabase(database.url);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  // The wire below pg's own queries, which never ask for a part of an answer.
  const wire = (client as unknown as { connection: Record<string, (message?: object) => void> & NodeJS.EventEmitter })
    .connection;
  for (const answer of ['parseComplete', 'dataRow', 'commandComplete', 'readyForQuery'])
    wire.removeAllListeners(answer);
  wire.parse?.({ text: 'select $1::text as word' });
  wire.flush?.();
  await once(wire, 'parseComplete');
  const other = pool.query('select $1::int + $2::int as sum', [6, 2]);
  wire.bind?.({ values: ['ensemble'] });
  wire.execute?.({});
  wire.flush?.();
  const [row] = await once(wire, 'dataRow');
  expect(String(row.fields[0])).toBe('ensemble');
  wire.sync?.();
  expect((await other).rows).toEqual([{ sum: 8 }]);
  await client.end();
});
