// The lock of a folder: one living process at a time, and never a dead one in the way.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '#prisma/embedded/folder-lock.ts';

const root = join(import.meta.dirname, '../../..');
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'i62-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Another process: says `held` once it has the lock, after which it runs `then`. */
const locker = (then: string) =>
  spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      `import { appendFileSync } from 'node:fs';
       import { lockFolder } from './prisma/embedded/folder-lock.ts';
       const note = (line) => appendFileSync(${JSON.stringify(`${folder}.log`)}, line + '\\n');
       const release = await lockFolder(${JSON.stringify(folder)});
       process.stdout.write('held');
       ${then}`,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] },
  );

/** Leaves a claim of this process in which one part (machine, boot, namespace, number, start) is another's. */
async function leaveClaim(part: number, others: string) {
  await lockFolder(folder);
  const [name = ''] = await readdir(folder);
  const parts = name.split('~');
  parts[part] = others;
  await rename(join(folder, name), join(folder, parts.join('~')));
}

test('of six processes that want it at once, each in turn or not at all, never two hold it', async () => {
  const then = `note('in'); await new Promise((resolve) => setTimeout(resolve, 100)); note('out'); release();`;
  const children = Array.from({ length: 6 }, () => locker(then));
  await Promise.all(children.map((child) => once(child, 'exit')));
  const lines = (await readFile(`${folder}.log`, 'utf8')).trim().split('\n');
  await rm(`${folder}.log`);
  expect(lines.length).toBeGreaterThanOrEqual(2);
  expect(lines.join(' ')).toBe(Array.from({ length: lines.length / 2 }, () => 'in out').join(' '));
  expect(await readdir(folder)).toEqual([]);
});

test('the lock of a process killed with SIGKILL is taken over, and its claim cleared', async () => {
  const child = locker('setInterval(() => {}, 1000);');
  await once(child.stdout, 'data');
  await expect(lockFolder(folder)).rejects.toThrow(`(numéro ${child.pid})`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const release = await lockFolder(folder);
  expect(await readdir(folder)).toHaveLength(1);
  release();
  expect(await readdir(folder)).toEqual([]);
});

test('a process number that another process has now does not hold the lock', async () => {
  await leaveClaim(4, '1');
  (await lockFolder(folder))();
});

test('a claim of before the machine restarted does not hold the lock', async () => {
  await leaveClaim(1, 'earlier');
  (await lockFolder(folder))();
});

test("another machine's claim holds the lock, and the refusal says which machine and which folder", async () => {
  await leaveClaim(0, 'serveur-de-secours');
  await expect(lockFolder(folder)).rejects.toThrow(
    `réservé par la machine « serveur-de-secours ». Si elle ne l’utilise plus, supprimez le dossier ${folder}`,
  );
});
