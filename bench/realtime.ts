// `npm run bench:realtime`: the realtime path beside a bare socket.io relay in the same run, on PostgreSQL. Writes
// bench/RESULTS.md. A figure is a ratio to the relay where that makes sense: machines are noisy.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { createOnPostgresql } from '#tests/postgresql.ts';
import { startServer } from '#tests/realtime/server-child.ts';
import { measureDocument, measureRelay } from './latency.ts';
import { buildBench } from './people.ts';
import type { Spread } from './statistics.ts';
import { measureThroughput } from './throughput.ts';

const CLIENTS = [2, 10, 50];
const SECONDS = 5;
const DOCUMENTS = 100;
const DOCUMENT_SIZE = 4_000;

async function startRelay() {
  const child = fork(join(import.meta.dirname, 'relay-process.ts'), { execArgv: ['--import', 'tsx'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

const ms = (value: number) => value.toFixed(1);
const spread = ({ p50, p95, p99 }: Spread) => `${ms(p50)} / ${ms(p95)} / ${ms(p99)}`;

const made = await createOnPostgresql();
await connectDatabase(made.url);
const { tokens, documents } = await buildBench(Math.max(...CLIENTS), Array(DOCUMENTS).fill(DOCUMENT_SIZE));
const server = await startServer(made.url);
const relay = await startRelay();

const latencies: string[] = [];
for (const [index, clients] of CLIENTS.entries()) {
  const ours = await measureDocument(server.url, documents[index] ?? '', tokens.slice(0, clients), SECONDS);
  const bare = await measureRelay(relay.url, clients, SECONDS);
  const ratio = (ours.seen.p50 / bare.seen.p50).toFixed(2);
  latencies.push(`| ${clients} | ${spread(bare.seen)} | ${spread(ours.seen)} | ${spread(ours.confirmed)} | ${ratio} |`);
}
const shape = { writers: 2, readers: 3, pauseMs: 100, seconds: SECONDS };
const throughput = await measureThroughput(server, documents, tokens, shape);

writeFileSync(
  new URL('./RESULTS.md', import.meta.url),
  `# Realtime, measured

\`npm run bench:realtime\`, ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}, PostgreSQL, durability on.
Server, relay and clients share the machine; the server is a process of its own.

## Keystroke, p50 / p95 / p99 in milliseconds

| clients | relay: to the others | ours: to the others | ours: to « Enregistré » | p50 ratio |
|---|---|---|---|---|
${latencies.join('\n')}

Everybody in one text types four times a second. Target: ratio at most 2 at 10 and at 50, p95 at most 50 ms at 50.

## Throughput

| open texts | clients | edits/s | delivered/s | delivered a server-CPU-second |
|---|---|---|---|---|
| ${throughput.documents} | ${throughput.clients} | ${Math.round(throughput.edits)} | ${Math.round(throughput.delivered)} | ${Math.round(throughput.deliveredPerCpu)} |

Target: 20 000 at 100 texts.
`,
);

await server.kill();
relay.stop();
await disconnectDatabase();
await made.drop();
