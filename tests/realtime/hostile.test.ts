// What the server does with the worst that can be sent to it.

import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { commentFormat, plainFormats, TEXT_FIELD } from '#domain/texts/text-grammar.ts';
import { pool } from '#prisma/client.ts';
import { decode, encode } from '#realtime/msgpack.ts';
import { EDIT_BYTES_LIMIT } from '#realtime/protocol.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useHost } from '#tests/rig/realtime-host.ts';
import { markerKeys } from './editing.ts';
import { addParagraph, createText, storedText, textOf, until, wordsOf } from './host.ts';
import {
  corpus,
  format,
  map,
  type Places,
  placesIn,
  type Struct,
  values,
  words,
  writePlaces,
  writeUpdate,
} from './hostile.ts';
import { anUpdate, badStates, faultsIn, spoilt } from './hostile-values.ts';
import { createChance } from './random.ts';
import { openWire, type Wire } from './wire.ts';

/** How the server ended this session, or this session in the text. */
function ended(wire: Wire, documentId: string): { code: string | null } | null {
  const closed = wire.named('closed').find(({ message }) => message[0] === documentId);
  if (closed) return { code: closed.message[1] as string };
  return wire.socket.connected ? null : { code: wire.farewell() };
}

describe('on a database', () => {
  useDatabase();
  const host = useHost();

  /** A text with two honest people in it, one of whom types all the while. */
  async function honestRoom() {
    const documentId = await createText('Article 1', 'Article 2');
    await host.sockets.live.edit(documentId, null, writePlaces);
    const [writer, reader] = [0, 1].map(() => host.connect(host.person(), documentId));
    if (!writer || !reader) throw new Error('unreachable');
    await Promise.all([writer.whenSynced, reader.whenSynced]);
    const interruptions: string[] = [];
    for (const connection of [writer, reader]) {
      connection.on('offline', () => interruptions.push('offline'));
      connection.on('refused', (code) => interruptions.push(code));
    }
    const places = placesIn(writer.doc, 4_242);
    const types = async (word: string) => {
      wordsOf(writer.doc, 1).insert(0, word);
      await until(() => textOf(reader.doc) === textOf(writer.doc) && writer.status.unconfirmedBytes === 0);
    };
    return { documentId, writer, reader, places, interruptions, types };
  }

  test('R13 hostile bytes close that session only, with a code, and delay nobody', async () => {
    const { documentId, writer, places, interruptions, types } = await honestRoom();
    const person = host.person();
    for (const [name, bytes] of Object.entries(corpus(places))) {
      const wire = openWire(host, person);
      await wire.join(documentId);
      wire.socket.emit('edit', documentId, 1, bytes);
      await types('x');
      await until(() => ended(wire, documentId));
      // Beyond 4 MiB a frame is not read at all: there is nobody to answer.
      const codes =
        bytes.length > 4 * 1024 * 1024
          ? 'null'
          : 'invalid-update|too-large|block-too-long|unknown-dependency|foreign-client';
      expect(`${name}: ${ended(wire, documentId)?.code}`).toMatch(new RegExp(`: (${codes})$`));
      wire.socket.disconnect();
    }
    expect(interruptions).toEqual([]);
    const stored = await storedText(documentId);
    expect(textOf(stored)).toBe(textOf(writer.doc));
    expect(faultsIn(stored)).toEqual([]);
  });

  test('R13 a message that is none of the protocol closes that session only', async () => {
    const { documentId, interruptions, types } = await honestRoom();
    const vector = new Uint8Array([0]);
    const messages: unknown[][] = [
      ['edit', documentId, 1, 'words'],
      ['edit', documentId, 1],
      ['edit', documentId, '1', vector],
      ['edit', documentId, 0, vector],
      ['edit', documentId, -1, vector],
      ['edit', documentId, 1.5, vector],
      ['edit', documentId, 2 ** 53, vector],
      ['edit', documentId, Number.NaN, vector],
      ['edit', documentId, 1, vector, 'more'],
      ['edit', documentId, 1, vector, () => {}],
      ['edit', 'not a document', 1, vector],
      ['edit', { toString: null }, 1, vector],
      ['join', documentId, vector],
      ['join', documentId, 'vector', () => {}],
      ['join', documentId, randomBytes(300_000), () => {}],
      ['join', documentId, new Uint8Array([255, 255, 255]), () => {}],
      ['join', documentId, new Uint8Array(0), () => {}],
      ['join', documentId, new Uint8Array([0, 0]), () => {}],
      ['join', documentId, new Uint8Array([1, 255, 255, 255, 255, 255, 15, 1]), () => {}],
      ['join', documentId, new Uint8Array([1, 1, 255, 255, 255, 255, 127]), () => {}],
      ['join', documentId, vector, vector, () => {}],
      ['join', [documentId], vector, () => {}],
      ['join', `${documentId}\n`, vector, () => {}],
      ['follow', 'convention:*', () => {}],
      ['follow', `document:${documentId}`, () => {}],
      ['follow', `convention:${documentId}\n`, () => {}],
      ['follow', `convention:${documentId}`],
      ['follow', { toString: null }, () => {}],
      ['unfollow', 'x'],
      ['unfollow', `convention:${documentId}`, () => {}],
      ['presence', documentId, 'here'],
      ['nudge', `convention:${documentId}`, []],
      ['committed', documentId, 1, []],
      ['__proto__', documentId],
      ['constructor'],
      ['leave'],
      ['leave', documentId, () => {}],
      ['presence', documentId],
      ['presence', documentId, { cursor: null }, () => {}],
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
    for (let i = 0; i < 10_000; i++) wire.socket.emit('presence', documentId, { cursor: null });
    await types('meanwhile ');
    await until(() => wire.farewell());
    expect(wire.farewell()).toBe('overloaded');
    const flood = openWire(host, host.person());
    await flood.join(documentId);
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const paste = () => {
      for (let i = 0; i < 20; i++) addParagraph(doc, 'x'.repeat(40_000));
    };
    for (let i = 0; i < 20; i++) doc.transact(paste);
    // While the text's row is held no save ends, so that what is sent waits, however fast the database is.
    const holding = await pool.connect();
    await holding.query('begin');
    await holding.query('select 1 from "Document" where id = $1 for update', [documentId]);
    for (const [index, update] of updates.entries()) flood.socket.emit('edit', documentId, index + 1, update);
    await until(() => flood.farewell());
    await holding.query('rollback');
    holding.release();
    await types('and now ');
    expect(flood.farewell()).toBe('overloaded');
    // Edit after edit that is good in itself and heavy to apply.
    const heavy = openWire(host, host.person());
    await heavy.join(documentId);
    const block = { ref: 7, parent: TEXT_FIELD, content: map };
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

  test('R13 who pastes too much into a block is told so, and is saved again when some of it is gone', async () => {
    const { documentId, writer, reader } = await honestRoom();
    const refusals: string[] = [];
    writer.on('refused', (code) => refusals.push(code));
    wordsOf(writer.doc, 1).insert(0, 'x'.repeat(60_000));
    await until(() => writer.status.refusal === 'block-too-long');
    wordsOf(reader.doc, 1).insert(0, 'meanwhile ');
    wordsOf(writer.doc, 1).delete(0, 20_000);
    await until(() => writer.status.refusal === null && writer.status.unconfirmedBytes === 0);
    await until(() => textOf(reader.doc) === textOf(writer.doc) && reader.status.unconfirmedBytes === 0);
    expect(new Set(refusals)).toEqual(new Set(['block-too-long']));
    const stored = textOf(await storedText(documentId));
    expect(stored).toBe(textOf(writer.doc));
    expect(stored).toContain('x'.repeat(40_000));
    expect(stored).toContain('meanwhile ');
  });

  test('R13 a session that makes the server look at more than it may is closed', async () => {
    const { documentId, places, interruptions, types } = await honestRoom();
    let last: [number, number] | undefined;
    await host.sockets.live.edit(documentId, null, (doc) => {
      const text = doc.getText(TEXT_FIELD);
      for (let i = 0; i < 5_000; i++) text.insertEmbed(text.length, new Y.Map());
      for (let item = text._start; item; item = item.right) last = [item.id.client, item.id.clock];
    });
    // Good in itself, and each far from its right neighbour: 5 000 steps.
    const wire = openWire(host, host.person());
    await wire.join(documentId);
    for (let number = 1; number <= 100; number++) {
      const structs = Array(60).fill({ ref: 4, origin: places.char, rightOrigin: last, content: words('x') });
      wire.socket.emit('edit', documentId, number, writeUpdate([{ client: 99, clock: (number - 1) * 60, structs }]));
    }
    await types('meanwhile ');
    await until(() => wire.farewell());
    expect(wire.farewell()).toBe('overloaded');
    expect(interruptions).toEqual([]);
  });

  test('R13 two thousand hostile messages at once, and every key that a person types is confirmed', async () => {
    const { documentId, writer, places, interruptions, types } = await honestRoom();
    const chance = createChance(62);
    const states = badStates();
    const hostile = Object.values(corpus(places)).filter(({ length }) => length < 100_000);
    let sent = 0;
    const attack = async () => {
      while (sent < 2_000) {
        const wire = openWire(host, host.person());
        await wire.join(documentId);
        for (let i = 0; i < 20; i++, sent++)
          if (chance(2)) wire.socket.emit('presence', documentId, states[chance(states.length)]);
          else wire.socket.emit('edit', documentId, i + 1, hostile[chance(hostile.length)]);
        await until(() => ended(wire, documentId));
        wire.socket.disconnect();
      }
    };
    let isOver = false;
    const attacks = Promise.all(Array.from({ length: 8 }, attack)).then(() => {
      isOver = true;
    });
    let keys = 0;
    for (; !isOver || keys < 50; keys++) await types('k');
    await attacks;
    expect(interruptions).toEqual([]);
    const stored = await storedText(documentId);
    expect(textOf(stored)).toBe(textOf(writer.doc));
    expect(textOf(stored)).toContain('k'.repeat(keys));
    expect(faultsIn(stored)).toEqual([]);
  });
});

describe('values', () => {
  useDatabase();
  const host = useHost();

  /** A text with the places of the corpus, and somebody who sends one update after the other to it. */
  async function sender() {
    const documentId = await createText('Article 1');
    await host.sockets.live.edit(documentId, null, writePlaces);
    const places = placesIn((await host.sockets.live.read(documentId)).doc, 0);
    const person = host.person();
    let wire: Wire | null = null;
    let number = 0;
    let client = 1_000;
    /** The refusal's code, or 'taken'. */
    const sends = async (write: (client: number) => Uint8Array): Promise<string> => {
      if (!wire) {
        wire = openWire(host, person);
        await wire.join(documentId);
        number = 0;
      }
      const open = wire;
      number += 1;
      client += 1;
      open.socket.emit('edit', documentId, number, write(client));
      const isTaken = () => open.named('committed').some(({ message }) => message[3] === number);
      await until(() => ended(open, documentId) || isTaken());
      const end = ended(open, documentId);
      if (!end) return 'taken';
      open.socket.disconnect();
      wire = null;
      return end.code ?? 'cut off';
    };
    return { documentId, places, sends };
  }

  const struct = (client: number, one: Struct) => writeUpdate([{ client, clock: 0, structs: [one] }]);

  /** Values that no key of a marker has, and no property of a cell, and no format. */
  const never: unknown[] = [
    20_000_000,
    -1,
    0.5,
    1e8,
    Number.NaN,
    'constructor',
    '__proto__',
    '',
    {},
    [],
    { toString: null },
  ];

  test('R13 a marker takes each of its keys in range, and nothing else', async () => {
    const { documentId, places, sends } = await sender();
    const chance = createChance(1);
    const under = (parent: Places['marker'], sub: string, value: unknown) =>
      sends((client) => struct(client, { ref: 8, parent, sub, content: values(value) }));
    for (const [key, draw] of Object.entries(markerKeys)) {
      for (const value of [draw(chance), draw(chance), null])
        expect(`${key} ${value}: ${await under(places.marker, key, value)}`).toBe(`${key} ${value}: taken`);
      for (const value of never)
        expect(`${key} ${JSON.stringify(value)}: ${await under(places.marker, key, value)}`).toMatch(
          /: invalid-update$/,
        );
    }
    expect(await under(places.inner, 'kind', 'article')).toBe('taken');
    expect(await under(places.inner, 'kind', 'table')).toBe('invalid-update');
    expect(await under(places.marker, 'startAt', 999)).toBe('taken');
    for (const [key, value] of [
      ['startAt', 0],
      ['startAt', 1_000],
      ['depth', 0],
      ['depth', 9],
      ['start', 1_000],
      ['fresh', false],
      ['numbered', true],
    ] as const)
      expect(`${key} ${value}: ${await under(places.marker, key, value)}`).toBe(`${key} ${value}: invalid-update`);
    expect(faultsIn(await storedText(documentId))).toEqual([]);
  });

  test('R13 a cell takes each of its properties in range, and nothing else', async () => {
    const { documentId, places, sends } = await sender();
    const about = (value: unknown) =>
      sends((client) =>
        struct(client, { ref: 8, parent: places.properties, sub: 'rangee1:colonne1', content: values(value) }),
      );
    const good = [{}, { header: true }, { colspan: 2, rowspan: 100 }, { align: 'right' }];
    for (const value of good) expect(await about(value)).toBe('taken');
    const bad = ['header', 'colspan', 'rowspan', 'align', 'more'].flatMap((key) =>
      [...never, false, 1, 101].map((value) =>
        Object.fromEntries([
          ['header', true],
          [key, value],
        ]),
      ),
    );
    for (const value of [...never.filter((value) => JSON.stringify(value) !== '{}'), null, ...bad])
      expect(`${JSON.stringify(value)}: ${await about(value)}`).toBe(`${JSON.stringify(value)}: invalid-update`);
    expect(faultsIn(await storedText(documentId))).toEqual([]);
  });

  test('R13 words take each format with its value, and nothing else', async () => {
    const { documentId, places, sends } = await sender();
    const written = (key: string, value: unknown) =>
      sends((client) => struct(client, { ref: 6, origin: places.char, content: format(key, JSON.stringify(value)) }));
    const thread = commentFormat('00000000-0000-0000-0000-000000000001');
    for (const key of [...plainFormats, thread]) {
      for (const value of [true, null]) expect(`${key}: ${await written(key, value)}`).toBe(`${key}: taken`);
      for (const value of [...never, false])
        if (!Number.isNaN(value)) expect(`${key}: ${await written(key, value)}`).toBe(`${key}: invalid-update`);
    }
    for (const value of [{ href: 'https://exemple.fr' }, { href: '\u0000'.repeat(2_048) }, null])
      expect(await written('link', value)).toBe('taken');
    const bad = [...never, ...never.map((href) => ({ href })).filter(({ href }) => typeof href !== 'string'), true];
    for (const value of bad) if (!Number.isNaN(value)) expect(await written('link', value)).toBe('invalid-update');
    for (const key of ['blink', 'comment:', `${thread}x`, '__proto__', 'constructor', ''])
      expect(`${key}: ${await written(key, true)}`).toBe(`${key}: invalid-update`);
    expect(faultsIn(await storedText(documentId))).toEqual([]);
  });

  test('R13 whatever updates are drawn struct by struct, the text stays within its grammar', async () => {
    const { documentId, places, sends } = await sender();
    const chance = createChance(62);
    const bytes = Object.values(corpus(places)).filter(({ length }) => length < 10_000);
    const verdicts = new Map<string, number>();
    for (let round = 0; round < 600; round++) {
      const verdict = await sends((client) =>
        chance(6) ? anUpdate(chance, places, client) : spoilt(bytes[chance(bytes.length)] as Uint8Array, chance),
      );
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    expect(verdicts.get('taken')).toBeGreaterThan(10);
    expect(verdicts.get('invalid-update')).toBeGreaterThan(300);
    const { doc } = await host.sockets.live.read(documentId);
    expect(faultsIn(doc)).toEqual([]);
    expect(textOf(await storedText(documentId))).toBe(textOf(doc));
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
