// `npm run bench:soak`: fifty people write for twenty minutes in the whole server, built, and each comes anew once a minute, as one
// who reloads the page; what the process holds, minute after minute. `npm run bench:soak -- 3`: so many minutes, and nothing is
// written. Writes its part of bench/RESULTS.md.
import { once } from 'node:events';
import { join } from 'node:path';
import { log } from '#log.ts';
import { connectDatabase, disconnectDatabase, pool } from '#prisma/client.ts';
import { createOnPostgresql } from '#tests/rig/postgresql.ts';
import { buildBench, CONVENTION_SIZE } from './people.ts';
import { machine, table, verdict, writeSection } from './report.ts';
import { sleep } from './statistics.ts';
import { startWholeServer, type WholeServer } from './whole-server.ts';
import { WireClient } from './wire-client.ts';

const MINUTES = 20;
const TEXTS = 10;
const WRITERS = 50;
/** Between a confirmation and the next key. */
const PAUSE_MS = 250;
/** From then on what is held must be flat: what fills up at first (compiled code, statements, open texts) has filled up. */
const FLAT_FROM = 10;
/** How much more may be held after an hour like those minutes, of what is held. */
const MOST_GROWTH = 0.1;

const MEGABYTE = 2 ** 20;

interface Told {
  rss: number;
  held: number;
  cpuSeconds: number;
}

interface Minute extends Told {
  minute: number;
  edits: number;
  delivered: number;
}

async function tell({ child }: WholeServer): Promise<Told> {
  child.send('tell');
  const [told] = (await once(child, 'message')) as [Told];
  return told;
}

/** The slope of the line nearest to `values`, one a minute, in their unit a minute. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const above = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  return above / values.reduce((sum, _value, index) => sum + (index - middle) ** 2, 0);
}

const counts = { edits: 0, delivered: 0 };
let isOver = false;

/** Somebody who writes, leaves after about a minute, and comes back at once with an empty page. */
async function write(server: WholeServer, documentId: string, token: string, index: number): Promise<void> {
  while (!isOver) {
    const client = new WireClient(server.address, documentId, { cookie: `session=${token}`, origin: server.address });
    await client.join();
    const until = performance.now() + 45_000 + Math.random() * 30_000;
    while (!isOver && performance.now() < until) {
      await client.type(index);
      counts.edits += 1;
      await sleep(PAUSE_MS);
    }
    counts.delivered += client.received;
    client.close();
  }
}

async function storedBytes(): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>('select sum(length(bytes)) as bytes from "DocumentSnapshot"');
  return Number(rows[0]?.bytes ?? 0);
}

log.level = 'fatal';
const minutes = Number(process.argv[2] ?? MINUTES);
const measuredOn = machine();
const { url, drop } = await createOnPostgresql();
await connectDatabase(url);
const { tokens, documents } = await buildBench(WRITERS, Array(TEXTS).fill(CONVENTION_SIZE));
const before = await storedBytes();
const teller = join(import.meta.dirname, 'memory-teller.mjs');
const server = await startWholeServer(url, { options: ['--expose-gc', '--import', teller] });
const found: Minute[] = [];
try {
  const writing = tokens.map((token, index) => write(server, documents[index % TEXTS] as string, token, index));
  const broken = Promise.all(writing).then(() => undefined);
  for (let minute = 1; minute <= minutes; minute += 1) {
    await Promise.race([sleep(60_000), broken]);
    found.push({ minute, ...(await tell(server)), ...counts });
    const { held, rss, edits } = found.at(-1) as Minute;
    const [heldMb, rssMb] = [held, rss].map((bytes) => (bytes / MEGABYTE).toFixed(1));
    process.stdout.write(`minute ${minute}: ${heldMb} MB held, ${rssMb} MB resident, ${edits} edits\n`);
  }
  isOver = true;
  await broken;
  const stored = await storedBytes();
  const late = found.filter(({ minute }) => minute >= Math.min(FLAT_FROM, minutes / 2));
  const held = late.map((one) => one.held / MEGABYTE);
  const mean = held.reduce((sum, value) => sum + value, 0) / held.length;
  const slope = slopeOf(held);
  const resident = slopeOf(late.map(({ rss }) => rss / MEGABYTE));
  const cpu = (last: Minute, first: Minute) =>
    (last.cpuSeconds - first.cpuSeconds) / (60 * (last.minute - first.minute));
  const rows = found.map((one, index) => [
    one.minute,
    (one.held / MEGABYTE).toFixed(1),
    (one.rss / MEGABYTE).toFixed(0),
    one.edits,
    index === 0 ? '' : `${Math.round(100 * cpu(one, found[index - 1] as Minute))} %`,
  ]);
  const text = `\`npm run bench:soak\`: the whole server, built; ${WRITERS} people in ${TEXTS} texts of the convention's size, each typing a key ${PAUSE_MS} ms after the
last was confirmed and coming anew once a minute, ${minutes} minutes. « Held »: heap and buffers after garbage collection. The texts
grew from ${(before / MEGABYTE).toFixed(1)} to ${(stored / MEGABYTE).toFixed(1)} MB as they are stored.

From minute ${late[0]?.minute} on: held ${slope >= 0 ? '+' : ''}${slope.toFixed(2)} MB a minute around ${mean.toFixed(0)} MB, resident ${resident >= 0 ? '+' : ''}${resident.toFixed(2)} MB a minute. Target: at most
${MOST_GROWTH * 100} % more in an hour: ${verdict((60 * slope) / mean, MOST_GROWTH, { digits: 2 })}.

${table(['minute', 'held, MB', 'resident, MB', 'edits', 'CPU'], rows)}`;
  process.stdout.write(`\n${text}\n`);
  if (minutes === MINUTES) writeSection({ heading: 'Twenty minutes of fifty writers', text }, measuredOn);
} finally {
  isOver = true;
  await server.stop();
  await disconnectDatabase();
  await drop();
}
process.exit(0);
