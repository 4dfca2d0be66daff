// Reads the pieces that a Yjs V1 update is made of (ids, names, values, content), each bounded before anything is made of
// it. Called by update-reader.ts; text-rules.ts says which of them have a place.
import * as decoding from 'lib0/decoding';
import { textLimits } from '#domain/texts/text-grammar.ts';
import type { RefusalCode } from '../protocol.ts';

/** What one update may hold. An editor's paste of the whole convention stays ten times below each. */
export const limits = {
  structs: 20_000,
  deleteRanges: 20_000,
  /** Distinct Yjs client ids: a person's tabs that went offline together. */
  clients: 64,
  /** UTF-16 units of deleted content declared without bytes to show for it. */
  deletedLength: 1_000_000,
  /** Characters of a key or of one text in a value: a thread's format has 44. */
  key: 64,
  /** Keys of one value: a cell's properties have four. */
  keys: 8,
  /** Values under one key or in one stretch of a list. */
  values: textLimits.rows,
  /** Characters of a format's JSON: each of a link's address may be written as `\u0000`. */
  format: 6 * textLimits.href + 64,
  /** Yjs draws client ids on 32 bits. */
  clientId: 0xffff_ffff,
  clock: 0x7fff_ffff,
};

/** The bytes are refused; `code` is what the session is told. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, reason: string) {
    super(reason);
    this.code = code;
  }
}

export interface Id {
  client: number;
  clock: number;
}

export type SharedType = 'array' | 'map' | 'text';

/** Yjs's own numbers; XML types, hooks and subdocuments are no part of a text. */
const sharedTypes: readonly SharedType[] = ['array', 'map', 'text'];

export type Content =
  | { kind: 'gone' }
  | { kind: 'string' }
  | { kind: 'format'; key: string; value: unknown }
  | { kind: 'type'; type: SharedType }
  | { kind: 'values'; values: unknown[] };

export type Decoder = decoding.Decoder;

export const malformed = (reason: string) => new Refusal('invalid-update', reason);

export function readClock(decoder: Decoder): number {
  const clock = decoding.readVarUint(decoder);
  if (clock > limits.clock) throw malformed('clock out of range');
  return clock;
}

export function readClient(decoder: Decoder): number {
  const client = decoding.readVarUint(decoder);
  if (client > limits.clientId) throw malformed('client id out of range');
  return client;
}

export const readId = (decoder: Decoder): Id => ({ client: readClient(decoder), clock: readClock(decoder) });

export function readByte(decoder: Decoder): number {
  if (!decoding.hasContent(decoder)) throw malformed('truncated');
  return decoding.readUint8(decoder);
}

/** Text as Yjs itself would read it, so that both count the same length. */
export function readText(decoder: Decoder, limit: number): string {
  const length = decoding.readVarUint(decoding.clone(decoder));
  if (length > decoder.arr.length - decoder.pos) throw malformed('truncated text');
  if (length > limit) throw new Refusal('too-large', 'name or value too long');
  return decoding.readVarString(decoder);
}

/** A value of lib0's `any` encoding, by our own hand: its reader recurses as deep as it is told to. */
function readValue(decoder: Decoder, isInner = false): unknown {
  const type = readByte(decoder);
  switch (type) {
    case 126:
      return null;
    case 125:
      return decoding.readVarInt(decoder);
    case 124:
      return decoding.readFloat32(decoder);
    case 123:
      return decoding.readFloat64(decoder);
    case 121:
      return false;
    case 120:
      return true;
    case 119:
      return readText(decoder, limits.key);
    case 118: {
      const size = decoding.readVarUint(decoder);
      if (isInner || size > limits.keys) throw malformed('a value too deep or too wide');
      const entries: [string, unknown][] = [];
      for (let i = 0; i < size; i++) entries.push([readText(decoder, limits.key), readValue(decoder, true)]);
      // Unlike assignment, this makes `__proto__` a key like any other.
      return Object.fromEntries(entries);
    }
    default:
      // undefined, big integers, arrays and bytes are no value of a text.
      throw malformed(`a value of type ${type}`);
  }
}

function readValues(decoder: Decoder): unknown[] {
  const count = decoding.readVarUint(decoder);
  if (count === 0) throw malformed('empty struct');
  if (count > limits.values) throw new Refusal('too-large', 'too many values');
  const values: unknown[] = [];
  for (let i = 0; i < count; i++) values.push(readValue(decoder));
  return values;
}

export function readContent(decoder: Decoder, ref: number): { content: Content; length: number } {
  switch (ref) {
    case 1: {
      const length = readClock(decoder);
      if (length === 0) throw malformed('empty struct');
      return { content: { kind: 'gone' }, length };
    }
    case 4: {
      const { length } = readText(decoder, Number.POSITIVE_INFINITY);
      if (length === 0) throw malformed('empty struct');
      return { content: { kind: 'string' }, length };
    }
    case 6: {
      const key = readText(decoder, limits.key);
      const json = readText(decoder, limits.format);
      return { content: { kind: 'format', key, value: JSON.parse(json) }, length: 1 };
    }
    case 7: {
      const type = sharedTypes[decoding.readVarUint(decoder)];
      if (!type) throw malformed('no shared type of a text');
      return { content: { kind: 'type', type }, length: 1 };
    }
    case 8: {
      // Several under one key: a key set again and again, before anybody else has seen it.
      const values = readValues(decoder);
      return { content: { kind: 'values', values }, length: values.length };
    }
    default:
      // JSON, binary, embeds and subdocuments are no part of a text; Skip is a gap.
      throw malformed(`content ${ref}`);
  }
}
