// `npm run bench:graphql`: the whole server over HTTP, built as in production, beside one hand-written prepared statement behind
// node:http, and beside PostGraphile 5, on the same data, with equal answers. Writes its part of bench/RESULTS.md. With the words of
// some cases after it (« tree threads »), only those are measured, and nothing is written.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { log } from '#log.ts';
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { createOnPostgresql } from '#tests/rig/postgresql.ts';
import { type Case, cases } from './graphql-cases.ts';
import { type Filled, fill } from './graphql-data.ts';
import { answerOf, type Call, load, type Target } from './http-load.ts';
import { machine, table, verdict, writeSection } from './report.ts';
import { spreadOf } from './statistics.ts';
import { startWholeServer } from './whole-server.ts';

/** All are asked so long before anything is counted, ms: a server of a department runs for months, and is compiled by then. */
const WARM_MS = 8_000;

const SIZE = { conventions: 20, axes: 14, threads: 100, obligations: 200, meetings: 300, changes: 5_000 };
const ROUNDS = 3;

interface Started extends Target {
  stop(): Promise<void>;
}

/** Starts what ours is measured beside, as in production: a file of this folder, told where the database is. */
async function startBeside(file: string, words: string[]): Promise<Started> {
  const child = fork(join(import.meta.dirname, file), words, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code}.`);
  });
  const [{ port }] = (await Promise.race([once(child, 'message'), ended])) as [{ port: number }];
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { port, pid: child.pid as number, stop };
}

/** PostGraphile is nothing of the product's: who measures installs it, and nobody else does. */
function installPostgraphile(): void {
  const cwd = join(import.meta.dirname, 'postgraphile');
  if (!existsSync(join(cwd, 'node_modules')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd, stdio: 'ignore' });
}

const ourCall =
  (one: Case, filled: Filled) =>
  (turn: number): Call => ({
    path: '/graphql',
    headers: { Authorization: `Bearer ${filled.key}` },
    body: JSON.stringify({ query: one.query, variables: one.variables(filled, turn) }),
  });

const theirCall =
  ({ postgraphile: { query, variables } }: Case, filled: Filled) =>
  (turn: number): Call => ({ path: '/graphql', body: JSON.stringify({ query, variables: variables(filled, turn) }) });

function dataOf(answer: unknown): unknown {
  const { data } = answer as { data?: unknown };
  if (!data) throw new Error(JSON.stringify(answer).slice(0, 900));
  return data;
}

/** A mutation's turn differs: what is compared is what all say of the same. */
const comparable = (data: unknown) =>
  JSON.parse(JSON.stringify(data, (name, value) => (name === 'progress' ? 0 : value)));

interface Servers {
  ours: Target;
  floor: Target;
  postgraphile: Target;
}

/** Throws unless all answer the same; says how many bytes that is. */
async function compared(one: Case, servers: Servers, calls: Record<keyof Servers, (turn: number) => Call>) {
  const of = async (who: keyof Servers) => dataOf(await answerOf(servers[who], calls[who](1)));
  const [ours, floor, theirs] = [await of('ours'), await of('floor'), one.postgraphile.shape(await of('postgraphile'))];
  for (const [who, other] of Object.entries({ floor, postgraphile: theirs }))
    if (!isDeepStrictEqual(comparable(ours), comparable(other)))
      throw new Error(
        `${one.name}, ${who}: ${JSON.stringify(ours).slice(0, 900)}\n\n${JSON.stringify(other).slice(0, 900)}`,
      );
  return JSON.stringify({ data: floor }).length;
}

async function measure(one: Case, servers: Servers, filled: Filled) {
  const floorCall = { path: `/${cases.indexOf(one)}`, body: '' };
  const calls = { ours: ourCall(one, filled), floor: () => floorCall, postgraphile: theirCall(one, filled) };
  const bytes = await compared(one, servers, calls);
  const loaded = async (options?: { milliseconds: number }) => ({
    ours: await load(servers.ours, calls.ours, options),
    floor: await load(servers.floor, calls.floor, options),
    postgraphile: await load(servers.postgraphile, calls.postgraphile, options),
  });
  await loaded({ milliseconds: WARM_MS });
  const rounds: Awaited<ReturnType<typeof loaded>>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await loaded());
  const median = (of: (round: (typeof rounds)[number]) => number) => spreadOf(rounds.map(of)).p50;
  return {
    bytes,
    ours: median(({ ours }) => ours.perSecond),
    share: median(({ ours, floor }) => ours.perSecond / floor.perSecond),
    theirShare: median(({ postgraphile, floor }) => postgraphile.perSecond / floor.perSecond),
    cpu: median(({ ours }) => ours.cpu),
    times: median(({ ours, floor }) => ours.cpu / floor.cpu),
    theirTimes: median(({ postgraphile, floor }) => postgraphile.cpu / floor.cpu),
  };
}

log.level = 'fatal';
const wanted = process.argv.slice(2);
const chosen = cases.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
const measuredOn = machine();
const { url, drop } = await createOnPostgresql();
await connectDatabase(url);
const filled = await fill(SIZE);
await disconnectDatabase();
const environment = { KEY_REQUESTS_PER_MINUTE: '100000000' };
const floor = await startBeside('graphql-floor.ts', [url, JSON.stringify(filled)]);
installPostgraphile();
const postgraphile = await startBeside('postgraphile/server.ts', [url]);
const ours = await startWholeServer(url, { environment });
try {
  const rows: (string | number)[][] = [];
  for (const one of chosen) {
    const found = await measure(one, { ours, floor, postgraphile }, filled);
    const verdicts = [
      ...(one.least ? [`share ≥ ${one.least}: ${verdict(found.share, one.least, { least: true, digits: 2 })}`] : []),
      ...(one.mostCpu ? [`CPU ≤ ${one.mostCpu} ×: ${verdict(found.times, one.mostCpu)}`] : []),
    ];
    rows.push([
      ...[one.name, Math.round(found.bytes / 1_000), found.ours.toFixed(0)],
      ...[found.share.toFixed(2), found.theirShare.toFixed(2)],
      ...[found.cpu.toFixed(2), found.times.toFixed(1), found.theirTimes.toFixed(1), verdicts.join(', ')],
    ]);
    process.stdout.write(`${rows.at(-1)?.join(' | ')}\n`);
  }
  const text = `\`npm run bench:graphql\`: the whole server, built, over HTTP with a key, beside node:http before one prepared statement written by
hand, which has the viewer's filter in it and knows no key; equal answers, eight connections, medians of ${ROUNDS} rounds in turn. « Share »: our
requests a second as a share of the floor's. CPU is that of the server's process a request, in ms, and as a multiple of the floor's.

PostGraphile 5 is asked the same in the same rounds, in production settings, on the same database: its shares are of the same floor.
It is told who the viewer is and knows no key and no rights; an empty query is no statement for it, while both others look for a
key. What it cannot know by itself was written for it in SQL: lists of what a viewer sees, progress, the state of a due date, the
write, and an index on the parent of an item. Its answers are named and nested otherwise, and are the same once brought into our
shape, which is not measured.

${table(['asked', 'kB', 'a second', 'share', "PostGraphile's share", 'CPU, ms', 'CPU ×', "PostGraphile's CPU ×", ''], rows)}`;
  if (wanted.length === 0) writeSection({ heading: 'The API beside one statement', text }, measuredOn);
} finally {
  for (const server of [ours, postgraphile, floor]) await server.stop();
  await drop();
}
process.exit(0);
