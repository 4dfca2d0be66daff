// Values as msgpack, the same in browsers and in Node, read with every length checked against the bytes that are there:
// common decoders make an array of four billion places because five bytes say so (R13). Used by parser.ts.

/** A packet of ours nests seven deep with presence in it; a join of a long-uncompacted text brings thousands of updates. */
const DEPTH_LIMIT = 16;

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { fatal: true });

let scratch = new Uint8Array(64 * 1024);
let view = new DataView(scratch.buffer);
let at = 0;

function reserve(bytes: number): void {
  if (at + bytes <= scratch.length) return;
  const larger = new Uint8Array(Math.max(scratch.length * 2, at + bytes));
  larger.set(scratch.subarray(0, at));
  scratch = larger;
  view = new DataView(larger.buffer);
}

/** A length after the prefix of its width: 8, 16 or 32 bits. */
function writeLength(length: number, prefix8: number | null, prefix16: number, prefix32: number): void {
  if (prefix8 !== null && length < 0x100) {
    scratch[at++] = prefix8;
    scratch[at++] = length;
  } else if (length < 0x10000) {
    scratch[at++] = prefix16;
    view.setUint16(at, length);
    at += 2;
  } else {
    scratch[at++] = prefix32;
    view.setUint32(at, length);
    at += 4;
  }
}

function writeNumber(value: number): void {
  reserve(9);
  if (Number.isInteger(value) && value >= -32 && value < 128) scratch[at++] = value;
  else if (Number.isInteger(value) && value >= 0 && value < 0x100000000) {
    scratch[at++] = 0xce;
    view.setUint32(at, value);
    at += 4;
  } else {
    scratch[at++] = 0xcb;
    view.setFloat64(at, value);
    at += 8;
  }
}

function writeString(value: string): void {
  // Three bytes for each unit of UTF-16 at most; its length is written before it, so it is moved into place after.
  reserve(5 + value.length * 3);
  const start = at;
  const { written } = utf8Encoder.encodeInto(value, scratch.subarray(start + 5));
  if (written < 32) scratch[at++] = 0xa0 | written;
  else writeLength(written, 0xd9, 0xda, 0xdb);
  scratch.copyWithin(at, start + 5, start + 5 + written);
  at += written;
}

function write(value: unknown): void {
  reserve(9);
  if (value === null || value === undefined) scratch[at++] = 0xc0;
  else if (typeof value === 'boolean') scratch[at++] = value ? 0xc3 : 0xc2;
  else if (typeof value === 'number') writeNumber(value);
  else if (typeof value === 'string') writeString(value);
  else if (value instanceof Uint8Array) {
    reserve(5 + value.length);
    writeLength(value.length, 0xc4, 0xc5, 0xc6);
    scratch.set(value, at);
    at += value.length;
  } else if (Array.isArray(value)) {
    if (value.length < 16) scratch[at++] = 0x90 | value.length;
    else writeLength(value.length, null, 0xdc, 0xdd);
    for (const element of value) write(element);
  } else if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    if (entries.length < 16) scratch[at++] = 0x80 | entries.length;
    else writeLength(entries.length, null, 0xde, 0xdf);
    for (const [key, inner] of entries) {
      writeString(key);
      write(inner);
    }
  } else throw new Error(`A ${typeof value} cannot be sent.`);
}

/** Writes null, booleans, numbers, strings, Uint8Arrays, arrays and plain objects. */
export function encode(value: unknown): Uint8Array {
  at = 0;
  write(value);
  return scratch.slice(0, at);
}

class Reader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;
  private values: number;

  constructor(bytes: Uint8Array, values: number) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.values = values;
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  private take(length: number): number {
    const start = this.at;
    if (length > this.bytes.length - start) throw new Error('A packet is truncated.');
    this.at += length;
    return start;
  }

  private length(width: 1 | 2 | 4): number {
    const start = this.take(width);
    if (width === 1) return this.view.getUint8(start);
    return width === 2 ? this.view.getUint16(start) : this.view.getUint32(start);
  }

  private text(length: number): string {
    const start = this.take(length);
    return utf8Decoder.decode(this.bytes.subarray(start, start + length));
  }

  private binary(length: number): Uint8Array {
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  private list(length: number, depth: number): unknown[] {
    const list: unknown[] = [];
    // Each element takes a byte at least: a false length ends with the bytes.
    for (let i = 0; i < length; i++) list.push(this.read(depth + 1));
    return list;
  }

  private record(length: number, depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    for (let i = 0; i < length; i++) {
      const key = this.read(depth + 1);
      if (typeof key !== 'string') throw new Error('A packet has a key that is no word.');
      entries.push([key, this.read(depth + 1)]);
    }
    // Unlike assignment, this makes `__proto__` a key like any other.
    return Object.fromEntries(entries);
  }

  read(depth = 0): unknown {
    this.values -= 1;
    if (depth > DEPTH_LIMIT || this.values < 0) throw new Error('A packet is too deep or too long.');
    const prefix = this.bytes[this.take(1)] as number;
    if (prefix < 0x80) return prefix;
    if (prefix < 0x90) return this.record(prefix & 0x0f, depth);
    if (prefix < 0xa0) return this.list(prefix & 0x0f, depth);
    if (prefix < 0xc0) return this.text(prefix & 0x1f);
    if (prefix >= 0xe0) return prefix - 0x100;
    switch (prefix) {
      case 0xc0:
        return null;
      case 0xc2:
      case 0xc3:
        return prefix === 0xc3;
      case 0xc4:
        return this.binary(this.length(1));
      case 0xc5:
        return this.binary(this.length(2));
      case 0xc6:
        return this.binary(this.length(4));
      case 0xcb:
        return this.view.getFloat64(this.take(8));
      case 0xce:
        return this.view.getUint32(this.take(4));
      case 0xd9:
        return this.text(this.length(1));
      case 0xda:
        return this.text(this.length(2));
      case 0xdb:
        return this.text(this.length(4));
      case 0xdc:
        return this.list(this.length(2), depth);
      case 0xdd:
        return this.list(this.length(4), depth);
      case 0xde:
        return this.record(this.length(2), depth);
      case 0xdf:
        return this.record(this.length(4), depth);
      default:
        throw new Error('A packet is not of this protocol.');
    }
  }
}

/** Reads what `encode` writes, at most `values` values; throws for anything else. Byte arrays are views on `bytes`. */
export function decode(bytes: Uint8Array, values = Number.POSITIVE_INFINITY): unknown {
  const reader = new Reader(bytes, values);
  const value = reader.read();
  if (!reader.isAtEnd) throw new Error('A packet has bytes left over.');
  return value;
}
