// Geometries of a GeoPackage: its header and the well-known binary after it, as GeoJSON has them. Heights and measures are
// passed over. Throws RangeError where the bytes end before the geometry does.
import { datasetLimits } from './limits.ts';

const names = [
  '',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
] as const;
/** Bytes of the envelope by its code. */
const envelopes = [0, 32, 48, 48, 64];

class Reader {
  private readonly bytes: DataView;
  private at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  geometry(depth = 0): object {
    if (depth > datasetLimits.collectionDepth) throw new RangeError('too deep');
    const little = this.bytes.getUint8(this.at) === 1;
    const code = this.bytes.getUint32(this.at + 1, little);
    this.at += 5;
    // ISO adds 1000 for a height, 2000 for a measure; PostGIS sets high bits.
    const plain = (code & 0x0fffffff) % 1000;
    const iso = Math.floor((code & 0x0fffffff) / 1000);
    const hasZ = iso === 1 || iso === 3 || (code & 0x80000000) !== 0;
    const hasM = iso === 2 || iso === 3 || (code & 0x40000000) !== 0;
    if ((code & 0x20000000) !== 0) this.at += 4;
    const size = 2 + Number(hasZ) + Number(hasM);
    const type = names[plain];
    if (!type) throw new RangeError('unknown geometry');
    if (plain === 1) return { type, coordinates: this.position(size, little) };
    if (plain === 2) return { type, coordinates: this.positions(size, little) };
    if (plain === 3) return { type, coordinates: this.many(little, () => this.positions(size, little)) };
    const parts = this.many(little, () => this.geometry(depth + 1));
    if (plain === 7) return { type, geometries: parts };
    return { type, coordinates: parts.map((part) => (part as { coordinates: unknown }).coordinates) };
  }

  private many<T>(little: boolean, read: () => T): T[] {
    const count = this.bytes.getUint32(this.at, little);
    this.at += 4;
    // A count that the bytes cannot hold is a lie that would fill the memory.
    if (count > this.bytes.byteLength - this.at) throw new RangeError('too many parts');
    return Array.from({ length: count }, read);
  }

  private positions(size: number, little: boolean): number[][] {
    return this.many(little, () => this.position(size, little));
  }

  private position(size: number, little: boolean): number[] {
    const place = [this.bytes.getFloat64(this.at, little), this.bytes.getFloat64(this.at + 8, little)];
    // Kept so that it can be said that heights were there.
    if (size > 2) place.push(0);
    this.at += size * 8;
    return place;
  }
}

/** The geometry of a GeoPackage's cell; null when it is empty. */
export function readGeoPackageShape(bytes: Uint8Array): object | null {
  if (bytes[0] !== 0x47 || bytes[1] !== 0x50) throw new RangeError('no GeoPackage geometry');
  const flags = bytes[3] ?? 0;
  if (flags & 0x10) return null;
  return new Reader(bytes, 8 + (envelopes[(flags >> 1) & 7] ?? 0)).geometry();
}
