// `npm run test:faults`: kills a server process with SIGKILL while people write, again and again, and counts what they
// had been told is saved, or had seen of others, and the database does not have. That number is 0 or the run fails. On
// PostgreSQL also one of two nodes, with everybody at the other one afterwards, and Redis with it. Writes its part of
// bench/RESULTS.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import * as Y from 'yjs';
import { machine, table, writeSection } from '#bench/report.ts';
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { buildConvention, paragraph } from '#tests/build/conventions.ts';
import { buildOrganisation, buildPerson, buildSession } from '#tests/build/organisations.ts';
import { createOnPostgresql, whyNoPostgresql } from '#tests/rig/postgresql.ts';
import { type OwnRedis, startRedis, whyNoRedis } from '#tests/rig/redis.ts';
import { createChance } from '../realtime/random.ts';
import { type ServerChild, startServer } from '../realtime/server-child.ts';
import { Gate } from './gate.ts';
import { type Holding, holdingOf, missingFrom, Writer } from './writer.ts';

interface Scenario {
  name: string;
  kills: number;
  documents: number;
  writers: number;
  /** Pause after each confirmation. */
  pauseMs: number;
  /** Nodes that people are spread over; one of them is killed. */
  nodes: number;
}

const SCENARIOS: Scenario[] = [
  { name: 'three people typing in one text', kills: 30, documents: 1, writers: 3, pauseMs: 30, nodes: 1 },
  { name: '60 texts × 2 people, as fast as it goes', kills: 25, documents: 60, writers: 2, pauseMs: 0, nodes: 1 },
];

const SCENARIOS_OF_TWO: Scenario[] = [
  { name: 'two nodes: four people typing in one text', kills: 60, documents: 1, writers: 4, pauseMs: 30, nodes: 2 },
  {
    name: 'two nodes: 20 texts × 2 people',
    kills: 40,
    documents: 20,
    writers: 2,
    pauseMs: 30,
    nodes: 2,
  },
];

/** Redis is killed in one round of so many, a moment before a node is. */
const REDIS_EVERY = 3;

/** How long they write before the server dies. */
const WRITING_MS = { least: 100, most: 700 };

const say = (line: string) => process.stdout.write(`${line}\n`);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}

/** One organisation of editors and its texts. */
async function buildTexts({ documents, writers }: Scenario): Promise<{ texts: string[]; bearers: string[] }> {
  const { id: organisationId } = await buildOrganisation();
  const bearers: string[] = [];
  for (let i = 0; i < writers; i++)
    bearers.push(await buildSession((await buildPerson({ organisationId })).id, new Date(Date.now() + 3_600_000)));
  const texts: string[] = [];
  const participants = [{ organisationId, role: 'EDITOR' as const }];
  for (let i = 0; i < documents; i++)
    texts.push((await buildConvention({ content: [paragraph('Article 1')], participants })).documentId);
  return { texts, bearers };
}

/** What the database has, read without any code of the product. */
async function readStored(url: string, texts: string[]): Promise<Map<string, Holding>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ id: string; bytes: Uint8Array }>(
    `select "documentId" as id, bytes, sequence from "DocumentSnapshot" where "documentId" = any($1)
     union all select "documentId", bytes, sequence from "DocumentUpdate" where "documentId" = any($1) order by 3`,
    [texts],
  );
  await client.end();
  const docs = new Map(texts.map((id) => [id, new Y.Doc()]));
  for (const { id, bytes } of rows) Y.applyUpdate(docs.get(id) as Y.Doc, bytes);
  return new Map([...docs].map(([id, doc]) => [id, holdingOf(doc)]));
}

/** Edits that somebody was told are saved, or saw of somebody else, and that are gone. */
function countLost(writers: Writer[], stored: Map<string, Holding>) {
  let acknowledged = 0;
  let seen = 0;
  for (const { documentId, confirmed, doc } of writers) {
    const kept = stored.get(documentId) as Holding;
    acknowledged += missingFrom(kept, confirmed, (client) => client === doc.clientID);
    seen += missingFrom(kept, holdingOf(doc), (client) => client !== doc.clientID);
  }
  return { acknowledged, seen };
}

async function kill(server: ServerChild, withDatabase: boolean): Promise<void> {
  if (withDatabase && server.databasePid) process.kill(server.databasePid, 'SIGKILL');
  await server.kill();
}

/** What the report says of each scenario. */
const results: (string | number)[][] = [];

/** Where a scenario runs. */
interface Place {
  name: string;
  /** A database's URL, or a folder for an embedded one. */
  database: string;
  /** What the nodes hear of one another by. */
  redis: OwnRedis | null;
}

/** Runs one scenario; gives how many edits were lost. */
async function run(scenario: Scenario, place: Place, seed: number): Promise<number> {
  const chance = createChance(seed);
  const open = () => startServer(place.database, { redis: place.redis?.url });
  const gates = Array.from({ length: scenario.nodes }, () => new Gate());
  const urls = await Promise.all(gates.map((gate) => gate.listen()));
  const servers = await Promise.all(gates.map(open));
  const [first] = servers as [ServerChild];
  await connectDatabase(first.databaseUrl);
  const { texts, bearers } = await buildTexts(scenario);
  await disconnectDatabase();
  // Everybody moves on by one node each round, as behind a proxy.
  const openGates = (round: number) =>
    gates.forEach((gate, index) => {
      gate.open((servers[(index + round) % servers.length] as ServerChild).port);
    });
  openGates(0);
  const writers = texts.flatMap((text) =>
    bearers.map((bearer, index) => new Writer(urls[index % urls.length] as string, text, bearer, scenario.pauseMs)),
  );
  const lost = { acknowledged: 0, seen: 0 };
  let typedBefore = 0;
  for (let round = 1; round <= scenario.kills; round++) {
    await until(() => writers.every(({ connection }) => connection.status.synced));
    await sleep(WRITING_MS.least + chance(WRITING_MS.most - WRITING_MS.least));
    if (round % REDIS_EVERY === 0) {
      await place.redis?.stop();
      await sleep(chance(WRITING_MS.most));
    }
    const victim = chance(servers.length);
    // An embedded database dies with its server, or is left to close by itself.
    await kill(servers[victim] as ServerChild, chance(2) === 0);
    for (const gate of gates) gate.close();
    for (const writer of writers) writer.stop();
    // A node does not start without Redis; those that run go on without it.
    await place.redis?.start();
    const restarted = await open();
    servers[victim] = restarted;
    const gone = countLost(writers, await readStored(restarted.databaseUrl, texts));
    lost.acknowledged += gone.acknowledged;
    lost.seen += gone.seen;
    const typed = writers.reduce((sum, writer) => sum + writer.typed, 0);
    if (typed === typedBefore) throw new Error('Nobody wrote: the run shows nothing.');
    typedBefore = typed;
    openGates(round);
    for (const writer of writers) {
      writer.start();
      writer.connection.resume();
    }
  }
  await until(() => writers.every(({ connection }) => connection.status.synced));
  for (const writer of writers) writer.stop();
  await until(() => writers.every(({ connection }) => connection.status.unconfirmedBytes === 0));
  const final = await readStored((servers[0] as ServerChild).databaseUrl, texts);
  // In the end nothing at all is missing, confirmed or not.
  const missing = writers.reduce(
    (sum, { documentId, doc }) => sum + missingFrom(final.get(documentId) as Holding, holdingOf(doc), () => true),
    0,
  );
  for (const { connection } of writers) connection.destroy();
  for (const gate of gates) gate.end();
  await Promise.all(servers.map((server) => server.order('drain').catch(() => {})));
  say(
    `  ${scenario.name}: ${scenario.kills} kills, ${typedBefore} edits typed; lost: ${lost.acknowledged} acknowledged, ` +
      `${lost.seen} seen, ${missing} of all in the end`,
  );
  results.push([place.name, scenario.name, scenario.kills, typedBefore, lost.acknowledged, lost.seen, missing]);
  return lost.acknowledged + lost.seen + missing;
}

async function runOn(place: Place, scenarios: readonly Scenario[]): Promise<number> {
  say(place.name);
  let lost = 0;
  for (const [index, scenario] of scenarios.entries()) lost += await run(scenario, place, index + 1);
  return lost;
}

const measuredOn = machine();
const head = [
  'database',
  'what',
  'kill -9',
  'edits typed',
  'acknowledged and lost',
  'seen and lost',
  'missing in the end',
];

/** Runs a part and writes what came of it under a heading of its own. */
async function report(heading: string, how: string, runAll: () => Promise<number>): Promise<number> {
  results.length = 0;
  const startedAt = performance.now();
  const lost = await runAll();
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(0);
  const reached = lost === 0 ? 'reached' : '**not reached**';
  const text = `${how}, ${minutes} minutes. After each kill the database is read without any code of the product, before
anybody reconnects. Target: nothing lost, ${reached}.

${table(head, results)}`;
  if (results.length > 0) writeSection({ heading, text }, measuredOn);
  return lost;
}

async function runAlone(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  let lost = await runOn({ name: 'PGlite', database: folder, redis: null }, SCENARIOS);
  rmSync(folder, { recursive: true, force: true });
  const absent = await whyNoPostgresql();
  if (absent) {
    say(`PostgreSQL, skipped: ${absent}`);
    return lost;
  }
  const { url, drop } = await createOnPostgresql();
  lost += await runOn({ name: 'PostgreSQL', database: url, redis: null }, SCENARIOS);
  await drop();
  return lost;
}

async function runTwo(): Promise<number> {
  const absent = (await whyNoPostgresql()) ?? whyNoRedis();
  if (absent) {
    say(`Two nodes, skipped: ${absent}`);
    return 0;
  }
  const { url, drop } = await createOnPostgresql();
  const redis = await startRedis();
  const lost = await runOn({ name: 'PostgreSQL, Redis', database: url, redis }, SCENARIOS_OF_TWO);
  await redis.stop();
  await drop();
  return lost;
}

const embedded = '`npm run test:faults`; an embedded database is killed with its server every other time';
const two = `\`npm run test:faults -- nodes\`; one of two nodes is killed and everybody goes on at the other, Redis is killed before it in one round of ${REDIS_EVERY}`;
let lost = 0;
if (process.argv[2] !== 'nodes') lost += await report('Killed under writing', embedded, runAlone);
lost += await report('One of two nodes killed under writing', two, runTwo);
say(lost === 0 ? 'Nothing was lost.' : `${lost} edits were lost.`);
process.exit(lost === 0 ? 0 : 1);
