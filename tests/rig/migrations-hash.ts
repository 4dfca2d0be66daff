// Names the state of the migrations; tests/rig/postgresql.ts and tests/rig/embedded.ts keep one template a state.
import { createHash } from 'node:crypto';
import { readMigrations } from '#prisma/migrate.ts';

/** Twelve characters that change when a migration does. */
export async function migrationsHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, sql } of await readMigrations()) hash.update(`${name}\n${sql}\n`);
  return hash.digest('hex').slice(0, 12);
}
