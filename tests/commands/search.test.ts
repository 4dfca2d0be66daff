// `npm run search -- rebuild`; and what is said where a database cannot have what the search needs.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { prisma } from '#prisma/client.ts';
import { migrate, readMigrations } from '#prisma/migrate.ts';
import { buildOrganisation } from '#tests/build/organisations.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { whyNoPostgresql } from '#tests/rig/postgresql.ts';

const database = useDatabase();
const root = join(import.meta.dirname, '../..');

function search(words: string[], url = database.url): Promise<{ code: number | null; out: string; err: string }> {
  const command = spawn(process.execPath, ['--import', 'tsx', 'commands/search.ts', ...words], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, DATA_DIR: mkdtempSync(join(tmpdir(), 'i62-')) },
  });
  const said = { out: '', err: '' };
  command.stdout.on('data', (words) => {
    said.out += words;
  });
  command.stderr.on('data', (words) => {
    said.err += words;
  });
  return new Promise((resolve) => command.on('close', (code) => resolve({ code, ...said })));
}

test('makes the search anew, and says how much there is of each kind; other words are said to be none', async () => {
  expect(await search(['rebuild'])).toMatchObject({ code: 0, out: 'Rien à retrouver : la base est vide.\n' });
  await buildOrganisation();
  await prisma.searchEntry.deleteMany();
  expect(await search(['rebuild'])).toMatchObject({ code: 0, out: 'ORGANISATION : 1\n' });
  expect(await prisma.searchEntry.count()).toBe(1);
  expect(await search([])).toMatchObject({ code: 64, out: expect.stringContaining('npm run search -- rebuild') });
});

test.skipIf(await whyNoPostgresql())(
  'an account that may not make extensions is told what to ask for; made, it starts',
  async () => {
    const name = `i62_test_${Date.now()}_${randomUUID().slice(0, 8)}`;
    const address = (path: string, account?: string) => {
      const url = new URL(database.url);
      url.pathname = `/${path}`;
      if (account) Object.assign(url, { username: account, password: 'ouvrir' });
      return url.href;
    };
    const run = async (path: string, ...statements: string[]) => {
      const client = new pg.Client({ connectionString: address(path) });
      await client.connect();
      try {
        for (const statement of statements) await client.query(statement);
      } finally {
        await client.end();
      }
    };
    await run('postgres', `create role "${name}" login password 'ouvrir'`, `create database "${name}"`);
    try {
      // Somebody's of before the search, whose account was narrowed since.
      await run(name, `grant create on database "${name}" to "${name}"`, `grant create on schema public to "${name}"`);
      const all = await readMigrations();
      const before = all.slice(
        0,
        all.findIndex(({ sql }) => sql.includes('CREATE EXTENSION')),
      );
      await migrate(address(name, name), before);
      await run(name, `revoke create on database "${name}" from "${name}"`);
      const refused = await search(['rebuild'], address(name, name));
      expect(refused.code).not.toBe(0);
      expect(refused.err).toContain(`le compte « ${name} » ne peut pas y créer l’extension « unaccent »`);
      expect(refused.err).toContain('CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm;');
      await run(name, 'create extension unaccent', 'create extension pg_trgm');
      expect(await search(['rebuild'], address(name, name))).toMatchObject({ code: 0 });
    } finally {
      await run('postgres', `drop database "${name}"`, `drop role "${name}"`);
    }
  },
);
