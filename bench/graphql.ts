// `npm run bench:graphql`: the whole server over HTTP, built as in production, beside one hand-written prepared statement behind
// node:http on the same data, with equal answers. Writes its part of bench/RESULTS.md. With the words of some cases after
// it (« tree threads »), only those are measured, and nothing is written.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
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

/** Both are asked so long before anything is counted, ms: a server of a department runs for months, and is compiled by then. */
const WARM_MS = 8_000;

const SIZE = { conventions: 20, axes: 14, threads: 100, obligations: 200, meetings: 300, changes: 5_000 };
const ROUNDS = 3;

async function startFloor(databaseUrl: string, filled: Filled): Promise<Target & { child: ChildProcess }> {
  const child = fork(join(import.meta.dirname, 'graphql-floor.ts'), [databaseUrl, JSON.stringify(filled)], {
    execArgv: ['--import', 'tsx'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { port, pid: child.pid as number, child };
}

const ourCall =
  (one: Case, filled: Filled) =>
  (turn: number): Call => ({
    path: '/graphql',
    headers: { Authorization: `Bearer ${filled.key}` },
    body: JSON.stringify({ query: one.query, variables: one.variables(filled, turn) }),
  });

function dataOf(answer: unknown): unknown {
  const { data } = answer as { data?: unknown };
  if (!data) throw new Error(JSON.stringify(answer).slice(0, 900));
  return data;
}

/** A mutation's turn differs: what is compared is what both say of the same. */
const comparable = (data: unknown) =>
  JSON.parse(JSON.stringify(data, (name, value) => (name === 'progress' ? 0 : value)));

async function measure(one: Case, { ours, floor, filled }: { ours: Target; floor: Target; filled: Filled }) {
  const floorCall = { path: `/${cases.indexOf(one)}`, body: '' };
  const [left, right] = [await answerOf(ours, ourCall(one, filled)(1)), await answerOf(floor, floorCall)];
  if (!isDeepStrictEqual(comparable(dataOf(left)), comparable(dataOf(right))))
    throw new Error(`${one.name}: ${JSON.stringify(left).slice(0, 900)}\n\n${JSON.stringify(right).slice(0, 900)}`);
  const bytes = JSON.stringify(right).length;
  await load(ours, ourCall(one, filled), { milliseconds: WARM_MS });
  await load(floor, () => floorCall, { milliseconds: WARM_MS });
  type Load = Awaited<ReturnType<typeof load>>;
  const rounds: (readonly [Load, Load])[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push([await load(ours, ourCall(one, filled)), await load(floor, () => floorCall)] as const);
  const median = (of: (round: (typeof rounds)[number]) => number) => spreadOf(rounds.map(of)).p50;
  return {
    bytes,
    ours: median(([ours]) => ours.perSecond),
    share: median(([ours, floor]) => ours.perSecond / floor.perSecond),
    cpu: median(([ours]) => ours.cpu),
    times: median(([ours, floor]) => ours.cpu / floor.cpu),
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
const [ours, floor] = [await startWholeServer(url, { environment }), await startFloor(url, filled)];
try {
  const rows: (string | number)[][] = [];
  for (const one of chosen) {
    const found = await measure(one, { ours, floor, filled });
    const verdicts = [
      ...(one.least ? [`share ≥ ${one.least}: ${verdict(found.share, one.least, { least: true, digits: 2 })}`] : []),
      ...(one.mostCpu ? [`CPU ≤ ${one.mostCpu} ×: ${verdict(found.times, one.mostCpu)}`] : []),
    ];
    rows.push([
      ...[one.name, Math.round(found.bytes / 1_000), found.ours.toFixed(0), found.share.toFixed(2)],
      ...[found.cpu.toFixed(2), found.times.toFixed(1), verdicts.join(', ')],
    ]);
    process.stdout.write(`${rows.at(-1)?.join(' | ')}\n`);
  }
  const text = `\`npm run bench:graphql\`: the whole server, built, over HTTP with a key, beside node:http before one prepared statement written by
hand, which has the viewer's filter in it and knows no key; equal answers, eight connections, medians of ${ROUNDS} rounds in turn. « Share »: our
requests a second as a share of the floor's. CPU is that of the server's process a request, in ms, and as a multiple of the floor's.

${table(['asked', 'kB', 'a second', 'share', 'CPU, ms', 'CPU ×', ''], rows)}`;
  if (wanted.length === 0) writeSection({ heading: 'The API beside one statement', text }, measuredOn);
} finally {
  await ours.stop();
  floor.child.kill('SIGTERM');
  await once(floor.child, 'exit');
  await drop();
}
process.exit(0);
