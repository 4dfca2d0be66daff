// A socket that holds a place without sending is cut; one that sends, however slowly a poor network does, is not.
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPatientServer } from '../slow-sockets.ts';

const SLOW_MS = 300;
let server: Server;

beforeAll(async () => {
  server = createPatientServer(
    (request, response) => {
      let size = 0;
      request.on('data', (chunk: Buffer) => {
        size += chunk.length;
      });
      request.on('end', () => response.end(`${size} bytes`));
    },
    { slowMs: SLOW_MS, leastBytes: 100, wholeMs: 60_000 },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends `first`, then `piece` again and again until the server closes or `pieces` are sent; gives what it answered. */
function drip(first: string, piece: string, { everyMs, pieces }: { everyMs: number; pieces: number }): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    let sent = 0;
    socket.write(first);
    const timer = setInterval(() => {
      if (sent === pieces) return;
      sent += 1;
      socket.write(piece);
    }, everyMs);
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(answer);
    });
  });
}

const head = (length: number) => `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`;
const forever = { everyMs: 20, pieces: Number.POSITIVE_INFINITY };

test('headers that never end are cut', async () => {
  expect(await drip('GET / HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n', forever)).not.toContain('200 OK');
});

test('a connection that says nothing is cut', async () => {
  expect(await drip('', '', forever)).not.toContain('200 OK');
});

test('a body that drips is cut', async () => {
  expect(await drip(head(1_000_000), 'a', forever)).not.toContain('200 OK');
});

test('a body that comes, and takes longer than that, is taken whole', async () => {
  const answer = await drip(head(20_000), 'a'.repeat(1_000), { everyMs: SLOW_MS / 10, pieces: 20 });
  expect(answer).toContain('20000 bytes');
});
