// Servers and commands on one PostgreSQL: one server, or one command.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { pool } from '#prisma/client.ts';
import { lockAlone, lockServer } from '#prisma/serving-lock.ts';
import { useDatabase } from '../rig/database.ts';
import { eventually } from '../rig/mailbox.ts';
import { whyNoPostgresql } from '../rig/postgresql.ts';

const whyNot = await whyNoPostgresql();
// The embedded database has the lock of its folder (embedded.test.ts).
describe.skipIf(whyNot)(`the lock of who serves${whyNot ? `, skipped: ${whyNot}` : ''}`, () => {
  const database = useDatabase();
  const holders = () =>
    pool.query<{
      pid: number;
    }>(`select pid from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock' and granted
      and database = (select oid from pg_database where datname = current_database())`);

  test('lets one server work, refuses another and a command meanwhile, and a server during a command', async () => {
    const first = await lockServer(database.url);
    await expect(lockServer(database.url, { patienceMs: 300 })).rejects.toThrow('Un autre serveur');
    await expect(lockAlone(database.url)).rejects.toThrow('La plate-forme est en marche');
    await first.release();
    const command = await lockAlone(database.url);
    await expect(lockServer(database.url)).rejects.toThrow('Une commande est en cours');
    await command.release();
  });

  test('goes to one of two servers that start at once, and to who waits once the other has gone', async () => {
    const starts = await Promise.allSettled([1, 2].map(() => lockServer(database.url, { patienceMs: 300 })));
    const [had, ...others] = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    expect(others).toEqual([]);
    const waiting = lockServer(database.url);
    await had?.release();
    await (await waiting).release();
  });

  test('is told as lost by a server that was cut off while another took the database', async () => {
    const told: string[] = [];
    const cut = await lockServer(database.url, { patienceMs: 300, onReplaced: ({ message }) => told.push(message) });
    const waiting = lockServer(database.url);
    for (const { pid } of (await holders()).rows) await pool.query('select pg_terminate_backend($1)', [pid]);
    const second = await waiting;
    await eventually(async () => told[0]);
    expect(told[0]).toContain('Un autre serveur');
    await cut.release();
    await second.release();
  });

  test('is not taken for lost by a server whose connections are cut again and again', async () => {
    const told: string[] = [];
    const held = await lockServer(database.url, { onReplaced: ({ message }) => void told.push(message) });
    for (let cut = 0; cut < 30; cut += 1) {
      for (const { pid } of (await holders()).rows) await pool.query('select pg_terminate_backend($1)', [pid]);
      await pause(100);
    }
    await eventually(async () => (await holders()).rows[0]);
    await pause(1_500);
    expect(told).toEqual([]);
    expect((await holders()).rows).toHaveLength(1);
    await held.release();
  });

  test('is taken again when the database cuts its connection', async () => {
    const held = await lockServer(database.url);
    const [before] = (await holders()).rows;
    await pool.query('select pg_terminate_backend($1)', [before?.pid]);
    await eventually(async () => {
      const [now] = (await holders()).rows;
      return now && now.pid !== before?.pid ? now : undefined;
    });
    await expect(lockAlone(database.url)).rejects.toThrow('La plate-forme est en marche');
    await held.release();
    await (await lockAlone(database.url)).release();
  });

  const agreement = (version = 1, secret = 'le même') => ({ version, settings: [['SESSION_SECRET', secret] as const] });

  test('is shared by nodes that are told alike, each of which knows how many others there are', async () => {
    const first = await lockServer(database.url, { agreement: agreement() });
    expect(await first.beside()).toEqual({ nodes: 0, newest: 0 });
    const second = await lockServer(database.url, { agreement: agreement() });
    expect(await first.beside()).toEqual({ nodes: 1, newest: 1 });
    await expect(lockAlone(database.url)).rejects.toThrow('La plate-forme est en marche');
    await expect(lockServer(database.url, { patienceMs: 300 })).rejects.toThrow('le même REDIS_URL');
    await second.release();
    await eventually(async () => ((await first.beside()).nodes === 0 ? true : undefined));
    await first.release();
    const alone = await lockServer(database.url);
    const wants = lockServer(database.url, { agreement: agreement(), patienceMs: 300 });
    await expect(wants).rejects.toThrow('sans REDIS_URL');
    await alone.release();
  });

  test('is refused to a node of an older version or with other settings; an older one that runs is told', async () => {
    const older = await lockServer(database.url, { agreement: agreement(1) });
    const other = lockServer(database.url, { agreement: agreement(1, 'un autre') });
    await expect(other).rejects.toThrow(/^SESSION_SECRET\s: /);
    const newer = await lockServer(database.url, { agreement: agreement(2) });
    expect(await older.beside()).toEqual({ nodes: 1, newest: 2 });
    await expect(lockServer(database.url, { agreement: agreement(1) })).rejects.toThrow('plus récent');
    await older.release();
    await newer.release();
  });

  test('is taken again by a node that was cut off, with what it was told', async () => {
    const cut = await lockServer(database.url, { agreement: agreement() });
    const other = await lockServer(database.url, { agreement: agreement() });
    const held = () =>
      pool.query<{ pid: number }>(`select distinct pid from pg_locks where locktype = 'advisory' and objsubid = 2
        and database = (select oid from pg_database where datname = current_database())`);
    for (const { pid } of (await held()).rows) await pool.query('select pg_terminate_backend($1)', [pid]);
    await eventually(async () => ((await cut.beside().catch(() => null))?.nodes === 1 ? true : undefined));
    await expect(lockServer(database.url, { agreement: agreement(1, 'un autre') })).rejects.toThrow(/^SESSION_SECRET/);
    await cut.release();
    await other.release();
  });
});
