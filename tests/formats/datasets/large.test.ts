// A large GeoPackage: checked with bounded memory, its map and its table given window by window.
import { existsSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDataset } from '#formats/datasets/checking.ts';
import { readFeatures, readRows } from '#formats/datasets/windows.ts';
import { heldBytes } from '../../rig/held-memory.ts';
import { peakOfChildren } from './child-memory.ts';
import { placeFor } from './make-data.ts';
import { writeGeoPackage } from './make-geopackage.ts';

const MB = 1024 * 1024;

const isLinux = existsSync('/proc/self/status');

describe.skipIf(!isLinux)(`a large GeoPackage${isLinux ? '' : ' (skipped: memory is read from /proc)'}`, () => {
  test('of 30 MB is checked in less than 300 MB, and its windows are all there', async () => {
    const path = placeFor('large.gpkg');
    writeGeoPackage(path, { count: 30_000, vertices: 60 });
    expect(statSync(path).size).toBeGreaterThan(28 * MB);
    const prepared = placeFor('large');
    const before = heldBytes();
    const { result, megabytes } = await peakOfChildren(checkDataset(path, 'large.gpkg', { prepared }));
    expect(result).toMatchObject({ rowCount: 30_000, geometry: { type: 'POLYGON', vertices: 30_000 * 61 } });
    expect(megabytes).toBeGreaterThan(50);
    expect(megabytes).toBeLessThan(300);
    const query = { bbox: null, limit: 1000, zoom: null, bare: true };
    let seen = 0;
    for (let offset = 0; offset < 30_000; offset += 1000) {
      const { features } = await readFeatures(prepared, { ...query, offset });
      expect(features[0]?.id).toBe(offset + 1);
      seen += features.length;
    }
    expect(seen).toBe(30_000);
    const sort = { column: 'surface', descending: true };
    expect((await readRows(prepared, { offset: 29_999, limit: 10, sort, filters: [] })).rows).toEqual([
      [1, 'Parcelle 0 d’Hénin', 0, '2010-03-01'],
    ]);
    // What serves everybody else stays as it was: pages of features pass through it, and nothing of them stays.
    expect((heldBytes() - before) / MB).toBeLessThan(15);
  });
});
