// A data folder of before the search, with rows in it: it opens, and what was there is found.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { expect, test } from 'vitest';
import { fillSearch } from '#domain/search/filling.ts';
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { startEmbedded } from '#prisma/embedded/embedded.ts';
import { migrate, readMigrations } from '#prisma/migrate.ts';
import { buildViewer } from '#tests/build/organisations.ts';
import { found } from '#tests/build/search.ts';

test('yesterday’s folder is migrated at once, and its rows are taken in after', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'i62-'));
  // As it was made: PGlite without an extension.
  await (await PGlite.create(join(folder, 'database'))).close();
  const database = await startEmbedded(folder);
  try {
    const all = await readMigrations();
    const before = all.slice(
      0,
      all.findIndex(({ sql }) => sql.includes('CREATE EXTENSION')),
    );
    await migrate(database.url, before);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const [documentId, conventionId] = [randomUUID(), randomUUID()];
    await client.query(`insert into "Document" (id, kind) values ($1, 'CONVENTION')`, [documentId]);
    await client.query(`insert into "Convention" (id, title, year, "documentId") values ($1, 'Hier', 2025, $2)`, [
      conventionId,
      documentId,
    ]);
    await client.query(
      `insert into "ProgrammeItem" ("conventionId", "blockId", kind, title, text, position)
       select $1, gen_random_uuid(), 'PARAGRAPH', '', 'Le terril numéro ' || n, n from generate_series(1, 3000) n`,
      [conventionId],
    );
    await client.end();
    const startedAt = performance.now();
    await migrate(database.url);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await connectDatabase(database.url);
    const viewer = await buildViewer({ platformAdministrator: true });
    expect(await found(viewer, 'terril')).toEqual([]);
    await fillSearch();
    expect(await found(viewer, 'terrils 2999')).toEqual(['ITEM Le terril numéro 2999']);
    expect(await found(viewer, 'hier')).toEqual(['CONVENTION Hier']);
  } finally {
    await disconnectDatabase();
    await database.stop();
    await rm(folder, { recursive: true });
  }
});
