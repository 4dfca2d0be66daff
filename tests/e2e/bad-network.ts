// A network between a browser and the server that misbehaves when it is told to: a forward proxy, as the browser's settings
// have one. Used by errands about networks.
import { request as ask, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { type Account, signIn } from './errand.ts';

export class BadNetwork {
  /** WebSockets open, and nothing comes through. */
  swallowsWebSockets = false;
  /** `gone`: connections break; `bad gateway`: the machine in front of the server answers that it is not there. */
  state: 'fine' | 'gone' | 'bad gateway' = 'fine';
  /** Forms reach the server and do what they do; the answers are lost on the way. Browsers send some of them again by themselves. */
  losesAnswers = false;
  /** Posts that have reached the server, by path. */
  readonly posted: string[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Duplex>();

  constructor() {
    this.server = createServer((request, response) => this.pass(request, response));
    this.server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.tunnel(request, socket, head),
    );
    this.server.on('connection', (socket: Socket) => this.keep(socket));
  }

  /** A browser of its own behind this network, with somebody signed in. */
  async open(browser: Browser, account: Account): Promise<{ page: Page; context: BrowserContext }> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    const proxy = { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' };
    const context = await browser.newContext({ proxy });
    const page = await context.newPage();
    await signIn(page, account);
    return { page, context };
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private keep(socket: Duplex): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    if (this.state === 'gone') return void request.socket.destroy();
    if (this.state === 'bad gateway') return void response.writeHead(502).end('Bad Gateway');
    const { method, headers, url = '' } = request;
    const isForm = method === 'POST' && !url.includes('/sockets');
    const isLost = isForm && this.losesAnswers;
    const beyond = ask(url, { method, headers }, (answer) => {
      if (isForm) this.posted.push(new URL(url).pathname);
      if (!isLost) return void answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers));
      answer.resume().on('end', () => request.socket.destroy());
    });
    beyond.on('error', () => request.socket.destroy());
    request.pipe(beyond);
  }

  /** WebSockets, and what a test itself asks. */
  private tunnel({ url = '' }: IncomingMessage, socket: Duplex, head: Buffer): void {
    const [host, port] = url.split(':');
    if (this.state !== 'fine') return void socket.destroy();
    const beyond = connect(Number(port), host);
    this.keep(beyond);
    beyond.on('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      beyond.write(head);
      let isWebSocket = false;
      let isOpen = false;
      socket.on('data', (chunk: Buffer) => {
        isWebSocket ||= /^upgrade: websocket/im.test(chunk.toString('latin1'));
        if (!isOpen || !this.swallowsWebSockets) beyond.write(chunk);
      });
      beyond.on('data', (chunk: Buffer) => {
        const isSwallowed = isWebSocket && this.swallowsWebSockets;
        const end = isOpen ? 0 : chunk.indexOf('\r\n\r\n') + 4;
        isOpen = isWebSocket;
        socket.write(isSwallowed ? chunk.subarray(0, end) : chunk);
      });
    });
    socket.on('close', () => beyond.destroy());
    beyond.on('close', () => socket.destroy());
  }
}
