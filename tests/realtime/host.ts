// A server with the sockets and nothing else, for the tests of the wire: who somebody is and what they may do is said by
// the test. Everything below (rooms, storage, database) is the real thing.
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import * as Y from 'yjs';
import { createDocument } from '#domain/texts/documents.ts';
import { quiet } from '#domain/texts/text-sequence.ts';
import { prisma } from '#prisma/client.ts';
import { type ConnectOptions, connectDocument, type DocumentConnection } from '#realtime/client/document-connection.ts';
import type { Mode, Topic } from '#realtime/protocol.ts';
import { openSockets, type SocketOptions, type Sockets } from '#realtime/server/sockets.ts';
import { rootName } from '#realtime/server/text-rules.ts';

export interface TestPerson {
  personId: string;
  name: string;
  organisationId: string;
  /** Proves who it is until taken out of the host's `people`. */
  bearer: string;
  sessionId: string;
  expiresAt: Date | null;
}

export interface Host {
  url: string;
  sockets: Sockets;
  /** Who may sign in, by bearer. */
  people: Map<string, TestPerson>;
  /** What a person may do, by `personId:documentId` or by `personId`; write when nothing is said, null for nothing. */
  modes: Map<string, Mode | null>;
  topics: Set<Topic>;
  settled: string[];
  person(name?: string): TestPerson;
  /** Breaks every connection, as a network does. */
  cut(): void;
  connect(person: TestPerson, documentId: string, options?: Partial<ConnectOptions>): DocumentConnection;
  /** Ends the process's part as SIGTERM does. */
  close(): Promise<void>;
}

const open = new Set<DocumentConnection>();

/** Remembers a server's connections; once they carry WebSockets, the server itself does not. */
export function cuttable(server: Server): { cut(): void } {
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });
  return {
    cut() {
      for (const socket of connections) socket.destroy();
    },
  };
}

/** Opens a server on a free port, or again on the port of one that was closed. */
export async function openHost(
  changes: Partial<SocketOptions<TestPerson>> = {},
  { port = 0, people = new Map<string, TestPerson>() } = {},
): Promise<Host> {
  const server = createServer();
  const { cut } = cuttable(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const modes = new Map<string, Mode | null>();
  const topics = new Set<Topic>();
  const settled: string[] = [];
  const opened = openSockets<TestPerson>(server, {
    async visitorOf({ bearer }) {
      const person = people.get(bearer ?? '');
      if (!person || (person.expiresAt && person.expiresAt <= new Date())) return null;
      return { ...person, viewer: person, organisation: 'MBM' };
    },
    async modeOf({ personId }, documentId) {
      const said = [`${personId}:${documentId}`, personId].find((key) => modes.has(key));
      return said === undefined ? 'write' : (modes.get(said) ?? null);
    },
    mayFollow: async (_person, topic) => topics.has(topic),
    allowedOrigins: [url],
    onSettled: async (documentId) => void settled.push(documentId),
    ...changes,
  });
  return {
    url,
    sockets: opened,
    cut,
    people,
    modes,
    topics,
    settled,
    person(name = 'Camille') {
      const person = {
        personId: randomUUID(),
        name,
        organisationId: randomUUID(),
        bearer: randomUUID(),
        sessionId: randomUUID(),
        expiresAt: null,
      };
      people.set(person.bearer, person);
      return person;
    },
    connect(person, documentId, options = {}) {
      const doc = options.doc ?? quiet(new Y.Doc());
      const credential = { bearer: person.bearer };
      const connection = connectDocument({ url, documentId, credential, alone: true, ...options, doc });
      open.add(connection);
      return connection;
    },
    async close() {
      await opened.drain();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Ends the connections that tests left open. */
export function closeConnections(): void {
  for (const connection of open) connection.destroy();
  open.clear();
}

/** A text with `paragraphs` of words, as a verb of the platform makes one. */
export async function createText(...paragraphs: string[]): Promise<string> {
  const doc = new Y.Doc();
  for (const words of paragraphs) addParagraph(doc, words);
  const bytes = paragraphs.length > 0 ? Y.encodeStateAsUpdate(doc) : undefined;
  return prisma.$transaction((tx) => createDocument(tx, { kind: 'CONVENTION', bytes }));
}

/** A block of words at the text's end, or before the block `at`. */
export function addParagraph(doc: Y.Doc, words: string, at?: number): void {
  const text = doc.getText(rootName);
  const place = (at === undefined ? undefined : markersOf(text)[at]) ?? text.length;
  doc.transact(() => {
    text.insertEmbed(place, new Y.Map());
    text.insert(place + 1, words);
  });
}

/** Places of the markers of a text. */
export function markersOf(text: Y.Text): number[] {
  const places: number[] = [];
  let place = 0;
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    if (item.content instanceof Y.ContentType) places.push(place);
    place += item.length;
  }
  return places;
}

/** The words of one block. */
export function wordsOf(doc: Y.Doc, index = 0) {
  const text = doc.getText(rootName);
  const start = () => (markersOf(text)[index] ?? -1) + 1;
  return {
    insert: (at: number, words: string) => text.insert(start() + at, words),
    delete: (at: number, length: number) => text.delete(start() + at, length),
  };
}

/** All that a text says, in one line: two copies that say the same are equal. */
export const textOf = (doc: Y.Doc): string => printed(doc.getText(rootName));

const ordered = (map: Y.Map<unknown>): string =>
  [...map.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ` ${key}=${value instanceof Y.AbstractType ? printedType(value) : JSON.stringify(value)}`)
    .join('');

function printedType(type: Y.AbstractType<unknown>): string {
  if (type instanceof Y.Text) return `"${printed(type)}"`;
  return type instanceof Y.Map
    ? `{${ordered(type as Y.Map<unknown>)}}`
    : JSON.stringify((type as Y.Array<unknown>).toArray());
}

/** By our own reading of the items: `toDelta` may edit what it reads. */
function printed(text: Y.Text): string {
  const formats = new Map<string, string>();
  let out = '';
  let end = '';
  let shown = '';
  for (let item = text._start; item; item = item.right) {
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentFormat) {
      if (content.value === null) formats.delete(content.key);
      else formats.set(content.key, JSON.stringify(content.value));
    } else if (content instanceof Y.ContentString) {
      const now = [...formats].sort(([a], [b]) => (a < b ? -1 : 1)).join(' ');
      if (now !== shown) out += `[${now}]`;
      shown = now;
      out += content.str;
    } else if (content instanceof Y.ContentType) {
      const marker = content.type as Y.Map<unknown>;
      const kind = String(marker.get('kind') ?? 'paragraph');
      out += `${end}<${kind}${ordered(marker)}>`;
      end = `</${kind}>`;
    }
  }
  return out + end;
}

/** Waits until `holds`; the test's own time limit is the only one. */
export async function until(holds: () => unknown): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** What the database holds of a text at one moment: the snapshot, then each later update. */
export async function storedText(documentId: string): Promise<Y.Doc> {
  const [snapshot, rows] = await prisma.$transaction(
    [
      prisma.documentSnapshot.findUnique({ where: { documentId } }),
      prisma.documentUpdate.findMany({ where: { documentId }, orderBy: { sequence: 'asc' } }),
    ],
    // A compaction between the two would leave a hole in what is read.
    { isolationLevel: 'RepeatableRead' },
  );
  const doc = quiet(new Y.Doc());
  if (snapshot) Y.applyUpdate(doc, snapshot.bytes);
  for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
  return doc;
}
