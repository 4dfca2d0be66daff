// PGlite has one session, so named statements of several connections would meet: each connection's names get its number.
// prisma/embedded/wire.ts calls it; it knows the four messages of PostgreSQL's protocol that name a statement, and nothing else.

const PARSE = 0x50;
const BIND = 0x42;
const DESCRIBE = 0x44;
const CLOSE = 0x43;
const STATEMENT = 0x53;
const HEAD = 5;

/** Where the name of a statement stands in a message; null when the message has none, or only the unnamed one. */
function nameIn(packet: Buffer): { start: number; end: number } | null {
  const type = packet[0];
  let start = HEAD;
  if (type === BIND) start = packet.indexOf(0, HEAD) + 1;
  else if ((type === DESCRIBE || type === CLOSE) && packet[HEAD] === STATEMENT) start = HEAD + 1;
  else if (type !== PARSE) return null;
  const end = packet.indexOf(0, start);
  return end > start ? { start, end } : null;
}

function withName(packet: Buffer, name: Buffer, { start, end }: { start: number; end: number }): Buffer {
  const renamed = Buffer.concat([packet.subarray(0, start), name, packet.subarray(end)]);
  renamed.writeInt32BE(renamed.length - 1, 1);
  return renamed;
}

/** The statements of one connection under names that no other has. */
export class OwnStatements {
  static #connections = 0;
  readonly #prefix: string;
  readonly #names = new Set<string>();

  constructor() {
    OwnStatements.#connections += 1;
    this.#prefix = `${OwnStatements.#connections}:`;
  }

  /** The message with this connection's own name for its statement. */
  rename(packet: Buffer): Buffer {
    const place = nameIn(packet);
    if (!place) return packet;
    const name = `${this.#prefix}${packet.toString('utf8', place.start, place.end)}`;
    if (packet[0] === PARSE) this.#names.add(name);
    if (packet[0] === CLOSE) this.#names.delete(name);
    return withName(packet, Buffer.from(name), place);
  }

  /** The messages that close what this connection leaves behind; null when that is nothing. */
  closeAll(): Buffer | null {
    if (this.#names.size === 0) return null;
    const closes = [...this.#names].map((name) => {
      const body = Buffer.from(`S${name}\0`);
      const head = Buffer.alloc(HEAD, CLOSE);
      head.writeInt32BE(body.length + 4, 1);
      return Buffer.concat([head, body]);
    });
    this.#names.clear();
    return Buffer.concat([...closes, Buffer.from([STATEMENT, 0, 0, 0, 4])]);
  }
}
