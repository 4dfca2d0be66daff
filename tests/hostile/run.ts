// `npm run test:hostile`: asks the built pages and the API 20 000 malformed things each (`-- 300` for as many), and counts
// what is answered as a fault of ours (5xx, INTERNAL) or written as an error into the log; then as many updates and messages
// through sockets while somebody types. All are 0, or the run fails.
import { type ChildProcess, fork } from 'node:child_process';
import { Agent, request as ask } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createChance } from '../realtime/random.ts';
import { aBrokenRequest, anOperation } from './graphql.ts';
import { aPageRequest } from './pages.ts';
import { hostileSocket } from './socket.ts';
import { type Chance, happens, pick, type World } from './values.ts';

const COUNT = Number(process.argv[2] ?? 20_000);
const SEED = 62;
const AT_ONCE = 6;
const PATIENCE_MS = 60_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Buffer;
}

interface Answer {
  status: number;
  body: string;
}

/** Errors that the server wrote, by their sentence. */
const logged: string[] = [];

async function startServer(): Promise<{ child: ChildProcess; port: number; world: World }> {
  const child = fork(join(import.meta.dirname, 'server.ts'), [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface(stream).on('line', (line) => logged.push(line));
  const started = await new Promise<{ port: number; world: World }>((resolve, reject) => {
    child.once('message', resolve as () => void);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.\n${logged.join('\n')}`)));
  });
  // What it said while it started is not about requests.
  logged.length = 0;
  return { child, ...started };
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** Status 0: cut without an answer, also by a fresh connection: one that was idle may have been closed meanwhile. */
const send = (port: number, sent: Sent): Promise<Answer> =>
  new Promise((resolve) => {
    const { method, path, headers, body } = sent;
    const request = ask({ host: '127.0.0.1', port, method, path, headers, agent, timeout: PATIENCE_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      response.on('error', () => resolve({ status: 0, body: '' }));
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', (error) =>
      resolve(request.reusedSocket ? send(port, sent) : { status: 0, body: error.message }),
    );
    request.end(body);
  });

function aGraphqlRequest(number: number, chance: Chance, world: World): Sent {
  const headers: Record<string, string> = { origin: world.origin };
  if (happens(chance, 85))
    headers.cookie = `session=${pick(chance, happens(chance, 90) ? world.sessions : world.over)}`;
  if (happens(chance, 10)) {
    const broken = aBrokenRequest(chance, world);
    return { ...broken, headers: { ...headers, ...broken.headers } };
  }
  const { query, variables } = anOperation(number, chance, world);
  const body = JSON.stringify({ query, variables });
  return { method: 'POST', path: '/graphql', headers: { ...headers, 'content-type': 'application/json' }, body };
}

interface Door {
  name: string;
  make(number: number, chance: Chance, world: World): Sent;
}

const doors: Door[] = [
  { name: 'pages', make: aPageRequest },
  { name: 'GraphQL', make: aGraphqlRequest },
];

const isFault = ({ status, body }: Answer) => status === 0 || status >= 500 || body.includes('"code":"INTERNAL"');

/** Asks one door as many times as said; gives how many were answered as a fault. */
async function tryDoor({ name, make }: Door, port: number, world: World): Promise<number> {
  const chance = createChance(SEED);
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  let next = 0;
  const worker = async () => {
    while (next < COUNT) {
      const number = next++;
      const sent = make(number, chance, world);
      const answer = await send(port, sent);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (isFault(answer))
        faults.push(
          `${sent.method} ${sent.path} ${String(sent.body ?? '').slice(0, 1_000)} → ${answer.status} ${answer.body.slice(0, 200)}`,
        );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const counts = [...statuses].sort(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`);
  say(`${name}: ${COUNT} requests, ${faults.length} answered as a fault of ours (${counts.join(', ')})`);
  for (const fault of faults.slice(0, 20)) say(`  ${fault}`);
  return faults.length;
}

const { child, port, world } = await startServer();
let faults = 0;
for (const door of doors) faults += await tryDoor(door, port, world);
say(`log: ${logged.length} lines of errors`);
for (const line of logged.slice(0, 20)) say(`  ${line.slice(0, 1_000)}`);
const sockets = await hostileSocket(COUNT);
say(`sockets: ${sockets.tried} updates and messages, ${sockets.hangs} hung, ${sockets.crashes} ended the server`);
faults += sockets.hangs + sockets.crashes;
const ended = new Promise((resolve) => child.once('exit', resolve));
child.disconnect();
await ended;
process.exit(faults + logged.length > 0 ? 1 : 0);
