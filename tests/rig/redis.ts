// A Redis of a test's own, in a process that it may stop and start again: `startRedis()`; `whyNoRedis()` says why there is none.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from './free-port.ts';

/** A Redis server that keeps nothing. */
export interface OwnRedis {
  url: string;
  /** SIGKILL: nothing of it answers any more. */
  stop(): Promise<void>;
  /** The same address again; nothing where it runs. */
  start(): Promise<void>;
}

/** Why no Redis can be started here; null when one can. */
export function whyNoRedis(): string | null {
  const { error } = spawnSync('redis-server', ['--version']);
  return error ? `redis-server does not start (${error.message})` : null;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [said] = (await once(socket, 'data')) as [Buffer];
    return /^(\+PONG|-NOAUTH)/.test(said.toString());
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Starts one on a port of its own; with `password`, for who knows it. */
export async function startRedis(password?: string): Promise<OwnRedis> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const isRunning = () => child && child.exitCode === null && child.signalCode === null;
  const redis: OwnRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      if (isRunning()) return;
      const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      if (password) words.push('--requirepass', password);
      child = spawn('redis-server', words, { stdio: 'ignore' });
      while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async stop() {
      if (!child || !isRunning()) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
  await redis.start();
  return redis;
}
