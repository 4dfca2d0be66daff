// Who is seen where, in whose words.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { databases } from '#tests/database.ts';
import { closeConnections, createText, type Host, openHost, until } from './host.ts';
import { closeWires, openWire } from './wire.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

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

  test("R11 a departed session's cursor disappears at once", async () => {
    const documentId = await createText('Article 1');
    const [stays, leaves, breaks] = ['Camille', 'Dominique', 'Sacha'].map((name) =>
      host.connect(host.person(name), documentId),
    );
    if (!stays || !leaves || !breaks) throw new Error('unreachable');
    await Promise.all([stays, leaves, breaks].map(({ whenSynced }) => whenSynced));
    leaves.awareness.setLocalStateField('cursor', { anchor: 1, head: 1 });
    breaks.awareness.setLocalStateField('cursor', { anchor: 2, head: 2 });
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
    const forged = {
      user: { name: 'Le Président', personId: 'x', color: 'url(evil)' },
      cursor: { anchor: 1, head: 1 },
    };
    liar.socket.emit('presence', documentId, forged);
    await until(() => [...honest.awareness.getStates().values()].some(({ cursor }) => cursor));
    const users = [...honest.awareness.getStates().values()].map(({ user }) => user);
    expect(users.map(({ name }) => name).sort()).toEqual(['Camille', 'Dominique']);
    for (const { color } of users) expect(color).toMatch(/^#[0-9a-f]{6}$/);
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
      fast.socket.emit('presence', documentId, { cursor: place });
      if (place % 10 === 0) await pause(10);
    }
    const lastTold = () =>
      witness
        .named('presence')
        .flatMap(({ message }) => message[1] as [number, unknown, { cursor?: number } | null][])
        .at(-1)?.[2]?.cursor;
    await until(() => lastTold() === place - 1);
    const tenths = (performance.now() - started) / 100;
    expect(witness.named('presence').length).toBeLessThanOrEqual(Math.ceil(tenths) + 1);
    expect(fast.named('committed')).toEqual([]);
  });

  test('R13 a presence that is too large or no presence closes that session only', async () => {
    const documentId = await createText('Article 1');
    const witness = openWire(host, host.person());
    await witness.join(documentId);
    for (const state of [{ cursor: 'x'.repeat(3_000) }, 'here', new Uint8Array(10), { a: { b: 1n } }.a.b.toString()]) {
      const wire = openWire(host, host.person());
      await wire.join(documentId);
      wire.socket.emit('presence', documentId, state);
      await until(() => wire.farewell());
      expect(wire.farewell()).toBe('invalid-message');
    }
    expect(witness.farewell()).toBeNull();
  });
});
