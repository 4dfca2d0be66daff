// What opens something or names somebody never reaches the log, by whatever way it is written: tried with canaries.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { newToken } from '#domain/tokens.ts';
import { withoutSecrets } from '#log.ts';
import { useDatabase } from './rig/database.ts';

useDatabase();

const canaries: Record<string, string> = {
  link: newToken(),
  invitation: newToken(),
  minutes: newToken(),
  session: newToken(),
  reset: newToken(),
  key: `i62_${newToken()}`,
  feed: newToken(),
  address: `prenom.nom.${randomUUID()}@exemple-du-canari.fr`,
  replyAddress: `reunions+${'0123456789abcdef'.repeat(3)}@exemple.fr`,
  database: 'postgres://i62:mot-de-passe-du-canari@base.exemple/i62',
  mailbox: 'imaps://boite:mot-de-passe-du-canari@imap.exemple',
};

/** What must not be seen of each: of an address of a service, its password alone. */
const hidden = Object.values(canaries).map((canary) => (canary.includes('://') ? 'mot-de-passe-du-canari' : canary));

describe('the log', () => {
  let lines: string[];
  let said: string;
  beforeAll(() => {
    const program = join(import.meta.dirname, 'rig/log-child.ts');
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', program, JSON.stringify(canaries)],
      { encoding: 'utf8', env: { ...process.env, LOG_LEVEL: 'trace' }, cwd: join(import.meta.dirname, '..') },
    );
    expect(status, stderr).toBe(3);
    lines = stdout.trim().split('\n');
    said = stdout + stderr;
  });

  test('holds no secret, whoever wrote it: the product, a request, a page, a resolver, nobody', () => {
    const shown = hidden.flatMap((canary) => [canary, encodeURIComponent(canary)]).filter((one) => said.includes(one));
    expect(shown).toEqual([]);
  });

  test('tells of every one of those ways, in lines that are still JSON', () => {
    const sentences = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    for (const sentence of ['said by a child', 'failed', 'a resolver failed', 'a page failed', 'the server stops'])
      expect(sentences).toContain(sentence);
    expect(lines.some((line) => line.includes('/lien/…'))).toBe(true);
  });
});

describe('what is struck out', () => {
  test('leaves ids, times, places in the code and the sentence', () => {
    const line = `{"time":"2026-11-28T14:30:00.000Z","id":"${randomUUID()}","msg":"a page failed","stack":"Error\\n    at run (file:///srv/node_modules/@whatwg-node/promise-helpers/esm/index.js:34:40)"}`;
    expect(withoutSecrets(line)).toBe(line);
  });

  test('never breaks a line of JSON, and is struck out wherever it stands', () => {
    const around = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('\n', '\t', '\0', '\\', '"', '\\n', '\\u00', '/'),
    );
    const secret = fc.constantFrom(...Object.values(canaries));
    const property = fc.property(around, secret, around, (before, canary, after) => {
      const { words } = JSON.parse(withoutSecrets(JSON.stringify({ words: `${before}${canary}${after}` })));
      for (const one of hidden) expect(words).not.toContain(one);
    });
    fc.assert(property, { seed: 62, numRuns: 2_000 });
  });
});
