// Reads the bytes of a Yjs V1 update without trusting them and without a Y.Doc. Called by batch.ts; knows nothing of what
// the document already holds.
import * as decoding from 'lib0/decoding';
import {
  type Content,
  type Decoder,
  type Id,
  limits,
  malformed,
  Refusal,
  readByte,
  readClient,
  readClock,
  readContent,
  readId,
  readText,
} from './update-content.ts';

export interface Struct {
  clock: number;
  length: number;
  /** A GC struct: a deleted stretch whose place is forgotten. */
  gc: boolean;
  origin: Id | null;
  rightOrigin: Id | null;
  /** Root name, or id of the parent's item; null when it follows from an origin. */
  parent: string | Id | null;
  parentSub: string | null;
  content: Content;
}

export interface ReadUpdate {
  /** Structs by Yjs client id, by rising clock without a gap. */
  structs: Map<number, Struct[]>;
  /** Deleted ranges [clock, length] by Yjs client id, rising and disjoint. */
  deletes: Map<number, [clock: number, length: number][]>;
}

function readStruct(decoder: Decoder, clock: number): Struct {
  const info = readByte(decoder);
  const ref = info & 31;
  if (ref === 0) {
    const length = readClock(decoder);
    if (length === 0) throw malformed('empty struct');
    return {
      clock,
      length,
      gc: true,
      origin: null,
      rightOrigin: null,
      parent: null,
      parentSub: null,
      content: { kind: 'gone' },
    };
  }
  const origin = info & 128 ? readId(decoder) : null;
  const rightOrigin = info & 64 ? readId(decoder) : null;
  let parent: string | Id | null = null;
  let parentSub: string | null = null;
  if (!origin && !rightOrigin) {
    parent = decoding.readVarUint(decoder) === 1 ? readText(decoder, 64) : readId(decoder);
    if (info & 32) parentSub = readText(decoder, 64);
  }
  const { content, length } = readContent(decoder, ref);
  return { clock, length, gc: false, origin, rightOrigin, parent, parentSub, content };
}

function readStructs(decoder: Decoder): ReadUpdate['structs'] {
  const structs: ReadUpdate['structs'] = new Map();
  const clients = decoding.readVarUint(decoder);
  if (clients > limits.clients) throw new Refusal('too-large', 'too many client ids');
  let total = 0;
  let gone = 0;
  for (let i = 0; i < clients; i++) {
    const count = decoding.readVarUint(decoder);
    total += count;
    if (total > limits.structs) throw new Refusal('too-large', 'too many structs');
    const client = readClient(decoder);
    let clock = readClock(decoder);
    // Yjs would keep only the last of two sections of one client.
    if (structs.has(client) || count === 0) throw malformed('client section repeated or empty');
    const own: Struct[] = [];
    structs.set(client, own);
    for (let j = 0; j < count; j++) {
      const struct = readStruct(decoder, clock);
      if (struct.content.kind === 'gone') gone += struct.length;
      clock += struct.length;
      if (gone > limits.deletedLength || clock > limits.clock) throw new Refusal('too-large', 'struct too long');
      own.push(struct);
    }
  }
  return structs;
}

function readDeletes(decoder: Decoder): ReadUpdate['deletes'] {
  const deletes: ReadUpdate['deletes'] = new Map();
  const clients = decoding.readVarUint(decoder);
  let total = 0;
  for (let i = 0; i < clients; i++) {
    const client = readClient(decoder);
    const count = decoding.readVarUint(decoder);
    total += count;
    if (total > limits.deleteRanges) throw new Refusal('too-large', 'too many deleted ranges');
    if (deletes.has(client) || count === 0) throw malformed('delete section repeated or empty');
    const ranges: [number, number][] = [];
    deletes.set(client, ranges);
    let end = 0;
    for (let j = 0; j < count; j++) {
      const clock = readClock(decoder);
      const length = readClock(decoder);
      // Yjs sorts and merges its ranges; overlapping ones would make it walk the same structs over and over.
      if (length === 0 || clock < end) throw malformed('deleted ranges out of order');
      end = clock + length;
      ranges.push([clock, length]);
    }
  }
  return deletes;
}

/** How many of `length` clocks from `clock` on are deleted. */
export function deletedWithin(deletes: ReadUpdate['deletes'], client: number, clock: number, length: number): number {
  const ranges = deletes.get(client) ?? [];
  const end = clock + length;
  let index = 0;
  // The first range that ends behind `clock`.
  for (let high = ranges.length; index < high; ) {
    const middle = (index + high) >> 1;
    const [start, size] = ranges[middle] as [number, number];
    if (start + size <= clock) index = middle + 1;
    else high = middle;
  }
  let deleted = 0;
  for (; index < ranges.length; index++) {
    const [start, size] = ranges[index] as [number, number];
    if (start >= end) break;
    deleted += Math.min(end, start + size) - Math.max(clock, start);
  }
  return deleted;
}

/** Structs and deleted ranges of an update: what judging and applying it costs. */
export function workOf({ structs, deletes }: ReadUpdate): number {
  let work = 0;
  for (const own of structs.values()) work += own.length;
  for (const ranges of deletes.values()) work += ranges.length;
  return work;
}

/** Reads an update; throws a Refusal for anything an honest client does not make. */
export function readUpdate(bytes: Uint8Array): ReadUpdate {
  try {
    const decoder = decoding.createDecoder(bytes);
    const update = { structs: readStructs(decoder), deletes: readDeletes(decoder) };
    if (decoding.hasContent(decoder)) throw malformed('bytes left over');
    return update;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // lib0 and JSON.parse throw their own errors at the end of the bytes or on bad text.
    throw malformed(error instanceof Error ? error.message : 'unreadable');
  }
}
