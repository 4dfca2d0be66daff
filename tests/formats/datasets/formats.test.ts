// Each format beyond the plain case: layers, projections, formulas, nested geometries, what programs write their own way.
import { openSync, writeSync } from 'node:fs';
import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import { guessedProjection, namedProjection } from '#formats/datasets/projections.ts';
import { readFeatures } from '#formats/datasets/windows.ts';
import {
  allRows,
  check,
  checkAt,
  collection,
  feature,
  makeOds,
  makeShapefile,
  makeXlsx,
  placeFor,
  point,
  zipOf,
} from './make-data.ts';
import { writeGeoPackage } from './make-geopackage.ts';

const features = async (prepared: string) =>
  (await readFeatures(prepared, { bbox: null, limit: 100, offset: 0, zoom: null })).features;

/** Lens, in degrees. */
const lens: [number, number] = [2.8318, 50.4289];
const prjNtf =
  'PROJCS["NTF_Paris_Lambert_Zone_II",GEOGCS["GCS_NTF_Paris",DATUM["D_NTF",SPHEROID["Clarke_1880_IGN",6378249.2,293.46602]],PRIMEM["Paris",2.337229166666667],UNIT["Grad",0.01570796326794897]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",600000],PARAMETER["False_Northing",2200000],UNIT["Meter",1]]';

describe('projections', () => {
  test.each([
    ['EPSG:2154', 2154],
    ['urn:ogc:def:crs:EPSG::3950', 3950],
    ['PROJCS["RGF93_v1_Lambert_93",GEOGCS["GCS_RGF93_v1"]]', 2154],
    ['PROJCS["RGF93_CC50",GEOGCS["x"]]', 3950],
    ['PROJCS["RGF93 v1 / CC43",GEOGCS["x"],AUTHORITY["EPSG","3943"]]', 3943],
    [prjNtf, 27572],
    ['PROJCS["NTF_Lambert_Zone_I",GEOGCS["x"],PARAMETER["False_Northing",1200000]]', 27571],
    ['GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]', 4326],
    ['PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["x"]]', 3857],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 4326],
  ])('%s is EPSG:%i', (name, code) => {
    expect(namedProjection(name).crs).toBe(`EPSG:${code}`);
  });

  test('places told in each of them are recognised where they lie', () => {
    expect(guessedProjection([688_000, 7_037_000])?.crs).toBe('EPSG:2154');
    expect(guessedProjection([1_688_000, 9_248_000])?.crs).toBe('EPSG:3950');
    expect(guessedProjection([635_000, 2_604_000])?.crs).toBe('EPSG:27572');
    expect(guessedProjection(lens)?.crs).toBe('EPSG:4326');
    expect(guessedProjection([5e8, 5e8])).toBe(null);
  });

  test('NTF is converted by the shift of IGN, and its precision is said', async () => {
    const zip = zipOf(makeShapefile([[635_108, 2_604_073]], { prj: prjNtf }));
    const { geometry, prepared } = await check('a.zip', zip);
    expect(geometry?.crs).toBe('EPSG:27572');
    expect(geometry?.note).toContain('NTF');
    const [first] = await features(prepared);
    const [x = 0, y = 0] = (first?.geometry as { coordinates: number[] } | undefined)?.coordinates ?? [];
    // Without the shift, as an ESRI .prj is read by itself, the place lies some 70 to 130 metres off.
    const plain =
      '+proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000 +y_0=2200000 +a=6378249.2 +b=6356515 +pm=paris +units=m';
    const [offX = 0, offY = 0] = proj4(plain, 'WGS84').forward([635_108, 2_604_073]);
    const metres = Math.hypot((x - offX) * Math.cos((y * Math.PI) / 180), y - offY) * 111_320;
    expect(metres).toBeGreaterThan(40);
    expect(metres).toBeLessThan(200);
  });

  test('GeoJSON in Lambert-93 is recognised, whether it says so or not', async () => {
    const one = feature(point(688_000, 7_037_000));
    const silent = await check('a.geojson', collection([one]));
    expect(silent.geometry?.crs).toBe('EPSG:2154');
    expect(silent.remarks.join()).toContain('EPSG:2154');
    const crs = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::2154' } } };
    const told = await check('b.geojson', collection([one], crs));
    expect(told.geometry?.crs).toBe('EPSG:2154');
    expect(told.remarks).toEqual([]);
  });
});

describe('GeoJSON', () => {
  test('one feature, one geometry, lines of features', async () => {
    expect(await check('a.geojson', JSON.stringify(feature(point(2, 50), { a: 1 })))).toMatchObject({ rowCount: 1 });
    expect(await check('b.geojson', JSON.stringify(point(2, 50)))).toMatchObject({ rowCount: 1, columns: [] });
    const lines = `${JSON.stringify(feature(point(2, 50), { a: 1 }))}\n${JSON.stringify(feature(point(3, 50), { b: 'x' }))}\n`;
    const { prepared, columns } = await check('c.geojsonl', lines);
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual(['a NUMBER', 'b TEXT']);
    expect(await allRows(prepared)).toEqual([
      [1, null],
      [null, 'x'],
    ]);
  });

  test('braces in words and members around the features', async () => {
    const text = `{"name":"a \\"features\\": [","bbox":[1,2,3,4],"features":[${JSON.stringify(feature(point(2, 50), { nom: '}{]["\\' }))}],"type":"FeatureCollection","more":{"a":[1]}}`;
    const { prepared } = await check('a.geojson', text);
    expect(await allRows(prepared)).toEqual([['}{]["\\']]);
  });

  test('heights are left out, and it is said; lists of values become words', async () => {
    const one = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [2, 50, 30] },
      properties: { l: [1, 2], d: '2025-01-31' },
    };
    const { prepared, remarks, columns } = await check('a.geojson', collection([one]));
    expect(remarks.join()).toContain('altitudes');
    expect(columns.map(({ type }) => type)).toEqual(['TEXT', 'DATE']);
    expect(await allRows(prepared)).toEqual([['[1,2]', '2025-01-31']]);
  });
});

describe('GeoPackage', () => {
  test('one that QGIS left in its journal mode of writing ahead is read', async () => {
    const path = placeFor('wal.gpkg');
    writeGeoPackage(path, { count: 5, vertices: 8 });
    writeSync(openSync(path, 'r+'), Buffer.from([2, 2]), 0, 2, 18);
    const { rowCount, columns, geometry } = await checkAt(path, 'wal.gpkg');
    expect(rowCount).toBe(5);
    expect(geometry).toMatchObject({ type: 'POLYGON', crs: 'EPSG:2154', vertices: 45 });
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'fid NUMBER',
      'nom TEXT',
      'surface NUMBER',
      'cree DATE',
    ]);
  });
});

describe('Shapefile', () => {
  test('names are read in the encoding that the .cpg says, else in that of Windows', async () => {
    const words = ['Hénin'];
    const said = makeShapefile([lens], {
      words: [Buffer.from('Hénin').toString('latin1')],
      more: { 'couche.cpg': 'UTF-8' },
    });
    const silent = makeShapefile([lens], { words });
    for (const parts of [said, silent]) {
      const { prepared } = await check('a.zip', zipOf(parts));
      expect(await allRows(prepared)).toEqual([words]);
    }
  });

  test('of several layers one is read, the others are named, another may be chosen', async () => {
    const parts = makeShapefile([lens]);
    const two = {
      ...parts,
      'dossier/autre.SHP': parts['couche.shp'] ?? '',
      'dossier/autre.DBF': parts['couche.dbf'] ?? '',
    };
    const first = await check('a.zip', zipOf(two));
    expect(first.reading?.sheet).toBe('couche');
    expect(first.remarks.join()).toContain('dossier/autre');
    expect((await check('a.zip', zipOf(two), { sheet: 'dossier/autre' })).reading?.sheet).toBe('dossier/autre');
  });
});

describe('KML', () => {
  const kml = (inner: string) =>
    `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${inner}</Document></kml>`;
  const data =
    '<ExtendedData><Data name="montant"><value>12.5</value></Data><SchemaData><SimpleData name="ville">Liévin</SimpleData></SchemaData></ExtendedData>';
  const ring = '2,50 3,50 3,51 2,50';

  test('points, lines, polygons with holes, several geometries, in a KMZ as well', async () => {
    const text = kml(
      `<Folder><Placemark><name>A &amp; B</name>${data}<Point><coordinates>2.5,50.5,0</coordinates></Point></Placemark></Folder>
       <Placemark><LineString><coordinates>2,50 3,51</coordinates></LineString></Placemark>
       <Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>${ring}</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>${ring}</coordinates></LinearRing></innerBoundaryIs></Polygon></Placemark>
       <Placemark><MultiGeometry><Point><coordinates>2,50</coordinates></Point><Point><coordinates>3,50</coordinates></Point></MultiGeometry></Placemark>`,
    );
    const { prepared, geometry, columns } = await check('a.kml', text);
    expect(geometry?.type).toBe('MIXED');
    expect(columns).toEqual([
      { name: 'nom', type: 'TEXT' },
      { name: 'montant', type: 'NUMBER' },
      { name: 'ville', type: 'TEXT' },
    ]);
    expect((await allRows(prepared))[0]).toEqual(['A & B', 12.5, 'Liévin']);
    const shapes = (await features(prepared)).map((one) => one.geometry);
    expect(shapes.map((shape) => shape?.type)).toEqual(['Point', 'LineString', 'Polygon', 'MultiPoint']);
    expect((shapes[2] as { coordinates: unknown[] }).coordinates).toHaveLength(2);
    expect(await check('a.kmz', zipOf({ 'doc.kml': text }))).toMatchObject({ format: 'KML', rowCount: 4 });
  });
});

describe('workbooks', () => {
  test('dates, shared words, formulas with and without a value, errors, holes', async () => {
    const cells = makeXlsx({
      Vide: [],
      Suivi: [
        ['Suivi 2025'],
        ['Action', 'Le', 'Montant', 'Total'],
        [
          { raw: '<c t="s"><v>0</v></c>' },
          { raw: '<c s="1"><v>45657</v></c>' },
          12.5,
          { formula: 'C3*2', value: '25' },
        ],
        ['Autre', { raw: '<c s="1"><v>45658.5</v></c>' }, { raw: '<c t="e"><v>#N/A</v></c>' }, { formula: 'C4*2' }],
        [{ raw: '<c r="D5"><v>3</v></c>' }],
      ],
    });
    const shared = '<sst><si><r><t>Étude </t></r><r><t>d’impact</t></r><rPh><t>x</t></rPh></si></sst>';
    const { prepared, columns, reading, remarks } = await check(
      'a.xlsx',
      zipOf({ ...cells, 'xl/sharedStrings.xml': shared }),
    );
    expect(reading).toMatchObject({ sheet: 'Suivi', headerRow: 2 });
    expect(remarks).toHaveLength(2);
    expect(columns.map(({ type }) => type)).toEqual(['TEXT', 'DATE', 'NUMBER', 'NUMBER']);
    expect(await allRows(prepared)).toEqual([
      ['Étude d’impact', '2024-12-31', 12.5, 25],
      ['Autre', '2025-01-01T12:00:00', null, null],
      [null, null, null, 3],
    ]);
  });

  test('a sheet of OpenDocument: types, repeats, notes left out, its empty million of rows', async () => {
    const cell = (inner: string, attributes = '') => `<table:table-cell ${attributes}>${inner}</table:table-cell>`;
    const words = (text: string) => cell(`<text:p>${text}</text:p>`, 'office:value-type="string"');
    const rows = [
      `<table:table-row>${words('Nom')}${words('Le')}${words('Prix')}${words('Payé')}</table:table-row>`,
      `<table:table-row table:number-rows-repeated="2">${cell('<office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p>')}${cell('<text:p>31/12/25</text:p>', 'office:value-type="date" office:date-value="2025-12-31"')}${cell('<text:p>1 234,50 €</text:p>', 'office:value-type="currency" office:value="1234.5"')}${cell('<text:p>VRAI</text:p>', 'office:value-type="boolean" office:boolean-value="true"')}</table:table-row>`,
      `<table:table-row table:number-rows-repeated="1048573">${cell('', 'table:number-columns-repeated="16384"')}</table:table-row>`,
    ];
    const { prepared, columns, rowCount } = await check('a.ods', zipOf(makeOds(rows.join(''))));
    expect(rowCount).toBe(2);
    expect(columns.map(({ type }) => type)).toEqual(['TEXT', 'DATE', 'NUMBER', 'BOOLEAN']);
    expect((await allRows(prepared))[1]).toEqual(['a  b\nc', '2025-12-31', 1234.5, true]);
  });
});
