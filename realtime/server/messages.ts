// The shape of what clients send, checked before any of it is looked at. Called by session.ts.
import * as decoding from 'lib0/decoding';
import { type ClientToServer, EDIT_BYTES_LIMIT, type RefusalCode } from '../protocol.ts';
import { presenceOf } from './presence.ts';
import { readClient, readClock } from './update-content.ts';

/** A state vector of a text that thousands of tabs have written. */
const VECTOR_LIMIT = 256 * 1024;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const topic = /^(convention|person):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const isId = (value: unknown) => typeof value === 'string' && uuid.test(value);
const isTopic = (value: unknown) => typeof value === 'string' && topic.test(value);
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
const isNumber = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;
const isAnswer = (value: unknown) => typeof value === 'function';
const isState = (value: unknown) => presenceOf(value) !== null;

function isVector(value: unknown): boolean {
  if (!isBytes(value) || value.length > VECTOR_LIMIT) return false;
  try {
    const decoder = decoding.createDecoder(value);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      readClient(decoder);
      readClock(decoder);
    }
    return !decoding.hasContent(decoder);
  } catch {
    return false;
  }
}

/** What follows each name, and nothing after it. */
const shapes: Record<keyof ClientToServer, ((value: unknown) => boolean)[]> = {
  join: [isId, isVector, isAnswer],
  leave: [isId],
  edit: [isId, isNumber, isBytes],
  presence: [isId, isState],
  follow: [isTopic, isAnswer],
  unfollow: [isTopic],
};

const isName = (name: unknown): name is keyof ClientToServer => typeof name === 'string' && Object.hasOwn(shapes, name);

/** Why a message is none of the protocol; null when it is one. */
export function faultOf([name, ...message]: unknown[]): RefusalCode | null {
  if (!isName(name) || message.length !== shapes[name].length) return 'invalid-message';
  if (!shapes[name].every((fits, index) => fits(message[index]))) return 'invalid-message';
  if (name === 'edit' && (message[2] as Uint8Array).length > EDIT_BYTES_LIMIT) return 'too-large';
  return null;
}
