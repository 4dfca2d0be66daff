// What follows from edits once they settle, changes by the platform itself, and the end of the process.

import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { prisma } from '#prisma/client.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useHost } from '#tests/rig/realtime-host.ts';
import { addParagraph, closeConnections, createText, openHost, storedText, textOf, until, wordsOf } from './host.ts';
import { openWire } from './wire.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('on a database', () => {
  useDatabase();
  const host = useHost();

  const join = async (documentId: string, at = host) => {
    const connection = at.connect(at.person(), documentId);
    await connection.whenSynced;
    return connection;
  };

  test('R18 a change by the platform goes through the same room and the same commit, whole or not at all', async () => {
    const documentId = await createText('Article 1');
    const writer = await join(documentId);
    const witness = openWire(host, host.person());
    await witness.join(documentId);
    wordsOf(writer.doc).insert(0, 'Moi ');
    const author = crypto.randomUUID();
    // Several at once, while somebody types: each sees the one before.
    await Promise.all(
      [0, 1, 2].map((index) =>
        host.sockets.live.edit(documentId, author, (doc) =>
          addParagraph(doc, `Alinéa ${index} après ${textOf(doc).length}`),
        ),
      ),
    );
    const stored = textOf(await storedText(documentId));
    for (const index of [0, 1, 2]) expect(stored).toContain(`Alinéa ${index}`);
    await until(() => textOf(writer.doc) === stored);
    await expect(
      host.sockets.live.edit(documentId, author, (doc) => {
        addParagraph(doc, 'À moitié');
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await expect(host.sockets.live.edit(documentId, author, () => {})).resolves.toBeUndefined();
    expect(textOf(await storedText(documentId))).toBe(stored);
    const rows = await prisma.documentUpdate.findMany({ where: { documentId, authorId: author } });
    expect(rows.length).toBe(3);
    // It is the platform's client id that they are written under, not the author's.
    const bound = await prisma.documentClient.findMany({ where: { documentId, personId: null } });
    expect(bound.length).toBe(2);
    await expect(host.sockets.live.read(crypto.randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('R25 SIGTERM saves and projects all that was taken, and tells everybody to come back', async () => {
    const projected: string[] = [];
    const leaving = await openHost(
      {
        onSettled: async (documentId) => {
          await pause(50);
          projected.push(documentId);
        },
      },
      { people: host.people },
    );
    const documents = await Promise.all([0, 1, 2].map(() => createText('Article 1')));
    const writers = await Promise.all(documents.map((documentId) => join(documentId, leaving)));
    await until(() => projected.length === 3);
    projected.length = 0;
    const wires = await Promise.all(
      documents.map(async (documentId) => {
        const wire = openWire(leaving, leaving.person());
        await wire.join(documentId);
        return wire;
      }),
    );
    for (const { doc } of writers) for (let i = 0; i < 50; i++) wordsOf(doc).insert(0, 'x');
    await until(() => leaving.sockets.counters().commits > 0);
    await leaving.close();
    await until(() => wires.every(({ farewell }) => farewell() === 'restarting'));
    expect(projected.sort()).toEqual([...documents].sort());
    for (const [index, documentId] of documents.entries()) {
      const stored = textOf(await storedText(documentId));
      const { doc, status } = writers[index] as (typeof writers)[number];
      // Whatever is not stored is still marked as unconfirmed at its author's.
      if (status.unconfirmedBytes === 0) expect(stored).toBe(textOf(doc));
      else expect(textOf(doc).length).toBeGreaterThanOrEqual(stored.length);
    }
    await until(() => writers.every(({ status }) => status.connection === 'offline'));
  });

  test('R26 what derives from a text follows after quiet, is tried again when it fails, and never holds up a keystroke', async () => {
    const calls: string[] = [];
    let failing = true;
    let release = () => {};
    const slow = await openHost(
      {
        onSettled: async (documentId) => {
          calls.push(documentId);
          if (failing) throw new Error('the projection is broken');
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        },
      },
      { people: host.people },
    );
    const documentId = await createText('Article 1');
    const [writer, reader] = [await join(documentId, slow), await join(documentId, slow)];
    for (let i = 0; i < 10; i++) {
      wordsOf(writer.doc).insert(0, 'x');
      await pause(20);
    }
    await until(() => calls.length >= 3);
    failing = false;
    const tried = calls.length;
    await until(() => calls.length > tried);
    // It hangs now; people do not.
    for (let i = 0; i < 10; i++) wordsOf(writer.doc).insert(0, 'y');
    await until(() => textOf(reader.doc).includes('yyyyyyyyyy'));
    const during = calls.length;
    await pause(700);
    expect(calls.length).toBe(during);
    release();
    // What changed meanwhile is projected once more.
    await until(() => calls.length === during + 1);
    release();
    closeConnections();
    const closing = slow.close();
    await pause(50);
    release();
    await closing;
  });

  test('R26 continuous typing puts it off for some seconds at most, and old rows become a snapshot on the way', async () => {
    const documentId = await createText('Article 1');
    const writer = await join(documentId);
    await until(() => host.settled.includes(documentId));
    const before = host.settled.filter((id) => id === documentId).length;
    const started = performance.now();
    let firstAfter: number | null = null;
    // A slow machine puts more letters in a row, and needs more of them for as many rows.
    const snapshotted = async () =>
      (await prisma.documentSnapshot.findUnique({ where: { documentId } }))?.sequence ?? 0n;
    while (firstAfter === null || (await snapshotted()) <= 100n) {
      wordsOf(writer.doc).insert(0, 'x');
      await pause(10);
      if (host.settled.filter((id) => id === documentId).length > before) firstAfter ??= performance.now() - started;
    }
    expect(firstAfter).toBeLessThan(15_000);
    await until(() => writer.status.unconfirmedBytes === 0);
    await until(async () => (await prisma.documentUpdate.count({ where: { documentId } })) < 200);
    const snapshot = await prisma.documentSnapshot.findUniqueOrThrow({ where: { documentId } });
    expect(textOf(await storedText(documentId))).toBe(textOf(writer.doc));
    const whole = Y.encodeStateAsUpdate(await storedText(documentId));
    const rows = await prisma.documentUpdate.findMany({ where: { documentId } });
    const stored = rows.reduce((sum, { bytes }) => sum + bytes.length, snapshot.bytes.length);
    expect(stored).toBeLessThan(3 * whole.length + 10_000);
  });
});
