// How long a keystroke takes to every other client and to its acknowledgement, beside a bare relay under the same load.
import { io } from 'socket.io-client';
import * as msgpack from 'socket.io-msgpack-parser';
import * as Y from 'yjs';
import { TEXT_FIELD } from '#domain/text-schema.ts';
import { connectDocument } from '#realtime/client.ts';
import { sleep, spreadOf } from './statistics.ts';

/** A hundred milliseconds between keys would be a fast typist; everybody types all the time. */
const KEY_EVERY_MS = 250;

/** Everybody calls `press` about four times a second, each out of step with the others. */
async function typeAll(writers: (() => void)[], seconds: number): Promise<void> {
  const timers = writers.map((press, index) => {
    const start = setTimeout(
      () => {
        timers.push(setInterval(press, KEY_EVERY_MS));
      },
      (KEY_EVERY_MS * index) / writers.length,
    );
    return start as NodeJS.Timeout;
  });
  await sleep(seconds * 1_000);
  for (const timer of timers) clearInterval(timer);
  await sleep(300);
}

/** Times of the product: through real clients, from the change of one Y.Doc to that of each other one. */
export async function measureDocument(url: string, documentId: string, tokens: string[], seconds: number) {
  const typedAt = new Map<string, number>();
  const seen: number[] = [];
  const confirmed: number[] = [];
  const connections = tokens.map((bearer) =>
    connectDocument({ url, documentId, doc: new Y.Doc(), credential: { bearer }, alone: true }),
  );
  await Promise.all(connections.map(({ whenSynced }) => whenSynced));
  let counting = false;
  const writers = connections.map((connection, index) => {
    const { doc } = connection;
    const fragment = doc.getXmlFragment(TEXT_FIELD);
    const block = fragment.get((index * 7) % fragment.length) as Y.XmlElement;
    const text = block.get(0) as Y.XmlText;
    let pressedAt = 0;
    connection.on('saved', () => {
      if (counting) confirmed.push(performance.now() - pressedAt);
    });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== connection) return;
      const now = performance.now();
      for (const [client, clock] of Y.parseUpdateMeta(update).to) {
        const typed = typedAt.get(`${client}.${clock}`);
        if (counting && typed !== undefined) seen.push(now - typed);
      }
    });
    return () => {
      pressedAt = performance.now();
      typedAt.set(`${doc.clientID}.${Y.getState(doc.store, doc.clientID) + 1}`, pressedAt);
      text.insert(text.length, 'e');
    };
  });
  await typeAll(writers, 2);
  counting = true;
  await typeAll(writers, seconds);
  for (const connection of connections) connection.destroy();
  return { seen: spreadOf(seen), confirmed: spreadOf(confirmed) };
}

/** Times of the relay, with as many bytes as an edit has. */
export async function measureRelay(url: string, clients: number, seconds: number) {
  const bytes = Buffer.alloc(24, 1);
  const sentAt: number[] = [];
  const seen: number[] = [];
  let counting = false;
  const sockets = await Promise.all(
    Array.from({ length: clients }, async () => {
      const socket = io(url, { parser: msgpack, transports: ['websocket'], forceNew: true });
      await new Promise<void>((resolve) => socket.emit('join', 'room', resolve));
      socket.on('relay', (number: number) => {
        if (counting) seen.push(performance.now() - (sentAt[number] as number));
      });
      return socket;
    }),
  );
  const writers = sockets.map((socket) => () => {
    sentAt.push(performance.now());
    socket.emit('relay', 'room', sentAt.length - 1, bytes);
  });
  await typeAll(writers, 2);
  counting = true;
  await typeAll(writers, seconds);
  for (const socket of sockets) socket.disconnect();
  return { seen: spreadOf(seen) };
}
