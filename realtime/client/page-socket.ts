// The one connection of a page (or program), shared by all its texts and topics; comes back by itself when that makes
// sense. Used by document-connection.ts and nudges.ts.
import { ObservableV2 } from 'lib0/observable';
import { io, type Socket } from 'socket.io-client';
import { clientParser } from '../parser.ts';
import {
  type ClientToServer,
  type Identity,
  PROTOCOL_VERSION,
  type RefusalCode,
  type ServerToClient,
  SOCKET_PATH,
} from '../protocol.ts';

/** Programs and tests; browsers use their cookie. */
export type Credential = { bearer: string } | { cookie: string };

export interface SocketPlace {
  /** Origin of the server; in a browser, the page's own by default. */
  url?: string;
  credential?: Credential;
  /** A connection of its own, as another page would have. */
  alone?: boolean;
}

export type PageSocketState = 'connecting' | 'online' | 'offline' | 'signed-out' | 'refused';

interface PageSocketEvents {
  /** `code`: the server's reason, when it gave one. */
  state: (state: PageSocketState, code: RefusalCode | null) => void;
}

/**
 * Pauses before coming back, different for everybody after an outage. They grow little: who waits long for a server that is
 * back sees an outage that is over.
 */
const RECONNECT_MS = 200;
const RECONNECT_LONGEST_MS = 800;

/** A WebSocket by which nobody has been greeted after so long is swallowed by the network, ms. */
const GREETING_MS = 4_000;

/** A WebSocket that fell silent sooner than this was swallowed, and not forgotten by a machine that slept, ms. */
const SETTLED_MS = 60_000;

/**
 * How a server is reached, the more carefully the less its WebSockets can be trusted: WebSocket first; long polling first,
 * and a WebSocket once it has answered; long polling alone.
 */
const ways = [['websocket', 'polling'], ['polling', 'websocket'], ['polling']] as const;

/** By origin, which of `ways` this page has come to; the next connection starts there. */
const suspicions = new Map<string | undefined, number>();

/** Pause after each reason that is worth coming back from; the others end the connection until `resume`. */
const pauses: Partial<Record<RefusalCode, number>> = {
  'rights-changed': 0,
  restarting: RECONNECT_MS,
  unavailable: 1_000,
  overloaded: 5_000,
};

export class PageSocket extends ObservableV2<PageSocketEvents> {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  state: PageSocketState = 'connecting';
  code: RefusalCode | null = null;
  identity: Identity | null = null;
  private farewell: RefusalCode | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private greeting: ReturnType<typeof setTimeout> | undefined;
  private greetedAt = 0;
  private readonly url: string | undefined;

  constructor({ url = globalThis.location?.origin, credential }: SocketPlace) {
    super();
    this.url = url;
    const bearer = credential && 'bearer' in credential ? credential.bearer : undefined;
    const cookie = credential && 'cookie' in credential ? credential.cookie : undefined;
    this.socket = io(url, {
      path: SOCKET_PATH,
      parser: clientParser,
      forceNew: true,
      // A network that refuses or swallows WebSockets still lets requests through.
      transports: [...this.way],
      tryAllTransports: true,
      auth: { protocol: PROTOCOL_VERSION, bearer },
      ...(cookie ? { extraHeaders: { cookie, origin: url } } : {}),
      reconnectionDelay: RECONNECT_MS,
      reconnectionDelayMax: RECONNECT_LONGEST_MS,
      randomizationFactor: 0.5,
    });
    this.socket.io.on('reconnect_attempt', this.awaitGreeting);
    this.awaitGreeting();
    this.socket.on('welcome', (identity) => {
      clearTimeout(this.greeting);
      this.greetedAt = performance.now();
      this.identity = identity;
      this.change('online', null);
    });
    this.socket.on('goodbye', (code) => {
      this.farewell = code;
    });
    this.socket.on('disconnect', (reason) => {
      const isYoung = performance.now() - this.greetedAt < SETTLED_MS;
      if (reason === 'ping timeout' && this.isByWebSocket && (isYoung || this.way[0] === 'websocket')) this.distrust();
      this.lost(this.farewell);
    });
    this.socket.on('connect_error', (error) =>
      this.lost((error as { data?: { code: RefusalCode } }).data?.code ?? null),
    );
    globalThis.window?.addEventListener('online', this.resumeIfOffline);
  }

  /** Tries again now, with whatever session the page has by then. */
  resume(): void {
    if (this.state !== 'online') this.reconnect();
  }

  /** Connects anew, as whoever is signed in now. */
  reconnect(): void {
    this.change('connecting', null);
    // Also out of a pause between two tries.
    this.socket.disconnect().connect();
    this.awaitGreeting();
  }

  override destroy(): void {
    super.destroy();
    clearTimeout(this.timer);
    clearTimeout(this.greeting);
    globalThis.window?.removeEventListener('online', this.resumeIfOffline);
    this.socket.disconnect();
  }

  private readonly resumeIfOffline = () => {
    if (this.state === 'offline') this.resume();
  };

  private get way(): readonly ('websocket' | 'polling')[] {
    return ways[suspicions.get(this.url) ?? 0] ?? ['polling'];
  }

  private get isByWebSocket(): boolean {
    return this.socket.io.engine?.transport.name === 'websocket';
  }

  /** From the next try on, this server is reached more carefully. */
  private distrust(): void {
    suspicions.set(this.url, (suspicions.get(this.url) ?? 0) + 1);
    this.socket.io.opts.transports = [...this.way];
  }

  /** A connection that opens and says nothing is given up; socket.io by itself would wait for minutes, and try it again. */
  private readonly awaitGreeting = () => {
    clearTimeout(this.greeting);
    this.greeting = setTimeout(() => {
      if (!this.isByWebSocket) return;
      this.distrust();
      this.reconnect();
    }, GREETING_MS);
  };

  private lost(code: RefusalCode | null): void {
    this.farewell = null;
    clearTimeout(this.greeting);
    const pause = code === null ? undefined : pauses[code];
    // socket.io comes back by itself unless the server sent it away.
    if (code === null || pause !== undefined) this.change('offline', code);
    else this.change(code === 'signed-out' ? 'signed-out' : 'refused', code);
    if (pause === undefined) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        this.socket.connect();
        this.awaitGreeting();
      },
      pause * (0.5 + Math.random()),
    );
  }

  private change(state: PageSocketState, code: RefusalCode | null): void {
    this.state = state;
    this.code = code;
    this.emit('state', [state, code]);
  }
}

const shared = new Map<string, { page: PageSocket; users: number }>();

/** The connection to a place, opened by its first user and closed by its last. */
export function takeSocket(place: SocketPlace): { page: PageSocket; release(): void } {
  if (place.alone) {
    const page = new PageSocket(place);
    return { page, release: () => page.destroy() };
  }
  const key = JSON.stringify([place.url, place.credential]);
  const entry = shared.get(key) ?? { page: new PageSocket(place), users: 0 };
  shared.set(key, entry);
  entry.users += 1;
  return {
    page: entry.page,
    release() {
      entry.users -= 1;
      if (entry.users > 0) return;
      shared.delete(key);
      entry.page.destroy();
    },
  };
}
