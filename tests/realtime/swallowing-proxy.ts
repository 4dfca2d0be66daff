// A proxy between a page and a server that passes requests and swallows WebSockets, as some networks do: they stay open, and
// nothing comes through. Used by the tests of the wire and in a browser.
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/**
 * Where the silence begins: `before` the answer to the upgrade; `after` it; after the answer to a `probe`, which is all that
 * passes; `later`, when `swallow()` is called.
 */
export type Silence = 'before' | 'after' | 'probe' | 'later';

/** Bytes of the frame by which a server answers a probe; its greeting is longer. */
const PROBE_BYTES = 8;

export interface SwallowingProxy {
  url: string;
  /** How many WebSockets were asked for. */
  upgrades(): number;
  /** From now on nothing passes on any WebSocket, those that are open included. */
  swallow(): void;
  close(): Promise<void>;
}

/** Opens the proxy; `port` of the server, which is on this machine. */
export async function openSwallowingProxy(port: number, silence: Silence): Promise<SwallowingProxy> {
  const sockets = new Set<Socket>();
  let upgrades = 0;
  let isSilent = silence === 'before';

  /** What passes of what the server says on a WebSocket. */
  const passes = () => {
    let isAnswered = false;
    let passed = 0;
    return (chunk: Buffer): Buffer | null => {
      if (isSilent) return null;
      if (silence === 'later') return chunk;
      if (!isAnswered) {
        isAnswered = true;
        const end = chunk.indexOf('\r\n\r\n') + 4;
        return silence === 'after' ? chunk.subarray(0, end) : chunk.subarray(0, end + PROBE_BYTES);
      }
      passed += chunk.length;
      return silence === 'probe' && passed <= PROBE_BYTES ? chunk : null;
    };
  };

  const server = createServer((socket) => {
    const beyond = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [socket, beyond],
      [beyond, socket],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    let isWebSocket = false;
    const filter = passes();
    socket.on('data', (chunk) => {
      if (!isWebSocket && /^upgrade: websocket/im.test(chunk.toString('latin1'))) {
        isWebSocket = true;
        upgrades += 1;
      }
      if (!isWebSocket || !isSilent) beyond.write(chunk);
    });
    beyond.on('data', (chunk) => {
      const passing = isWebSocket ? filter(chunk) : chunk;
      if (passing) socket.write(passing);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    upgrades: () => upgrades,
    swallow() {
      isSilent = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
