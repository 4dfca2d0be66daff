// The shape of what clients send, checked before any of it is looked at. Called by session.ts.
import { decodeStateVector } from 'yjs';
import { type ClientToServer, EDIT_BYTES_LIMIT, PRESENCE_LIMIT, type RefusalCode } from './protocol.ts';

/** A state vector of a text that thousands of tabs have written. */
const VECTOR_LIMIT = 256 * 1024;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const topic = /^(convention|person):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const isId = (value: unknown) => typeof value === 'string' && uuid.test(value);
const isTopic = (value: unknown) => typeof value === 'string' && topic.test(value);
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
const isAnswer = (value: unknown) => typeof value === 'function';

function isVector(value: unknown): boolean {
  if (!isBytes(value) || value.length > VECTOR_LIMIT) return false;
  try {
    decodeStateVector(value);
    return true;
  } catch {
    return false;
  }
}

function isState(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && !isBytes(value) && JSON.stringify(value).length <= PRESENCE_LIMIT;
}

const shapes: Record<keyof ClientToServer, (message: unknown[]) => boolean> = {
  join: ([id, vector, answer]) => isId(id) && isVector(vector) && isAnswer(answer),
  leave: ([id]) => isId(id),
  edit: ([id, number, bytes]) => isId(id) && Number.isSafeInteger(number) && isBytes(bytes),
  presence: ([id, state]) => isId(id) && isState(state),
  follow: ([name, answer]) => isTopic(name) && isAnswer(answer),
  unfollow: ([name]) => isTopic(name),
};

const isName = (name: unknown): name is keyof ClientToServer => typeof name === 'string' && Object.hasOwn(shapes, name);

/** Why a message is none of the protocol; null when it is one. */
export function faultOf([name, ...message]: unknown[]): RefusalCode | null {
  if (!isName(name) || !shapes[name](message)) return 'invalid-message';
  if (name === 'edit' && (message[2] as Uint8Array).length > EDIT_BYTES_LIMIT) return 'too-large';
  return null;
}
