// What pages and other systems read of a prepared file: rows, objects, summaries, changes, and what is taken away.
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { compareVersions, exportRows, readFeatures, readRows, summariseColumn } from '#formats/datasets/windows.ts';
import { WindowsThread } from '#formats/datasets/windows-thread.ts';
import { allRows, type Checked, check, checkAt, placeFor } from './make-data.ts';
import { writeGeoPackage } from './make-geopackage.ts';

const text = (rows: string[]) => `code;nom;montant;le;soldé\n${rows.join('\n')}\n`;
const rows = [
  'A1;Éclairage;10,5;01/02/2024;oui',
  'A2;école;3;15/06/2025;non',
  'A3;Zone d’activité;;31/12/2025;oui',
  'A4;Œuvre;-7;;',
  "A5;=cmd|' /C calc'!A0;200;01/01/2023;non",
];
let table: Checked;
let map: Checked;

beforeAll(async () => {
  table = await check('a.csv', text(rows));
  const path = placeFor('a.gpkg');
  writeGeoPackage(path, { count: 900, vertices: 120 });
  map = await checkAt(path, 'a.gpkg');
});

const all = { offset: 0, limit: 100, sort: null, filters: [] };
const codes = async (query: object) =>
  (await readRows(table.prepared, { ...all, ...query })).rows.map(([code]) => code);

describe('rows', () => {
  test.each([
    ['words, without accents or capitals, ligatures as two letters', 'nom', false, ['A5', 'A1', 'A2', 'A4', 'A3']],
    ['words, backwards', 'nom', true, ['A3', 'A4', 'A2', 'A1', 'A5']],
    ['numbers, the empty last', 'montant', false, ['A4', 'A2', 'A1', 'A5', 'A3']],
    ['numbers, backwards, the empty last', 'montant', true, ['A5', 'A1', 'A2', 'A4', 'A3']],
    ['dates', 'le', false, ['A5', 'A1', 'A2', 'A3', 'A4']],
  ])('are sorted by %s', async (_, column, descending, expected) => {
    expect(await codes({ sort: { column, descending } })).toEqual(expected);
  });

  test.each([
    ['nom', 'CONTAINS', 'ECLAIR', ['A1']],
    ['nom', 'CONTAINS', "d'activite", ['A3']],
    ['nom', 'CONTAINS', 'oeuvre', ['A4']],
    ['nom', 'CONTAINS', '%', []],
    ['nom', 'EQUALS', 'école', ['A2']],
    ['nom', 'EQUALS', 'ecole', []],
    ['montant', 'AT_LEAST', '3', ['A1', 'A2', 'A5']],
    ['montant', 'AT_LEAST', '10,5', ['A1', 'A5']],
    ['montant', 'AT_MOST', '-7', ['A4']],
    ['montant', 'EQUALS', 'beaucoup', []],
    ['montant', 'EMPTY', null, ['A3']],
    ['le', 'AT_MOST', '31/12/2024', ['A1', 'A5']],
    ['le', 'CONTAINS', '2025', ['A2', 'A3']],
    ['soldé', 'EQUALS', 'oui', ['A1', 'A3']],
  ])('are filtered: %s %s %s', async (column, operator, value, expected) => {
    expect(await codes({ filters: [{ column, operator, value }] })).toEqual(expected);
  });

  test('are given by windows, with their total and their ids', async () => {
    const sort = { column: 'montant', descending: true };
    expect(await readRows(table.prepared, { ...all, sort, offset: 1, limit: 2 })).toMatchObject({
      total: 5,
      ids: [1, 2],
      rows: [
        ['A1', 'Éclairage', 10.5, '2024-02-01', true],
        ['A2', 'école', 3, '2025-06-15', false],
      ],
    });
    expect(await codes({ ids: [5, 2, 99] })).toEqual(['A2', 'A5']);
    expect(await readRows(table.prepared, { ...all, offset: 99 })).toEqual({ total: 5, rows: [], ids: [] });
  });

  test('of a column that is not there, or of a file that is gone, end with their reason', async () => {
    await expect(codes({ sort: { column: 'x"; DROP TABLE rows', descending: false } })).rejects.toMatchObject({
      reason: 'UNKNOWN_COLUMN',
    });
    await expect(readRows('/nowhere', all)).rejects.toMatchObject({ reason: 'GONE' });
    const broken = placeFor('broken');
    writeFileSync(broken, 'rien');
    await expect(readRows(broken, all)).rejects.toMatchObject({ reason: 'GONE' });
  });

  test('leave no lock beside the file, and see it when it is prepared anew', async () => {
    const { prepared } = await check('b.csv', text(rows));
    await Promise.all(Array.from({ length: 20 }, () => readRows(prepared, all)));
    expect(readdirSync(dirname(prepared)).filter((name) => name.includes('.lock'))).toEqual([]);
    const { prepared: other } = await check('b.csv', text(rows.slice(0, 2)));
    renameSync(other, prepared);
    expect((await readRows(prepared, all)).total).toBe(2);
  });
});

describe('objects', () => {
  const lens: [number, number, number, number] = [2.7, 50.35, 2.95, 50.5];

  test('are found by a box, exact and paged without a zoom', async () => {
    const first = await readFeatures(map.prepared, { bbox: lens, limit: 10, offset: 0, zoom: null });
    expect(first.matched).toBeGreaterThan(20);
    expect(first).toMatchObject({ isPartial: true });
    const rest = await readFeatures(map.prepared, { bbox: lens, limit: 1000, offset: 10, zoom: null });
    expect(rest.features.length).toBe(first.matched - 10);
    expect(rest.isPartial).toBe(false);
    const [one] = first.features;
    expect(one?.properties).toEqual({
      fid: one?.id,
      nom: `Parcelle ${(one?.id ?? 0) - 1} d’Hénin`,
      surface: expect.any(Number),
      cree: expect.stringMatching(/^20\d\d-03-0\d$/),
    });
    expect(one?.geometry).toMatchObject({ type: 'Polygon', coordinates: [{ length: 121 }] });
  });

  test('are coarser from afar, spread evenly where they are too many, bare when asked', async () => {
    const vertices = async (zoom: number | null) => {
      const { features } = await readFeatures(map.prepared, { bbox: null, limit: 50, offset: 0, zoom, bare: true });
      expect(features[0]?.properties).toEqual({});
      return features.reduce(
        (sum, { geometry }) => sum + (geometry as { coordinates: unknown[][] }).coordinates.flat().length,
        0,
      );
    };
    const counts = [await vertices(null), await vertices(12), await vertices(9), await vertices(6)];
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
    expect(counts[3]).toBeLessThan((counts[0] as number) / 8);
    const { features, matched } = await readFeatures(map.prepared, { bbox: null, limit: 9, offset: 0, zoom: 7 });
    expect(matched).toBe(900);
    expect(features.map(({ id }) => id)).toEqual([1, 101, 201, 301, 401, 501, 601, 701, 801]);
  });

  test('are fewer than asked where they would weigh too much, and paged on from there', async () => {
    const path = placeFor('heavy.gpkg');
    writeGeoPackage(path, { count: 12, vertices: 60_000 });
    const { prepared } = await checkAt(path, 'heavy.gpkg');
    const seen: number[] = [];
    for (let pages = 0; seen.length < 12 && pages < 12; pages += 1) {
      const page = await readFeatures(prepared, { bbox: null, limit: 12, offset: seen.length, zoom: null });
      expect(page.features.length).toBeGreaterThan(0);
      expect(page.isPartial).toBe(seen.length + page.features.length < 12);
      seen.push(...page.features.map(({ id }) => id));
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('are none in a box elsewhere, and one by its id', async () => {
    const query = { limit: 10, offset: 0, zoom: null };
    expect(await readFeatures(map.prepared, { ...query, bbox: [10, 10, 11, 11] })).toMatchObject({
      matched: 0,
      features: [],
    });
    expect((await readFeatures(map.prepared, { ...query, bbox: null, ids: [7] })).features.map(({ id }) => id)).toEqual(
      [7],
    );
    expect((await readFeatures(table.prepared, { ...query, bbox: lens })).matched).toBe(0);
  });
});

describe('summaries', () => {
  test('words by how often they come, numbers in round steps, dates by year', async () => {
    expect(await summariseColumn(table.prepared, 'soldé')).toEqual({
      type: 'BOOLEAN',
      empty: 1,
      distinct: 2,
      counts: [
        { value: false, count: 2 },
        { value: true, count: 2 },
      ],
      bins: null,
    });
    const numbers = await summariseColumn(map.prepared, 'surface');
    expect(numbers.bins?.reduce((sum, { count }) => sum + count, 0)).toBe(900);
    expect(numbers.bins?.[0]).toEqual({ from: 0, to: 200, count: 134 });
    expect((await summariseColumn(table.prepared, 'le')).bins).toEqual([
      { from: 2023, to: 2024, count: 1 },
      { from: 2024, to: 2025, count: 1 },
      { from: 2025, to: 2026, count: 2 },
    ]);
  });
});

describe('versions', () => {
  test('are compared by the column that names their rows', async () => {
    const next = [rows[0] ?? '', 'A2;école;4;15/06/2025;non', rows[3] ?? '', rows[4] ?? '', 'A6;Nouveau;1;;'];
    const { prepared } = await check('b.csv', text(next).replace('soldé', 'payé'));
    const compared = await compareVersions(table.prepared, prepared, null);
    expect(compared).toMatchObject({
      key: 'code',
      added: 1,
      removed: 1,
      changed: 1,
      columnsAdded: ['payé'],
      columnsRemoved: ['soldé'],
    });
    expect(compared.sample.added).toEqual([['A6', 'Nouveau', 1, null, null]]);
    expect(compared.sample.removed[0]?.[0]).toBe('A3');
    expect(compared.sample.changed[0]).toMatchObject({
      before: ['A2', 'école', 3, '2025-06-15', false],
      after: ['A2', 'école', 4, '2025-06-15', false],
    });
  });

  test('are compared by all their cells where no column names them', async () => {
    const [one, other] = [await check('a.csv', 'x;y\na;b\nc;d\nc;e\n'), await check('b.csv', 'x;y\na;b\nc;z\n')];
    expect(await compareVersions(one.prepared, other.prepared, null)).toMatchObject({
      key: null,
      added: 1,
      removed: 2,
      changed: 0,
      sample: { added: [['c', 'z']] },
    });
  });

  test('a contour that moved is a change', async () => {
    const path = placeFor('moved.gpkg');
    writeGeoPackage(path, { count: 900, vertices: 120, shift: { of: 4, metres: 10 } });
    const moved = await checkAt(path, 'moved.gpkg');
    expect(await compareVersions(map.prepared, moved.prepared, null)).toMatchObject({
      key: 'fid',
      added: 0,
      removed: 0,
      changed: 1,
    });
    expect(await compareVersions(map.prepared, map.prepared, 'fid')).toMatchObject({
      added: 0,
      removed: 0,
      changed: 0,
    });
  });
});

describe('what is taken away', () => {
  const bytes = async (
    prepared: string,
    format: 'CSV' | 'XLSX' | 'GEOJSON',
    filters: Parameters<typeof exportRows>[1]['filters'] = [],
  ) => {
    const chunks: Buffer[] = [];
    for await (const chunk of await exportRows(
      prepared,
      { sort: { column: 'nom', descending: false }, filters },
      format,
    ))
      chunks.push(chunk);
    return Buffer.concat(chunks);
  };

  test('a CSV for French spreadsheets, whose formulas are words', async () => {
    expect((await bytes(table.prepared, 'CSV')).toString()).toBe(
      "\ufeffcode;nom;montant;le;soldé\r\nA5;'=cmd|' /C calc'!A0;200;2023-01-01;non\r\nA1;Éclairage;10,5;2024-02-01;oui\r\nA2;école;3;2025-06-15;non\r\nA4;Œuvre;-7;;\r\nA3;Zone d’activité;;2025-12-31;oui\r\n",
    );
  });

  test('what is taken as CSV or as a workbook is read back the same, the formula but for its apostrophe', async () => {
    const sorted = (await readRows(table.prepared, { ...all, sort: { column: 'nom', descending: false } })).rows;
    const expected = sorted.map((row) => row.map((cell) => (String(cell).startsWith('=') ? `'${cell}` : cell)));
    for (const [name, format] of [
      ['a.csv', 'CSV'],
      ['a.xlsx', 'XLSX'],
    ] as const) {
      const again = await check(name, await bytes(table.prepared, format));
      expect(again.columns).toEqual(table.columns);
      expect(await allRows(again.prepared)).toEqual(expected);
    }
  });

  test('only what the filters leave', async () => {
    const filters = [{ column: 'montant', operator: 'AT_LEAST', value: 10 } as const];
    expect((await bytes(table.prepared, 'CSV', filters)).toString().split('\r\n')).toHaveLength(4);
  });

  test('GeoJSON that is read back at the same places', async () => {
    const again = await check('a.geojson', await bytes(map.prepared, 'GEOJSON'));
    expect(again.rowCount).toBe(900);
    expect(again.geometry?.bbox).toEqual(map.geometry?.bbox);
    expect(again.geometry?.vertices).toBe(map.geometry?.vertices);
  });

  test('of a column that is not there is refused before the first byte', async () => {
    await expect(
      exportRows(table.prepared, { sort: { column: 'x', descending: false }, filters: [] }, 'CSV'),
    ).rejects.toMatchObject({ reason: 'UNKNOWN_COLUMN' });
  });
});

test('a thread that takes too long is ended, its folder with it; the others go on', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('windows-')).length;
  const hasty = new WindowsThread(1);
  const asked = [hasty.ask('rows', table.prepared, all), hasty.ask('rows', table.prepared, all)];
  for (const one of asked) await expect(one).rejects.toMatchObject({ reason: 'TOO_SLOW' });
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('windows-')).length).toBeLessThanOrEqual(before);
  expect((await readRows(table.prepared, all)).total).toBe(5);
});
