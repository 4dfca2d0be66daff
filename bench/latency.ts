// How long a keystroke takes to every other client and to its acknowledgement, beside a bare relay under the same load.
import { io } from 'socket.io-client';
import * as Y from 'yjs';
import { loadDocument } from '#domain/texts/documents.ts';
import { blocksIn, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { pool } from '#prisma/client.ts';
import { connectDocument } from '#realtime/client/document-connection.ts';
import { clientParser } from '#realtime/parser.ts';
import { buildBench } from './people.ts';
import { type Section, table, verdict } from './report.ts';
import { type Place, withRelay, withServer } from './servers.ts';
import { type Spread, sleep, spreadOf } from './statistics.ts';

const CLIENTS = [2, 10, 50];

/** Ours and the relays take turns, so that whoever else uses the machine disturbs all three alike. */
const ROUNDS = 3;
const SECONDS = { warm: 0.5, counted: 1.5 };

/** A hundred milliseconds between keys would be a fast typist; everybody types all the time. */
const KEY_EVERY_MS = 250;

/** As many as the update of one character has. */
const EDIT_BYTES = 24;

/** Somebody's copy of a text, kept equal to the others' by the product or by the relay. */
interface End {
  doc: Y.Doc;
  /** Whether an update of that origin came over the wire. */
  isForeign(origin: unknown): boolean;
  /** Calls `act` each time that everything is durable. */
  onSaved(act: () => void): void;
  close(): void;
}

interface Measured {
  seen: Spread;
  confirmed: Spread;
}

export interface Times {
  seen: number[];
  confirmed: number[];
}

/** Everybody calls `press` about four times a second, each out of step with the others. */
async function typeAll(writers: (() => unknown)[], seconds: number): Promise<void> {
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

export async function connectToServer(url: string, documentId: string, bearer: string): Promise<End> {
  const doc = quiet(new Y.Doc());
  const connection = connectDocument({ url, documentId, doc, credential: { bearer }, alone: true });
  await connection.whenSynced;
  return {
    doc,
    isForeign: (origin) => origin === connection,
    onSaved: (act) => void connection.on('saved', act),
    close: () => connection.destroy(),
  };
}

async function connectToRelay(url: string, room: string, text: Uint8Array): Promise<End> {
  const doc = quiet(new Y.Doc());
  Y.applyUpdate(doc, text);
  const socket = io(url, { parser: clientParser, transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve) => socket.emit('join', room, resolve));
  socket.on('committed', (_room: string, _number: number, [bytes]: [Uint8Array]) => Y.applyUpdate(doc, bytes, socket));
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== socket) socket.emit('edit', room, 1, update);
  });
  return { doc, isForeign: (origin) => origin === socket, onSaved: () => {}, close: () => void socket.disconnect() };
}

/** Milliseconds from the change of one Y.Doc to that of each other one, and to its own confirmation. */
export async function measureTyping(ends: End[]): Promise<Times> {
  const typedAt = new Map<string, number>();
  const seen: number[] = [];
  const confirmed: number[] = [];
  let counting = false;
  const writers = ends.map(({ doc, isForeign, onSaved }, index) => {
    const text = sequenceOf(doc);
    const endOfOwn = () => {
      const blocks = blocksIn(text);
      const { start, length } = blocks[(index * 7) % blocks.length] as (typeof blocks)[number];
      return start + length;
    };
    let pressedAt = 0;
    onSaved(() => {
      if (counting) confirmed.push(performance.now() - pressedAt);
    });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (!isForeign(origin)) return;
      const now = performance.now();
      for (const [client, clock] of Y.parseUpdateMeta(update).to) {
        const typed = typedAt.get(`${client}.${clock}`);
        if (counting && typed !== undefined) seen.push(now - typed);
      }
    });
    return () => {
      const at = endOfOwn();
      pressedAt = performance.now();
      typedAt.set(`${doc.clientID}.${Y.getState(doc.store, doc.clientID) + 1}`, pressedAt);
      text.insert(at, 'e');
    };
  });
  await typeAll(writers, SECONDS.warm);
  counting = true;
  await typeAll(writers, SECONDS.counted);
  for (const end of ends) end.close();
  return { seen, confirmed };
}

/** Times of the relay with clients that do nothing with what they get. */
async function measureBytes(url: string, clients: number): Promise<Times> {
  const bytes = new Uint8Array(EDIT_BYTES).fill(1);
  const room = '00000000-0000-7000-8000-000000000000';
  const sentAt: number[] = [];
  const seen: number[] = [];
  let counting = false;
  const sockets = await Promise.all(
    Array.from({ length: clients }, async () => {
      const socket = io(url, { parser: clientParser, transports: ['websocket'], forceNew: true });
      await new Promise<void>((resolve) => socket.emit('join', room, resolve));
      socket.on('committed', (_room: string, number: number) => {
        if (counting) seen.push(performance.now() - (sentAt[number] as number));
      });
      return socket;
    }),
  );
  const writers = sockets.map((socket) => () => {
    sentAt.push(performance.now());
    socket.emit('edit', room, sentAt.length - 1, bytes);
  });
  await typeAll(writers, SECONDS.warm);
  counting = true;
  await typeAll(writers, SECONDS.counted);
  for (const socket of sockets) socket.disconnect();
  return { seen, confirmed: [] };
}

/** Times of a row of as many bytes, inserted and committed at the same pace by nobody's code but the driver's. */
async function measureCommits(clients: number): Promise<Times> {
  await pool.query('create table if not exists bench_row (bytes bytea)');
  const bytes = Buffer.alloc(EDIT_BYTES, 1);
  const seen: number[] = [];
  let counting = false;
  const writers = Array.from({ length: clients }, () => async () => {
    const startedAt = performance.now();
    await pool.query({ name: 'bench-row', text: 'insert into bench_row values ($1)', values: [bytes] });
    if (counting) seen.push(performance.now() - startedAt);
  });
  await typeAll(writers, SECONDS.warm);
  counting = true;
  await typeAll(writers, SECONDS.counted);
  return { seen, confirmed: [] };
}

const spread = ({ p50, p95, p99 }: Spread) => [p50, p95, p99].map((value) => value.toFixed(1)).join(' / ');

function explain(): string {
  return `p50 / p95 / p99 in milliseconds, everybody in one text, each typing four times a second. Both relays are socket.io with our
parser and an edit's bytes, without a check, a database or an acknowledgement. « bytes »: whoever receives them does nothing.
« texts »: a Y.Doc at every end, as ours have, so that what differs is the server. « A row committed »: what
PostgreSQL alone takes for an insert at the same pace, which ours wait for and the relays do not. « Ratio » is of medians.`;
}

/** Repeats what is measured; gives the spread of all rounds together. */
async function inTurns(measures: (() => Promise<Times>)[]): Promise<Measured[]> {
  const all = measures.map((): Times => ({ seen: [], confirmed: [] }));
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, measure] of measures.entries()) {
      const { seen, confirmed } = await measure();
      all[index]?.seen.push(...seen);
      all[index]?.confirmed.push(...confirmed);
    }
  return all.map(({ seen, confirmed }) => ({ seen: spreadOf(seen), confirmed: spreadOf(confirmed) }));
}

/** One row of the table. */
async function compare(server: string, relay: string, documentId: string, tokens: string[]): Promise<string[]> {
  const text = (await loadDocument(documentId))?.snapshot as Uint8Array;
  const [ours, bytes, texts, commits] = (await inTurns([
    async () => measureTyping(await Promise.all(tokens.map((token) => connectToServer(server, documentId, token)))),
    () => measureBytes(relay, tokens.length),
    async () => measureTyping(await Promise.all(tokens.map(() => connectToRelay(relay, documentId, text)))),
    () => measureCommits(tokens.length),
  ])) as [Measured, Measured, Measured, Measured];
  const ratios = [bytes, texts].map(({ seen }) => ours.seen.p50 / seen.p50);
  const verdicts = ratios.map((ratio) => verdict(ratio, 2, { digits: 2 }));
  return [
    `${tokens.length}`,
    spread(bytes.seen),
    spread(texts.seen),
    spread(commits.seen),
    spread(ours.seen),
    spread(ours.confirmed),
    ratios.map((ratio) => ratio.toFixed(2)).join(', '),
    tokens.length === 2 ? '' : `ratio ≤ 2: ${verdicts.join(', ')}`,
    tokens.length === 50 ? `p95 ≤ 50 ms: ${verdict(ours.seen.p95, 50)}` : '',
  ];
}

/** The section « latency ». */
export async function latency(place: Place): Promise<Section> {
  const { tokens, documents } = await buildBench(Math.max(...CLIENTS), Array(CLIENTS.length).fill(4_000));
  const rows: string[][] = [];
  await withServer(place, (server) =>
    withRelay(async (relay) => {
      for (const [index, clients] of CLIENTS.entries())
        rows.push(await compare(server.url, relay, documents[index] as string, tokens.slice(0, clients)));
    }),
  );
  const times = ['relay, bytes', 'relay, texts', 'a row committed', 'ours, to the others', 'ours, to « Enregistré »'];
  return {
    heading: 'Keystroke to the others',
    text: `${explain()}\n\n${table(['clients', ...times, 'ratio', 'against bytes, texts', ''], rows)}`,
  };
}
