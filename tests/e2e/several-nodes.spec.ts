// Two people at two nodes behind the proxy of `npm run nodes`, through an update that restarts one node after the other.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { createOnPostgresql, whyNoPostgresql } from '../rig/postgresql.ts';
import { type OwnRedis, startRedis, whyNoRedis } from '../rig/redis.ts';
import { openText, saving, sheet, wordsOf, writeAfter } from './drafting.ts';

const PORT = 3660;
const origin = `http://localhost:${PORT}`;
const root = join(import.meta.dirname, '../..');

/** Connections of the proxy to a node that are open, as Linux tells; each WebSocket is one. */
function connectionsTo(port: number): number {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .filter((line) => new RegExp(`^\\s*\\d+: \\w{8}:\\w{4} 0100007F:${hex} 01 `).test(line)).length;
}

test.describe('two nodes', () => {
  let redis: OwnRedis;
  let database: Awaited<ReturnType<typeof createOnPostgresql>>;
  let nodes: ChildProcess;
  let said = '';
  let text: { path: string; sessions: [string, string] };
  const folder = mkdtempSync(join(tmpdir(), 'i62-nodes-e2e-'));

  test.beforeAll(async () => {
    const whyNot = (await whyNoPostgresql()) ?? whyNoRedis();
    test.skip(whyNot !== null, whyNot ?? '');
    test.setTimeout(180_000);
    [redis, database] = await Promise.all([startRedis(), createOnPostgresql()]);
    // In the nodes' folder is the secret by which sessions are known.
    const seed = ['--import', 'tsx', 'tests/e2e/several-nodes-seed.ts', database.url];
    text = JSON.parse(
      execFileSync(process.execPath, seed, { cwd: root, encoding: 'utf8', env: { ...process.env, DATA_DIR: folder } }),
    );
    nodes = spawn(process.execPath, ['build/node/nodes.js', '2'], {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(PORT),
        HOST: 'localhost',
        PUBLIC_URL: origin,
        DATABASE_URL: database.url,
        REDIS_URL: redis.url,
        DATA_DIR: folder,
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    nodes.stdout?.on('data', (words) => {
      said += words;
    });
    await expect.poll(() => said, { timeout: 150_000 }).toContain('par 2 serveurs');
  });

  test.afterAll(async () => {
    if (nodes && nodes.exitCode === null) {
      const exited = once(nodes, 'exit');
      nodes.kill('SIGTERM');
      await exited;
    }
    await database?.drop();
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (browser: Browser, session: string): Promise<Page> => {
    const context = await browser.newContext({ baseURL: origin });
    await context.addCookies([{ name: 'session', value: session, url: origin }]);
    const page = await context.newPage();
    await openText(page, text.path);
    await expect(saving(page)).toHaveText(/Enregistré/);
    return page;
  };

  test('write one text together, and an update cuts nobody short', async ({ browser }) => {
    test.setTimeout(300_000);
    const pages = [await open(browser, text.sessions[0]), await open(browser, text.sessions[1])] as const;
    const [one, other] = pages;
    expect([connectionsTo(PORT + 1), connectionsTo(PORT + 2)].every((count) => count > 0)).toBe(true);
    await writeAfter(one, 'écrivent ensemble.');
    await one.keyboard.type(' Du nord.');
    await expect(sheet(other)).toContainText('Du nord.');
    await expect(other.locator('[data-caret]')).toContainText('Camille Nord');
    await writeAfter(other, 'Du nord.');
    await other.keyboard.type(' Du sud.');
    await expect(sheet(one)).toContainText('Du sud.');

    nodes.kill('SIGHUP');
    // Both go on typing while their node goes and another takes them.
    const typed: string[] = [];
    for (let word = 0; !said.includes(`port ${PORT + 2} est à jour`); word += 1) {
      for (const [index, page] of pages.entries()) {
        const words = ` m${index}-${word}.`;
        await page.keyboard.type(words, { delay: 20 });
        typed.push(words.trim());
      }
      await one.waitForTimeout(200);
    }
    for (const page of pages) await expect(saving(page)).toHaveText(/Enregistré/);
    const words = await wordsOf(sheet(one));
    await expect.poll(() => wordsOf(sheet(other))).toBe(words);
    for (const word of typed) expect(words).toContain(word);
  });
});
