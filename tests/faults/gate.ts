// A port that stays while servers behind it come and go: what is lost can be counted before anybody reconnects.

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

export class Gate {
  private readonly server: Server;
  private readonly passages = new Set<Socket>();
  /** Port of the server behind; null: closed. */
  private target: number | null = null;

  constructor() {
    this.server = createServer((socket) => this.pass(socket));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  open(port: number): void {
    this.target = port;
  }

  /** Nothing comes or goes any more, not even what is on its way. */
  close(): void {
    this.target = null;
    for (const socket of this.passages) socket.destroy();
  }

  end(): void {
    this.close();
    this.server.close();
  }

  private pass(socket: Socket): void {
    if (this.target === null) {
      socket.destroy();
      return;
    }
    const beyond = connect(this.target, '127.0.0.1');
    for (const [from, to] of [
      [socket, beyond],
      [beyond, socket],
    ] as const) {
      this.passages.add(from);
      from.setNoDelay(true);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.passages.delete(from);
        to.destroy();
      });
    }
  }
}
