// The whole server as `npm start` runs it, built, for what the bench measures of it: a process of its own with a channel, through
// which what was loaded before it (`--import`) may tell of it.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from '#env.ts';
import { freePort } from '#tests/rig/free-port.ts';

export interface WholeServer {
  child: ChildProcess;
  pid: number;
  port: number;
  address: string;
  /** SIGTERM; once it has ended, what it kept in its folder is gone. */
  stop(): Promise<void>;
}

/** Starts it on a database and waits until it takes work; `options` are Node's own. */
export async function startWholeServer(
  databaseUrl: string,
  { options = [], environment = {} }: { options?: string[]; environment?: Record<string, string> } = {},
): Promise<WholeServer> {
  const [port, folder] = [await freePort(), mkdtempSync(join(tmpdir(), 'bench-server-'))];
  const child = fork(join(import.meta.dirname, '../build/node/server.js'), {
    execArgv: options,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', SESSION_SECRET: env.SESSION_SECRET, LOG_LEVEL: 'fatal' },
      ...{ DATABASE_URL: databaseUrl, DATA_DIR: folder, PORT: String(port) },
      ...environment,
    },
  });
  const address = `http://localhost:${port}`;
  const isReady = () =>
    fetch(`${address}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    child,
    pid: child.pid as number,
    port,
    address,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
