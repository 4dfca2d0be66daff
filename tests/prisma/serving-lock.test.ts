// Servers and commands on one PostgreSQL: servers together, a command alone.
import { describe, expect, test } from 'vitest';
import { pool } from '#prisma/client.ts';
import { lockAlone, lockShared } from '#prisma/serving-lock.ts';
import { useDatabase } from '../rig/database.ts';
import { eventually } from '../rig/mailbox.ts';
import { whyNoPostgresql } from '../rig/postgresql.ts';

const whyNot = await whyNoPostgresql();
// The embedded database has the lock of its folder (embedded.test.ts).
describe.skipIf(whyNot)(`the lock of who serves${whyNot ? `, skipped: ${whyNot}` : ''}`, () => {
  const database = useDatabase();

  test('lets servers work together, of which the first alone was alone, and refuses a command meanwhile', async () => {
    const first = await lockShared(database.url);
    const second = await lockShared(database.url);
    expect([first.isAlone, second.isAlone]).toEqual([true, false]);
    await expect(lockAlone(database.url)).rejects.toThrow('La plate-forme est en marche');
    await first.release();
    await second.release();
    const command = await lockAlone(database.url);
    await expect(lockShared(database.url)).rejects.toThrow('Une commande est en cours');
    await command.release();
  });

  test('is taken again when the database cuts its connection', async () => {
    const held = await lockShared(database.url);
    const holders = () =>
      pool.query<{ pid: number }>(`select pid from pg_locks where locktype = 'advisory' and mode = 'ShareLock'
        and database = (select oid from pg_database where datname = current_database())`);
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
});
