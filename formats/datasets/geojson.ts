// GeoJSON of any length, one feature in memory at a time: the text is cut by the depth of its brackets, and each feature
// parsed alone. Also lines of features (GeoJSONSeq), one feature, one geometry.
import { createReadStream } from 'node:fs';
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';
import { batched, type CellValue, type Row, type Source } from './source.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/** A part of the text that is to be parsed: a feature of the collection, or an object that is no collection. */
interface Part {
  text: string;
  /** Stands in « features ». */
  isFeature: boolean;
}

/** Cuts GeoJSON into features. Whatever else the outermost object holds is kept in `head`, up to a few kilobytes. */
class Splitter {
  head = '';
  private depth = 0;
  private isString = false;
  private isEscaped = false;
  private inFeatures = false;
  /** What of the current part came with former chunks. */
  private begun: string[] | null = null;
  private begunLength = 0;
  private sawFeatures = false;

  /** The parts that end in this chunk. */
  *split(chunk: string): Generator<Part> {
    let start = 0;
    let headFrom = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (this.isString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (code === BACKSLASH) this.isEscaped = true;
        else if (code === QUOTE) this.isString = false;
        continue;
      }
      if (code === QUOTE) this.isString = true;
      else if (code === OPEN_OBJECT || code === OPEN_LIST) {
        if (code === OPEN_LIST && this.depth === 1 && !this.sawFeatures)
          this.enterFeatures(chunk.slice(headFrom, at + 1));
        this.depth += 1;
        if (this.depth > datasetLimits.jsonDepth) throw new DatasetRefusal('HOSTILE');
        if (code !== OPEN_OBJECT || this.depth !== (this.inFeatures ? 3 : 1)) continue;
        this.begun = [];
        this.begunLength = 0;
        start = at;
      } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
        this.depth -= 1;
        if (this.depth < 0) throw new DatasetRefusal('DAMAGED');
        if (this.inFeatures && this.depth === 1) {
          this.inFeatures = false;
          headFrom = at;
        } else if (code === CLOSE_OBJECT && this.begun && this.depth === (this.inFeatures ? 2 : 0)) {
          yield { text: this.begun.join('') + chunk.slice(start, at + 1), isFeature: this.inFeatures };
          this.begun = null;
        }
      }
    }
    if (!this.inFeatures) this.note(chunk.slice(headFrom));
    this.keep(chunk.slice(start));
  }

  /** Throws where the text ends before its brackets do. */
  end(): void {
    if (this.depth !== 0 || this.isString) throw new DatasetRefusal('DAMAGED');
  }

  /** Whether the list that begins is that of the features: then the outermost object is not held. */
  private enterFeatures(since: string): void {
    if (!/"features"\s*:\s*\[$/.test(this.head + since)) return;
    this.note(since);
    this.inFeatures = true;
    this.sawFeatures = true;
    this.begun = null;
  }

  private note(words: string): void {
    // The end is what tells which list begins, the beginning what names the projection.
    const head = this.head + words;
    this.head = head.length > 16_384 ? head.slice(0, 8192) + head.slice(-8192) : head;
  }

  private keep(rest: string): void {
    if (!this.begun) return;
    this.begunLength += rest.length;
    if (this.begunLength > datasetLimits.featureBytes) throw new DatasetRefusal('TOO_LONG');
    this.begun.push(rest);
  }
}

const NOT_A_NUMBER = 'Des nombres impossibles (NaN ou infini) du fichier ont été lus comme des cases vides.';

/** JSON as programs write it: NaN, which JSON lacks, becomes null. */
function parseFeature(text: string, remarks: Set<string>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      const tolerant = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) =>
        found.startsWith('"') ? found : 'null',
      );
      const parsed: unknown = JSON.parse(tolerant);
      remarks.add(NOT_A_NUMBER);
      return parsed;
    } catch {
      throw new DatasetRefusal('DAMAGED');
    }
  }
}

const cellOf = (value: unknown): CellValue => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') return JSON.stringify(value);
  return value as string | number | boolean;
};

/** Opens GeoJSON; the projection it names, where it still does, is known once it was read. */
export function openGeoJson(path: string): Source {
  const columns = new Map<string, number>();
  const source: Source = {
    format: 'GEOJSON',
    mediaType: 'application/geo+json',
    names: [],
    isTyped: true,
    hasShapes: true,
    crs: null,
    reading: null,
    remarks: new Set(),
    rows: () => batched(features()),
    close: () => {},
  };

  async function* features(): AsyncGenerator<Row> {
    const splitter = new Splitter();
    const decoder = new TextDecoder('utf-8');
    for await (const bytes of createReadStream(path, { highWaterMark: 256 * 1024 }))
      for (const part of splitter.split(decoder.decode(bytes as Buffer, { stream: true }))) yield* rowsOf(part);
    splitter.end();
    source.crs = /"crs"\s*:\s*\{[^}]*"name"\s*:\s*"([^"]{1,200})"/.exec(splitter.head)?.[1] ?? null;
  }

  function* rowsOf({ text, isFeature }: Part): Generator<Row> {
    const found = parseFeature(text, source.remarks) as Record<string, unknown>;
    if (found.type === 'Feature' || isFeature) yield rowOf(found);
    else if (typeof found.type === 'string' && ('coordinates' in found || 'geometries' in found))
      yield { values: [], shape: found };
    else if (found.type !== 'FeatureCollection') throw new DatasetRefusal('DAMAGED');
  }

  function rowOf({ properties, geometry }: Record<string, unknown>): Row {
    const values: CellValue[] = [];
    if (typeof properties === 'object' && properties !== null) {
      for (const [name, value] of Object.entries(properties)) values[columnOf(name)] = cellOf(value);
    }
    for (let index = 0; index < source.names.length; index += 1) values[index] ??= null;
    return { values, shape: geometry };
  }

  function columnOf(name: string): number {
    const known = columns.get(name);
    if (known !== undefined) return known;
    columns.set(name, source.names.length);
    return source.names.push(name) - 1;
  }

  return source;
}
