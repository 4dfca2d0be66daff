// Coarser copies of a geometry, for maps seen from afar: contours keep what is larger than half a pixel. Knows only WGS84.
import type { Position, Shape } from './source.ts';

/** The coarser copies of the prepared file: up to which zoom each serves, and to how many decimals. Finest first. */
export const coarseLevels = [
  { zoom: 13, decimals: 5 },
  { zoom: 10, decimals: 4 },
  { zoom: 7, decimals: 3 },
] as const;

/** Half a pixel of a map of 256-pixel tiles, in degrees of longitude. */
const halfPixel = (zoom: number) => 180 / (256 * 2 ** zoom);

/** The square of the distance from a place to a segment, longitudes shrunk as they are at this latitude. */
function distance(place: Position, from: Position, to: Position, shrink: number): number {
  const x = (place[0] - from[0]) * shrink;
  const y = place[1] - from[1];
  const alongX = (to[0] - from[0]) * shrink;
  const alongY = to[1] - from[1];
  const length = alongX * alongX + alongY * alongY;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, (x * alongX + y * alongY) / length));
  return (x - share * alongX) ** 2 + (y - share * alongY) ** 2;
}

/** Douglas and Peucker's line: no place of the former lies farther than the tolerance from it. */
function thin(line: Position[], tolerance: number): Position[] {
  if (line.length < 3) return line;
  const shrink = Math.cos(((line[0]?.[1] ?? 0) * Math.PI) / 180);
  const kept = new Uint8Array(line.length);
  kept[0] = 1;
  kept[line.length - 1] = 1;
  const stack: [number, number][] = [[0, line.length - 1]];
  for (let span = stack.pop(); span; span = stack.pop()) {
    const [first, last] = span;
    let farthest = -1;
    let most = tolerance * tolerance;
    for (let at = first + 1; at < last; at += 1) {
      const far = distance(line[at] as Position, line[first] as Position, line[last] as Position, shrink);
      if (far <= most) continue;
      most = far;
      farthest = at;
    }
    if (farthest === -1) continue;
    kept[farthest] = 1;
    stack.push([first, farthest], [farthest, last]);
  }
  return line.filter((_, at) => kept[at] === 1);
}

/** A ring that is smaller than what is seen: the rectangle around it. */
function around(ring: Position[]): Position[] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function thinRings(rings: Position[][], tolerance: number): Position[][] {
  return rings.flatMap((ring, index) => {
    const thinned = thin(ring, tolerance);
    if (thinned.length >= 4) return [thinned];
    // A hole that is not seen is none; a contour is always shown.
    return index === 0 && ring.length > 0 ? [around(ring)] : [];
  });
}

/** The geometry as it is seen at `zoom` and before. */
export function simplify(shape: Shape, zoom: number): Shape {
  const tolerance = halfPixel(zoom);
  switch (shape.type) {
    case 'LineString':
      return { type: shape.type, coordinates: thin(shape.coordinates, tolerance) };
    case 'MultiLineString':
      return { type: shape.type, coordinates: shape.coordinates.map((line) => thin(line, tolerance)) };
    case 'Polygon':
      return { type: shape.type, coordinates: thinRings(shape.coordinates, tolerance) };
    case 'MultiPolygon':
      return { type: shape.type, coordinates: shape.coordinates.map((rings) => thinRings(rings, tolerance)) };
    case 'GeometryCollection':
      return { type: shape.type, geometries: shape.geometries.map((one) => simplify(one, zoom)) };
    default:
      return shape;
  }
}

/** GeoJSON of coordinates, each degree cut to `1 / scale`. A replacer of JSON.stringify takes ten times as long. */
function coordinatesText(coordinates: unknown, scale: number): string {
  const list = coordinates as unknown[];
  if (typeof list[0] === 'number') {
    const [x, y] = list as Position;
    return `[${Math.round(x * scale) / scale},${Math.round(y * scale) / scale}]`;
  }
  return `[${list.map((one) => coordinatesText(one, scale)).join(',')}]`;
}

/** GeoJSON of a geometry, its degrees cut to so many decimals. */
export function shapeText(shape: Shape, decimals: number): string {
  if (shape.type === 'GeometryCollection') {
    const geometries = shape.geometries.map((one) => shapeText(one, decimals));
    return `{"type":"GeometryCollection","geometries":[${geometries.join(',')}]}`;
  }
  return `{"type":"${shape.type}","coordinates":${coordinatesText(shape.coordinates, 10 ** decimals)}}`;
}
