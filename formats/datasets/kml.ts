// KML: placemarks with their geometry, name, description and extended data, one at a time. Styles, pictures and networks of
// other files are passed over.
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';
import { batched, type CellValue, type Row, type Source } from './source.ts';
import { readXml, type XmlHandler } from './xml-stream.ts';

const simple = new Set(['name', 'description', 'address', 'phoneNumber', 'begin', 'end', 'when']);
const geometries = new Set(['Point', 'LineString', 'LinearRing', 'Polygon', 'MultiGeometry']);
const titles: Readonly<Record<string, string>> = { begin: 'début', end: 'fin', when: 'date', name: 'nom' };

interface Placemark {
  data: Map<string, string>;
  shapes: object[];
}

/** Hears the events of a KML and gathers placemarks. */
class PlacemarkHandler implements XmlHandler {
  readonly done: Placemark[] = [];
  private current: Placemark | null = null;
  private words: string[] | null = null;
  private length = 0;
  private dataName: string | null = null;
  private rings: number[][][] | null = null;
  private readonly path: string[] = [];

  open(name: string, attribute: (name: string) => string | null): void {
    this.path.push(name);
    if (name === 'Placemark') this.current = { data: new Map(), shapes: [] };
    if (!this.current) return;
    if (name === 'Data' || name === 'SimpleData') this.dataName = attribute('name');
    if (name === 'Polygon') this.rings = [];
    if (simple.has(name) || name === 'value' || name === 'SimpleData' || name === 'coordinates') {
      this.words = [];
      this.length = 0;
    }
  }

  text(words: string): void {
    if (!this.words) return;
    this.length += words.length;
    if (this.length > datasetLimits.featureBytes) throw new DatasetRefusal('TOO_LONG');
    this.words.push(words);
  }

  close(name: string): void {
    this.path.pop();
    if (!this.current) return;
    if (name === 'Placemark') {
      this.done.push(this.current);
      this.current = null;
    } else if (name === 'coordinates') this.endCoordinates(this.take());
    else if (name === 'value' || name === 'SimpleData') this.keep(this.dataName, this.take());
    else if (simple.has(name)) this.keep(titles[name] ?? name, this.take());
    else if (name === 'Polygon' && this.rings) {
      this.current.shapes.push({ type: 'Polygon', coordinates: this.rings });
      this.rings = null;
    }
  }

  private take(): string {
    const words = (this.words ?? []).join('').trim();
    this.words = null;
    return words;
  }

  private keep(name: string | null, words: string): void {
    if (name && words !== '' && this.current) this.current.data.set(name, words);
  }

  private endCoordinates(words: string): void {
    const places = words
      .split(/\s+/)
      .filter(Boolean)
      .map((place) => place.split(',').map((part) => (part === '' ? Number.NaN : Number(part))));
    const kind = this.path.at(-1) ?? '';
    if (!geometries.has(kind)) return;
    if (this.rings) this.rings.push(places);
    else if (kind === 'Point') this.current?.shapes.push({ type: 'Point', coordinates: places[0] ?? [] });
    else this.current?.shapes.push({ type: 'LineString', coordinates: places });
  }
}

/** One geometry of all those of a placemark: a multiple of one type where they are of one. */
function together(shapes: object[]): object | null {
  const [first, ...others] = shapes as { type: string; coordinates: unknown }[];
  if (!first) return null;
  if (others.length === 0) return first;
  if (others.some(({ type }) => type !== first.type)) return { type: 'GeometryCollection', geometries: shapes };
  return { type: `Multi${first.type}`, coordinates: [first, ...others].map(({ coordinates }) => coordinates) };
}

/** Opens KML; `stream` gives its bytes anew at each call. */
export function openKml(stream: () => Promise<AsyncIterable<Buffer>>): Source {
  const columns = new Map<string, number>();
  const source: Source = {
    format: 'KML',
    mediaType: 'application/vnd.google-earth.kml+xml',
    names: [],
    isTyped: false,
    hasShapes: true,
    // KML knows no other.
    crs: 'EPSG:4326',
    reading: null,
    remarks: new Set(),
    rows: () => batched(placemarks()),
    close: () => {},
  };

  async function* placemarks(): AsyncGenerator<Row> {
    const handler = new PlacemarkHandler();
    for await (const { data, shapes } of readXml(await stream(), handler, () => handler.done.splice(0))) {
      const values: CellValue[] = [];
      for (const [name, words] of data) values[columnOf(name)] = words;
      for (let index = 0; index < source.names.length; index += 1) values[index] ??= null;
      yield { values, shape: together(shapes) };
    }
  }

  function columnOf(name: string): number {
    const known = columns.get(name);
    if (known !== undefined) return known;
    columns.set(name, source.names.length);
    return source.names.push(name) - 1;
  }

  return source;
}
