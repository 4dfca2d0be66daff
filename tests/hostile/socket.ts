// Tries updates, presences and messages that no honest client sends against a server process, while somebody types in the
// same text. Called by the hostile run beside its pages and API; knows nothing of either.
import * as Y from 'yjs';
import { createDocument } from '#domain/texts/documents.ts';
import { connectDatabase, disconnectDatabase, prisma } from '#prisma/client.ts';
import { connectDocument } from '#realtime/client/document-connection.ts';
import { buildOrganisation, buildPerson, buildSession } from '../build/organisations.ts';
import type { Chance } from '../realtime/editing.ts';
import { addParagraph, storedText, textOf, wordsOf } from '../realtime/host.ts';
import { corpus, type Places, placesIn, writePlaces } from '../realtime/hostile.ts';
import { anUpdate, badStates, faultsIn, sampleStates, spoilt, wireValues } from '../realtime/hostile-values.ts';
import { createChance } from '../realtime/random.ts';
import { type ServerChild, startServer } from '../realtime/server-child.ts';
import { openWire, type Wire } from '../realtime/wire.ts';
import { createEmbedded } from '../rig/embedded.ts';
import { createOnPostgresql, whyNoPostgresql } from '../rig/postgresql.ts';

/** Attackers at the same time, each a person who may write. */
const ATTACKERS = 8;

/** A key that is not confirmed by then, or an answer that has not come, is a server that hangs. */
const PATIENCE_MS = 20_000;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether it comes to hold in time. */
async function comes(holds: () => unknown): Promise<boolean> {
  const latest = performance.now() + PATIENCE_MS;
  while (!holds()) {
    if (performance.now() > latest) return false;
    await sleep(2);
  }
  return true;
}

/** A text with the corpus's places, a writer of it and its attackers. */
async function buildText(): Promise<{ documentId: string; bearers: string[] }> {
  const { id: organisationId } = await buildOrganisation();
  const bearers: string[] = [];
  for (let i = 0; i <= ATTACKERS; i++)
    bearers.push(await buildSession((await buildPerson({ organisationId })).id, new Date(Date.now() + 6 * 3_600_000)));
  const doc = new Y.Doc();
  addParagraph(doc, 'Article 1');
  writePlaces(doc);
  const documentId = await prisma.$transaction(async (tx) => {
    const id = await createDocument(tx, { kind: 'CONVENTION', bytes: Y.encodeStateAsUpdate(doc) });
    const participants = { create: [{ organisationId, role: 'EDITOR' as const }] };
    await tx.convention.create({
      data: { title: 'Attaquée', year: 2026, state: 'DRAFT', documentId: id, participants },
    });
    return id;
  });
  return { documentId, bearers };
}

const states = [...badStates(), ...sampleStates(2_000)];

/** Any message, under a name of the protocol or not. */
function aMessage(chance: Chance, documentId: string): unknown[] {
  const names = ['join', 'leave', 'edit', 'presence', 'follow', 'unfollow', 'committed', '__proto__', 'constructor'];
  const wild = () => {
    const value = wireValues[chance(wireValues.length)];
    return typeof value === 'bigint' ? null : chance(3) ? value : documentId;
  };
  return [names[chance(names.length)], ...Array.from({ length: chance(4) }, wild)];
}

class Attacker {
  private readonly server: ServerChild;
  private readonly bearer: string;
  private readonly documentId: string;
  private readonly places: Places;
  private readonly corpus: Uint8Array[];
  private readonly chance: Chance;
  private wire: Wire | null = null;
  private number = 0;

  constructor(server: ServerChild, bearer: string, text: { documentId: string; places: Places }, chance: Chance) {
    this.server = server;
    this.bearer = bearer;
    this.documentId = text.documentId;
    this.places = text.places;
    this.corpus = Object.values(corpus(text.places)).filter(({ length }) => length < 100_000);
    this.chance = chance;
  }

  private get isOut(): boolean {
    return !this.wire?.socket.connected || this.wire.named('closed').length > 0;
  }

  private async open(): Promise<Wire | null> {
    const wire = openWire(this.server, { bearer: this.bearer });
    this.wire = wire;
    this.number = 0;
    let isIn = false;
    void wire.join(this.documentId).then(() => {
      isIn = true;
    });
    return (await comes(() => isIn || wire.farewell())) ? wire : null;
  }

  /** Tries one thing and waits for what the server makes of it; false: nothing, in all its patience. */
  async tryOne(): Promise<boolean> {
    const { chance, documentId } = this;
    const wire = this.isOut ? await this.open() : this.wire;
    if (!wire) return false;
    const kind = chance(10);
    if (kind < 6) {
      const bytes =
        kind < 5
          ? anUpdate(chance, this.places, 1_000 + chance(0xffff_0000))
          : spoilt(this.corpus[chance(this.corpus.length)] as Uint8Array, chance);
      const number = ++this.number;
      wire.socket.emit('edit', documentId, number, bytes);
      const isTaken = () => wire.named('committed').some(({ message }) => message[3] === number);
      if (!(await comes(() => this.isOut || isTaken()))) return false;
    } else {
      const message = kind < 9 ? ['presence', documentId, states[chance(states.length)]] : aMessage(chance, documentId);
      wire.socket.emit(...(message as [string, ...unknown[]]));
      // Whatever it did, the next message is answered or the session is over.
      let isAnswered = false;
      wire.socket.emit('follow', `convention:${documentId}`, () => {
        isAnswered = true;
      });
      if (!(await comes(() => this.isOut || isAnswered))) return false;
    }
    wire.frames.length = this.isOut ? wire.frames.length : 0;
    // It may have left the text.
    if (this.isOut || kind === 9) wire.socket.disconnect();
    return true;
  }

  close(): void {
    this.wire?.socket.disconnect();
  }
}

/** Types a key after the other until told to stop; counts the keys that were not confirmed in time. */
async function typing(url: string, documentId: string, bearer: string, isOver: () => boolean) {
  const connection = connectDocument({ url, documentId, doc: new Y.Doc(), credential: { bearer }, alone: true });
  let [keys, hangs] = [0, (await comes(() => connection.status.synced)) ? 0 : 1];
  for (; hangs === 0 && !(isOver() && keys >= 10); keys++) {
    wordsOf(connection.doc, 1).insert(0, 'k');
    // As fast as anybody types, with a rest for the two of them.
    if (!(await comes(() => connection.status.unconfirmedBytes === 0))) hangs += 1;
    await sleep(30);
  }
  return { connection, keys, hangs };
}

/** What the database holds in the end: everybody's words, and nothing out of the text's grammar. */
async function checkStored(documentId: string, typed: Y.Doc, keys: number): Promise<void> {
  const stored = await storedText(documentId);
  const faults = faultsIn(stored);
  if (faults.length > 0) throw new Error(`The text holds what it may not: ${faults.slice(0, 5).join(', ')}`);
  if (textOf(stored) !== textOf(typed)) throw new Error('The writer’s copy and the stored text differ.');
  if (keys === 0) throw new Error('Nobody typed: the run shows nothing.');
}

/** Tries `count` things; gives how many were tried, how often anything hung, and whether the server process ended. */
export async function hostileSocket(count: number): Promise<{ tried: number; hangs: number; crashes: number }> {
  const database = await ((await whyNoPostgresql()) ? createEmbedded() : createOnPostgresql());
  await connectDatabase(database.url);
  const { documentId, bearers } = await buildText();
  const server = await startServer(database.url);
  let crashes = 0;
  const crashed = () => {
    crashes = 1;
  };
  server.process.once('exit', crashed);
  let [tried, hangs, isOver] = [0, 0, false];
  const [own = '', ...others] = bearers;
  const keys = typing(server.url, documentId, own, () => isOver || crashes > 0);
  const places = placesIn(await storedText(documentId), 4_242);
  await Promise.all(
    others.map(async (bearer, index) => {
      const attacker = new Attacker(server, bearer, { documentId, places }, createChance(62 + index));
      while (tried < count && crashes === 0 && hangs === 0) {
        tried += 1;
        if (!(await attacker.tryOne())) hangs += 1;
      }
      attacker.close();
    }),
  );
  isOver = true;
  const writer = await keys;
  hangs += writer.hangs;
  server.process.off('exit', crashed);
  if (hangs === 0 && crashes === 0) {
    await comes(() => writer.connection.status.synced);
    writer.connection.destroy();
    await server.order('drain').catch(() => undefined);
    await checkStored(documentId, writer.connection.doc, writer.keys);
  } else {
    writer.connection.destroy();
    await server.kill();
  }
  await disconnectDatabase();
  await database.drop();
  return { tried, hangs, crashes };
}
