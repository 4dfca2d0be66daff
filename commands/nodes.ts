// `npm run nodes -- 2`: so many nodes on the PostgreSQL at DATABASE_URL and the Redis at REDIS_URL, behind a small proxy at
// PORT; for trying several, and for the tests. SIGHUP restarts them one after the other, as an update does. A node that dies
// is started again.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { env } from '#env.ts';
import { programOf } from '../programs.ts';
import { NodesProxy } from './nodes-proxy.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const count = Number(process.argv[2] ?? 2);

/** A node that dies is started again after so long. */
const AGAIN_MS = 1_000;

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (!Number.isInteger(count) || count < 1 || count > 9)
  refuse('Indiquez combien de serveurs lancer, de 1 à 9 : npm run nodes -- 2');
if (!env.DATABASE_URL || !env.REDIS_URL)
  refuse('Indiquez dans DATABASE_URL un PostgreSQL et dans REDIS_URL un Redis, que les serveurs se partagent.');

const ports = Array.from({ length: count }, (_none, rank) => env.PORT + 1 + rank);
const proxy = new NodesProxy(ports);
const nodes = new Map<number, ChildProcess>();
/** Nodes that end because they were told to. */
const leaving = new Set<ChildProcess>();

const isReady = async (port: number) => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok ?? false;

/** Starts the node of a port; all else is as this command was told. */
function startNode(port: number): void {
  const words = [`PORT=${port}`, 'HOST=127.0.0.1', `PUBLIC_URL=${env.PUBLIC_URL}`];
  const { options, file } = programOf('server');
  const child = spawn('env', [...words, process.execPath, ...options, file], { stdio: 'inherit' });
  nodes.set(port, child);
  child.once('exit', (code, signal) => {
    if (leaving.has(child)) return;
    // What never took work was told why not: the others would be told the same.
    if (code !== null && code !== 0 && signal === null && proxy.ready.length === 0) void stop(1);
    say(`Le serveur du port ${port} s’est arrêté (${signal ?? code}) ; il est relancé.`);
    setTimeout(() => {
      if (!leaving.has(child)) startNode(port);
    }, AGAIN_MS);
  });
}

async function endNode(port: number): Promise<void> {
  const child = nodes.get(port);
  if (!child) return;
  leaving.add(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

async function untilReady(port: number): Promise<void> {
  while (!(await isReady(port))) await pause(200);
}

async function stop(code: number): Promise<never> {
  await Promise.all(ports.map(endNode));
  proxy.close();
  process.exit(code);
}

let rolling = Promise.resolve();
async function roll(): Promise<void> {
  for (const port of ports) {
    await endNode(port);
    startNode(port);
    await untilReady(port);
    say(`Le serveur du port ${port} est à jour.`);
  }
}

process.on('SIGHUP', () => {
  rolling = rolling.then(roll);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(0));

for (const port of ports) startNode(port);
await Promise.all(ports.map(untilReady));
await proxy.listen(env.PORT, env.HOST).catch((error: Error) => {
  process.stderr.write(`Le port ${env.PORT} ne s’ouvre pas : ${error.message}\n`);
  return stop(1);
});
say(`\nIngénierie 62 répond à l’adresse ${env.PUBLIC_URL}, par ${count} serveurs (ports ${ports.join(', ')}).\n`);
