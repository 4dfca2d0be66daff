// `npm run bench:feed`: a page of the feed over 300 000 changes, for a key that sees all of 200 conventions and for one that sees one of
// them, wherever the cursor stands. Writes its part of bench/RESULTS.md.
import { readChanges } from '#domain/history/feed.ts';
import { type Viewer, viewerOfApiKey } from '#domain/viewers.ts';
import { log } from '#log.ts';
import { connectDatabase, disconnectDatabase, pool } from '#prisma/client.ts';
import { createOnPostgresql } from '#tests/rig/postgresql.ts';
import { fill } from './graphql-data.ts';
import { machine, table, writeSection } from './report.ts';
import { spreadOf } from './statistics.ts';

const SIZE = { conventions: 200, axes: 1, threads: 1, obligations: 1, meetings: 1, changes: 300_000 };
const TIMES = 15;

async function measure(viewer: Viewer, epoch: string, position: number) {
  const after = Buffer.from(`${epoch}:${position}`).toString('base64url');
  const read = () => readChanges(viewer, { after, first: 100 });
  for (let turn = 0; turn < 3; turn += 1) await read();
  const times: number[] = [];
  let found = 0;
  for (let turn = 0; turn < TIMES; turn += 1) {
    const startedAt = performance.now();
    found = (await read()).changes.length;
    times.push(performance.now() - startedAt);
  }
  const { p50, p95 } = spreadOf(times);
  return { found, p50, p95 };
}

log.level = 'fatal';
const measuredOn = machine();
const { url, drop } = await createOnPostgresql();
await connectDatabase(url, { connections: 2 });
const filled = await fill(SIZE);
const { rows: heads } = await pool.query<{ epoch: string }>('select epoch from "FeedHead"');
const rows: (string | number)[][] = [];
for (const [who, key] of [
  ['200 of 200 conventions', filled.key],
  ['1 of 200 conventions', filled.narrowKey],
] as const)
  for (const position of [0, 150_000, 299_000]) {
    const viewer = (await viewerOfApiKey(key)) as Viewer;
    const { found, p50, p95 } = await measure(viewer, heads[0]?.epoch ?? '', position);
    rows.push([who, position, found, p50.toFixed(1), p95.toFixed(1)]);
    process.stdout.write(`${rows.at(-1)?.join(' | ')}\n`);
  }
const text = `\`npm run bench:feed\`: \`changes(first: 100)\` over 300 000 changes, in this process, milliseconds, ${TIMES} times.

${table(['sees', 'after position', 'changes', 'p50', 'p95'], rows)}`;
writeSection({ heading: 'A page of the feed', text }, measuredOn);
await disconnectDatabase();
await drop();
process.exit(0);
