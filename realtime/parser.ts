// How socket.io's packets travel: [type, data, id], as msgpack. Handed to socket.io by sockets.ts and page-socket.ts.
import { decode, encode } from './msgpack.ts';

/** socket.io's own numbers. */
const CONNECT = 0;
const DISCONNECT = 1;
const EVENT = 2;
const ACK = 3;
const CONNECT_ERROR = 4;

interface Packet {
  type: number;
  nsp: string;
  data?: unknown;
  id?: number;
}

/** Values in one packet of a client: no message of ours has more than a presence of a few dozen. */
const CLIENT_VALUES = 2_000;

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

function isDataValid(type: number, data: unknown): boolean {
  switch (type) {
    case CONNECT:
      return data === undefined || isObject(data);
    case DISCONNECT:
      return data === undefined;
    case EVENT:
      return Array.isArray(data) && typeof data[0] === 'string';
    case ACK:
      return Array.isArray(data);
    case CONNECT_ERROR:
      return isObject(data);
    default:
      return false;
  }
}

function readPacket(bytes: unknown, values?: number): Packet {
  const source = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
  if (!(source instanceof Uint8Array)) throw new Error('A packet is not binary.');
  const packet = decode(source, values);
  if (!Array.isArray(packet) || packet.length > 3) throw new Error('A packet is not of this protocol.');
  const [type, data = undefined, id = undefined] = packet.map((part) => part ?? undefined);
  const isIdValid = id === undefined || Number.isSafeInteger(id);
  if (!isIdValid || !isDataValid(type, data)) throw new Error('A packet is not of this protocol.');
  return { type, nsp: '/', data, id };
}

class Encoder {
  encode({ type, data, id }: Packet): Uint8Array[] {
    return [encode(id === undefined ? [type, data] : [type, data, id])];
  }
}

type Listener = (packet: Packet) => void;

/** socket.io listens to `decoded` alone, and stops when the connection closes. */
class Decoder {
  private readonly listeners = new Set<Listener>();
  private readonly values: number | undefined;

  constructor(values?: number) {
    this.values = values;
  }

  add(bytes: unknown): void {
    const packet = readPacket(bytes, this.values);
    for (const listener of this.listeners) listener(packet);
  }

  on(_decoded: string, listener: Listener): this {
    this.listeners.add(listener);
    return this;
  }

  off(_decoded: string, listener: Listener): this {
    this.listeners.delete(listener);
    return this;
  }

  removeListener(decoded: string, listener: Listener): this {
    return this.off(decoded, listener);
  }

  destroy(): void {}
}

class ClientPacketsDecoder extends Decoder {
  constructor() {
    super(CLIENT_VALUES);
  }
}

/** The server's end, which trusts nobody. */
export const serverParser = { Encoder, Decoder: ClientPacketsDecoder };

/** The client's end. */
export const clientParser = { Encoder, Decoder };
