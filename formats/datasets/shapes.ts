// Geometries of untrusted files, made sound: each position two finite numbers on Earth, in WGS84, at seven decimals (a
// centimetre). Counts what it sees, and stops at the limit.
import type { Box, CheckedGeometry } from './checked.ts';
import { datasetLimits } from './limits.ts';
import type { Projection } from './projections.ts';
import { DatasetRefusal } from './refusals.ts';
import type { Position, Shape } from './source.ts';

/** Levels of arrays above a position, by type. */
const levels: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};
/** The fewest positions of an innermost array. */
const fewest: Readonly<Record<string, number>> = { LineString: 2, MultiLineString: 2, Polygon: 4, MultiPolygon: 4 };

/** A geometry that is none; the row that it belongs to is kept without it. */
class NoShape extends Error {}

const SCALE = 1e7;
const round = (degrees: number) => Math.round(degrees * SCALE) / SCALE;

/** The box around nothing. */
export const noBox = (): Box => [Infinity, Infinity, -Infinity, -Infinity];

/** Makes geometries sound, one after the other, and remembers what they come to. */
export class ShapeReader {
  readonly bbox: Box = noBox();
  vertices = 0;
  placed = 0;
  /** Geometries that are none, or lie nowhere on Earth. */
  misplaced = 0;
  /** Positions had a height or a measure, which is not kept. */
  hadHeights = false;
  private readonly families = new Set<'POINT' | 'LINE' | 'POLYGON'>();
  private readonly projection: Projection;
  private box: Box = noBox();

  constructor(projection: Projection) {
    this.projection = projection;
  }

  /** The geometry in WGS84 with its box; null when there is none, or none that can be. */
  read(found: unknown): { shape: Shape; box: Box } | null {
    if (found === null || found === undefined) return null;
    this.box = noBox();
    try {
      const shape = this.shape(found, 0);
      const [west, south, east, north] = this.box;
      if (!Number.isFinite(west)) return null;
      this.placed += 1;
      const all = this.bbox;
      all[0] = Math.min(all[0], west);
      all[1] = Math.min(all[1], south);
      all[2] = Math.max(all[2], east);
      all[3] = Math.max(all[3], north);
      return { shape, box: this.box };
    } catch (error) {
      if (!(error instanceof NoShape)) throw error;
      this.misplaced += 1;
      return null;
    }
  }

  get type(): CheckedGeometry['type'] {
    const [only] = this.families;
    return this.families.size === 1 && only ? only : 'MIXED';
  }

  private shape(found: unknown, depth: number): Shape {
    if (typeof found !== 'object' || found === null || depth > datasetLimits.collectionDepth) throw new NoShape();
    const { type, coordinates, geometries } = found as Record<string, unknown>;
    if (type === 'GeometryCollection') {
      if (!Array.isArray(geometries)) throw new NoShape();
      return { type, geometries: geometries.map((one) => this.shape(one, depth + 1)) };
    }
    const level = typeof type === 'string' && Object.hasOwn(levels, type) ? levels[type] : undefined;
    if (level === undefined) throw new NoShape();
    const kind = type as string;
    this.families.add(kind.endsWith('Point') ? 'POINT' : kind.endsWith('LineString') ? 'LINE' : 'POLYGON');
    const read = this.places(coordinates, level, fewest[kind] ?? 1);
    return { type: kind, coordinates: read } as Shape;
  }

  private places(found: unknown, level: number, least: number): unknown {
    if (!Array.isArray(found)) throw new NoShape();
    if (level === 0) return this.position(found);
    if (level === 1 && found.length < least && found.length > 0) throw new NoShape();
    return found.map((one) => this.places(one, level - 1, least));
  }

  private position(found: unknown[]): Position {
    this.vertices += 1;
    if (this.vertices > datasetLimits.vertices)
      throw new DatasetRefusal('TOO_MANY_VERTICES', String(datasetLimits.vertices));
    const [x, y] = found;
    if (found.length > 2) this.hadHeights = true;
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
      throw new NoShape();
    const [longitude, latitude] = this.projection.toDegrees([x, y]);
    // Also whatever a projection could not bring back.
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) throw new NoShape();
    const place: Position = [round(longitude), round(latitude)];
    const { box } = this;
    if (place[0] < box[0]) box[0] = place[0];
    if (place[1] < box[1]) box[1] = place[1];
    if (place[0] > box[2]) box[2] = place[0];
    if (place[1] > box[3]) box[3] = place[1];
    return place;
  }
}

/** The first position of a geometry, as the file has it; null when there is none. */
export function firstPosition(found: unknown): Position | null {
  let at: unknown = found;
  for (let depth = 0; depth < 16; depth += 1) {
    if (Array.isArray(at)) {
      if (typeof at[0] === 'number' && typeof at[1] === 'number') return [at[0], at[1]];
      at = at[0];
    } else if (typeof at === 'object' && at !== null) {
      const { coordinates, geometries } = at as Record<string, unknown>;
      at = coordinates ?? geometries;
    } else return null;
  }
  return null;
}
