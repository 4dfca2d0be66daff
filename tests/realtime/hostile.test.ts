// What the server does with the worst that can be sent to it.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { TEXT_FIELD } from '#domain/text-schema.ts';
import { decode, encode } from '#realtime/msgpack.ts';
import { EDIT_BYTES_LIMIT } from '#realtime/protocol.ts';
import { databases } from '#tests/database.ts';
import {
  addParagraph,
  closeConnections,
  createText,
  type Host,
  openHost,
  storedText,
  textOf,
  until,
  wordsOf,
} from './host.ts';
import { corpus, element, writeUpdate } from './hostile.ts';
import { createChance } from './random.ts';
import { closeWires, openWire } from './wire.ts';

describe.each(databases)('$name', ({ use }) => {
  use();
  let host: Host;
  beforeAll(async () => {
    host = await openHost();
  });
  afterEach(() => {
    closeConnections();
    closeWires();
  });
  afterAll(() => host.close());

  /** A text with two honest people in it, one of whom types all the while. */
  async function honestRoom() {
    const documentId = await createText('Article 1', 'Article 2');
    const [writer, reader] = [0, 1].map(() => host.connect(host.person(), documentId));
    if (!writer || !reader) throw new Error('unreachable');
    await Promise.all([writer.whenSynced, reader.whenSynced]);
    const interruptions: string[] = [];
    for (const connection of [writer, reader]) {
      connection.on('offline', () => interruptions.push('offline'));
      connection.on('refused', (code) => interruptions.push(code));
    }
    const types = async (word: string) => {
      wordsOf(writer.doc).insert(0, word);
      await until(() => textOf(reader.doc) === textOf(writer.doc) && writer.status.unconfirmedBytes === 0);
    };
    return { documentId, writer, reader, interruptions, types };
  }

  test('R13 hostile bytes close that session only, with a code, and delay nobody', async () => {
    const { documentId, writer, interruptions, types } = await honestRoom();
    const { doc } = await host.sockets.live.read(documentId);
    const idOf = (id: { client: number; clock: number } | undefined): [number, number] => [
      id?.client ?? 0,
      id?.clock ?? 0,
    ];
    const hostile = corpus(
      4_242,
      idOf(doc.getXmlFragment(TEXT_FIELD).get(0)._item?.id),
      idOf(wordsOf(doc)._item?.id),
      idOf(wordsOf(doc)._start?.id),
    );
    const person = host.person();
    for (const [name, bytes] of Object.entries(hostile)) {
      const wire = openWire(host, person);
      await wire.join(documentId);
      wire.socket.emit('edit', documentId, 1, bytes);
      await types('x');
      await until(() => !wire.socket.connected);
      // Beyond 4 MiB a frame is not read at all: there is nobody to answer.
      const codes =
        bytes.length > 4 * 1024 * 1024 ? 'null' : 'invalid-update|too-large|unknown-dependency|foreign-client';
      expect(`${name}: ${wire.farewell()}`).toMatch(new RegExp(`: (${codes})$`));
    }
    expect(interruptions).toEqual([]);
    expect(textOf(await storedText(documentId))).toBe(textOf(writer.doc));
  });

  test('R13 a message that is none of the protocol closes that session only', async () => {
    const { documentId, interruptions, types } = await honestRoom();
    const vector = new Uint8Array([0]);
    const messages: unknown[][] = [
      ['edit', documentId, 1, 'words'],
      ['edit', documentId, 1],
      ['edit', documentId, '1', vector],
      ['edit', 'not a document', 1, vector],
      ['edit', { toString: null }, 1, vector],
      ['join', documentId, vector],
      ['join', documentId, 'vector', () => {}],
      ['join', documentId, randomBytes(300_000), () => {}],
      ['join', documentId, new Uint8Array([255, 255, 255]), () => {}],
      ['follow', 'convention:*', () => {}],
      ['follow', `document:${documentId}`, () => {}],
      ['presence', documentId, 'here'],
      ['nudge', `convention:${documentId}`, []],
      ['committed', documentId, 1, []],
      ['__proto__', documentId],
      ['constructor'],
      ['leave'],
    ];
    for (const [name = '', ...message] of messages) {
      const wire = openWire(host, host.person());
      await wire.join(documentId);
      wire.socket.emit(name as string, ...message);
      await until(() => wire.farewell());
      expect(`${name}: ${wire.farewell()}`).toBe(`${name}: invalid-message`);
    }
    const large = openWire(host, host.person());
    await large.join(documentId);
    large.socket.emit('edit', documentId, 1, new Uint8Array(EDIT_BYTES_LIMIT + 1));
    await until(() => large.farewell());
    expect(large.farewell()).toBe('too-large');
    const larger = openWire(host, host.person());
    await larger.join(documentId);
    larger.socket.emit('edit', documentId, 1, new Uint8Array(8 * EDIT_BYTES_LIMIT));
    await until(() => !larger.socket.connected);
    await types('still here ');
    expect(interruptions).toEqual([]);
  });

  test('R13 packets that lie about their size or nest without end close that connection only', async () => {
    const { interruptions, types } = await honestRoom();
    const packets: Record<string, Uint8Array> = {
      'an array of four billion': Uint8Array.from([0xdd, 0xff, 0xff, 0xff, 0xff]),
      'arrays of thirty million in each other': Uint8Array.from(Array(20).fill([0xdd, 0x01, 0xc9, 0xc3, 0x80]).flat()),
      'a map of four billion': Uint8Array.from([0x92, 2, 0xdf, 0xff, 0xff, 0xff, 0xff]),
      'a text of four gigabytes': Uint8Array.from([0x92, 2, 0xdb, 0xff, 0xff, 0xff, 0xff, 65]),
      'bytes of four gigabytes': Uint8Array.from([0x92, 2, 0x91, 0xc6, 0xff, 0xff, 0xff, 0xff]),
      'a million arrays': new Uint8Array(1_000_000).fill(0x91),
      'a million values': encode([2, Array(1_000_000).fill(0)]),
      'a packet of another kind': encode([9, ['edit']]),
      'an event without a name': encode([2, [1]]),
      'an event that is the disconnection': encode([2, ['disconnect', 'mine']]),
      'an answer to nothing': encode([3, ['x'], 77]),
      'an extension': Uint8Array.from([0xc7, 0xff, 0x00]),
      'left over bytes': Uint8Array.from([...encode([2, ['leave']]), 0]),
      nothing: new Uint8Array(0),
    };
    for (const packet of Object.values(packets)) {
      const wire = openWire(host, host.person());
      await until(() => wire.socket.connected);
      (wire.socket.io.engine as unknown as { write(bytes: Uint8Array): void }).write(packet);
      await types('x');
    }
    const text = openWire(host, host.person());
    await until(() => text.socket.connected);
    (text.socket.io.engine as unknown as { write(bytes: string): void }).write('2["edit"]');
    await until(() => !text.socket.connected);
    expect(interruptions).toEqual([]);
  });

  test('R13 a session that sends faster than it may is closed, and what the others type goes through', async () => {
    const { documentId, interruptions, types } = await honestRoom();
    const wire = openWire(host, host.person());
    await wire.join(documentId);
    for (let i = 0; i < 10_000; i++) wire.socket.emit('presence', documentId, { cursor: i });
    await types('meanwhile ');
    await until(() => wire.farewell());
    expect(wire.farewell()).toBe('overloaded');
    const flood = openWire(host, host.person());
    await flood.join(documentId);
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < 20; i++) addParagraph(doc, 'x'.repeat(500_000));
    for (const [index, update] of updates.entries()) flood.socket.emit('edit', documentId, index + 1, update);
    await types('and now ');
    await until(() => flood.farewell());
    expect(flood.farewell()).toBe('overloaded');
    // Edit after edit that is good in itself and heavy to apply.
    const heavy = openWire(host, host.person());
    await heavy.join(documentId);
    const block = { ref: 7, parent: TEXT_FIELD, content: element('paragraph') };
    for (let round = 0; round < 8; round++) {
      const structs = Array.from({ length: 15_000 }, (_, index) =>
        round + index === 0
          ? block
          : { ref: 7, origin: [99, round * 15_000 + index - 1] as [number, number], content: block.content },
      );
      const bytes = writeUpdate([{ client: 99, clock: round * 15_000, structs }]);
      heavy.socket.emit('edit', documentId, round + 1, bytes);
    }
    await until(() => heavy.farewell());
    expect(heavy.farewell()).toBe('overloaded');
    expect(interruptions).toEqual([]);
  });
});

test('packets are read as they were written, whatever they hold', () => {
  const chance = createChance(62);
  const value = (depth: number): unknown => {
    const kinds: (() => unknown)[] = [
      () => null,
      () => chance(2) === 0,
      () => chance(300) - 150,
      () => chance(0xffffffff) * (chance(2) ? 1 : -1),
      () => Number.MAX_SAFE_INTEGER - chance(10),
      () => chance(1000) / 7,
      () => 'é€𝒳x'.repeat(chance(30)),
      () => 'a'.repeat(chance(300)),
      () => Uint8Array.from({ length: chance(400) }, () => chance(256)),
      () => new Uint8Array(chance(300)),
      () => Array.from({ length: chance(20) }, () => value(depth + 1)),
      () => Object.fromEntries(Array.from({ length: chance(10) }, (_, index) => [`k${index}`, value(depth + 1)])),
    ];
    return kinds[chance(depth > 1 ? 10 : kinds.length)]?.();
  };
  const long = ['b'.repeat(70_000), new Uint8Array(70_000), Array(70_000).fill(1)];
  for (let round = 0; round < 300; round++) {
    const written = round < long.length ? long[round] : value(0);
    const bytes = encode(written);
    expect(decode(bytes)).toEqual(written);
    for (let i = 0; i < 20 && bytes.length > 1; i++) {
      const changed = bytes.slice(0, 1 + chance(bytes.length));
      changed[chance(changed.length)] = chance(256);
      // It throws or gives a value; it never hangs and never makes more than the bytes hold.
      try {
        decode(changed, 2_000);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  }
});
