// `npm run test:faults`: kills the server process with SIGKILL while people write, again and again, and counts what they
// had been told is saved, or had seen of others, and the database does not have. That number is 0 or the run fails. Writes
// its part of bench/RESULTS.md.
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
}

const SCENARIOS: Scenario[] = [
  { name: 'three people typing in one text', kills: 30, documents: 1, writers: 3, pauseMs: 30 },
  { name: '60 texts × 2 people, as fast as it goes', kills: 25, documents: 60, writers: 2, pauseMs: 0 },
];

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

/** Runs one scenario on a database; gives how many edits were lost. */
async function run(scenario: Scenario, database: string, place: string, seed: number): Promise<number> {
  const chance = createChance(seed);
  const gate = new Gate();
  const url = await gate.listen();
  let server = await startServer(place);
  await connectDatabase(server.databaseUrl);
  const { texts, bearers } = await buildTexts(scenario);
  await disconnectDatabase();
  gate.open(server.port);
  const writers = texts.flatMap((text) => bearers.map((bearer) => new Writer(url, text, bearer, scenario.pauseMs)));
  const lost = { acknowledged: 0, seen: 0 };
  let typedBefore = 0;
  for (let round = 1; round <= scenario.kills; round++) {
    await until(() => writers.every(({ connection }) => connection.status.synced));
    await sleep(WRITING_MS.least + chance(WRITING_MS.most - WRITING_MS.least));
    // An embedded database dies with its server, or is left to close by itself.
    await kill(server, chance(2) === 0);
    gate.close();
    for (const writer of writers) writer.stop();
    server = await startServer(place);
    const gone = countLost(writers, await readStored(server.databaseUrl, texts));
    lost.acknowledged += gone.acknowledged;
    lost.seen += gone.seen;
    const typed = writers.reduce((sum, writer) => sum + writer.typed, 0);
    if (typed === typedBefore) throw new Error('Nobody wrote: the run shows nothing.');
    typedBefore = typed;
    gate.open(server.port);
    for (const writer of writers) {
      writer.start();
      writer.connection.resume();
    }
  }
  await until(() => writers.every(({ connection }) => connection.status.synced));
  for (const writer of writers) writer.stop();
  await until(() => writers.every(({ connection }) => connection.status.unconfirmedBytes === 0));
  const final = await readStored(server.databaseUrl, texts);
  // In the end nothing at all is missing, confirmed or not.
  const missing = writers.reduce(
    (sum, { documentId, doc }) => sum + missingFrom(final.get(documentId) as Holding, holdingOf(doc), () => true),
    0,
  );
  for (const { connection } of writers) connection.destroy();
  gate.end();
  await server.order('drain').catch(() => {});
  say(
    `  ${scenario.name}: ${scenario.kills} kills, ${typedBefore} edits typed; lost: ${lost.acknowledged} acknowledged, ` +
      `${lost.seen} seen, ${missing} of all in the end`,
  );
  results.push([database, scenario.name, scenario.kills, typedBefore, lost.acknowledged, lost.seen, missing]);
  return lost.acknowledged + lost.seen + missing;
}

async function runOn(name: string, place: string): Promise<number> {
  say(name);
  let lost = 0;
  for (const [index, scenario] of SCENARIOS.entries()) lost += await run(scenario, name, place, index + 1);
  return lost;
}

const startedAt = performance.now();
const measuredOn = machine();
const folder = mkdtempSync(join(tmpdir(), 'faults-'));
let lost = await runOn('PGlite', folder);
rmSync(folder, { recursive: true, force: true });
const absent = await whyNoPostgresql();
if (absent) say(`PostgreSQL, skipped: ${absent}`);
else {
  const { url, drop } = await createOnPostgresql();
  lost += await runOn('PostgreSQL', url);
  await drop();
}
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(0);
const head = [
  'database',
  'what',
  'kill -9',
  'edits typed',
  'acknowledged and lost',
  'seen and lost',
  'missing in the end',
];
writeSection(
  {
    heading: 'Killed under writing',
    text: `\`npm run test:faults\`, ${minutes} minutes. After each kill the database is read without any code of the product, before
anybody reconnects; an embedded database is killed with its server every other time. Target: nothing lost, ${lost === 0 ? 'reached' : '**not reached**'}.

${table(head, results)}`,
  },
  measuredOn,
);
say(lost === 0 ? 'Nothing was lost.' : `${lost} edits were lost.`);
process.exit(lost === 0 ? 0 : 1);
