// What is durable, who hears of it, and when.

import pg from 'pg';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendUpdates, compactDocument, loadDocument } from '#domain/texts/documents.ts';
import { readTextWithin } from '#domain/texts/stored-text.ts';
import { pool, prisma } from '#prisma/client.ts';
import type { LocalStore } from '#realtime/client/unsent.ts';
import { bothDatabases } from '#tests/rig/database.ts';
import { useHost } from '#tests/rig/realtime-host.ts';
import { addParagraph, createText, type Host, openHost, storedText, textOf, until, wordsOf } from './host.ts';
import { openWire } from './wire.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A store that lives as long as the test: what a browser's is to two tabs after each other. */
function memoryStore(): LocalStore & { kept: Map<number, Uint8Array> } {
  const kept = new Map<number, Uint8Array>();
  let copy: Uint8Array | null = null;
  let key = 0;
  return {
    kept,
    load: async () => ({ copy, unconfirmed: [...kept].map(([key, bytes]) => ({ key, bytes })) }),
    async add(bytes) {
      key += 1;
      kept.set(key, bytes);
      return key;
    },
    async remove(keys) {
      for (const key of keys) kept.delete(key);
    },
    async saveCopy(bytes) {
      copy = bytes;
    },
    close() {},
  };
}

const sequencesOf = async (documentId: string) => {
  const rows = await prisma.documentUpdate.findMany({ where: { documentId }, orderBy: { sequence: 'asc' } });
  return rows.map(({ sequence }) => Number(sequence));
};

describe.each(bothDatabases)('$name', ({ use }) => {
  const database = use();
  const host = useHost();

  const join = async (documentId: string, person = host.person(), options = {}) => {
    const connection = host.connect(person, documentId, options);
    await connection.whenSynced;
    return connection;
  };

  /** Makes every save fail until called again. */
  async function breakSaving() {
    await pool.query('alter table "DocumentUpdate" rename to "DocumentUpdateAway"');
    return () => pool.query('alter table "DocumentUpdateAway" rename to "DocumentUpdate"');
  }

  test('R6 an edit reaches every other session, in sequence order, and not its author', async () => {
    const documentId = await createText('Article 1');
    const author = host.person();
    const [writer, sameAuthor, other] = [
      await join(documentId, author),
      await join(documentId, author),
      await join(documentId),
    ];
    const witness = openWire(host, host.person());
    const own = openWire(host, author);
    await witness.join(documentId);
    await own.join(documentId);
    for (let i = 0; i < 30; i++) {
      wordsOf(writer.doc).insert(0, 'a');
      wordsOf(other.doc).insert(0, 'b');
      await pause(1);
    }
    await until(() => [writer, sameAuthor, other].every(({ status }) => status.unconfirmedBytes === 0));
    await until(() => [sameAuthor, other].every(({ doc }) => textOf(doc) === textOf(writer.doc)));
    const sequences = witness
      .named('committed')
      .flatMap(({ message: [, first, rows] }) => (rows as unknown[]).map((_row, index) => (first as number) + index));
    expect(sequences).toEqual(sequences.map((_sequence, index) => 2 + index));
    expect(sequences).toEqual(await sequencesOf(documentId));
    // The author's own rows come back empty; those of the same person's other tab do not.
    const bytes = Y.encodeStateAsUpdate(new Y.Doc());
    expect(bytes.length).toBeGreaterThan(0);
    const doc = new Y.Doc();
    const answer = await own.join(documentId);
    if (answer.ok) for (const update of answer.value.updates) Y.applyUpdate(doc, update);
    const before = Y.encodeStateVector(doc);
    wordsOf(doc).insert(0, 'c');
    own.frames.length = 0;
    own.socket.emit('edit', documentId, 7, Y.encodeStateAsUpdate(doc, before));
    await until(() => own.named('committed').length > 0);
    expect(own.named('committed')[0]?.message.slice(2)).toEqual([[null], 7]);
    await until(() => textOf(sameAuthor.doc).includes('>c'));
  });

  test('R7 nobody is acknowledged or shown an edit before its commit', async () => {
    const documentId = await createText('Article 1');
    const [writer, reader] = [await join(documentId), await join(documentId)];
    const elsewhere = await join(await createText('Article 1'));
    wordsOf(writer.doc).insert(0, 'Un ');
    await until(() => textOf(reader.doc).includes('Un'));
    // Somebody else holds the text's head row: the commit waits, and so does everybody.
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select 1 from "Document" where id = $1 for update', [documentId]);
    wordsOf(writer.doc).insert(0, 'Deux ');
    await pause(300);
    expect(writer.status.unconfirmedBytes).toBeGreaterThan(0);
    expect(textOf(reader.doc)).not.toContain('Deux');
    let joined = false;
    const late = openWire(host, host.person());
    if (database.url.includes(':5432')) {
      // PGlite gives nobody else a turn meanwhile, so nobody could have been let in.
      void late.join(documentId).then(() => {
        joined = true;
      });
      await pause(200);
      expect(joined).toBe(false);
      // Whoever waits for a held text waits alone.
      for (const word of ['Deux ', 'Trois ']) {
        wordsOf(elsewhere.doc).insert(0, word);
        await until(() => elsewhere.status.unconfirmedBytes === 0);
      }
    }
    await holder.query('commit');
    await holder.end();
    await until(() => textOf(reader.doc).includes('Deux') && writer.status.unconfirmedBytes === 0);
  });

  test('R8 an unacknowledged edit survives a disconnect', async () => {
    const documentId = await createText('Article 1');
    const [writer, reader] = [await join(documentId), await join(documentId)];
    const offline: boolean[] = [];
    writer.on('offline', (isOffline) => offline.push(isOffline));
    host.cut();
    await until(() => writer.status.connection === 'offline');
    for (const word of ['Un ', 'Deux ', 'Trois ']) wordsOf(writer.doc).insert(0, word);
    expect(writer.status.unconfirmedBytes).toBeGreaterThan(0);
    await until(() => textOf(reader.doc).includes('Trois Deux Un '));
    expect(writer.status).toMatchObject({ connection: 'online', unconfirmedBytes: 0 });
    expect(offline).toEqual([true, false]);
  });

  test('R8 an unacknowledged edit survives a server restart', async () => {
    const documentId = await createText('Article 1');
    const first = await openHost({}, { people: host.people });
    const writer = first.connect(first.person(), documentId);
    await writer.whenSynced;
    const port = Number(new URL(first.url).port);
    await first.close();
    await until(() => writer.status.connection === 'offline');
    wordsOf(writer.doc).insert(0, 'Entre-temps ');
    const second = await openHost({}, { people: host.people, port });
    await until(() => writer.status.unconfirmedBytes === 0);
    expect(textOf(await storedText(documentId))).toContain('Entre-temps');
    writer.destroy();
    await second.close();
  });

  test('R8 an unacknowledged edit survives a failed save, of which every page of that text hears', async () => {
    const documentId = await createText('Article 1');
    const elsewhere = await createText('Article 1');
    const [writer, reader, other] = [await join(documentId), await join(documentId), await join(elsewhere)];
    const mend = await breakSaving();
    wordsOf(writer.doc).insert(0, 'Malgré tout ');
    await until(() => writer.status.delayed && reader.status.delayed);
    expect(other.status.delayed).toBe(false);
    expect(textOf(reader.doc)).not.toContain('Malgré');
    wordsOf(writer.doc).insert(0, 'Et encore ');
    await mend();
    await until(() => textOf(reader.doc).includes('Et encore Malgré tout '));
    await until(() => !writer.status.delayed && !reader.status.delayed && writer.status.unconfirmedBytes === 0);
    expect(textOf(await storedText(documentId))).toBe(textOf(writer.doc));
  });

  test('R8 an unacknowledged edit survives a closed tab', async () => {
    const documentId = await createText('Article 1');
    const person = host.person();
    const store = memoryStore();
    const tab = await join(documentId, person, { store, personId: person.personId });
    host.cut();
    await until(() => tab.status.connection === 'offline');
    wordsOf(tab.doc).insert(0, 'Avant de fermer ');
    await until(() => tab.status.keptLocally);
    tab.destroy();
    expect(store.kept.size).toBeGreaterThan(0);
    // The next tab has it at once, also without a network, and the server soon after.
    const next = host.connect(person, documentId, { store, personId: person.personId });
    await next.whenSynced;
    await until(() => next.status.unconfirmedBytes === 0);
    expect(textOf(next.doc)).toContain('Avant de fermer Article 1');
    expect(textOf(await storedText(documentId))).toBe(textOf(next.doc));
    await until(() => store.kept.size === 0);
  });

  test('R8 a text opens where the browser’s store refuses or never answers, and the page knows that nothing is kept', async () => {
    const documentId = await createText('Article 1');
    const refuses = {
      load: () => Promise.reject(new Error('SecurityError')),
      add: () => Promise.reject(new Error('no')),
    };
    const silent = { load: () => new Promise<never>(() => {}), add: () => new Promise<never>(() => {}) };
    for (const ill of [refuses, silent]) {
      const page = host.connect(host.person(), documentId, { store: { ...memoryStore(), ...ill } });
      await page.whenSynced;
      expect(page.status.keepsNothing).toBe(true);
      wordsOf(page.doc).insert(0, 'Sans rien garder, ');
      await until(() => page.status.unconfirmedBytes === 0);
    }
    expect(textOf(await storedText(documentId))).toContain('Sans rien garder, Sans rien garder, Article 1');
  });

  test('R8 what a slow store gives after the text was opened without it is sent all the same', async () => {
    const documentId = await createText('Article 1');
    const person = host.person();
    const store = memoryStore();
    const tab = await join(documentId, person, { store, personId: person.personId });
    host.cut();
    await until(() => tab.status.connection === 'offline');
    wordsOf(tab.doc).insert(0, 'Avant ');
    await until(() => tab.status.keptLocally);
    tab.destroy();
    let answer = () => {};
    const late = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const load = () => late.then(() => store.load());
    const next = host.connect(person, documentId, { store: { ...store, load }, personId: person.personId });
    await next.whenSynced;
    addParagraph(next.doc, 'Pendant');
    answer();
    await until(() => !next.status.keepsNothing && next.status.unconfirmedBytes === 0);
    expect(textOf(await storedText(documentId))).toBe(textOf(next.doc));
    expect(textOf(next.doc)).toContain('Avant Article 1');
    await until(() => store.kept.size === 0);
  });

  test('R9 applying an edit twice changes nothing, and stores nothing', async () => {
    const documentId = await createText('Article 1');
    const wire = openWire(host, host.person());
    const answer = await wire.join(documentId);
    const doc = new Y.Doc();
    if (answer.ok) for (const update of answer.value.updates) Y.applyUpdate(doc, update);
    const before = Y.encodeStateVector(doc);
    addParagraph(doc, 'Ajout');
    wordsOf(doc).delete(0, 3);
    const bytes = Y.encodeStateAsUpdate(doc, before);
    wire.socket.emit('edit', documentId, 1, bytes);
    wire.socket.emit('edit', documentId, 2, bytes);
    await until(() => wire.named('committed').at(-1)?.message[3] === 2);
    wire.socket.emit('edit', documentId, 3, bytes);
    await until(() => wire.named('committed').at(-1)?.message[3] === 3);
    expect(await sequencesOf(documentId)).toEqual([2]);
    expect(textOf(await storedText(documentId))).toBe(textOf(doc));
  });

  test('R10 a room with unsaved bytes is not unloaded', async () => {
    const hurried = await openHost({ emptyRoomMs: 20 }, { people: host.people });
    const documentId = await createText('Article 1');
    const writer = hurried.connect(hurried.person(), documentId);
    await writer.whenSynced;
    const mend = await breakSaving();
    wordsOf(writer.doc).insert(0, 'Pas perdu ');
    await until(() => writer.status.delayed);
    writer.destroy();
    await pause(200);
    expect(hurried.sockets.counters().rooms).toBe(1);
    await mend();
    await until(() => hurried.sockets.counters().rooms === 0);
    expect(textOf(await storedText(documentId))).toContain('Pas perdu');
    await hurried.close();
  });

  test('R21 every stored row knows its author and its time, also when several wrote in one commit', async () => {
    const documentId = await createText('Article 1');
    const people = [host.person(), host.person(), host.person()];
    const writers = await Promise.all(people.map((person) => join(documentId, person)));
    const mend = await breakSaving();
    for (const [index, { doc }] of writers.entries()) addParagraph(doc, `Alinéa ${index}`);
    await until(() => writers.every(({ status }) => status.delayed));
    await pause(100);
    await mend();
    await until(() => writers.every(({ status }) => status.unconfirmedBytes === 0));
    await host.sockets.live.edit(documentId, null, (doc) => addParagraph(doc, 'Alinéa de la plate-forme'));
    const rows = await prisma.documentUpdate.findMany({ where: { documentId }, orderBy: { sequence: 'asc' } });
    expect(rows.map(({ authorId }) => authorId).sort()).toEqual(
      [null, ...people.map(({ personId }) => personId)].sort(),
    );
    for (const { authorId, bytes, createdAt } of rows) {
      const author = people.findIndex(({ personId }) => personId === authorId);
      expect(Buffer.from(bytes).toString()).toContain(author < 0 ? 'plate-forme' : `Alinéa ${author}`);
      expect(Date.now() - createdAt.getTime()).toBeLessThan(60_000);
    }
  });

  test('R22 merging rows into a snapshot loses no edit that arrives meanwhile, and nobody reads a text with a hole', async () => {
    const documentId = await createText('Article 1');
    const writer = await join(documentId);
    const lengths: number[] = [];
    for (let round = 0; round < 40; round++) {
      addParagraph(writer.doc, `Alinéa ${round}`);
      const { sequence } = (await loadDocument(documentId)) ?? { sequence: 0 };
      const { doc, sequence: read } = await host.sockets.live.read(documentId);
      expect(read).toBeGreaterThanOrEqual(sequence);
      const compacting = new Promise<void>((resolve, reject) =>
        setTimeout(
          () =>
            compactDocument(documentId, { sequence: read, bytes: Y.encodeStateAsUpdate(doc), sittings: [] }).then(
              resolve,
              reject,
            ),
          round % 4,
        ),
      );
      const [loaded] = await Promise.all([
        loadDocument(documentId),
        prisma.$transaction(async (tx) => {
          for (let reading = 0; reading < 4; reading++)
            expect((await readTextWithin(tx, documentId)).store.pendingStructs).toBeNull();
        }),
        compacting,
      ]);
      const whole = new Y.Doc();
      for (const update of [loaded?.snapshot ?? new Uint8Array([0, 0]), ...(loaded?.updates ?? [])])
        Y.applyUpdate(whole, update);
      expect(whole.store.pendingStructs).toBeNull();
      lengths.push(textOf(whole).length);
    }
    await until(() => writer.status.unconfirmedBytes === 0);
    expect(textOf(await storedText(documentId))).toBe(textOf(writer.doc));
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    // An older snapshot never takes the place of a newer one.
    await compactDocument(documentId, { sequence: 1, bytes: Y.encodeStateAsUpdate(new Y.Doc()), sittings: [] });
    expect(textOf(await storedText(documentId))).toBe(textOf(writer.doc));
  });

  test('R23 a save that succeeded although its answer was lost does no harm when repeated', async () => {
    const documentId = await createText('Article 1');
    const [writer, reader] = [await join(documentId), await join(documentId)];
    // As after a lost answer, the stored sequence is ahead of the room's, with an update the room has not seen.
    const unseen = new Y.Doc();
    Y.applyUpdate(unseen, Y.encodeStateAsUpdate(writer.doc));
    const before = Y.encodeStateVector(unseen);
    addParagraph(unseen, 'Venu d’ailleurs');
    const rows = [{ bytes: Y.encodeStateAsUpdate(unseen, before), authorId: null }];
    expect(await appendUpdates({ documentId, rows, newClients: [] })).toBe(2);
    wordsOf(writer.doc).insert(0, 'Et ici ');
    await until(() => [writer, reader].every(({ doc }) => textOf(doc).includes('Venu d’ailleurs')));
    await until(() => textOf(reader.doc).includes('Et ici') && writer.status.unconfirmedBytes === 0);
    expect(await sequencesOf(documentId)).toEqual([2, 3]);
    expect(textOf(await storedText(documentId))).toBe(textOf(reader.doc));
  });

  test('R24 a Yjs client id belongs to the person who used it first, for ever, also after a restart', async () => {
    const documentId = await createText('Article 1');
    const victim = host.person();
    const writer = await join(documentId, victim);
    wordsOf(writer.doc).insert(0, 'À moi ');
    await until(() => writer.status.unconfirmedBytes === 0);
    const forge = async (at: Host) => {
      const { doc } = await at.sockets.live.read(documentId);
      doc.clientID = writer.doc.clientID;
      const before = Y.encodeStateVector(doc);
      wordsOf(doc).insert(0, 'Faux ');
      const wire = openWire(at, at.person());
      await wire.join(documentId);
      wire.socket.emit('edit', documentId, 1, Y.encodeStateAsUpdate(doc, before));
      await until(() => wire.farewell());
      return wire.farewell();
    };
    expect(await forge(host)).toBe('foreign-client');
    const restarted = await openHost({}, { people: host.people });
    expect(await forge(restarted)).toBe('foreign-client');
    // Nor can anybody write as the platform, whose ids are in the first snapshot.
    const { doc } = await restarted.sockets.live.read(documentId);
    const platform = [...doc.store.clients.keys()].find((client) => client !== writer.doc.clientID) ?? 0;
    doc.clientID = platform;
    const before = Y.encodeStateVector(doc);
    wordsOf(doc).insert(0, 'Officiel ');
    const wire = openWire(restarted, restarted.person());
    await wire.join(documentId);
    wire.socket.emit('edit', documentId, 1, Y.encodeStateAsUpdate(doc, before));
    await until(() => wire.farewell());
    expect(wire.farewell()).toBe('foreign-client');
    await restarted.close();
    wordsOf(writer.doc).insert(0, 'Toujours ');
    await until(() => writer.status.unconfirmedBytes === 0);
    expect(textOf(await storedText(documentId))).toBe('<paragraph>Toujours À moi Article 1</paragraph>');
  });
});
