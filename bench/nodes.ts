// What a second and a third node cost and give: how long a keystroke takes to people at another node, and how much of all nodes'
// processors an update takes that reaches somebody.

import type { ServerChild } from '#tests/realtime/server-child.ts';
import { type OwnRedis, startRedis, whyNoRedis } from '#tests/rig/redis.ts';
import { connectToServer, measureTyping } from './latency.ts';
import { buildBench, CONVENTION_SIZE } from './people.ts';
import { type Section, table, verdict } from './report.ts';
import { type Place, withNodes } from './servers.ts';
import { spreadOf } from './statistics.ts';
import { measureThroughput } from './throughput.ts';

const PEOPLE = 10;
const COUNTS = [1, 2, 3];

const SHAPES = [
  { name: 'one text', documents: 1, writers: 10, readers: 10, pauseMs: 250, seconds: 5 },
  { name: '100 texts', documents: 100, writers: 2, readers: 3, pauseMs: 100, seconds: 5 },
];

/** CPU a delivery, of that of one node. */
const TARGET = 1.3;

const ms = (value: number) => value.toFixed(1);

async function typeAt(servers: readonly ServerChild[], documentId: string, tokens: string[]) {
  const ends = await Promise.all(
    tokens.map((token, index) =>
      connectToServer((servers[index % servers.length] as ServerChild).url, documentId, token),
    ),
  );
  return measureTyping(ends);
}

async function latencies(place: Place, redis: OwnRedis): Promise<string[][]> {
  const rows: string[][] = [];
  const { tokens, documents } = await buildBench(PEOPLE, Array(COUNTS.length + 1).fill(CONVENTION_SIZE));
  const row = (name: string, { seen, confirmed }: Awaited<ReturnType<typeof typeAt>>) => {
    const [told, saved] = [spreadOf(seen), spreadOf(confirmed)];
    rows.push([name, ...[told.p50, told.p95, told.p99, saved.p50].map(ms)]);
  };
  for (const [index, count] of COUNTS.entries())
    await withNodes(place, { count, redis: redis.url }, async (servers) => {
      row(`${count}`, await typeAt(servers, documents[index] as string, tokens));
      if (count !== 2) return;
      await redis.stop();
      row('2, Redis away', await typeAt(servers, documents.at(-1) as string, tokens));
      await redis.start();
    });
  return rows;
}

async function costs(place: Place, redis: OwnRedis): Promise<(string | number)[][]> {
  const rows: (string | number)[][] = [];
  for (const shape of SHAPES) {
    let alone = 0;
    for (const count of COUNTS) {
      const { tokens, documents } = await buildBench(
        shape.writers + shape.readers,
        Array(shape.documents).fill(CONVENTION_SIZE / 10),
      );
      const found = await withNodes(place, { count, redis: redis.url }, (servers) =>
        measureThroughput(servers, documents, tokens, shape),
      );
      if (count === 1) alone = found.deliveredPerCpu;
      const ratio = alone / found.deliveredPerCpu;
      rows.push([
        shape.name,
        count,
        Math.round(found.delivered),
        `${Math.round(found.cpuShare * 100)} %`,
        Math.round(found.deliveredPerCpu),
        count === 1 ? '' : verdict(ratio, TARGET, { digits: 2 }),
      ]);
    }
  }
  return rows;
}

/** The section « several nodes ». */
export async function nodes(place: Place): Promise<Section> {
  const heading = 'Several nodes';
  const absent = whyNoRedis();
  if (absent) return { heading, text: `Skipped: ${absent}.` };
  const redis = await startRedis();
  try {
    const seen = await latencies(place, redis);
    const spent = await costs(place, redis);
    return {
      heading,
      text: `${PEOPLE} people in one text, spread over the nodes, each typing four times a second; milliseconds from a key to somebody
else's copy, and to its own confirmation.

${table(['nodes', 'seen p50', 'p95', 'p99', 'confirmed p50'], seen)}

The processors of all nodes together, without PostgreSQL's and Redis'. The last column: CPU a delivery, of that of one node.

${table(['', 'nodes', 'delivered/s', 'CPU', 'delivered a CPU-second', `≤ ${TARGET}`], spent)}`,
    };
  } finally {
    await redis.stop();
  }
}
