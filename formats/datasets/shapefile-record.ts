// One record of a .shp as GeoJSON has it: points, lines, and polygons whose rings are told apart by the way they turn.
import { DatasetRefusal } from './refusals.ts';
import type { Position } from './source.ts';

/** Types with a height add 10, with a measure 20: the plane part comes first in all of them. */
const plain = (type: number) => type % 10;
const NONE = 0;
const POINT = 1;
const LINE = 3;
const POLYGON = 5;
const MULTIPOINT = 8;
/** Box, counts. */
const PARTS_AT = 44;

/** The geometry of a record, null when it has none. Throws where its counts are more than its bytes hold. */
export function geometryOf(bytes: Buffer): object | null {
  const type = bytes.readInt32LE(0);
  if (type < 0 || type > 28) throw new DatasetRefusal('DAMAGED');
  const hasHeight = type > 10;
  try {
    if (plain(type) === NONE) return null;
    if (plain(type) === POINT) return { type: 'Point', coordinates: position(bytes, 4, hasHeight) };
    if (plain(type) === MULTIPOINT)
      return { type: 'MultiPoint', coordinates: positions(bytes, 40, bytes.readUInt32LE(36), hasHeight) };
    if (plain(type) !== LINE && plain(type) !== POLYGON) throw new DatasetRefusal('DAMAGED');
    const parts = partsOf(bytes, hasHeight);
    if (plain(type) === POLYGON) return polygonOf(parts);
    return parts.length === 1
      ? { type: 'LineString', coordinates: parts[0] }
      : { type: 'MultiLineString', coordinates: parts };
  } catch (error) {
    throw error instanceof DatasetRefusal ? error : new DatasetRefusal('DAMAGED');
  }
}

function position(bytes: Buffer, at: number, hasHeight: boolean): Position {
  const place = [bytes.readDoubleLE(at), bytes.readDoubleLE(at + 8)];
  // Kept so that it can be said that heights were there.
  if (hasHeight) place.push(0);
  return place as Position;
}

function positions(bytes: Buffer, at: number, count: number, hasHeight: boolean): Position[] {
  if (at + count * 16 > bytes.length) throw new DatasetRefusal('DAMAGED');
  return Array.from({ length: count }, (_, index) => position(bytes, at + index * 16, hasHeight));
}

function partsOf(bytes: Buffer, hasHeight: boolean): Position[][] {
  const partCount = bytes.readUInt32LE(36);
  const pointCount = bytes.readUInt32LE(40);
  const pointsAt = PARTS_AT + partCount * 4;
  if (pointsAt + pointCount * 16 > bytes.length) throw new DatasetRefusal('DAMAGED');
  return Array.from({ length: partCount }, (_, index) => {
    const first = bytes.readUInt32LE(PARTS_AT + index * 4);
    const next = index + 1 < partCount ? bytes.readUInt32LE(PARTS_AT + (index + 1) * 4) : pointCount;
    if (first > next || next > pointCount) throw new DatasetRefusal('DAMAGED');
    return positions(bytes, pointsAt + first * 16, next - first, hasHeight);
  });
}

/** Twice the area that a ring goes around, positive against the clock. */
function turn(ring: Position[]): number {
  let sum = 0;
  for (let at = 1; at < ring.length; at += 1) {
    const [x, y] = ring[at - 1] as Position;
    const [nextX, nextY] = ring[at] as Position;
    sum += x * nextY - nextX * y;
  }
  return sum;
}

function contains(ring: Position[], [x, y]: Position): boolean {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
    const [ax, ay] = ring[at] as Position;
    const [bx, by] = ring[before] as Position;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Rings with the clock are contours, against it holes of the contour around them. */
function polygonOf(rings: Position[][]): object | null {
  const polygons = rings.filter((ring) => turn(ring) <= 0).map((ring) => [ring]);
  for (const hole of rings) {
    if (turn(hole) <= 0) continue;
    const [first] = hole;
    const around =
      polygons.length === 1 ? polygons[0] : polygons.find(([contour]) => first && contour && contains(contour, first));
    // Drawn the other way round by whoever made it: a contour nevertheless.
    if (around) around.push(hole);
    else polygons.push([hole]);
  }
  if (polygons.length === 0) return null;
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] }
    : { type: 'MultiPolygon', coordinates: polygons };
}
