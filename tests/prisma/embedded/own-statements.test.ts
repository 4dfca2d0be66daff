// Named statements: each connection has its own, on the embedded database too, whose connections share one session.
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { bothDatabases } from '#tests/rig/database.ts';

describe.each(bothDatabases)('named statements on $name', ({ use }) => {
  const database = use();

  const connect = async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    return client;
  };
  const ask = async (client: pg.Client, text: string, value: number) => {
    const { rows } = await client.query<{ answer: number }>({ name: 'same-name', text, values: [value] });
    return rows[0]?.answer;
  };
  const countStatements = async (client: pg.Client) => {
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from pg_prepared_statements');
    return rows[0]?.count;
  };

  test('two connections use one name for different statements, again and again', async () => {
    const [one, other] = [await connect(), await connect()];
    for (const value of [1, 2, 3]) {
      const answers = await Promise.all([
        ask(one, 'select $1::int + 1 as answer', value),
        ask(other, 'select $1::int * 10 as answer', value),
      ]);
      expect(answers).toEqual([value + 1, value * 10]);
    }
    await Promise.all([one.end(), other.end()]);
  });

  test('a statement that failed to parse leaves its name free, and a connection that ends leaves nothing', async () => {
    const watcher = await connect();
    const before = await countStatements(watcher);
    const one = await connect();
    await expect(ask(one, 'select nonsense from nowhere where 1 = $1', 1)).rejects.toThrow(/nowhere/);
    expect(await ask(one, 'select $1::int as answer', 7)).toBe(7);
    await one.end();
    await expect.poll(() => countStatements(watcher)).toBe(before);
    await watcher.end();
  });
});
