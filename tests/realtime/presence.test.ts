// Who is seen where, in whose words.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { TEXT_FIELD } from '#domain/texts/text-grammar.ts';
import type { CursorPlace, PresenceState } from '#realtime/protocol.ts';
import { presenceOf } from '#realtime/server/presence.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useHost } from '#tests/rig/realtime-host.ts';
import { createText, until } from './host.ts';
import { anyState, badStates, sampleStates } from './hostile-values.ts';
import { openWire } from './wire.ts';

/** A cursor at the end of the text, with something to tell it by. */
const cursorAt = (clock: number): NonNullable<PresenceState['cursor']> => {
  const place = { type: null, tname: TEXT_FIELD, item: { client: 1, clock }, assoc: 0 };
  return { anchor: place, head: place };
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('on a database', () => {
  useDatabase();
  const host = useHost();

  test("R11 a departed session's cursor disappears at once", async () => {
    const documentId = await createText('Article 1');
    const [stays, leaves, breaks] = ['Camille', 'Dominique', 'Sacha'].map((name) =>
      host.connect(host.person(name), documentId),
    );
    if (!stays || !leaves || !breaks) throw new Error('unreachable');
    await Promise.all([stays, leaves, breaks].map(({ whenSynced }) => whenSynced));
    leaves.awareness.setLocalStateField('cursor', cursorAt(1));
    breaks.awareness.setLocalStateField('cursor', cursorAt(2));
    const shown = () =>
      [...stays.awareness.getStates().values()].filter(({ cursor }) => cursor).map(({ user }) => user.name);
    await until(() => shown().length === 2);
    expect(stays.people.map(({ name }) => name).sort()).toEqual(['Camille', 'Dominique', 'Sacha']);
    leaves.destroy();
    await until(() => !shown().includes('Dominique'));
    breaks.destroy();
    await until(() => shown().length === 0 && stays.people.length === 1);
  });

  test("R11 who a cursor belongs to is the server's word, never the client's", async () => {
    const documentId = await createText('Article 1');
    const honest = host.connect(host.person('Camille'), documentId);
    await honest.whenSynced;
    const liar = openWire(host, host.person('Dominique'));
    await liar.join(documentId);
    liar.socket.emit('presence', documentId, { cursor: cursorAt(1) });
    await until(() => [...honest.awareness.getStates().values()].some(({ cursor }) => cursor));
    const users = [...honest.awareness.getStates().values()].map(({ user }) => user);
    expect(users.map(({ name }) => name).sort()).toEqual(['Camille', 'Dominique']);
    for (const { color } of users) expect(color).toMatch(/^#[0-9a-f]{6}$/);
    const forger = openWire(host, host.person('Sacha'));
    await forger.join(documentId);
    const user = { name: 'Le Président', personId: 'x', color: 'url(evil)' };
    forger.socket.emit('presence', documentId, { user, cursor: cursorAt(1) });
    await until(() => forger.farewell() === 'invalid-message');
    // Two sessions of one person are one person with two cursors.
    const again = host.connect(host.person('Camille'), documentId);
    await again.whenSynced;
    await until(() => honest.people.length === 3);
    expect(honest.awareness.getStates().get(honest.doc.clientID)?.user.name).toBe('Camille');
  });

  test("R19 a person's cursor is told at most ten times a second, and its last place is always told", async () => {
    const documentId = await createText('Article 1');
    const witness = openWire(host, host.person());
    await witness.join(documentId);
    const fast = openWire(host, host.person());
    await fast.join(documentId);
    await pause(150);
    witness.frames.length = 0;
    const started = performance.now();
    let place = 0;
    for (; place < 300; place++) {
      fast.socket.emit('presence', documentId, { cursor: cursorAt(place) });
      if (place % 10 === 0) await pause(10);
    }
    const lastTold = () =>
      witness
        .named('presence')
        .flatMap(({ message }) => message[1] as [number, unknown, PresenceState | null][])
        .at(-1)?.[2]?.cursor?.head.item?.clock;
    await until(() => lastTold() === place - 1);
    const tenths = (performance.now() - started) / 100;
    expect(witness.named('presence').length).toBeLessThanOrEqual(Math.ceil(tenths) + 1);
    expect(fast.named('committed')).toEqual([]);
  });

  test('R13 a presence that is no cursor closes that session only, and reaches no page', async () => {
    const documentId = await createText('Article 1');
    const witness = openWire(host, host.person());
    await witness.join(documentId);
    const reader = host.person('Dominique');
    host.modes.set(reader.personId, 'read');
    const states = [...badStates(), ...sampleStates(150)];
    let refused = 0;
    for (const state of states) {
      if (presenceOf(state)) continue;
      const wire = openWire(host, reader);
      await wire.join(documentId);
      wire.socket.emit('presence', documentId, state);
      await until(() => wire.farewell());
      expect(wire.farewell()).toBe('invalid-message');
      refused += 1;
    }
    expect(refused).toBeGreaterThan(badStates().length + 50);
    const told = witness.named('presence').flatMap(({ message }) => message[1] as [number, unknown, unknown][]);
    expect(told.length).toBeGreaterThan(10);
    for (const [, identity, state] of told) expect(state).toEqual(identity ? { cursor: null } : null);
    expect(witness.farewell()).toBeNull();
  });

  test('R13 any cursor that Yjs writes is told whole', async () => {
    const documentId = await createText('Article 1');
    const witness = openWire(host, host.person());
    await witness.join(documentId);
    const writer = host.connect(host.person(), documentId);
    await writer.whenSynced;
    const text = writer.doc.getText(TEXT_FIELD);
    text.insertEmbed(0, new Y.Map<unknown>([['cells', new Y.Map([['rangee1:colonne1', new Y.Text('mot')]])]]));
    const table = ((text._start as Y.Item).content as Y.ContentType).type as Y.Map<unknown>;
    const cell = (table.get('cells') as Y.Map<Y.Text>).get('rangee1:colonne1') as Y.Text;
    const heads = () =>
      witness
        .named('presence')
        .flatMap(({ message }) => message[1] as [number, unknown, PresenceState | null][])
        .map(([, , state]) => state?.cursor?.head);
    for (const type of [text, cell])
      for (const index of [0, 1, type.length])
        for (const assoc of [-1, 0]) {
          const anchor = Y.createRelativePositionFromTypeIndex(type, index, assoc);
          for (const head of [anchor, Y.relativePositionToJSON(anchor) as CursorPlace]) {
            writer.awareness.setLocalStateField('cursor', { anchor, head });
            const whole = { type: null, tname: null, item: null, ...Y.relativePositionToJSON(anchor) };
            await until(() => heads().some((told) => JSON.stringify(told) === JSON.stringify(whole)));
          }
        }
    writer.awareness.setLocalStateField('cursor', null);
    await until(() => heads().at(-1) === undefined);
  });
});

test('what a session shows is made anew: a closed shape of plain values, whatever it was made of', () => {
  const isPlace = (place: object) =>
    JSON.stringify(Object.keys(place)) === '["type","tname","item","assoc"]' &&
    Object.getPrototypeOf(place) === Object.prototype;
  fc.assert(
    fc.property(anyState, (state) => {
      const made = presenceOf(state);
      if (!made?.cursor) return true;
      const { anchor, head } = made.cursor;
      const doc = new Y.Doc();
      doc.getText(TEXT_FIELD).insert(0, 'mot');
      for (const place of [anchor, head])
        Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(place), doc);
      return made !== state && isPlace(anchor) && isPlace(head);
    }),
    { seed: 62, numRuns: 3_000 },
  );
});
