// From the projections of France to WGS84. Recognised by number, by name, or by where the coordinates lie; anything else
// is refused rather than drawn at the wrong place.
import proj4 from 'proj4';
import { DatasetRefusal } from './refusals.ts';
import type { Position } from './source.ts';

const grs80 = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';
/** The three-parameter shift of IGN; the .prj of ESRI carries none, which would move NTF by 100 m. */
const ntf = '+a=6378249.2 +b=6356515 +towgs84=-168,-60,320,0,0,0,0 +pm=paris +units=m +no_defs';
const lambert1 = '+proj=lcc +lat_1=49.5 +lat_0=49.5 +lon_0=0 +k_0=0.999877341 +x_0=600000';
const lambert2 = '+proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000';

const definitions: Readonly<Record<number, string | null>> = {
  4326: null,
  // RGF93 and ETRS89 in degrees: less than a metre from WGS84.
  4171: null,
  4258: null,
  3857: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
  2154: `+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 ${grs80}`,
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => {
      const zone = 42 + index;
      const parallels = `+lat_0=${zone} +lon_0=3 +lat_1=${zone - 0.75} +lat_2=${zone + 0.75}`;
      return [3900 + zone, `+proj=lcc ${parallels} +x_0=1700000 +y_0=${zone - 41}200000 ${grs80}`];
    }),
  ),
  27561: `${lambert1} +y_0=200000 ${ntf}`,
  27571: `${lambert1} +y_0=1200000 ${ntf}`,
  27562: `${lambert2} +y_0=200000 ${ntf}`,
  27572: `${lambert2} +y_0=2200000 ${ntf}`,
  25831: `+proj=utm +zone=31 ${grs80}`,
  32631: '+proj=utm +zone=31 +datum=WGS84 +units=m +no_defs',
};

const NTF_NOTE =
  'Les coordonnées NTF ont été converties sans la grille de l’IGN : elles sont justes à un mètre ou deux près.';

/** How coordinates of a file become degrees. */
export interface Projection {
  /** « EPSG:2154 ». */
  crs: string;
  note: string | null;
  toDegrees(place: Position): Position;
}

const byNumber = (code: number): Projection | null => {
  const definition = definitions[code];
  if (definition === undefined) return null;
  const converter = definition === null ? null : proj4(definition, 'WGS84');
  return {
    crs: `EPSG:${code}`,
    note: code >= 27000 && code < 28000 ? NTF_NOTE : null,
    toDegrees: converter ? (place) => converter.forward(place) as Position : (place) => place,
  };
};

const parameter = (wkt: string, name: string) =>
  Number(new RegExp(`PARAMETER\\["${name}",\\s*(-?[\\d.]+)`, 'i').exec(wkt)?.[1] ?? Number.NaN);

/** The number of the projection that a WKT names: in its last authority, else by its name and false northing. */
function numberOf(wkt: string): number | null {
  const authorities = [...wkt.matchAll(/(?:AUTHORITY|ID)\["EPSG",\s*"?(\d+)"?\]/gi)];
  const last = Number(authorities.at(-1)?.[1] ?? Number.NaN);
  // The last one is that of the whole only where nothing but brackets follows.
  if (definitions[last] !== undefined && /\]\]\s*$/.test(wkt.trim())) return last;
  const name = (/^\s*(?:PROJ|GEOG)[A-Z]*\["([^"]*)"/i.exec(wkt)?.[1] ?? wkt).replace(/[\s_/-]+/g, ' ').toLowerCase();
  if (/^\s*GEOG/i.test(wkt)) return /wgs ?(19)?84|rgf ?93|etrs ?(19)?89|crs ?84/.test(name) ? 4326 : null;
  if (/lambert ?93/.test(name)) return 2154;
  const conic = /(?:cc|conf\w* zone|9 zones?) ?(4[2-9]|50)\b/.exec(name) ?? /rgf93 .*\b(4[2-9]|50)\b/.exec(name);
  if (conic) return 3900 + Number(conic[1]);
  if (/web mercator|pseudo ?mercator/.test(name)) return 3857;
  if (/utm zone 31n/.test(name)) return /wgs/.test(name) ? 32631 : /etrs|rgf/.test(name) ? 25831 : null;
  return numberOfNtf(wkt, name);
}

function numberOfNtf(wkt: string, name: string): number | null {
  if (!/ntf|nouvelle triangulation|lambert (ii|i|2|1|zone|nord|centre)/.test(name)) return null;
  const isExtended = parameter(wkt, 'False_Northing') > 1_000_000;
  if (/(etendu|étendu|extended|carto)/.test(name)) return 27572;
  if (/(zone |lambert )(ii|2)\b|centre/.test(name)) return isExtended || /zone/.test(name) ? 27572 : 27562;
  if (/(zone |lambert )(i|1)\b|nord/.test(name)) return isExtended || /zone/.test(name) ? 27571 : 27561;
  return null;
}

/** The projection that a file names: « EPSG:2154 », « urn:ogc:def:crs:EPSG::2154 », WKT. Throws when it is not known. */
export function namedProjection(name: string): Projection {
  const code = /^\s*(?:urn:ogc:def:crs:)?EPSG:(?:[\d.]*:)?(\d+)\s*$/i.exec(name)?.[1];
  const number = code ? Number(code) : /CRS:?:?(1\.3:)?84\s*$/i.test(name) ? 4326 : numberOf(name);
  const found = number === null ? null : byNumber(number);
  if (found) return found;
  const shown = /^\s*\w+\["([^"]{1,80})/.exec(name)?.[1] ?? name.trim().slice(0, 80);
  throw new DatasetRefusal('UNKNOWN_PROJECTION', shown);
}

const within = (value: number, least: number, most: number) => value >= least && value <= most;

/** The projection that a place must be in to lie in France, or on Earth; null when none fits. */
export function guessedProjection([x, y]: Position): Projection | null {
  if (within(x, -180, 180) && within(y, -90, 90)) return byNumber(4326);
  if (within(x, 0, 1_300_000) && within(y, 6_000_000, 7_200_000)) return byNumber(2154);
  if (within(x, 0, 1_300_000) && within(y, 1_600_000, 2_750_000)) return byNumber(27572);
  const zone = Math.round((y - 200_000) / 1_000_000) + 41;
  if (within(x, 1_000_000, 2_400_000) && within(zone, 42, 50)) return byNumber(3900 + zone);
  return null;
}
