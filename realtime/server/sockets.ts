// The door for keystrokes: socket.io on the one HTTP port. Called by server.ts alone; knows no cookie and no rule of
// rights, which are handed in.
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { LiveDocuments } from '#domain/outside.ts';
import { log } from '#log.ts';
import type { Bus } from '#outside/redis.ts';
import { serverParser } from '../parser.ts';
import {
  type ClientToServer,
  type Mode,
  type Nudge,
  PROTOCOL_VERSION,
  type ServerToClient,
  SOCKET_PATH,
  type Topic,
} from '../protocol.ts';
import { type Credentials, identityOf, isOriginAllowed, refusal, type Visitor, watchExpiry } from './handshake.ts';
import { followNodes, roomNodes } from './nodes.ts';
import { Rooms } from './rooms.ts';
import { Saver } from './saver.ts';
import { audienceOf, type ServerSocket, Session } from './session.ts';

export interface SocketOptions<Viewer> {
  /** From the handshake's headers (a cookie) or its bearer credential; null: refused (R1). `isUse`: its session lives on by it. */
  visitorOf(credentials: Credentials, isUse: boolean): Promise<Visitor<Viewer> | null>;
  /** Null: the document does not exist for this viewer. */
  modeOf(viewer: Viewer, documentId: string): Promise<Mode | null>;
  mayFollow(viewer: Viewer, topic: Topic): Promise<boolean>;
  /** Origins of the pages that may connect; programs without a cookie send none. */
  allowedOrigins: readonly string[];
  /** Called after edits settle, again until it succeeds; idempotent. */
  onSettled(documentId: string): Promise<void>;
  /** How long an empty room stays open. */
  emptyRoomMs?: number;
  /** The way to the other nodes, where there are several. */
  bus?: Bus | null;
  /** How often everybody connected is judged again, where word of a right or a session that ended could get lost. */
  judgeEveryMs?: number;
}

export interface Sockets {
  /** Server-side edits and reads, for the domain (domain/outside.ts). */
  live: {
    /** Runs `change` on a copy and resolves once it is committed; `authorId` null: the platform itself. */
    edit(documentId: string, authorId: string | null, change: Parameters<LiveDocuments['edit']>[2]): Promise<void>;
    /** The same under a client id that is the person's own. */
    writeAs: LiveDocuments['writeAs'];
    /** The committed text, in a document of its own, with its sequence. */
    read: LiveDocuments['read'];
  };
  nudge(topics: readonly Topic[], nudges: readonly Nudge[]): void;
  /** Closes the sessions that all given ids concern, which must join again (R12). */
  rightsChanged(whose: { personId?: string; organisationId?: string; documentId?: string }): void;
  sessionEnded(sessionId: string): void;
  /** SIGTERM: takes no more edits, saves and projects all it has, closes every socket. */
  drain(): Promise<void>;
  /** What is open now, and what was done since the start. */
  counters(): { connections: number; rooms: number; commits: number };
}

/** A larger frame ends its connection unread; edits that are too large and not absurd get a typed refusal. */
const FRAME_LIMIT = 4 * 1024 * 1024;

/** Frames that a connection may leave unread before it is closed, for the sake of the server's memory. */
const UNREAD_LIMIT = 5_000;
const UNREAD_CHECK_MS = 5_000;

/** Everybody is judged again so often, a share of them at each step: a message of another node that was lost is late, never never. */
const JUDGE_EVERY_MS = 60_000;
const JUDGE_STEPS = 60;
/** While nothing is heard of the other nodes, so many times as often. */
const JUDGE_ALONE = 6;

/** A session that ends while its handshake is being judged is remembered so long. */
const HANDSHAKE_MS = 30_000;

interface Connection<Viewer> {
  visitor: Visitor<Viewer>;
  session: Session;
}

/** Frames that wait for the connection to take them. Engine.io's documentation names the field; its types hide it. */
const unreadFrames = ({ conn }: ServerSocket) => (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;

/** Whether somebody is judged to be who they were; a session that was prolonged changes nothing. */
const isSameVisitor = (one: Visitor<unknown>, other: Visitor<unknown>): boolean => {
  const [said, before] = [one, other].map((visitor) =>
    JSON.stringify(visitor, (name, value: unknown) => (/expiresAt$/i.test(name) ? undefined : value)),
  );
  return said === before;
};

/** Opens the sockets on a server that may already be listening. */
export function openSockets<Viewer>(server: HttpServer, options: SocketOptions<Viewer>): Sockets {
  let draining = false;
  let commits = 0;
  const connections = new Map<ServerSocket, Connection<Viewer>>();
  const ended = new Set<string>();
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, { visitor: Visitor<Viewer> }>(server, {
    path: SOCKET_PATH,
    parser: serverParser,
    serveClient: false,
    maxHttpBufferSize: FRAME_LIMIT,
    connectTimeout: 10_000,
    // A connection that a network swallows is given up by both ends within 9 s; 6 s of silence are a bad network's right.
    pingInterval: 3_000,
    pingTimeout: 6_000,
    allowRequest: (request, allow) => allow(null, !draining && isOriginAllowed(request, options.allowedOrigins)),
  });
  const rooms = new Rooms(
    {
      saver: new Saver(),
      broadcast(documentId, except, name, ...message) {
        if (name === 'committed') commits += 1;
        io.to(audienceOf(documentId))
          .except(except)
          .emit(name, ...message);
      },
      onSettled: options.onSettled,
      nodes: options.bus ? roomNodes(options.bus) : null,
    },
    options.emptyRoomMs,
  );
  const following = options.bus ? followNodes(rooms, options.bus) : null;

  const judge = ({ handshake: { headers, auth } }: Pick<ServerSocket, 'handshake'>, isUse: boolean) =>
    options.visitorOf({ headers, bearer: typeof auth.bearer === 'string' ? auth.bearer : null }, isUse);

  io.use((socket, next) => {
    if (socket.handshake.auth.protocol !== PROTOCOL_VERSION) return next(refusal('outdated'));
    judge(socket, true).then(
      (visitor) => {
        if (!visitor || ended.has(visitor.sessionId ?? '')) return next(refusal('signed-out'));
        socket.data.visitor = visitor;
        next();
      },
      (error: unknown) => {
        log.error({ err: error }, 'a handshake could not be judged');
        next(refusal('unavailable'));
      },
    );
  });

  io.on('connection', (socket) => {
    const { visitor } = socket.data;
    const session = new Session(socket, identityOf(visitor), rooms, {
      modeOf: (documentId) => options.modeOf(visitor.viewer, documentId),
      mayFollow: (topic) => options.mayFollow(visitor.viewer, topic),
    });
    connections.set(socket, { visitor, session });
    const forgetExpiry = watchExpiry(
      visitor.expiresAt,
      () => judge(socket, false),
      () => session.dismiss('signed-out'),
    );
    socket.on('disconnect', () => {
      connections.delete(socket);
      forgetExpiry();
    });
  });

  const judgeAgain = async (socket: ServerSocket, { visitor, session }: Connection<Viewer>) => {
    try {
      const now = await judge(socket, false);
      if (!now) session.dismiss('signed-out');
      else if (!isSameVisitor(now, visitor)) session.dismiss('rights-changed');
      else await session.judgeAgain();
    } catch (err) {
      log.error({ err }, 'a session could not be judged again');
    }
  };
  // One after the other: everybody at once would keep others from the database.
  const judgeAll = async () => {
    for (const [socket, connection] of [...connections]) await judgeAgain(socket, connection);
  };
  let step = 0;
  const judgeShare = () => {
    const steps = options.bus?.isUp ? 1 : JUDGE_ALONE;
    for (const [index, [socket, connection]] of [...connections].entries())
      if ((index - step + JUDGE_STEPS) % JUDGE_STEPS < steps) void judgeAgain(socket, connection);
    step = (step + steps) % JUDGE_STEPS;
  };
  const judging = options.bus
    ? setInterval(judgeShare, (options.judgeEveryMs ?? JUDGE_EVERY_MS) / JUDGE_STEPS).unref()
    : undefined;
  options.bus?.onMissed(() => void judgeAll());

  const unreadCheck = setInterval(() => {
    for (const [socket, { session }] of connections)
      if (unreadFrames(socket) > UNREAD_LIMIT) session.dismiss('overloaded');
  }, UNREAD_CHECK_MS);
  unreadCheck.unref();

  return {
    live: {
      edit: (documentId, authorId, change) => rooms.edit(documentId, { authorId, ownerId: null }, change),
      writeAs: (documentId, personId, change) =>
        rooms.edit(documentId, { authorId: personId, ownerId: personId }, change),
      read: (documentId) => rooms.read(documentId),
    },
    nudge(topics, nudges) {
      for (const topic of topics) io.to(topic).emit('nudge', topic, [...nudges]);
    },
    rightsChanged({ personId, organisationId, documentId }) {
      for (const { visitor, session } of [...connections.values()]) {
        if (personId !== undefined && visitor.personId !== personId) continue;
        if (organisationId !== undefined && visitor.organisationId !== organisationId) continue;
        if (documentId === undefined) session.dismiss('rights-changed');
        else {
          if (session.isIn(documentId)) session.putOut(documentId, 'rights-changed');
          session.loseTopics('rights-changed');
        }
      }
    },
    sessionEnded(sessionId) {
      ended.add(sessionId);
      setTimeout(() => ended.delete(sessionId), HANDSHAKE_MS).unref();
      for (const { visitor, session } of [...connections.values()])
        if (visitor.sessionId === sessionId) session.dismiss('signed-out');
    },
    async drain() {
      draining = true;
      clearInterval(unreadCheck);
      clearInterval(judging);
      following?.stop();
      for (const { session } of [...connections.values()]) session.dismiss('restarting');
      await rooms.drain();
      io.engine.close();
    },
    counters: () => ({ connections: connections.size, rooms: rooms.size, commits }),
  };
}
