// A PostgreSQL without a server, for trying the platform out: PGlite on the data folder, in a child process so that its
// WebAssembly never blocks this one. server.ts starts it when no DATABASE_URL is given, then uses it like any other.
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { log } from '#log.ts';
import { programOf } from '../../programs.ts';
import type { Answer, Order } from './embedded-process.ts';

/** To be printed when a server starts on the embedded database. */
export const EMBEDDED_WARNING =
  'Base de données embarquée (PGlite) : elle sert à essayer la plateforme. Elle n’attend pas que le disque ait tout ' +
  'écrit (pas de fsync) : une coupure de courant ou un arrêt brutal de la machine peut perdre les dernières ' +
  'modifications ou abîmer la base. Pour un usage réel, indiquez une base PostgreSQL dans DATABASE_URL.';

/** A running embedded database. */
export type Embedded = {
  /** Connection string, with a password made for this run: never to be logged. */
  url: string;
  /** The process that holds the data folder. */
  pid: number;
  /** Closes the database, after the request that runs; disconnect from it first. */
  stop(): Promise<void>;
};

/** A database that does not close in this time is killed; what it acknowledged is kept either way. */
const CLOSING_TIME = 15_000;

const EX_SOFTWARE = 70;

/** Without its database a server can acknowledge nothing: it ends, and whoever supervises it starts it again. */
function endWithDatabase(code: number | string) {
  log.fatal({ code }, 'the embedded database has ended unexpectedly');
  process.exit(EX_SOFTWARE);
}

function give(child: ChildProcess, order: Order) {
  if (child.connected) child.send(order);
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  give(child, { order: 'close' });
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSING_TIME);
  await exited;
  clearTimeout(timer);
}

/**
 * Opens the database kept in `dataDir`, making it the first time (some seconds). Throws, in French, when another process
 * uses the folder. `lost` is called if the database ends without `stop`; unless given, this process ends too.
 */
export async function startEmbedded(
  dataDir: string,
  lost: (code: number | string) => void = endWithDatabase,
): Promise<Embedded> {
  const { options, file } = programOf('embedded-process');
  const child = fork(file, { execArgv: options });
  const password = randomBytes(24).toString('base64url');
  give(child, { order: 'open', dataDir, password });
  const answer = await Promise.race([
    once(child, 'message').then(([message]) => message as Answer),
    once(child, 'exit').then(([code, signal]): Answer => {
      return { answer: 'refused', reason: `La base de données embarquée n’a pas démarré (${code ?? signal}).` };
    }),
  ]);
  if (answer.answer === 'refused') throw new Error(answer.reason);
  let stopping = false;
  child.once('exit', (code, signal) => {
    if (!stopping) lost(code ?? signal ?? 0);
  });
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${answer.port}/postgres`,
    pid: child.pid ?? 0,
    stop() {
      stopping = true;
      return stop(child);
    },
  };
}
