// Who gets in, and what a newcomer is told.

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { INSERTION } from '#domain/texts/text-grammar.ts';
import { pool, prisma } from '#prisma/client.ts';
import { PROTOCOL_VERSION } from '#realtime/protocol.ts';
import { rootName } from '#realtime/server/text-rules.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useHost } from '#tests/rig/realtime-host.ts';
import { addParagraph, createText, storedText, textOf, until, wordsOf } from './host.ts';
import { openWire } from './wire.ts';

/** The update that `change` makes of a document with this content. */
function updateOf(content: Uint8Array[], change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  for (const update of content) Y.applyUpdate(doc, update);
  const before = Y.encodeStateVector(doc);
  change(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

describe('on a database', () => {
  useDatabase();
  const host = useHost();

  test('R1 a socket without a valid session never joins', async () => {
    const documentId = await createText('Article 1');
    const expired = { ...host.person(), expiresAt: new Date(0) };
    host.people.set(expired.bearer, expired);
    const strangers = [
      openWire(host, null),
      openWire(host, { ...host.person(), bearer: randomUUID() }),
      openWire(host, expired),
      openWire(host, null, { auth: { protocol: PROTOCOL_VERSION, bearer: { toString: 'x' } } }),
    ];
    for (const { socket } of strangers) socket.emit('join', documentId, new Uint8Array([0]), () => {});
    await until(() => strangers.every(({ farewell }) => farewell() !== null));
    expect(strangers.map(({ farewell }) => farewell())).toEqual(Array(4).fill('signed-out'));
    expect(strangers.flatMap(({ frames }) => frames)).toEqual([]);
    const stale = openWire(host, host.person(), { auth: { protocol: 0, bearer: host.person().bearer } });
    await until(() => stale.farewell());
    expect(stale.farewell()).toBe('outdated');
  });

  test('R1 a text that the viewer may not see does not exist for it', async () => {
    const documentId = await createText('Article 1');
    const person = host.person();
    host.modes.set(person.personId, null);
    expect(await openWire(host, person).join(documentId)).toEqual({ ok: false, code: 'not-found' });
    const absent = openWire(host, host.person());
    expect(await absent.join(randomUUID())).toEqual({ ok: false, code: 'not-found' });
  });

  test("R2 a join is answered once, with mode, missing bytes, the server's state vector and sequence", async () => {
    const documentId = await createText('Article 1', 'Article 2');
    const writer = host.connect(host.person(), documentId);
    await writer.whenSynced;
    addParagraph(writer.doc, 'Article 3');
    await until(() => writer.status.unconfirmedBytes === 0);
    const wire = openWire(host, host.person());
    let answers = 0;
    const answer = await new Promise<Awaited<ReturnType<typeof wire.join>>>((resolve) => {
      wire.socket.emit('join', documentId, new Uint8Array([0]), (given: Awaited<ReturnType<typeof wire.join>>) => {
        answers += 1;
        resolve(given);
      });
    });
    if (!answer.ok) throw new Error(answer.code);
    const { mode, frozen, sequence, updates, vector } = answer.value;
    expect({ mode, frozen, sequence }).toEqual({ mode: 'write', frozen: false, sequence: 2 });
    const doc = new Y.Doc();
    for (const update of updates) Y.applyUpdate(doc, update);
    expect(textOf(doc)).toBe(textOf(writer.doc));
    expect(Y.decodeStateVector(vector)).toEqual(Y.decodeStateVector(Y.encodeStateVector(writer.doc)));
    // With what it has, a second one gets only what it lacks.
    addParagraph(writer.doc, 'Article 4');
    await until(() => writer.status.unconfirmedBytes === 0);
    const later = await openWire(host, host.person()).join(documentId, Y.encodeStateVector(doc));
    if (!later.ok) throw new Error(later.code);
    expect(later.value.sequence).toBe(3);
    expect(later.value.updates.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(200);
    for (const update of later.value.updates) Y.applyUpdate(doc, update);
    expect(textOf(doc)).toBe(textOf(writer.doc));
    await wire.join(documentId);
    expect(answers).toBe(1);
  });

  test('R3 messages sent while a room loads are kept in order', async () => {
    const documentId = await createText('Article 1');
    const { bytes } = (await pool.query('select bytes from "DocumentSnapshot" where "documentId" = $1', [documentId]))
      .rows[0];
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bytes);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < 20; i++) addParagraph(doc, `Alinéa ${i}`);
    const wire = openWire(host, host.person());
    // Nothing is waited for: all are on their way before the server has loaded anything.
    wire.socket.emit('join', documentId, Y.encodeStateVector(doc), () => {});
    for (const [index, update] of updates.entries()) wire.socket.emit('edit', documentId, index + 1, update);
    await until(() => wire.named('committed').at(-1)?.message[3] === 20);
    expect(textOf(await storedText(documentId))).toBe(textOf(doc));
  });

  test('R4 two joiners of one document share one room and one load', async () => {
    const documentId = await createText('Article 1');
    const { rooms } = host.sockets.counters();
    const wires = Array.from({ length: 8 }, () => openWire(host, host.person()));
    const answers = await Promise.all(wires.map((wire) => wire.join(documentId)));
    expect(host.sockets.counters().rooms).toBe(rooms + 1);
    const sessions = answers.map((answer) => answer.ok && answer.value.session);
    expect(new Set(sessions).size).toBe(8);
  });

  test('R28 who may only suggest is held to it: what does more is refused alone, and nothing of it is kept', async () => {
    const documentId = await createText('Article 1');
    const person = host.person();
    host.modes.set(person.personId, 'suggest');
    const writer = host.connect(host.person(), documentId);
    const suggester = host.connect(person, documentId);
    await Promise.all([writer.whenSynced, suggester.whenSynced]);
    expect(suggester.status.mode).toBe('suggest');
    const id = randomUUID();
    suggester.doc.getText(rootName).insert(1, 'Tout ', { [INSERTION]: id });
    await until(() => suggester.status.unconfirmedBytes === 0);
    await until(() => textOf(writer.doc).includes('Tout '));
    // A key that suggests goes on; one that writes outright puts this text's session out, and the words are told.
    const kept = textOf(await storedText(documentId));
    wordsOf(suggester.doc).insert(8, 'outright');
    await until(() => suggester.status.refusal === 'only-suggests');
    expect(suggester.unconfirmedWords()).toEqual([{ blockId: null, words: 'outright' }]);
    await suggester.giveUp();
    expect(suggester.status.unconfirmedBytes).toBe(0);
    expect(textOf(await storedText(documentId))).toBe(kept);
    // Nobody else noticed, and nothing of it is in what the next one reads.
    wordsOf(writer.doc).insert(0, 'X');
    await until(() => writer.status.unconfirmedBytes === 0);
    const again = host.connect(person, documentId);
    await again.whenSynced;
    expect(textOf(again.doc)).toBe(textOf(writer.doc));
    expect(textOf(again.doc)).not.toContain('outright');
    // One’s own is taken back under another Yjs client of the same person; somebody else’s is not.
    again.doc.getText(rootName).delete(again.doc.getText(rootName).toString().indexOf('Tout') + 1, 4);
    await until(() => again.status.unconfirmedBytes === 0);
    expect(again.status.refusal).toBeNull();
    const stranger = host.person();
    host.modes.set(stranger.personId, 'suggest');
    again.doc.getText(rootName).insert(1, 'Mien', { [INSERTION]: randomUUID() });
    await until(() => again.status.unconfirmedBytes === 0);
    const other = host.connect(stranger, documentId);
    await other.whenSynced;
    other.doc.getText(rootName).delete(1, 4);
    await until(() => other.status.refusal === 'only-suggests');
    expect(textOf(await storedText(documentId))).toContain('Mien');
  });

  test('R28 what the platform writes as somebody’s own hand is theirs to take back; what it writes for them is not', async () => {
    const documentId = await createText('Article 1');
    const person = host.person();
    host.modes.set(person.personId, 'suggest');
    const { edit, writeAs } = host.sockets.live;
    const put = (words: string) => (doc: Y.Doc) =>
      doc.getText(rootName).insert(1, words, { [INSERTION]: randomUUID() });
    await writeAs(documentId, person.personId, put('Sien'));
    await edit(documentId, person.personId, put('Autre'));
    const rows = await prisma.documentUpdate.findMany({ where: { documentId } });
    expect(rows.map(({ authorId }) => authorId)).toEqual([person.personId, person.personId]);
    const suggester = host.connect(person, documentId);
    await suggester.whenSynced;
    const text = suggester.doc.getText(rootName);
    text.delete(text.toString().indexOf('Sien') + 1, 4);
    await until(() => suggester.status.unconfirmedBytes === 0);
    expect(suggester.status.refusal).toBeNull();
    text.delete(text.toString().indexOf('Autre') + 1, 5);
    await until(() => suggester.status.refusal === 'only-suggests');
  });

  test('R5 a reader or a commenter cannot write by any message', async () => {
    const documentId = await createText('Article 1');
    for (const mode of ['read', 'comment'] as const) {
      const person = host.person();
      host.modes.set(person.personId, mode);
      // The honest client does not even try.
      const reader = host.connect(person, documentId);
      await reader.whenSynced;
      expect(reader.status.mode).toBe(mode);
      addParagraph(reader.doc, 'Ajout');
      expect(reader.status.unconfirmedBytes).toBe(0);
      // Nor does a dishonest one get through, whenever it sends.
      const early = openWire(host, person);
      const bytes = updateOf([], (doc) => addParagraph(doc, 'Ajout'));
      early.socket.emit('join', documentId, new Uint8Array([0]), () => {});
      early.socket.emit('edit', documentId, 1, bytes);
      await until(() => early.farewell());
      const late = openWire(host, person);
      const answer = await late.join(documentId);
      expect(answer.ok && answer.value.mode).toBe(mode);
      late.socket.emit('edit', documentId, 1, bytes);
      await until(() => late.farewell());
      expect([early.farewell(), late.farewell()]).toEqual(['forbidden', 'forbidden']);
    }
    // Without having joined, an edit goes nowhere.
    const outside = openWire(host, host.person());
    outside.socket.emit(
      'edit',
      documentId,
      1,
      updateOf([], (doc) => addParagraph(doc, 'Ajout')),
    );
    await outside.join(documentId);
    expect(textOf(await storedText(documentId))).toBe('<paragraph>Article 1</paragraph>');
  });

  test('R15 a page of another origin is refused at the handshake', async () => {
    const person = host.person();
    const from = (extraHeaders: Record<string, string>) => openWire(host, person, { extraHeaders });
    const refused = [
      from({ origin: 'https://ailleurs.example' }),
      from({ origin: 'null' }),
      from({ cookie: 'session=x' }),
    ];
    await until(() => refused.every(({ farewell }) => farewell() !== null));
    expect(refused.flatMap(({ frames }) => frames)).toEqual([]);
    const accepted = [from({ origin: host.url }), from({}), from({ cookie: 'a=b', 'sec-fetch-site': 'same-origin' })];
    await until(() => accepted.every(({ named }) => named('welcome').length === 1));
  });
});
