// Files that would harm, or that are not what they say: each ends with its reason, in bounded time, and the next is read.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { checkDataset } from '#formats/datasets/checking.ts';
import { openDatabase } from '#formats/datasets/sqlite.ts';
import { readFeatures, readRows } from '#formats/datasets/windows.ts';
import { makeDocx, makeRawZip, noise, p } from '../make-files.ts';
import {
  allRows,
  check,
  collection,
  feature,
  folder,
  makeOds,
  makeShapefile,
  makeXlsx,
  placeFor,
  point,
  put,
  refusal,
  zipOf,
} from './make-data.ts';
import { writeGeoPackage } from './make-geopackage.ts';

const good = collection([feature(point(2.5, 50.5), { nom: 'Béthune' })]);
const raw = (name: string, text: string | Buffer, announced?: number) => {
  const bytes = Buffer.from(text);
  return { name, packed: deflateRawSync(bytes), announced: announced ?? bytes.length };
};
const rawParts = (parts: Record<string, string | Uint8Array>) =>
  Object.entries(parts).map(([name, bytes]) => raw(name, Buffer.from(bytes)));

/** The zip with a field of the table's first row changed. */
function patched(zip: Buffer, patch: (row: Buffer) => void): Buffer {
  const copy = Buffer.from(zip);
  patch(copy.subarray(copy.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))));
  return copy;
}
const asLink = (zip: Buffer) => patched(zip, (row) => row.writeUInt32LE(0xa1ff0000, 38));
const asEncrypted = (zip: Buffer) => patched(zip, (row) => row.writeUInt16LE(1, 8));

const lol = `<!DOCTYPE kml [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'[index]} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]>`;
const outside = '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
const kml = (inner: string, before = '') => `<?xml version="1.0"?>${before}<kml><Document>${inner}</Document></kml>`;
const shapefile = makeShapefile([[2.5, 50.5]]);
const geoPackage = (change: string) => {
  const path = placeFor('a.gpkg');
  writeGeoPackage(path, { count: 3, vertices: 5 });
  const database = openDatabase(path);
  database.exec(change);
  database.close();
  return path;
};

describe('a file that harms or lies is refused with its reason', () => {
  test.each<[string, string, () => string | Uint8Array, string]>([
    ['an empty file', 'a.csv', () => '', 'EMPTY'],
    ['a zip bomb that tells its size', 'a.zip', () => makeRawZip([raw('a.shp', Buffer.alloc(300e6))]), 'BOMB'],
    [
      'a bomb that says it is small',
      'a.xlsx',
      () => makeRawZip([raw('xl/workbook.xml', 'x'), raw('xl/_rels/workbook.xml.rels', Buffer.alloc(9e7, ' '), 1000)]),
      'DAMAGED',
    ],
    ['an entry that says it is 4 GB', 'a.zip', () => makeRawZip([raw('a.shp', 'x', 0xfffffffe)]), 'BOMB'],
    [
      'ten thousand entries',
      'a.zip',
      () => makeRawZip(Array.from({ length: 10_000 }, (_, index) => raw(`f${index}`, ''))),
      'BOMB',
    ],
    [
      'a zip that climbs out of its folder',
      'a.zip',
      () => makeRawZip([raw('../../etc/cron.d/a', 'x'), ...rawParts(shapefile)]),
      'HOSTILE',
    ],
    [
      'a zip with a path from the root',
      'a.zip',
      () => makeRawZip([raw('/etc/passwd', 'x'), ...rawParts(shapefile)]),
      'HOSTILE',
    ],
    [
      'a zip that climbs out as Windows writes it',
      'a.zip',
      () => makeRawZip([raw('..\\..\\a', 'x'), ...rawParts(shapefile)]),
      'HOSTILE',
    ],
    ['a zip that holds a symbolic link', 'a.zip', () => asLink(makeRawZip([raw('a.shp', '/etc/passwd')])), 'HOSTILE'],
    ['an encrypted zip', 'a.zip', () => asEncrypted(makeRawZip(rawParts(shapefile))), 'PROTECTED couche.shp'],
    ['two entries of one name', 'a.zip', () => makeRawZip([...rawParts(shapefile), raw('couche.shp', 'x')]), 'DAMAGED'],
    ['a zip cut short', 'a.zip', () => zipOf(shapefile).subarray(0, 200), 'DAMAGED'],
    [
      'a Shapefile cut short',
      'a.zip',
      () => zipOf({ ...shapefile, 'couche.shp': (shapefile['couche.shp'] as Buffer).subarray(0, 110) }),
      'DAMAGED',
    ],
    [
      'a Shapefile without its table',
      'a.zip',
      () => zipOf({ 'couche.shp': shapefile['couche.shp'] ?? '' }),
      'MISSING_PART dbf',
    ],
    ['a .shp without its zip', 'couche.shp', () => shapefile['couche.shp'] ?? '', 'MISSING_PART zip'],
    [
      'a Shapefile record that says it is 2 GB',
      'a.zip',
      () => zipOf({ ...shapefile, 'couche.shp': hugeRecord() }),
      'TOO_LONG',
    ],
    [
      'a projection that nobody knows',
      'a.zip',
      () => zipOf(makeShapefile([[1, 2]], { prj: 'PROJCS["Mars_2000_Sinusoidal"]' })),
      'UNKNOWN_PROJECTION Mars_2000_Sinusoidal',
    ],
    ['KML whose entities multiply', 'a.kml', () => kml('<name>&j;</name>', lol), 'HOSTILE'],
    ['KML that names a file of the server', 'a.kml', () => kml('<name>&x;</name>', outside), 'HOSTILE'],
    ['KML nested 20 000 deep', 'a.kml', () => kml('<Folder>'.repeat(20_000) + '</Folder>'.repeat(20_000)), 'HOSTILE'],
    ['KML cut short', 'a.kml', () => kml('<Placemark><Point>').slice(0, 70), 'DAMAGED'],
    [
      'a workbook with a DTD',
      'a.xlsx',
      () => zipOf({ ...makeXlsx({ A: [['a'], [1]] }), 'xl/worksheets/sheet1.xml': `${outside}<worksheet/>` }),
      'HOSTILE',
    ],
    [
      'a sheet of OpenDocument with a DTD',
      'a.ods',
      () =>
        zipOf(
          Object.fromEntries(
            Object.entries(makeOds('')).map(([name, text]) => [name, name === 'content.xml' ? outside + text : text]),
          ),
        ),
      'HOSTILE',
    ],
    [
      'a sheet that repeats a row a thousand million times',
      'a.ods',
      () =>
        zipOf(
          makeOds(
            '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>',
          ),
        ),
      'TOO_MANY_ROWS 1000000',
    ],
    [
      'a sheet that repeats a cell a million times',
      'a.ods',
      () =>
        zipOf(
          makeOds(
            '<table:table-row><table:table-cell table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell></table:table-row>',
          ),
        ),
      'TOO_MANY_COLUMNS 500',
    ],
    [
      'a cell in column 16 384',
      'a.xlsx',
      () => zipOf(makeXlsx({ A: [['a'], [{ raw: '<c r="XFD2"><v>1</v></c>' }]] })),
      'TOO_MANY_COLUMNS 500',
    ],
    [
      'GeoJSON nested 100 000 deep',
      'a.geojson',
      () =>
        `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":${'['.repeat(100_000)}`,
      'HOSTILE',
    ],
    ['GeoJSON cut short', 'a.geojson', () => good.slice(0, -20), 'DAMAGED'],
    ['GeoJSON that is none', 'a.geojson', () => '{"features":[{"type":"Feature",}]}', 'DAMAGED'],
    ['coordinates of 1e999 alone', 'a.geojson', () => good.replace('2.5', '1e999'), 'OUT_OF_RANGE'],
    ['places beyond the Earth alone', 'a.geojson', () => collection([feature(point(1e12, 1e12))]), 'OUT_OF_RANGE'],
    ['a collection of nothing', 'a.geojson', () => collection([]), 'NO_ROWS'],
    [
      'a thousand columns',
      'a.csv',
      () => `${Array.from({ length: 1000 }, (_, index) => `c${index}`).join(';')}\n`,
      'TOO_MANY_COLUMNS 500',
    ],
    ['a line of 20 MB', 'a.csv', () => `nom;texte\na;"${'x'.repeat(20e6)}"\n`, 'TOO_LONG'],
    [
      'a page of the web named CSV',
      'a.csv',
      () => '<!DOCTYPE html><html><body>Erreur 404</body></html>',
      'MISLABELLED html',
    ],
    [
      'a program named CSV',
      'a.csv',
      () => Buffer.concat([Buffer.from('MZ\u0090\0', 'latin1'), noise(3000)]),
      'MISLABELLED exe',
    ],
    ['noise named GeoPackage', 'a.gpkg', () => noise(5000), 'MISLABELLED'],
    ['words named workbook', 'a.xlsx', () => 'nom;âge\n', 'MISLABELLED'],
    [
      'a workbook with a password',
      'a.xlsx',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), noise(3000)]),
      'PROTECTED',
    ],
    ['a GeoPackage cut short', 'a.gpkg', () => cutGeoPackage(), 'DAMAGED'],
  ])('%s', async (_, name, make, reason) => {
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

function hugeRecord(): Buffer {
  const shp = Buffer.from(shapefile['couche.shp'] as Buffer);
  shp.writeInt32BE(0x7fffffff, 24);
  shp.writeInt32BE(0x3fffffff, 104);
  return shp;
}

function cutGeoPackage(): Buffer {
  const path = placeFor('b.gpkg');
  writeGeoPackage(path, { count: 300, vertices: 50 });
  return readFileSync(path).subarray(0, 20_000);
}

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
    const { prepared, remarks } = await check('a.geojson', good.replace('"Béthune"', 'NaN, "autre": "NaN"'));
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
      refusal('b.geojson', good),
      refusal('c.csv', ''),
    ]);
    expect(several).toEqual(['HOSTILE', 'taken', 'EMPTY']);
  });
});
