// Gives each test file (or describe block) its own fresh, migrated database, and connects prisma/client.ts to it.
// `useDatabase()` at the top of a file; `describe.each(bothDatabases)('$name', ({ use }) => { use(); … })` where what is tried
// lies in the database's own ways: locks, text search, named statements, migrations, order of commits.
import { afterAll, beforeAll, TestRunner } from 'vitest';
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { createEmbedded } from './embedded.ts';
import { createOnPostgresql, whyNoPostgresql } from './postgresql.ts';

/** The database of a file or block. */
export type TestDatabase = {
  /** Its connection string, for other processes and pools; known in hooks and tests, not while they are collected. */
  readonly url: string;
};

const whyNot = await whyNoPostgresql();

function useFresh(create: () => Promise<{ url: string; drop(): Promise<void> }>): TestDatabase {
  let made: { url: string; drop(): Promise<void> } | undefined;
  beforeAll(async () => {
    made = await create();
    await connectDatabase(made.url);
  });
  afterAll(async () => {
    await disconnectDatabase();
    await made?.drop();
  });
  return {
    get url() {
      if (!made) throw new Error('The database is there in hooks and tests only.');
      return made.url;
    },
  };
}

/** Both kinds of database. Without a PostgreSQL, its block is skipped (hooks too) under a name that says why. */
export const bothDatabases: { name: string; use(): TestDatabase }[] = [
  {
    name: whyNot ? `PostgreSQL, skipped: ${whyNot}` : 'PostgreSQL',
    use() {
      const block = TestRunner.getCurrentSuite().suite;
      if (whyNot && block) block.mode = 'skip';
      return useFresh(createOnPostgresql);
    },
  },
  { name: 'PGlite', use: () => useFresh(createEmbedded) },
];

/** Gives the calling file or block a fresh migrated database: on PostgreSQL when one answers, else an embedded one. */
export function useDatabase(): TestDatabase {
  return useFresh(whyNot ? createEmbedded : createOnPostgresql);
}
