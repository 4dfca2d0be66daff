// The communes of the Pas-de-Calais in each format that partners send: same places, same names, same numbers.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Position, Shape } from '#formats/datasets/source.ts';
import { readFeatures } from '#formats/datasets/windows.ts';
import { allRows, checkAt } from './make-data.ts';

const gis = join(import.meta.dirname, '../../../../shared/data/gis');
const present = existsSync(gis);
const at = (name: string) => checkAt(join(gis, name), name);

/** Every position of a geometry, in order. */
const positions = (shape: Shape | null): Position[] => {
  const found: Position[] = [];
  const walk = (list: unknown): void => {
    if (!Array.isArray(list)) return;
    if (typeof list[0] === 'number') found.push(list as Position);
    else for (const one of list) walk(one);
  };
  walk((shape as { coordinates?: unknown })?.coordinates);
  return found;
};

/** Metres between two places near each other. */
const metres = (one: Position, other: Position) => {
  const shrink = Math.cos((one[1] * Math.PI) / 180);
  return Math.hypot((one[0] - other[0]) * shrink, one[1] - other[1]) * 111_320;
};

const nearest = (place: Position, places: Position[]) => Math.min(...places.map((other) => metres(place, other)));

const byCode = async (prepared: string) => {
  const { features } = await readFeatures(prepared, { bbox: null, limit: 1000, offset: 0, zoom: null });
  return new Map(features.map((one) => [one.properties.code, one]));
};

describe.skipIf(!present)(
  `the communes of the Pas-de-Calais${present ? '' : ' (skipped: ../shared/data/gis is not there)'}`,
  () => {
    test('891 communes are read from GeoJSON, in degrees', async () => {
      const communes = await at('communes-62.geojson');
      expect(communes).toMatchObject({
        kind: 'FEATURES',
        format: 'GEOJSON',
        rowCount: 891,
        columns: [
          { name: 'code', type: 'TEXT' },
          { name: 'nom', type: 'TEXT' },
        ],
        geometry: { type: 'POLYGON', crs: 'EPSG:4326', note: null },
        remarks: [],
      });
    });

    test('208 communes are at the same places in GeoJSON, Shapefile and GeoPackage, to less than a metre', async () => {
      const [geojson, shapefile, geopackage] = [
        await at('communes-62.geojson'),
        await at('communes-bassin-minier-l93.shp.zip'),
        await at('communes-bassin-minier-l93.gpkg'),
      ];
      expect([shapefile.rowCount, geopackage.rowCount]).toEqual([208, 208]);
      expect([shapefile.geometry?.crs, geopackage.geometry?.crs]).toEqual(['EPSG:2154', 'EPSG:2154']);
      const degrees = await byCode(geojson.prepared);
      const [fromShapefile, fromGeoPackage] = [await byCode(shapefile.prepared), await byCode(geopackage.prepared)];
      let farthest = 0;
      for (const [code, commune] of fromGeoPackage) {
        const reference = degrees.get(code);
        const other = fromShapefile.get(code);
        expect(reference?.properties.nom).toBe(commune.properties.nom);
        expect(other?.properties.nom).toBe(commune.properties.nom);
        const places = positions(reference?.geometry ?? null);
        const all = [...positions(commune.geometry), ...positions(other?.geometry ?? null)];
        expect(all.length).toBe(places.length * 2);
        for (const place of all) farthest = Math.max(farthest, nearest(place, places));
      }
      expect(farthest).toBeLessThan(1);
    });

    test('the CSV in Windows-1252 keeps its accents, its codes and its decimal commas', async () => {
      const { prepared, reading, columns, rowCount } = await at('communes-latin1.csv');
      expect(rowCount).toBe(208);
      expect(reading).toEqual({
        encoding: 'WINDOWS-1252',
        delimiter: ';',
        decimal: ',',
        dateOrder: 'DMY',
        headerRow: 1,
        sheet: null,
      });
      expect(columns.map(({ type }) => type)).toEqual(['TEXT', 'TEXT', 'NUMBER', 'NUMBER', 'NUMBER']);
      const rows = await allRows(prepared);
      expect(rows[0]).toEqual(['62023', 'Allouagne', 2.50431, 50.53095, 53]);
      expect(rows.find(([code]) => code === '62427')?.[1]).toBe('Hénin-Beaumont');
    });

    test('the workbook says what the CSV says', async () => {
      const [workbook, csv] = [await at('communes-bassin-minier.xlsx'), await at('communes-latin1.csv')];
      expect(workbook.columns).toEqual(csv.columns);
      expect(await allRows(workbook.prepared)).toEqual(await allRows(csv.prepared));
    });
  },
);
