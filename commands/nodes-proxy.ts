// A small proxy before the nodes of `npm run nodes`, for trying them on one machine and for the tests; for real it is HAProxy,
// nginx or Traefik (docs/exploiter.md). Any node takes any request; only long polling must stay at the one where it began.
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type Socket } from 'node:net';
import { SOCKET_PATH } from '#realtime/protocol.ts';

/** The cookie by which long polling stays at a node. */
const STICKY = 'noeud';

/** How often the nodes are asked whether they take work. */
const LOOK_MS = 300;

/** Whether a request belongs to long polling, or to a WebSocket that began as such. */
function isPolling(url: string): boolean {
  const { pathname, searchParams } = new URL(url, 'http://proxy');
  return pathname.startsWith(SOCKET_PATH) && (searchParams.get('transport') === 'polling' || searchParams.has('sid'));
}

const isRefused = (error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED';

export class NodesProxy {
  private readonly server: Server;
  private readonly ports: readonly number[];
  private readonly open = new Set<number>();
  private readonly timer: NodeJS.Timeout;
  /** Whose turn it is, among requests and among WebSockets: two that come one after the other are at two nodes. */
  private readonly turns = { request: 0, socket: 0 };

  constructor(ports: readonly number[]) {
    this.ports = ports;
    this.server = createServer((asked, answer) => this.pass(asked, answer));
    this.server.on('upgrade', (asked: IncomingMessage, socket: Socket, head: Buffer) => this.join(asked, socket, head));
    this.timer = setInterval(() => void this.look(), LOOK_MS);
  }

  /** Resolves once it listens. */
  async listen(port: number, host: string): Promise<void> {
    await this.look();
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
  }

  /** Ports of the nodes that take work. */
  get ready(): readonly number[] {
    return [...this.open];
  }

  close(): void {
    clearInterval(this.timer);
    this.server.closeAllConnections();
    this.server.close();
  }

  private async look(): Promise<void> {
    await Promise.all(
      this.ports.map(async (port) => {
        const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
          () => null,
        );
        if (answer?.ok) this.open.add(port);
        else this.open.delete(port);
      }),
    );
  }

  /** The nodes to try, the best first. */
  private choose({ url = '/', headers }: IncomingMessage, kind: 'request' | 'socket'): number[] {
    this.turns[kind] += 1;
    const turn = this.turns[kind];
    const open = this.ports.filter((port) => this.open.has(port));
    const inTurn = open.map((_port, index) => open[(index + turn) % open.length] as number);
    const own = Number(new RegExp(`\\b${STICKY}=(\\d+)`).exec(headers.cookie ?? '')?.[1]);
    return isPolling(url) && open.includes(own) ? [own, ...inTurn.filter((port) => port !== own)] : inTurn;
  }

  private headersOf({ headers, socket }: IncomingMessage) {
    const before = headers['x-forwarded-for'];
    return { ...headers, 'x-forwarded-for': before ? `${before}, ${socket.remoteAddress}` : socket.remoteAddress };
  }

  private pass(asked: IncomingMessage, answer: ServerResponse, ports = this.choose(asked, 'request')): void {
    const [port, ...others] = ports;
    if (port === undefined) {
      answer.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '1' });
      answer.end('Aucun serveur ne répond. Réessayez dans un instant.');
      return;
    }
    const sent: ClientRequest = request({
      port,
      host: '127.0.0.1',
      method: asked.method,
      path: asked.url,
      headers: this.headersOf(asked),
      // One connection a request: one that a node closes meanwhile is never used again.
      agent: false,
    });
    // Nothing of the body is read before a node takes it, so that another one may.
    sent.on('socket', (socket) => socket.once('connect', () => asked.pipe(sent)));
    sent.on('response', (given) => {
      const cookies = given.headers['set-cookie'] ?? [];
      const own = isPolling(asked.url ?? '')
        ? [`${STICKY}=${port}; Path=${SOCKET_PATH}; HttpOnly; SameSite=Strict`]
        : [];
      const sticky = own.length + cookies.length > 0 ? { 'set-cookie': [...cookies, ...own] } : {};
      answer.writeHead(given.statusCode ?? 502, { ...given.headers, ...sticky });
      given.pipe(answer);
      given.on('error', () => answer.destroy());
    });
    sent.on('error', (error) => {
      if (isRefused(error)) {
        this.open.delete(port);
        this.pass(asked, answer, others);
      } else if (answer.headersSent) answer.destroy();
      else answer.writeHead(502).end();
    });
    answer.on('close', () => sent.destroy());
  }

  private join(asked: IncomingMessage, socket: Socket, head: Buffer, ports = this.choose(asked, 'socket')): void {
    const [port, ...others] = ports;
    if (port === undefined) return void socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
    const node = connect(port, '127.0.0.1');
    let isJoined = false;
    node.once('connect', () => {
      isJoined = true;
      const lines = Object.entries(this.headersOf(asked)).flatMap(([name, value]) =>
        [value].flat().map((one) => `${name}: ${one}`),
      );
      node.write(`GET ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      node.write(head);
      socket.pipe(node).pipe(socket);
    });
    for (const one of [socket, node]) one.setNoDelay(true);
    node.on('error', (error) => {
      if (isJoined || !isRefused(error)) return void socket.destroy();
      this.open.delete(port);
      this.join(asked, socket, head, others);
    });
    node.on('close', () => isJoined && socket.destroy());
    socket.on('error', () => node.destroy());
    socket.on('close', () => node.destroy());
  }
}
