// Loaded before the server in its own process (growth.ts): counts what it asks of the database as it leaves, and tells that and the
// CPU used so far to whoever started it.
import pg from 'pg';

/** What a process has used until now: statements sent, CPU in milliseconds. */
export interface Used {
  statements: number;
  cpu: number;
}

const { query } = pg.Client.prototype;
let statements = 0;

pg.Client.prototype.query = function counted(this: pg.Client, ...asked: unknown[]) {
  statements += 1;
  return Reflect.apply(query, this, asked);
} as typeof query;

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ statements, cpu: (user + system) / 1_000 } satisfies Used);
});
