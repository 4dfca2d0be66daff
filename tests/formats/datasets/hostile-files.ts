// Files that harm, or that are not what they say, each with the reason for which it is refused. Read by hostile.test.ts, and
// deposited one after the other by tests/datasets/hostile-deposits.test.ts.
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { makeRawZip, noise } from '../make-files.ts';
import { collection, feature, makeOds, makeShapefile, makeXlsx, placeFor, point, zipOf } from './make-data.ts';
import { writeGeoPackage } from './make-geopackage.ts';

/** A map of one place, by which nothing is wrong. */
export const onePlace = collection([feature(point(2.5, 50.5), { nom: 'Béthune' })]);
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

/** Entities that multiply to 3 GB. */
export const lol = `<!DOCTYPE kml [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'[index]} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]>`;
const outside = '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
/** KML around some elements. */
export const kml = (inner: string, before = '') =>
  `<?xml version="1.0"?>${before}<kml><Document>${inner}</Document></kml>`;
const shapefile = makeShapefile([[2.5, 50.5]]);

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

/** What it is, its name, its bytes, and the reason. */
export const hostileFiles: readonly (readonly [string, string, () => string | Uint8Array, string])[] = [
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
  ['GeoJSON cut short', 'a.geojson', () => onePlace.slice(0, -20), 'DAMAGED'],
  ['GeoJSON that is none', 'a.geojson', () => '{"features":[{"type":"Feature",}]}', 'DAMAGED'],
  ['coordinates of 1e999 alone', 'a.geojson', () => onePlace.replace('2.5', '1e999'), 'OUT_OF_RANGE'],
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
];
