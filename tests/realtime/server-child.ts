// Starts and orders about the process of server-process.ts. Used by tests/faults and bench.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** `cut` breaks every connection as a network does; `measure` collects garbage first. */
export type Order = 'cut' | 'drain' | 'measure' | 'report';

export interface Report {
  cpuSeconds: number;
  heapUsed: number;
  external: number;
  rss: number;
  connections: number;
  rooms: number;
  commits: number;
}

export interface ServerChild {
  url: string;
  port: number;
  databaseUrl: string;
  /** Process of the embedded database. */
  databasePid?: number;
  process: ChildProcess;
  order(order: Order): Promise<Report>;
  /** SIGKILL: nothing of the process runs any more. */
  kill(): Promise<void>;
}

async function messageOf<Message>(child: ChildProcess, holds: (message: Message) => boolean): Promise<Message> {
  return new Promise((resolve, reject) => {
    const listen = (message: Message) => {
      if (!holds(message)) return;
      child.off('message', listen as () => void);
      child.off('exit', fail);
      resolve(message);
    };
    const fail = (code: number | null) => reject(new Error(`The server ended with ${code}.`));
    child.on('message', listen as () => void);
    child.once('exit', fail);
  });
}

/**
 * Starts a program of this repository as a server process; `place` is a database's URL or a folder for an embedded one. With
 * `redis` it is one node among several.
 */
export async function startServer(
  place: string,
  { port = 0, program = join(import.meta.dirname, 'server-process.ts'), redis = '' } = {},
): Promise<ServerChild> {
  const child = fork(program, [place, String(port), redis], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { LOG_LEVEL: 'fatal', ...process.env },
  });
  const started = await messageOf<{ port: number; databaseUrl: string; databasePid?: number }>(
    child,
    (message) => 'port' in message,
  );
  return {
    url: `http://127.0.0.1:${started.port}`,
    ...started,
    process: child,
    async order(order) {
      const answer = messageOf<{ done: Order; report: Report }>(child, ({ done }) => done === order);
      child.send(order);
      return (await answer).report;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
