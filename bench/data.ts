// `npm run bench:data`: how long deposited files take to check and with how much memory, then windows of a table of 100 000
// rows and of a map of 96 000 polygons, as pages ask for them. Writes its part of bench/RESULTS.md.
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Box } from '#formats/datasets/checked.ts';
import { checkDataset } from '#formats/datasets/checking.ts';
import { compareVersions, exportRows, readFeatures, readRows, summariseColumn } from '#formats/datasets/windows.ts';
import { log } from '#log.ts';
import { peakOfChildren } from '#tests/formats/datasets/child-memory.ts';
import { writeGeoPackage } from '#tests/formats/datasets/make-geopackage.ts';
import { machine, table, verdict, writeSection } from './report.ts';
import { spreadOf } from './statistics.ts';

const ROWS = 100_000;
const POLYGONS = 96_000;
const TIMES = 100;
const TARGET_MS = 60;
const MB = 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), 'bench-data-'));
const at = (name: string) => join(folder, name);
const communes = ['Hénin-Beaumont', 'Liévin', 'Lens', 'Béthune', 'Bruay-la-Buissière', 'Noeux-les-Mines', 'Avion'];

/** Lines as a service exports them: ten columns, French numbers and dates. */
function* lines(count: number): Generator<string> {
  yield 'Numéro;Commune;Code INSEE;Objet;Montant;Part;Déposé le;Soldé;Service;Observations\r\n';
  for (let index = 0; index < count; index += 1) {
    const mixed = (index * 7919) % count;
    const day = String(1 + (index % 28)).padStart(2, '0');
    yield `D${mixed};${communes[index % communes.length]};62${String(index % 893).padStart(3, '0')};Réhabilitation du logement n° ${mixed};${(mixed * 1.37).toFixed(2).replace('.', ',')};${index % 100};${day}/0${1 + (index % 9)}/20${10 + (index % 15)};${index % 3 ? 'oui' : 'non'};MDADT ${index % 2 ? 'Artois' : 'Lens-Hénin'};Observation ${index % 5000} de l’instruction\r\n`;
  }
}

/** Files whose checks are measured, each with its prepared file. */
async function makeFiles(): Promise<void> {
  await pipeline(Readable.from(lines(ROWS)), createWriteStream(at('table.csv'), { encoding: 'latin1' }));
  await pipeline(Readable.from(lines(1_000_000)), createWriteStream(at('million.csv'), { encoding: 'latin1' }));
  writeGeoPackage(at('map.gpkg'), { count: POLYGONS, vertices: 60 });
}

async function measureCheck(name: string): Promise<(string | number)[]> {
  const startedAt = performance.now();
  const check = checkDataset(at(name), name, { prepared: at(`${name}.prepared`) });
  const { result, megabytes } = await peakOfChildren(check);
  const seconds = (performance.now() - startedAt) / 1000;
  const size = (path: string) => Math.round(statSync(path).size / MB);
  return [
    name,
    size(at(name)),
    result.rowCount ?? 0,
    seconds.toFixed(1),
    Math.round(megabytes),
    size(at(`${name}.prepared`)),
  ];
}

/** Milliseconds of the first ask, and of the next ones as somebody scrolls or moves the map. */
async function time(ask: (index: number) => Promise<unknown>): Promise<{ first: number; p50: number; p95: number }> {
  const times: number[] = [];
  for (let index = 0; index < TIMES; index += 1) {
    const startedAt = performance.now();
    await ask(index);
    times.push(performance.now() - startedAt);
  }
  const { p50, p95 } = spreadOf(times);
  return { first: times[0] ?? Number.NaN, p50, p95 };
}

const somewhere = (index: number) => (index * 7919) % (ROWS - 200);

const rowWindows: readonly (readonly [string, Parameters<typeof readRows>[1]])[] = [
  ['as in the file', { offset: 0, limit: 200, sort: null, filters: [] }],
  ['sorted by words', { offset: 0, limit: 200, sort: { column: 'Objet', descending: false }, filters: [] }],
  [
    'sorted by numbers, backwards',
    { offset: 0, limit: 200, sort: { column: 'Montant', descending: true }, filters: [] },
  ],
  [
    'words within, sorted by dates',
    {
      offset: 0,
      limit: 200,
      sort: { column: 'Déposé le', descending: false },
      filters: [{ column: 'Commune', operator: 'CONTAINS', value: 'henin' }],
    },
  ],
  [
    'numbers from, dates until',
    {
      offset: 0,
      limit: 200,
      sort: null,
      filters: [
        { column: 'Montant', operator: 'AT_LEAST', value: '50 000' },
        { column: 'Déposé le', operator: 'AT_MOST', value: '31/12/2018' },
      ],
    },
  ],
];

async function measureRows(): Promise<(string | number)[][]> {
  const prepared = at('table.csv.prepared');
  const measured: (string | number)[][] = [];
  const row = async (name: string, ask: (index: number) => Promise<unknown>) => {
    const { first, p50, p95 } = await time(ask);
    measured.push([name, first.toFixed(0), p50.toFixed(0), p95.toFixed(0), verdict(p95, TARGET_MS, { digits: 0 })]);
  };
  for (const [name, query] of rowWindows)
    await row(`${name}, anywhere`, (index) =>
      readRows(prepared, { ...query, offset: somewhere(index) % (query.filters.length > 0 ? 10_000 : ROWS - 200) }),
    );
  // Nothing of a former window helps: each asks for other words.
  await row('other words each time', (index) =>
    readRows(prepared, {
      offset: 0,
      limit: 200,
      sort: { column: 'Montant', descending: false },
      filters: [{ column: 'Observations', operator: 'CONTAINS', value: `observation ${index * 97}` }],
    }),
  );
  return measured;
}

/** A window of a screen at this zoom, somewhere in the department. */
function screen(zoom: number, index: number): Box {
  const width = Math.min(1.4, (1280 / 256) * (360 / 2 ** zoom));
  const west = 1.6 + ((index * 0.37) % 1) * Math.max(0, 1.4 - width);
  const south = 50.1 + ((index * 0.61) % 1) * Math.max(0, 0.7 - width / 2);
  return [west, south, west + width, south + width / 2];
}

async function measureMap(): Promise<(string | number)[][]> {
  const prepared = at('map.gpkg.prepared');
  const measured: (string | number)[][] = [];
  const row = async (name: string, ask: (index: number) => Promise<unknown>) => {
    const { first, p50, p95 } = await time(ask);
    measured.push([name, first.toFixed(0), p50.toFixed(0), p95.toFixed(0), verdict(p95, TARGET_MS, { digits: 0 })]);
  };
  for (const zoom of [8, 10, 12, 14, 16])
    await row(`map at zoom ${zoom}, 2 000 objects at most`, (index) =>
      readFeatures(prepared, { bbox: screen(zoom, index), limit: 2000, offset: 0, zoom, bare: true }),
    );
  await row('100 exact objects with properties, deep', (index) =>
    readFeatures(prepared, { bbox: null, limit: 100, offset: somewhere(index) % (POLYGONS - 100), zoom: null }),
  );
  return measured;
}

async function measureLong(): Promise<(string | number)[][]> {
  const seconds = async (name: string, work: () => Promise<number>) => {
    const startedAt = performance.now();
    const bytes = await work();
    return [name, ((performance.now() - startedAt) / 1000).toFixed(1), bytes ? (bytes / MB).toFixed(0) : ''];
  };
  const taken = async (name: string, format: Parameters<typeof exportRows>[2]) => {
    let bytes = 0;
    for await (const chunk of await exportRows(at(name), { sort: null, filters: [] }, format)) bytes += chunk.length;
    return bytes;
  };
  return [
    await seconds('100 000 rows taken as CSV', () => taken('table.csv.prepared', 'CSV')),
    await seconds('100 000 rows taken as XLSX', () => taken('table.csv.prepared', 'XLSX')),
    await seconds('96 000 polygons taken as GeoJSON', () => taken('map.gpkg.prepared', 'GEOJSON')),
    await seconds('a column of 100 000 rows summarised', async () => {
      await summariseColumn(at('table.csv.prepared'), 'Montant');
      return 0;
    }),
    await seconds('100 000 rows compared with themselves', async () => {
      await compareVersions(at('table.csv.prepared'), at('table.csv.prepared'), 'Numéro');
      return 0;
    }),
  ];
}

log.level = 'fatal';
const measuredOn = machine();
try {
  await makeFiles();
  const checks = [await measureCheck('table.csv'), await measureCheck('million.csv'), await measureCheck('map.gpkg')];
  const [rows, map, long] = [await measureRows(), await measureMap(), await measureLong()];
  const text = `Files of data checked in a process of their own (« peak » is the most memory it held), then windows read from the
prepared file by a thread, one at a time, parsed as a page gets them: milliseconds. « First » is the first ask, by which a
sort or a filter is found; it counts among the others.

${table(['file', 'MB', 'rows', 'checked in, s', 'peak, MB', 'prepared, MB'], checks)}

${table([`window of 200 of ${ROWS} rows`, 'first', 'p50', 'p95', `p95 ≤ ${TARGET_MS} ms`], rows)}

${table([`window of ${POLYGONS} polygons`, 'first', 'p50', 'p95', `p95 ≤ ${TARGET_MS} ms`], map)}

${table(['not awaited by a page', 's', 'MB'], long)}`;
  writeSection({ heading: 'Data', text }, measuredOn);
  process.stdout.write(`${text}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
