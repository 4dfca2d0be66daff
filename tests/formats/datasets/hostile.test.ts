// Files that would harm, or that are not what they say: each ends with its reason, in bounded time, and the next is read.
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDataset } from '#formats/datasets/checking.ts';
import { openDatabase } from '#formats/datasets/sqlite.ts';
import { readFeatures, readRows } from '#formats/datasets/windows.ts';
import { makeDocx, p } from '../make-files.ts';
import { hostileFiles, kml, lol, onePlace } from './hostile-files.ts';
import {
  allRows,
  check,
  collection,
  feature,
  folder,
  makeXlsx,
  placeFor,
  point,
  put,
  refusal,
  zipOf,
} from './make-data.ts';
import { writeGeoPackage } from './make-geopackage.ts';

const geoPackage = (change: string) => {
  const path = placeFor('a.gpkg');
  writeGeoPackage(path, { count: 3, vertices: 5 });
  const database = openDatabase(path);
  database.exec(change);
  database.close();
  return path;
};

describe('a file that harms or lies is refused with its reason', () => {
  test.each(hostileFiles)('%s', async (_, name, make, reason) => {
    expect(await refusal(name, make())).toBe(reason);
  });

  test('a GeoPackage whose layer is a view that never ends is not read', async () => {
    const path = geoPackage(
      "DROP TABLE parcelles; CREATE VIEW parcelles AS WITH RECURSIVE n(fid) AS (SELECT 1 UNION ALL SELECT fid + 1 FROM n) SELECT fid, x'' AS geom FROM n",
    );
    await expect(checkDataset(path, 'a.gpkg', { prepared: placeFor('p') })).rejects.toMatchObject({
      reason: 'NO_ROWS',
    });
  });

  test('a file that takes too long is stopped, and nothing of it stays', async () => {
    const prepared = placeFor('slow');
    const path = put('a.csv', 'a;b\n'.repeat(200_000));
    await expect(checkDataset(path, 'a.csv', { prepared, milliseconds: 300 })).rejects.toMatchObject({
      reason: 'TOO_SLOW',
    });
    expect(existsSync(prepared)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.check-'))).toEqual([]);
  });
});

describe('what is odd in a good file is left out and said', () => {
  test('objects at impossible places keep their row, not their place', async () => {
    const places = [
      point(2.5, 50.5),
      point(200, 50),
      { type: 'Point', coordinates: ['2', 50] },
      { type: 'Cube' },
      null,
    ];
    const { rowCount, remarks, geometry } = await check(
      'a.geojson',
      collection(places.map((one) => feature(one, { a: 1 }))),
    );
    expect(rowCount).toBe(5);
    expect(geometry).toMatchObject({ type: 'POINT', bbox: [2.5, 50.5, 2.5, 50.5] });
    expect(remarks).toEqual([expect.stringContaining('3 objets ont une géométrie impossible')]);
  });

  test('columns named __proto__ and constructor are columns like others', async () => {
    const text =
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"__proto__":"a","constructor":"b"}}]}';
    const { columns, prepared } = await check('a.geojson', text);
    expect(columns.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    expect(await allRows(prepared)).toEqual([['a', 'b']]);
    const csv = await check('a.csv', '__proto__;toString\na;b\n');
    expect(csv.columns.map(({ name }) => name)).toEqual(['__proto__', 'toString']);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  test('a column is asked for by the name that was told, whatever the file wrote', async () => {
    const name = 'Pre\u0301nom\u00ad\u0007 \ud83d de l’élève';
    const { columns, prepared } = await check('a.geojson', collection([feature(null, { [name]: 'b' })]));
    const sort = { column: columns[0]?.name ?? '', descending: false };
    expect(columns[0]?.name).toBe('Prénom de l’élève');
    expect((await readRows(prepared, { offset: 0, limit: 1, sort, filters: [] })).rows).toEqual([['b']]);
  });

  test('objects without any place are rows of a table, on no map', async () => {
    const { geometry, rowCount, prepared } = await check('a.geojson', collection([feature(null, { a: 'b' })]));
    expect({ geometry, rowCount }).toEqual({ geometry: null, rowCount: 1 });
    const query = { limit: 10, offset: 0, zoom: null };
    expect((await readFeatures(prepared, { ...query, bbox: null })).features[0]).toEqual({
      type: 'Feature',
      id: 1,
      geometry: null,
      properties: { a: 'b' },
    });
    expect((await readFeatures(prepared, { ...query, bbox: [0, 0, 90, 90] })).matched).toBe(0);
  });

  test('a cell longer than any workbook holds is cut, and it is said', async () => {
    const { remarks, prepared } = await check('a.csv', `nom;texte\na;${'é'.repeat(40_000)}\n`);
    expect((await allRows(prepared))[0]?.[1]).toHaveLength(32_767);
    expect(remarks.join()).toContain('coupées');
  });

  test('NaN, which JSON lacks, is an empty cell', async () => {
    const { prepared, remarks } = await check('a.geojson', onePlace.replace('"Béthune"', 'NaN, "autre": "NaN"'));
    expect(await allRows(prepared)).toEqual([[null, 'NaN']]);
    expect(remarks).toHaveLength(1);
  });

  test('an SVG and a page of the web are neither images nor tables', async () => {
    const svg = await check('a.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect(svg).toMatchObject({ kind: 'OTHER', mediaType: 'image/svg+xml', rowCount: null });
    expect(await check('a.html', '<!doctype html><p>a')).toMatchObject({ kind: 'OTHER', mediaType: 'text/html' });
  });

  test('a workbook named CSV is read as what it is, and it is said', async () => {
    const { format, remarks } = await check('a.csv', zipOf(makeXlsx({ A: [['nom'], ['a']] })));
    expect(format).toBe('XLSX');
    expect(remarks[0]).toContain('se termine par « .csv »');
  });

  test('a text is a document with its words', async () => {
    const { kind, text, rowCount } = await check('a.docx', makeDocx(p('Un diagnostic du bassin minier.')));
    expect({ kind, text, rowCount }).toEqual({
      kind: 'DOCUMENT',
      text: 'Un diagnostic du bassin minier.',
      rowCount: null,
    });
  });

  test('one file that is refused keeps no other from being read', async () => {
    const several = await Promise.all([
      refusal('a.kml', kml('', lol)),
      refusal('b.geojson', onePlace),
      refusal('c.csv', ''),
    ]);
    expect(several).toEqual(['HOSTILE', 'taken', 'EMPTY']);
  });
});
