// PostgreSQL's wire protocol in front of one PGlite, on a loopback port with a password. prisma/embedded/embedded-process.ts
// starts it. PGlite has a single session, so connections take turns: a turn lasts until the session is idle again, which
// keeps the messages of one query, and the queries of one transaction, together. (@electric-sql/pglite-socket takes
// turns by message: a query that arrives in two packets gets mixed with another's.) Not offered, because the session is
// shared: LISTEN, COPY, session settings, cancellation. Named statements are kept apart by own-statements.ts.
import { timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { MessageCutter } from './message-cutter.ts';
import { OwnStatements } from './own-statements.ts';

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const PROTOCOL_3 = 196_608;

const message = (type: string, body: Buffer) => {
  const head = Buffer.from(`${type}0000`, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

const ASK_PASSWORD = message('R', Buffer.from([0, 0, 0, 3]));
const REFUSED = message('E', Buffer.from('SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed\0\0'));
/** Ends whatever a lost connection left open: a query without its end, a transaction. */
const END_OF_TURN = Buffer.concat([message('S', Buffer.alloc(0)), message('Q', Buffer.from('rollback\0'))]);

function startupPacket(): Buffer {
  const body = Buffer.from('0000user\0postgres\0database\0postgres\0\0', 'latin1');
  body.writeInt32BE(PROTOCOL_3, 0);
  // The only message without a type byte.
  return message('?', body).subarray(1);
}

/** One connection: who it is, and the messages it has sent that do not yet make a whole request. */
type Client = {
  socket: Socket;
  cutter: MessageCutter;
  stage: 'startup' | 'password' | 'open' | 'ending';
  begun: Buffer[];
  statements: OwnStatements;
};

type Request = { client: Client; bytes: Buffer; complete: boolean };

/** Runs the requests of all clients on the one session, a turn at a time. */
class Turns {
  readonly #database: PGlite;
  readonly #failed: (error: unknown) => void;
  #waiting: Request[] = [];
  #holder: Client | null = null;
  #running: Promise<void> | null = null;

  constructor(database: PGlite, failed: (error: unknown) => void) {
    this.#database = database;
    this.#failed = failed;
  }

  add(request: Request) {
    this.#waiting.push(request);
    this.#start();
  }

  /** Forgets what `client` still waits for, and ends its turn. */
  leave(client: Client) {
    this.#waiting = this.#waiting.filter((request) => request.client !== client);
    const bytes = client.statements.closeAll();
    if (bytes) this.#waiting.push({ client, bytes, complete: true });
    this.#start();
  }

  /** Resolves when the request that runs is done; none is started any more. */
  async close() {
    this.#waiting = [];
    this.#holder = null;
    await this.#running;
  }

  #start() {
    this.#running ??= this.#run()
      .catch(this.#failed)
      .finally(() => {
        this.#running = null;
      });
  }

  async #run() {
    for (let request = this.#next(); request; request = this.#next()) {
      const { client, bytes, complete } = request;
      client.socket.cork();
      // The bytes belong to PGlite's memory and change with the next request: they are copied.
      await this.#database.execProtocolRawStream(bytes, {
        onRawData: (answer) => client.socket.write(Buffer.from(answer)),
      });
      client.socket.uncork();
      this.#holder = complete && !this.#database.isInTransaction() ? null : client;
    }
  }

  #next(): Request | undefined {
    const holder = this.#holder;
    if (!holder) return this.#waiting.shift();
    if (holder.socket.destroyed) return { client: holder, bytes: END_OF_TURN, complete: true };
    const index = this.#waiting.findIndex(({ client }) => client === holder);
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }
}

/** What a client needs to get in, and what it finds behind. */
type Door = { password: Buffer; welcome: Buffer; turns: Turns };

/** Answers the first packets of a connection, up to the request for a password. */
function greet(client: Client, packet: Buffer) {
  const code = packet.readInt32BE(4);
  if (code === SSL_REQUEST || code === GSS_REQUEST) client.socket.write('N');
  else if (code === PROTOCOL_3) {
    client.stage = 'password';
    client.socket.write(ASK_PASSWORD);
  } else client.socket.destroy();
}

function checkPassword(client: Client, packet: Buffer, { password, welcome }: Door) {
  const given = packet.subarray(5, -1);
  if (packet[0] !== 0x70 || given.length !== password.length || !timingSafeEqual(given, password)) {
    client.stage = 'ending';
    client.socket.end(REFUSED);
    return;
  }
  client.stage = 'open';
  client.cutter.limit = MessageCutter.WHOLE_REQUEST;
  client.socket.write(welcome);
}

/** Adds a message to the request that it belongs to; hands the request over when it is whole. */
function collect(client: Client, packet: Buffer, turns: Turns) {
  const type = String.fromCharCode(packet[0] ?? 0);
  if (type === 'X') {
    client.stage = 'ending';
    client.socket.end();
    return;
  }
  client.begun.push(client.statements.rename(packet));
  // Query, Sync and FunctionCall end a request; Flush asks for the answers so far.
  if (!'QSFH'.includes(type)) return;
  turns.add({ client, bytes: Buffer.concat(client.begun), complete: type !== 'H' });
  client.begun = [];
}

/** Takes what a client sends, as far as its messages are whole; a client that speaks nonsense is cut off. */
function receive(client: Client, bytes: Buffer, door: Door) {
  try {
    client.cutter.add(bytes);
    for (;;) {
      const packet = client.cutter.next(client.stage !== 'startup');
      if (!packet || client.socket.destroyed || client.stage === 'ending') return;
      if (client.stage === 'startup') greet(client, packet);
      else if (client.stage === 'password') checkPassword(client, packet, door);
      else collect(client, packet, door.turns);
    }
  } catch (error) {
    client.socket.destroy(error as Error);
  }
}

/** A listening server: its port on 127.0.0.1, and how to close it and everything connected to it. */
export type Wire = { port: number; close(): Promise<void> };

/** Serves `database` to whoever knows `password`. `failed` is called when PGlite itself breaks: nothing works after that. */
export async function serveWire(database: PGlite, password: string, failed: (error: unknown) => void): Promise<Wire> {
  // The same for everybody, so that a new connection never waits for another's transaction.
  const welcome = Buffer.from(await database.execProtocolRaw(startupPacket()));
  const turns = new Turns(database, failed);
  const door: Door = { password: Buffer.from(password), welcome, turns };
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    const client: Client = {
      socket,
      cutter: new MessageCutter(),
      stage: 'startup',
      begun: [],
      statements: new OwnStatements(),
    };
    sockets.add(socket);
    socket.on('data', (bytes) => receive(client, bytes, door));
    // What a broken connection means is said by `close`, which follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      turns.leave(client);
    });
  });
  const port = await listen(server);
  const close = async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await turns.close();
  };
  return { port, close };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
