// Reads the pieces that a Yjs V1 update is made of (ids, names, attributes, content), each bounded before anything is made
// of it. Called by update-reader.ts.
import * as decoding from 'lib0/decoding';
import type { RefusalCode } from './protocol.ts';

/** What one update may hold. An editor's paste of the whole convention stays ten times below each. */
export const limits = {
  structs: 20_000,
  deleteRanges: 20_000,
  /** Distinct Yjs client ids: a person's tabs that went offline together. */
  clients: 64,
  /** UTF-16 units of deleted content declared without bytes to show for it. */
  deletedLength: 1_000_000,
  /** Characters of an attribute, a mark's attributes or a name. */
  attribute: 4_096,
  attributeDepth: 4,
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

export type Content =
  | { kind: 'gone' }
  | { kind: 'string' }
  | { kind: 'format'; key: string; value: unknown }
  | { kind: 'element'; name: string }
  | { kind: 'text' }
  | { kind: 'attribute'; value: unknown };

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
  if (length > limit) throw new Refusal('too-large', 'name or attribute too long');
  return decoding.readVarString(decoder);
}

/** A value of lib0's `any` encoding, by our own hand: its reader recurses as deep as it is told to. */
function readValue(decoder: Decoder, depth = 0): unknown {
  if (depth > limits.attributeDepth) throw malformed('attribute nested too deeply');
  const type = readByte(decoder);
  switch (type) {
    case 127:
      return undefined;
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
      return readText(decoder, limits.attribute);
    case 118: {
      const size = decoding.readVarUint(decoder);
      if (size > 32) throw malformed('attribute too wide');
      const entries: [string, unknown][] = [];
      for (let i = 0; i < size; i++) entries.push([readText(decoder, limits.attribute), readValue(decoder, depth + 1)]);
      return Object.fromEntries(entries);
    }
    case 117: {
      const size = decoding.readVarUint(decoder);
      if (size > 64) throw malformed('attribute too wide');
      const values: unknown[] = [];
      for (let i = 0; i < size; i++) values.push(readValue(decoder, depth + 1));
      return values;
    }
    default:
      // Big integers and byte arrays are no attribute of a text.
      throw malformed(`attribute of type ${type}`);
  }
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
      const key = readText(decoder, 64);
      const json = readText(decoder, limits.attribute);
      return { content: { kind: 'format', key, value: JSON.parse(json) }, length: 1 };
    }
    case 7: {
      const type = decoding.readVarUint(decoder);
      if (type === 3) return { content: { kind: 'element', name: readText(decoder, 64) }, length: 1 };
      if (type === 6) return { content: { kind: 'text' }, length: 1 };
      throw malformed(`shared type ${type}`);
    }
    case 8: {
      if (decoding.readVarUint(decoder) !== 1) throw malformed('an attribute has one value');
      return { content: { kind: 'attribute', value: readValue(decoder) }, length: 1 };
    }
    default:
      // JSON, binary, embeds and subdocuments are no part of a text; Skip is a gap.
      throw malformed(`content ${ref}`);
  }
}
