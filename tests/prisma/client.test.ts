// The one client, and the rules that only SQL can state, on both kinds of database.
import { describe, expect, test } from 'vitest';
import { pool, prisma } from '#prisma/client.ts';
import { bothDatabases } from '#tests/rig/database.ts';

describe.each(bothDatabases)('$name', ({ use }) => {
  use();

  test('the client and the pool reach the same database', async () => {
    await pool.query('create table "Both" (n int)');
    await pool.query('insert into "Both" values (62)');
    expect(await prisma.$queryRaw`select n from "Both"`).toEqual([{ n: 62 }]);
  });

  test('a fresh database has the single head of the feed, and takes no other', async () => {
    expect(await prisma.feedHead.findMany()).toMatchObject([{ id: 1, position: 0n, floor: 0n }]);
    await expect(prisma.feedHead.create({ data: { id: 2 } })).rejects.toThrow(/FeedHead_single/);
  });
});
