// `npm run bench:pages`, its second half: what each page costs the server over a database of ten years, as somebody opens it who sees
// all of it. The whole server, built, in a process of its own. Writes its part of bench/RESULTS.md. With the beginnings of some
// paths after it, only those are measured, and nothing is written.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { log } from '#log.ts';
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { createOnPostgresql } from '#tests/rig/postgresql.ts';
import { machine, table, verdict, writeSection } from './report.ts';
import type { Used } from './statement-counter.ts';
import { spreadOf } from './statistics.ts';
import { fillTenYears, type TenYears } from './ten-years.ts';
import { startWholeServer } from './whole-server.ts';

const TARGETS = { cpu: 100, statements: 25 };
/** The first openings compile; then each is opened so often, and the median told. */
const [WARMING, TIMES] = [6, 11];

const followed = ['', '/obligations', '/actions', '/livrables', '/financement', '/bilan'].map((part) => `suivi${part}`);

const pathsOf = ({
  conventionId,
  writtenId,
  writtenText,
  organisationId,
  obligationId,
  meetingId,
  blockId,
}: TenYears) => [
  ...['/', '/conventions', '/conventions/importer', '/notifications', '/recherche?q=communes', '/compte', '/donnees'],
  ...['/reunions', '/reunions/calendrier', '/reunions/decisions', '/reunions/nouvelle', '/aide'],
  ...['parcours', 'participants', 'activite', 'commentaires', 'documents', 'gestion', ...followed].map(
    (part) => `/conventions/${conventionId}/${part}`,
  ),
  `/conventions/${conventionId}/suivi/obligations/${obligationId}`,
  `/conventions/${conventionId}/suivi/actions/${blockId}`,
  ...['', '/lecture'].map((part) => `/conventions/${writtenId}${part}`),
  ...['', '/comparer'].map((part) => `/textes/${writtenText}/versions${part}`),
  ...['', '/ordre-du-jour'].map((part) => `/reunions/${meetingId}${part}`),
  ...['', '/services', '/cles', '/webhooks', '/suivi'].map((part) => `/organisation/${organisationId}${part}`),
  '/territoires/artois',
];

/** A path as the table shows it. */
const shownAs = (path: string) => path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');

async function usedBy(child: ChildProcess): Promise<Used> {
  child.send('used');
  const [used] = (await once(child, 'message')) as [Used];
  return used;
}

/** A page, opened again and again: its bytes, and medians of what it costs. Statements of the clock's jobs come beside some only. */
async function measure(child: ChildProcess, address: string, path: string, session: string) {
  const headers = { cookie: `session=${session}` };
  const used: Used[] = [];
  let bytes = 0;
  for (let turn = 0; turn < WARMING + TIMES; turn += 1) {
    const before = await usedBy(child);
    const response = await fetch(`${address}${path}`, { headers, redirect: 'manual' });
    bytes = (await response.arrayBuffer()).byteLength;
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
    const after = await usedBy(child);
    if (turn >= WARMING) used.push({ statements: after.statements - before.statements, cpu: after.cpu - before.cpu });
  }
  const median = (of: keyof Used) => spreadOf(used.map((one) => one[of])).p50;
  return { bytes, statements: median('statements'), cpu: median('cpu') };
}

log.level = 'fatal';
const wanted = process.argv.slice(2);
const measuredOn = machine();
const { url, drop } = await createOnPostgresql();
await connectDatabase(url);
const filled = await fillTenYears();
await disconnectDatabase();
const counter = join(import.meta.dirname, 'statement-counter.ts');
const server = await startWholeServer(url, { options: ['--import', 'tsx', '--import', counter] });
const { child, address } = server;
try {
  const paths = pathsOf(filled).filter(
    (path) => wanted.length === 0 || wanted.some((word) => shownAs(path).startsWith(word)),
  );
  const rows: (string | number)[][] = [];
  for (const path of paths) {
    const { bytes, statements, cpu } = await measure(child, address, path, filled.session);
    rows.push([
      ...[shownAs(path), Math.round(bytes / 1_000), cpu.toFixed(0), statements],
      verdict(cpu, TARGETS.cpu, { digits: 0 }),
      verdict(statements, TARGETS.statements, { digits: 0 }),
    ]);
    process.stdout.write(`${rows.at(-1)?.join(' | ')}\n`);
  }
  const text = `\`npm run bench:pages\`: 300 000 changes, 200 conventions, 5 000 meetings, 24 000 actions, 2 000 obligations, 10 000 outcomes, 4 000
notifications, and one text of the convention's size, for somebody who sees all of it. CPU of the whole server's process a page, in ms, and
statements sent, with those of the session and of the frame; medians of ${TIMES} openings, one at a time. Target: ${TARGETS.cpu} ms, ${TARGETS.statements} statements.

${table(['page', 'kB', 'CPU, ms', 'statements', 'CPU, target', 'statements, target'], rows)}`;
  if (wanted.length === 0) writeSection({ heading: 'Pages after ten years', text }, measuredOn);
} finally {
  await server.stop();
  await drop();
}
process.exit(0);
