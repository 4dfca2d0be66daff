// Runs server.ts and the commands as processes of their own, as whoever installs the platform does.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isBuildFresh } from './fresh-build.ts';

const root = join(import.meta.dirname, '../..');

/** What a process said until it ended. */
export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

const TSX = ['--import', 'tsx'];
const BUILT = ['build/node/server.js'];

/** The server as it was built, when that was from these sources; else from source, its pages made by Vite as they are asked for. */
const serverWords = () => (isBuildFresh() ? BUILT : [...TSX, 'server.ts', '--dev']);

type Environment = Record<string, string | number>;

function launch(words: string[], env: Environment): { child: ChildProcess; ended: Promise<Ended> } {
  const given = Object.entries(env).map(([name, value]) => [name, String(value)]);
  // The loosest umask there is: what is kept to oneself must not owe it to whoever starts it.
  const child = spawn('sh', ['-c', 'umask 000; exec "$0" "$@"', process.execPath, ...words], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: '', LOG_LEVEL: 'warn', NODE_ENV: 'development', ...Object.fromEntries(given) },
  });
  const said = { out: '', err: '' };
  child.stdout?.on('data', (words) => {
    said.out += words;
  });
  child.stderr?.on('data', (words) => {
    said.err += words;
  });
  return { child, ended: once(child, 'close').then(([code]) => ({ code, ...said })) };
}

/** Runs a command to its end, from source. */
export const run = (words: string[], env: Environment): Promise<Ended> => launch([...TSX, ...words], env).ended;

/** Runs a server that is not to start to its end. */
export const runServer = (env: Environment): Promise<Ended> => launch(serverWords(), env).ended;

/**
 * Starts the server and waits until it takes work; `stop` is SIGTERM and gives what it said. With « built » it is what the last
 * `npm run build` made, whatever changed since.
 */
export async function startServer(env: Environment & { PORT: number }, program: 'fresh' | 'built' = 'fresh') {
  const { child, ended } = launch(program === 'built' ? BUILT : serverWords(), env);
  let over: Ended | undefined;
  void ended.then((end) => {
    over = end;
  });
  const url = `http://localhost:${env.PORT}`;
  while (!(await fetch(`${url}/readyz`).catch(() => null))?.ok) {
    if (over) throw new Error(`The server ended with ${over.code}: ${over.err}${over.out}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    async stop(): Promise<Ended> {
      child.kill('SIGTERM');
      return ended;
    },
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
