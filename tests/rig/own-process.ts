// A program of the tests in a process of its own, to be killed or measured: the addresses that take and give data unless said otherwise.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { env } from '#env.ts';

/** Starts it on a database, with a folder of its own (DATA_DIR) and the sessions and keys of the test; gone after the test. */
export async function startOwnProcess(
  database: string,
  environment: Record<string, string> & { DATA_DIR: string },
  program = 'data-host-child.ts',
) {
  const words = ['--import', 'tsx', join(import.meta.dirname, program), database];
  const own = { ...environment, SESSION_SECRET: env.SESSION_SECRET, NODE_NO_WARNINGS: '1' };
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...own },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += chunk;
    if (said.includes('\n')) break;
  }
  return { child, url: said.trim() };
}
