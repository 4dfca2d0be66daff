// A PostgreSQL server of a test's own, that it may stop and start again: `startPostgresql()`; `whyNoOwnPostgresql()` says why there
// is none. Others' tests go on at theirs meanwhile.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';

/** A cluster with one database. */
export interface OwnPostgresql {
  url: string;
  /** At once, as a crash: what was not committed is gone, what was is found again. */
  stop(): Promise<void>;
  /** The same address again, once it answers. */
  start(): Promise<void>;
  /** Stops it and removes what it kept. */
  drop(): Promise<void>;
}

/** PostgreSQL does not run as root. */
const NOBODY = 65_534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Where Debian keeps the server's programs, off the path; the newest version last. */
const DEBIAN = '/usr/lib/postgresql';

function programsFolder(): string | null {
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    ...(existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one)) : []).map(
      (version) => join(DEBIAN, version, 'bin'),
    ),
  ];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null;
}

/** Why no PostgreSQL can be started here; null when one can. */
export const whyNoOwnPostgresql = (): string | null =>
  programsFolder() ? null : `PostgreSQL's own programs (initdb, postgres) are neither on the path nor in ${DEBIAN}`;

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** Starts one on a port of its own. */
export async function startPostgresql(): Promise<OwnPostgresql> {
  const programs = programsFolder();
  if (!programs) throw new Error(whyNoOwnPostgresql() ?? '');
  const folder = mkdtempSync(join(tmpdir(), 'i62-postgresql-'));
  if (asNobody.uid) chownSync(folder, asNobody.uid, asNobody.gid);
  const cluster = join(folder, 'cluster');
  const making = ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(join(programs, 'initdb'), making, { ...asNobody, cwd: folder, stdio: 'ignore' });
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | undefined;
  const isRunning = () => child && child.exitCode === null && child.signalCode === null;
  const own: OwnPostgresql = {
    url,
    async start() {
      if (isRunning()) return;
      const words = ['-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder];
      child = spawn(join(programs, 'postgres'), words, { ...asNobody, cwd: folder, stdio: 'ignore' });
      while (!(await answers(url))) {
        if (!isRunning()) throw new Error('PostgreSQL does not start.');
        await pause(50);
      }
    },
    async stop() {
      if (!child || !isRunning()) return;
      const exited = once(child, 'exit');
      // Its « immediate » way: it ends its own processes, which SIGKILL would leave behind.
      child.kill('SIGQUIT');
      await exited;
    },
    async drop() {
      await own.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await own.start();
  return own;
}
