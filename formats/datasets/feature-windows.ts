// Windows of the map: which objects lie in a box, as GeoJSON, coarser where it is seen from afar. Runs in a thread
// (windows-worker.ts). An object is taken to lie where its own box lies.
import type { Box } from './checked.ts';
import { boxesOf, type Opened } from './opened.ts';
import { cellsOf } from './row-windows.ts';
import { coarseLevels } from './simplification.ts';

export interface FeatureQuery {
  /** West, south, east, north in degrees of WGS84; west is east of east where it crosses the 180th meridian. */
  bbox: Box | null;
  limit: number;
  offset: number;
  /** Zoom of a map of 256-pixel tiles; null for full precision. */
  zoom: number | null;
  ids?: number[];
  /** Without their properties, which a map asks for when an object is chosen. */
  bare?: boolean;
}

export interface FeatureWindowText {
  matched: number;
  /** How many are given. */
  returned: number;
  /** GeoJSON features, as the text of a list: parsed by whoever needs it as values. */
  features: string;
  /** Not all that match are given: more than the limit, or more than a window may weigh. */
  isPartial: boolean;
}

const MOST_FEATURES = 10_000;
/**
 * Characters of a window: parsing more would hold up whoever asks. Whoever pages goes on after the features that were given.
 */
const MOST_CHARACTERS = 8 * 1024 * 1024;
/** Rows are taken out of the database so many at a time. */
const STEP = 500;

/** The ids of the objects that meet the box, in order. */
function idsIn(opened: Opened, bbox: Box | null, ids?: number[]): number[] {
  const { rowCount } = opened.meta;
  const wanted = ids?.map(Math.trunc).filter((id) => id >= 1 && id <= rowCount);
  if (!bbox) return wanted ?? Array.from({ length: rowCount }, (_, index) => index + 1);
  const boxes = boxesOf(opened);
  const [west, south, east, north] = bbox;
  const wraps = west > east;
  const meets = (id: number) => {
    const at = (id - 1) * 4;
    const [w = Number.NaN, s = Number.NaN, e = Number.NaN, n = Number.NaN] = [
      boxes[at],
      boxes[at + 1],
      boxes[at + 2],
      boxes[at + 3],
    ];
    return s <= north && n >= south && (wraps ? e >= west || w <= east : e >= west && w <= east);
  };
  if (wanted) return wanted.filter(meets);
  const found: number[] = [];
  for (let id = 1; id <= rowCount; id += 1) if (meets(id)) found.push(id);
  return found;
}

/** So many of the ids, spread evenly: a map seen from afar shows a little of everything. */
function spread(ids: number[], count: number): number[] {
  if (ids.length <= count) return ids;
  const step = ids.length / count;
  return Array.from({ length: count }, (_, index) => ids[Math.floor(index * step)] ?? 0);
}

/** The copy that serves at this zoom: 0 for full precision. */
function levelAt(zoom: number | null, coarse: number): number {
  if (zoom === null) return 0;
  let level = 0;
  for (const [index, { zoom: until }] of coarseLevels.entries()) if (index < coarse && zoom <= until) level = index + 1;
  return level;
}

/** Objects in a box, or all of them page by page. */
export function readFeatureWindow(opened: Opened, query: FeatureQuery): FeatureWindowText {
  if (opened.meta.geometry === null && query.bbox) return { matched: 0, returned: 0, features: '[]', isPartial: false };
  const found = idsIn(opened, query.bbox, query.ids);
  const limit = Math.min(MOST_FEATURES, Math.max(0, Math.trunc(query.limit) || 0));
  const offset = Math.max(0, Math.trunc(query.offset) || 0);
  const chosen = query.zoom === null ? found.slice(offset, offset + limit) : spread(found.slice(offset), limit);
  const level = levelAt(query.zoom, opened.meta.coarse);
  const texts: string[] = [];
  let characters = 0;
  for (let at = 0; at < chosen.length && characters < MOST_CHARACTERS; at += STEP)
    for (const text of featureTexts(opened, chosen.slice(at, at + STEP), level, query.bare ?? false)) {
      characters += text.length;
      if (characters > MOST_CHARACTERS && texts.length > 0) break;
      texts.push(text);
    }
  return {
    matched: found.length,
    returned: texts.length,
    features: `[${texts.join(',')}]`,
    isPartial: texts.length < found.length - offset,
  };
}

/** GeoJSON of objects, in the order of their ids. */
export function featureTexts(opened: Opened, ids: number[], level: number, bare: boolean): string[] {
  const shapes = new Map<number, string>();
  if (opened.meta.geometry)
    for (const { id, g } of opened.database.all(`SELECT id, g FROM shapes${level} WHERE id IN (${ids})`))
      shapes.set(Number(id), String(g));
  const keys = opened.meta.columns.map(({ name }) => JSON.stringify(name));
  const rows = bare ? null : cellsOf(opened, ids);
  return ids.map((id, index) => {
    const cells = rows?.[index];
    const properties = cells ? `{${keys.map((key, at) => `${key}:${JSON.stringify(cells[at])}`).join(',')}}` : '{}';
    return `{"type":"Feature","id":${id},"geometry":${shapes.get(id) ?? 'null'},"properties":${properties}}`;
  });
}
