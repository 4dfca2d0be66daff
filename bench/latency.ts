// How long a keystroke takes to every other client and to its acknowledgement, beside bare relays under the same load.
import { io } from 'socket.io-client';
import * as Y from 'yjs';
import { loadDocument } from '#domain/texts/documents.ts';
import { blocksIn, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { connectDocument } from '#realtime/client/document-connection.ts';
import { clientParser } from '#realtime/parser.ts';
import { buildBench } from './people.ts';
import { type Section, table, verdict } from './report.ts';
import { type Place, type RelayKind, withRelays, withServer } from './servers.ts';
import { type Spread, sleep, spreadOf } from './statistics.ts';

const CLIENTS = [2, 10, 50];

/** Ours and the relays take turns, so that whoever else uses the machine disturbs all of them alike. */
const ROUNDS = 3;
const SECONDS = { warm: 0.5, counted: 1.5 };

/** A hundred milliseconds between keys would be a fast typist; everybody types all the time. */
const KEY_EVERY_MS = 250;

/** How much longer than the relay with socket.io's own parser ours may take, by how many write (issue 16). */
const TARGETS: Record<number, number> = { 10: 1.5, 50: 0.9 };

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

async function connectToRelay(url: string, kind: RelayKind, room: string, text: Uint8Array): Promise<End> {
  const doc = quiet(new Y.Doc());
  Y.applyUpdate(doc, text);
  const parser = kind.parser === 'ours' ? { parser: clientParser } : {};
  const socket = io(url, { ...parser, transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve) => socket.emit('join', room, resolve));
  socket.on('committed', (_room: string, _number: number, updates: (Uint8Array | ArrayBuffer)[]) => {
    // In one transaction, as ours does.
    const apply = () => {
      for (const update of updates) Y.applyUpdate(doc, new Uint8Array(update), socket);
    };
    Y.transact(doc, apply, socket, false);
  });
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

const spread = ({ p50, p95, p99 }: Spread) => [p50, p95, p99].map((value) => value.toFixed(1)).join(' / ');

function explain(): string {
  return `p50 / p95 / p99 in milliseconds, everybody in one text, each typing four times a second, a Y.Doc at every end. The relays are
socket.io and no more: nothing is checked. « Bare »: with socket.io's own parser, nothing is kept. « Our parser »: the same with
ours. « Committed first »: what came while the last commit was under way is committed to PostgreSQL together, then shown in one
message: the least that keeps what was seen. « Ratio » is of medians, ours to the bare relay, and to the one that commits first.`;
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
async function compare(server: string, relays: string[], kinds: RelayKind[], documentId: string, tokens: string[]) {
  const text = (await loadDocument(documentId))?.snapshot as Uint8Array;
  const measured = await inTurns([
    async () => measureTyping(await Promise.all(tokens.map((token) => connectToServer(server, documentId, token)))),
    ...kinds.map((kind, index) => async () => {
      const connect = () => connectToRelay(relays[index] as string, kind, documentId, text);
      return measureTyping(await Promise.all(tokens.map(connect)));
    }),
  ]);
  const [ours, bare, ourParser, committed] = measured as [Measured, Measured, Measured, Measured];
  const [ratio, ofCommitted] = [bare, committed].map(({ seen }) => ours.seen.p50 / seen.p50) as [number, number];
  const target = TARGETS[tokens.length];
  return [
    `${tokens.length}`,
    ...[bare, ourParser, committed, ours].map(({ seen }) => spread(seen)),
    spread(ours.confirmed),
    `${ratio.toFixed(2)}, ${ofCommitted.toFixed(2)}`,
    target === undefined ? '' : `≤ ${target}: ${verdict(ratio, target, { digits: 2 })}`,
    tokens.length === 50 ? `p95 ≤ 50 ms: ${verdict(ours.seen.p95, 50)}` : '',
  ];
}

/** The section « latency ». */
export async function latency(place: Place): Promise<Section> {
  const { tokens, documents } = await buildBench(Math.max(...CLIENTS), Array(CLIENTS.length).fill(4_000));
  const rows: string[][] = [];
  const kinds: RelayKind[] = [
    { parser: 'default' },
    { parser: 'ours' },
    { parser: 'ours', databaseUrl: place.databaseUrl },
  ];
  await withServer(place, (server) =>
    withRelays(kinds, async (relays) => {
      for (const [index, clients] of CLIENTS.entries())
        rows.push(await compare(server.url, relays, kinds, documents[index] as string, tokens.slice(0, clients)));
    }),
  );
  const times = ['bare relay', 'our parser', 'committed first', 'ours, to the others', 'ours, to « Enregistré »'];
  return {
    heading: 'Keystroke to the others',
    text: `${explain()}\n\n${table(['clients', ...times, 'ratio', 'target', ''], rows)}`,
  };
}
