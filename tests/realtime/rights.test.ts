// What happens to open sessions when rights, sessions or the state of a text change.

import { describe, expect, test } from 'vitest';
import { freezeDocument } from '#domain/texts/documents.ts';
import { prisma } from '#prisma/client.ts';
import { subscribe } from '#realtime/client/nudges.ts';
import type { LocalStore } from '#realtime/client/unsent.ts';
import type { Nudge } from '#realtime/protocol.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useHost } from '#tests/rig/realtime-host.ts';
import { addParagraph, createText, storedText, textOf, until, wordsOf } from './host.ts';
import { openWire } from './wire.ts';

describe('on a database', () => {
  useDatabase();
  const host = useHost();

  const join = async (documentId: string, person = host.person(), options = {}) => {
    const connection = host.connect(person, documentId, options);
    await connection.whenSynced;
    return connection;
  };

  test('R12 when rights in a text change, the affected sessions are closed and must join again; nobody else notices', async () => {
    const documentId = await createText('Article 1');
    const elsewhere = await createText('Article 1');
    const person = host.person();
    const demoted = await join(documentId, person);
    const demotedElsewhere = await join(elsewhere, person);
    const witness = openWire(host, host.person());
    await witness.join(documentId);
    const before = witness.named('closed').length;
    host.modes.set(`${person.personId}:${documentId}`, 'read');
    const changes: string[] = [];
    demotedElsewhere.on('status', () => changes.push('status'));
    host.sockets.rightsChanged({ personId: person.personId, documentId });
    await until(() => demoted.status.mode === 'read' && demoted.status.synced);
    addParagraph(demoted.doc, 'Trop tard');
    expect(demoted.status.unconfirmedBytes).toBe(0);
    expect(changes).toEqual([]);
    expect(demotedElsewhere.status.mode).toBe('write');
    expect(witness.named('closed').length).toBe(before);
    expect(witness.farewell()).toBeNull();
    // Taken away altogether, the text is gone for that person.
    host.modes.set(`${person.personId}:${documentId}`, null);
    host.sockets.rightsChanged({ organisationId: person.organisationId, documentId });
    await until(() => demoted.status.refusal === 'not-found');
    expect(textOf(await storedText(documentId))).toBe('<paragraph>Article 1</paragraph>');
  });

  test('R12 a right lost in the middle of a save takes effect before the next one', async () => {
    const documentId = await createText('Article 1');
    const person = host.person();
    const wire = openWire(host, person);
    const answer = await wire.join(documentId);
    if (!answer.ok) throw new Error(answer.code);
    const { doc } = await host.sockets.live.read(documentId);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < 3; i++) addParagraph(doc, `Alinéa ${i}`);
    for (const [index, update] of updates.entries()) wire.socket.emit('edit', documentId, index + 1, update);
    // The first edit is being saved when the others arrive, and the right goes while they wait.
    wire.socket.once('committed', () => {});
    await until(() => wire.named('committed').length > 0);
    host.modes.set(person.personId, 'read');
    host.sockets.rightsChanged({ personId: person.personId });
    await until(() => wire.farewell());
    expect(wire.farewell()).toBe('rights-changed');
    const kept = textOf(await storedText(documentId));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(textOf(await storedText(documentId))).toBe(kept);
  });

  test('R12 a person whose rights change is judged anew everywhere, and comes back by itself', async () => {
    const documentId = await createText('Article 1');
    const person = host.person();
    const connection = await join(documentId, person);
    const refusals: string[] = [];
    connection.on('refused', (code) => refusals.push(code));
    const seen = new Set<string>();
    connection.on('status', ({ connection }) => seen.add(connection));
    host.sockets.rightsChanged({ personId: person.personId });
    await until(() => seen.has('offline') && connection.status.synced);
    expect(refusals).toEqual([]);
    wordsOf(connection.doc).insert(0, 'Encore ');
    await until(() => connection.status.unconfirmedBytes === 0);
  });

  test('R16 a session that ends while connected is told so; its text is kept and sent after the next sign-in', async () => {
    const documentId = await createText('Article 1');
    for (const end of ['signed out elsewhere', 'expired'] as const) {
      const person = host.person();
      if (end === 'expired') host.people.set(person.bearer, { ...person, expiresAt: new Date(Date.now() + 400) });
      const connection = await join(documentId, person);
      let told = 0;
      connection.on('signedOut', () => {
        told += 1;
      });
      if (end !== 'expired') {
        host.people.delete(person.bearer);
        host.sockets.sessionEnded(person.sessionId);
      }
      await until(() => connection.status.connection === 'signed-out');
      wordsOf(connection.doc).insert(0, `${end} `);
      expect(connection.status.unconfirmedBytes).toBeGreaterThan(0);
      expect(told).toBe(1);
      expect(textOf(await storedText(documentId))).not.toContain(end);
      // Signed in again, with the same cookie jar and hence the same handshake.
      host.people.set(person.bearer, { ...person, sessionId: crypto.randomUUID(), expiresAt: null });
      connection.resume();
      await until(() => connection.status.unconfirmedBytes === 0);
      expect(textOf(await storedText(documentId))).toContain(end);
    }
  });

  test('R16 a session that was prolonged by use stays connected past its first expiry', async () => {
    const documentId = await createText('Article 1');
    const person = host.person();
    host.people.set(person.bearer, { ...person, expiresAt: new Date(Date.now() + 200) });
    const connection = await join(documentId, person);
    host.people.set(person.bearer, { ...person, expiresAt: new Date(Date.now() + 60_000) });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(connection.status.connection).toBe('online');
  });

  test('R17 a frozen text takes no edit from anybody; who was writing becomes a reader and keeps the unsent words', async () => {
    const documentId = await createText('Article 1');
    const [writer, reader] = [await join(documentId), await join(documentId)];
    await prisma.$transaction((tx) => freezeDocument(tx, documentId));
    const refusals: string[] = [];
    writer.on('refused', (code) => refusals.push(code));
    // Nobody has told the room yet: the database refuses.
    wordsOf(writer.doc).insert(0, 'Après signature ');
    await until(() => writer.status.frozen && reader.status.frozen);
    await until(() => refusals.length > 0);
    expect(refusals).toEqual(['frozen']);
    expect(writer.status).toMatchObject({ mode: 'read', synced: true, refusal: 'frozen' });
    expect(writer.status.unconfirmedBytes).toBeGreaterThan(0);
    expect(textOf(reader.doc)).toBe('<paragraph>Article 1</paragraph>');
    await expect(host.sockets.live.edit(documentId, null, (doc) => addParagraph(doc, 'x'))).rejects.toMatchObject({
      code: 'FROZEN',
    });
    expect(textOf(await storedText(documentId))).toBe('<paragraph>Article 1</paragraph>');
    const late = openWire(host, host.person());
    const answer = await late.join(documentId);
    expect(answer.ok && [answer.value.mode, answer.value.frozen]).toEqual(['read', true]);
  });

  test("R20 work left by one person on a computer is never sent under another's name", async () => {
    const documentId = await createText('Article 1');
    const [first, second] = [host.person('Camille'), host.person('Dominique')];
    const added: Uint8Array[] = [];
    const store: LocalStore = {
      load: async () => ({ copy: null, unconfirmed: added.map((bytes, key) => ({ key, bytes })) }),
      add: async (bytes) => added.push(bytes) - 1,
      remove: async () => {},
      saveCopy: async () => {},
      close() {},
    };
    const left = await join(documentId, first, { store, personId: first.personId });
    host.cut();
    await until(() => left.status.connection === 'offline');
    wordsOf(left.doc).insert(0, 'De Camille ');
    left.destroy();
    // The second person's cookie is in the browser while a page of the first comes back to life.
    const revived = host.connect(second, documentId, { store, personId: first.personId });
    await until(() => revived.status.connection === 'signed-out');
    expect(textOf(await storedText(documentId))).not.toContain('De Camille');
    revived.destroy();
    const back = await join(documentId, first, { store, personId: first.personId });
    await until(() => back.status.unconfirmedBytes === 0);
    const [row] = await prisma.documentUpdate.findMany({ where: { documentId } });
    expect(row?.authorId).toBe(first.personId);
  });

  test('R27 a topic is heard by those who may follow it, as ids without content, and by nobody else', async () => {
    const topic = `convention:${crypto.randomUUID()}` as const;
    const hidden = `convention:${crypto.randomUUID()}` as const;
    host.topics.add(topic);
    const heard: Nudge[][] = [];
    const person = host.person();
    const place = { url: host.url, credential: { bearer: person.bearer }, alone: true };
    const end = subscribe(topic, (nudges) => heard.push(nudges), place);
    const silent: Nudge[][] = [];
    const endSilent = subscribe(hidden, (nudges) => silent.push(nudges), place);
    await until(() => heard.length === 1);
    const nudge = { kind: 'comment.posted', subject: 'Comment', subjectId: 'c1', version: 3, conventionId: 'x' };
    host.sockets.nudge([topic, hidden], [nudge]);
    await until(() => heard.length === 2);
    expect(heard).toEqual([[], [nudge]]);
    expect(silent).toEqual([]);
    // Rights are judged again, and what was missed meanwhile is announced as unknown.
    host.sockets.rightsChanged({ documentId: crypto.randomUUID() });
    await until(() => heard.length === 3);
    expect(heard[2]).toEqual([]);
    host.topics.delete(topic);
    host.sockets.rightsChanged({ documentId: crypto.randomUUID() });
    await new Promise((resolve) => setTimeout(resolve, 100));
    host.sockets.nudge([topic], [nudge]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard.length).toBe(3);
    end();
    endSilent();
  });
});
