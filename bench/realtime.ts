// `npm run bench:realtime`: the realtime path on PostgreSQL, each section on a fresh database, beside a bare socket.io
// relay where that makes sense. With names of sections, those alone. Writes bench/RESULTS.md.
import { log } from '#log.ts';
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { createOnPostgresql } from '#tests/rig/postgresql.ts';
import { latency } from './latency.ts';
import { memory } from './memory.ts';
import { nodes } from './nodes.ts';
import { opening } from './opening.ts';
import { reconnecting } from './reconnecting.ts';
import { machine, type Section, writeSection } from './report.ts';
import type { Place } from './servers.ts';
import { storage } from './storage.ts';
import { throughput } from './throughput.ts';

const sections: Record<string, (place: Place) => Promise<Section>> = {
  latency,
  throughput,
  memory,
  opening,
  reconnecting,
  storage,
  nodes,
};

const say = (line: string) => process.stdout.write(`${line}\n`);

// A database that is dropped under an idle connection is news to the pool alone.
log.level = 'fatal';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(sections, name));
if (unknown.length > 0) {
  say(`No section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}.`);
  process.exit(1);
}

for (const [name, measure] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startedAt = performance.now();
  const measuredOn = machine();
  const { url, drop } = await createOnPostgresql();
  await connectDatabase(url);
  const section = await measure({ databaseUrl: url });
  await disconnectDatabase();
  await drop();
  writeSection(section, measuredOn);
  say(`${section.heading} (${((performance.now() - startedAt) / 1_000).toFixed(0)} s)\n\n${section.text}\n`);
}
// Clients of a section may still wait for a server that is gone.
process.exit(0);
