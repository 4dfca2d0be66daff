// The communes of the demonstration are those of the State's list, where they lie: held to IGN's outlines where these are at hand.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { situation } from '#demonstration/shared-files.ts';

const outlines = join(import.meta.dirname, '../../../shared/data/gis/communes-62.geojson');
const whyNot = existsSync(outlines) ? null : 'the outlines of communes are not there';

interface Features<Geometry> {
  features: { properties: { code: string; nom: string }; geometry: { coordinates: Geometry } }[];
}

type Nested = number | Nested[];

/** West, south, east, north of whatever nests coordinates. */
function boxOf(coordinates: Nested): [number, number, number, number] {
  const places = (nested: Nested): number[][] =>
    Array.isArray(nested) && typeof nested[0] === 'number'
      ? [nested as number[]]
      : (nested as Nested[]).flatMap((inner) => places(inner));
  const [lon, lat] = [0, 1].map((axis) => places(coordinates).map((place) => place[axis] ?? Number.NaN));
  return [Math.min(...(lon ?? [])), Math.min(...(lat ?? [])), Math.max(...(lon ?? [])), Math.max(...(lat ?? []))];
}

describe.skipIf(whyNot)(`the communes of the demonstration${whyNot ? `, skipped: ${whyNot}` : ''}`, () => {
  test('have the code, the name and the place of the list', () => {
    const known: Features<Nested> = JSON.parse(readFileSync(outlines, 'utf8'));
    const ours: Features<[number, number]> = JSON.parse(situation().toString());
    expect(ours.features).toHaveLength(16);
    for (const { properties, geometry } of ours.features) {
      const commune = known.features.find((one) => one.properties.code === properties.code);
      expect([properties.code, commune?.properties.nom]).toEqual([properties.code, properties.nom]);
      const [west, south, east, north] = boxOf(commune?.geometry.coordinates ?? []);
      const [longitude, latitude] = geometry.coordinates;
      expect([properties.nom, longitude > west && longitude < east]).toEqual([properties.nom, true]);
      expect([properties.nom, latitude > south && latitude < north]).toEqual([properties.nom, true]);
    }
  });
});
