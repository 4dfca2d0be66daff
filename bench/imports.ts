// `npm run bench:imports`: a DOCX and an ODT of 300 articles become a convention: read apart, recognised, looked at and confirmed. CPU
// seconds of both processes. Writes its part of bench/RESULTS.md.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { confirmImport, uploadConvention } from '#domain/imports/imports.ts';
import { handIn } from '#domain/outside.ts';
import { log } from '#log.ts';
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { buildOrganisation, buildPerson, signIn } from '#tests/build/organisations.ts';
import { item, makeDocx, makeOdt, p, styled, wordNumbering, wordStyles } from '#tests/formats/make-files.ts';
import { keptFiles, storedTexts } from '#tests/rig/outside.ts';
import { createOnPostgresql } from '#tests/rig/postgresql.ts';
import { machine, table, verdict, writeSection } from './report.ts';
import { spreadOf } from './statistics.ts';

const ARTICLES = 300;
const TIMES = 5;
const TARGET_S = 1;

const sentence =
  'Le Département et ses partenaires s’engagent à accompagner les communes du territoire dans leurs projets, selon un calendrier arrêté chaque année par le comité de pilotage.';
const numbers = Array.from({ length: ARTICLES }, (_, index) => index + 1);
const files = {
  docx: makeDocx(
    numbers
      .map(
        (number) =>
          styled('Titre1', `Article ${number} : Objet ${number}`) +
          p(sentence) +
          p(`${sentence} ${sentence}`) +
          item('Réunir les partenaires') +
          item('Remettre un bilan', 1),
      )
      .join(''),
    { styles: wordStyles, numbering: wordNumbering },
  ),
  odt: makeOdt(
    numbers
      .map(
        (number) =>
          `<text:h text:outline-level="1">Article ${number} : Objet ${number}</text:h><text:p>${sentence}</text:p><text:p>${sentence} ${sentence}</text:p><text:list><text:list-item><text:p>Réunir les partenaires</text:p></text:list-item></text:list>`,
      )
      .join(''),
  ),
};

/** CPU seconds of the process that reads a file: built, as formats/own-process.ts starts it. */
function readingCpu(bytes: Uint8Array): number {
  const program = join(import.meta.dirname, '../build/node/reading-process.js');
  const said = execFileSync('sh', ['-c', '"$0" "$1" > /dev/null; times', process.execPath, program], {
    input: bytes,
    encoding: 'utf8',
    env: { NODE_ENV: 'production' },
  });
  // The second line is of the children: « 0m1.230s 0m0.140s ».
  const [, minutes = '0', seconds = '0', more = '0', rest = '0'] =
    /^(\d+)m([\d.]+)s (\d+)m([\d.]+)s/.exec(said.trim().split('\n')[1] ?? '') ?? [];
  return 60 * (Number(minutes) + Number(more)) + Number(seconds) + Number(rest);
}

async function cpuOf<Value>(act: () => Promise<Value>): Promise<{ seconds: number; value: Value }> {
  const before = process.cpuUsage();
  const value = await act();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, value };
}

log.level = 'fatal';
const measuredOn = machine();
const database = await createOnPostgresql();
await connectDatabase(database.url);
handIn({
  live: storedTexts,
  announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
  mail: { queue: () => Promise.resolve() },
  files: keptFiles(),
});
const viewer = await signIn(
  await buildPerson({ organisationId: (await buildOrganisation({ kind: 'DEPARTMENT' })).id }),
);
const rows: (string | number)[][] = [];
for (const [name, bytes] of Object.entries(files)) {
  const measured: { read: number; upload: number; confirm: number }[] = [];
  for (let time = 0; time <= TIMES; time += 1) {
    const { seconds: upload, value } = await cpuOf(() => uploadConvention(viewer, { fileName: `x.${name}`, bytes }));
    const { seconds: confirm } = await cpuOf(() =>
      confirmImport(viewer, { draftId: value.id, title: `Convention ${name} ${time}`, year: 2026 }),
    );
    // The first time pays for compiling.
    if (time > 0) measured.push({ read: readingCpu(bytes), upload, confirm });
  }
  const middle = (pick: (one: (typeof measured)[number]) => number) => spreadOf(measured.map(pick)).p50;
  const all = middle(({ read, upload, confirm }) => read + upload + confirm);
  rows.push([
    name,
    ...[
      ({ read }: (typeof measured)[number]) => read,
      ({ upload }: (typeof measured)[number]) => upload,
      ({ confirm }: (typeof measured)[number]) => confirm,
    ].map((pick) => middle(pick).toFixed(2)),
    all.toFixed(2),
    `≤ ${TARGET_S} s: ${verdict(all, TARGET_S, { digits: 2 })}`,
  ]);
}
await disconnectDatabase();
await database.drop();
writeSection(
  {
    heading: 'Import of 300 articles',
    text: `\`npm run bench:imports\`. CPU seconds, medians of ${TIMES}, of a file of ${ARTICLES} articles with two paragraphs and a list each: reading in a
process of its own, its start with it; recognising, looking and keeping it (« upload »); making a convention of it.

${table(['file', 'reading process', 'upload', 'confirm', 'all', ''], rows)}`,
  },
  measuredOn,
);
process.exit(0);
