// Several nodes on one database and one Redis: the promises of the wire across them. The rooms, the database and Redis are real;
// each host is a node with rooms of its own.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { freezeDocument } from '#domain/texts/documents.ts';
import { TEXT_FIELD } from '#domain/texts/text-grammar.ts';
import { quiet } from '#domain/texts/text-sequence.ts';
import { openRedis, redisSentence, type SharedRedis } from '#outside/redis.ts';
import { prisma } from '#prisma/client.ts';
import { useDatabase } from '../rig/database.ts';
import { freePort } from '../rig/free-port.ts';
import { whyNoPostgresql } from '../rig/postgresql.ts';
import { type OwnRedis, startRedis, whyNoRedis } from '../rig/redis.ts';
import {
  addParagraph,
  closeConnections,
  createText,
  type Host,
  openHost,
  storedText,
  type TestPerson,
  textOf,
  until,
  wordsOf,
} from './host.ts';
import { createChance } from './random.ts';
import { closeWires, openWire, type Wire } from './wire.ts';

/** Whether the one edit that a wire sent is confirmed, or the wire was sent away. */
const isJudged = ({ farewell, named }: Wire) =>
  farewell() !== null || named('committed').some(({ message }) => message[3] !== undefined);

/** A node says so often that it is there: short, so that nobody waits for it here. */
const ALIVE_MS = 200;

const whyNot = (await whyNoPostgresql()) ?? whyNoRedis();

describe.skipIf(whyNot)(`several nodes${whyNot ? `, skipped: ${whyNot}` : ''}`, () => {
  useDatabase();
  let redis: OwnRedis;
  const people = new Map<string, TestPerson>();
  const platform = randomUUID();
  let nodes: { host: Host; bus: SharedRedis }[] = [];

  const openNode = async () => {
    const bus = await openRedis({ url: redis.url, platform, aliveMs: ALIVE_MS });
    return { bus, host: await openHost({ bus, judgeEveryMs: 1_000 }, { people }) };
  };
  const hostAt = (index: number): Host => {
    const node = nodes[index];
    if (!node) throw new Error('There is no such node.');
    return node.host;
  };
  const readAt = async (index: number, documentId: string) =>
    textOf((await hostAt(index).sockets.live.read(documentId)).doc);

  beforeAll(async () => {
    redis = await startRedis();
    nodes = [await openNode(), await openNode(), await openNode()];
  });
  afterEach(async () => {
    closeConnections();
    closeWires();
    await redis.start();
  });
  afterAll(async () => {
    for (const { host, bus } of nodes) {
      await host.close();
      await bus.close();
    }
    await redis?.stop();
  });

  test.each([2, 3])('R14 %i nodes say the same after everybody wrote at once', async (count) => {
    const documentId = await createText('Article 1', 'Article 2', 'Article 3');
    const chance = createChance(62 + count);
    const connections = Array.from({ length: count * 2 }, (_none, index) =>
      hostAt(index % count).connect(hostAt(0).person(`P${index}`), documentId),
    );
    await Promise.all(connections.map(({ whenSynced }) => whenSynced));
    for (let round = 0; round < 60; round += 1) {
      for (const { doc } of connections) {
        if (chance(4) === 0) addParagraph(doc, `Alinéa ${round}`, chance(3));
        else wordsOf(doc, chance(3)).insert(0, String.fromCharCode(97 + chance(26)));
      }
      await new Promise((resolve) => setTimeout(resolve, chance(8)));
    }
    await until(() => connections.every(({ status }) => status.unconfirmedBytes === 0));
    const expected = textOf(await storedText(documentId));
    await until(() => connections.every(({ doc }) => textOf(doc) === expected));
    for (let index = 0; index < count; index += 1) expect(await readAt(index, documentId)).toBe(expected);
    // Each came once: what another node wrote is told, and nobody has to join again.
    expect(expected.match(/Alinéa/g)?.length).toBeGreaterThan(count);
  });

  test('R6 edits of two nodes reach a session in sequence order, without a hole', async () => {
    const documentId = await createText('Article 1');
    const witness = openWire(hostAt(1), hostAt(1).person('Sacha'));
    await witness.join(documentId);
    const writers = [0, 1].map((index) => hostAt(index).connect(hostAt(index).person(`P${index}`), documentId));
    await Promise.all(writers.map(({ whenSynced }) => whenSynced));
    for (let typed = 0; typed < 40; typed += 1) {
      for (const { doc } of writers) wordsOf(doc).insert(0, 'e');
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    await until(() => writers.every(({ status }) => status.unconfirmedBytes === 0));
    const { sequence } = await prisma.document.findUniqueOrThrow({ where: { id: documentId } });
    const told = () => witness.named('committed').map(({ message }) => message as [string, number, Uint8Array[]]);
    await until(() => told().some(([, first, rows]) => first + rows.length - 1 === Number(sequence)));
    let next = told()[0]?.[1] ?? 0;
    for (const [, first, rows] of told()) {
      expect(first).toBe(next);
      next = first + rows.length;
    }
  });

  // Who is first is a matter of luck: several times, so that the two claims also meet in the database.
  test.each([1, 2, 3, 4, 5])(
    'R24 one client id, claimed by two people at two nodes at once, is one person’s (%i)',
    async () => {
      const documentId = await createText('Article 1');
      const claims = await Promise.all(
        [0, 1].map(async (index) => {
          const wire = openWire(hostAt(index), hostAt(index).person(`P${index}`));
          const answer = await wire.join(documentId);
          if (!answer.ok) throw new Error(answer.code);
          const doc = quiet(new Y.Doc());
          for (const update of answer.value.updates) Y.applyUpdate(doc, update);
          doc.clientID = 620_062;
          const before = Y.encodeStateVector(doc);
          wordsOf(doc).insert(0, `mots de ${index}`);
          return { wire, bytes: Y.encodeStateAsUpdate(doc, before) };
        }),
      );
      for (const { wire, bytes } of claims) wire.socket.emit('edit', documentId, 1, bytes);
      await until(() => claims.every(({ wire }) => isJudged(wire)));
      expect(claims.filter(({ wire }) => wire.farewell() === 'foreign-client')).toHaveLength(1);
      const bound = await prisma.documentClient.findMany({ where: { documentId, clientId: 620_062 } });
      expect(bound).toHaveLength(1);
      const stored = textOf(await storedText(documentId));
      expect(stored.match(/mots de/g)).toHaveLength(1);
      expect([await readAt(0, documentId), await readAt(1, documentId)]).toEqual([stored, stored]);
    },
  );

  test('R14 holds when one person says two things under one client id at two nodes', async () => {
    const documentId = await createText('Article 1');
    const person = hostAt(0).person();
    const claims = await Promise.all(
      ['une chose', 'autre chose'].map(async (words, index) => {
        const wire = openWire(hostAt(index), person);
        const answer = await wire.join(documentId);
        if (!answer.ok) throw new Error(answer.code);
        const doc = quiet(new Y.Doc());
        for (const update of answer.value.updates) Y.applyUpdate(doc, update);
        doc.clientID = 620_063;
        const before = Y.encodeStateVector(doc);
        wordsOf(doc).insert(0, words);
        return { wire, bytes: Y.encodeStateAsUpdate(doc, before) };
      }),
    );
    for (const { wire, bytes } of claims) wire.socket.emit('edit', documentId, 1, bytes);
    await until(() => claims.every(({ wire }) => isJudged(wire)));
    await until(async () => (await readAt(0, documentId)) === (await readAt(1, documentId)));
    expect(await readAt(0, documentId)).toBe(textOf(await storedText(documentId)));
  });

  test('R8 words confirmed at one node are there at another, also while Redis is away', async () => {
    const documentId = await createText('Article 1');
    const person = hostAt(0).person();
    const reader = hostAt(1).connect(hostAt(1).person(), documentId);
    await reader.whenSynced;
    await redis.stop();
    const doc = quiet(new Y.Doc());
    for (let move = 0; move < 6; move += 1) {
      const connection = hostAt(move % 2).connect(person, documentId, { doc });
      await connection.whenSynced;
      // Continues what the other node committed a moment ago.
      wordsOf(doc).insert(4, String(move));
      await until(() => connection.status.unconfirmedBytes === 0);
      expect(connection.status.refusal).toBe(null);
      connection.destroy();
    }
    await until(() => textOf(reader.doc).includes('Arti543210cle'));
    expect(textOf(reader.doc)).toBe(textOf(await storedText(documentId)));
    expect(nodes.every(({ bus }) => !bus.isUp)).toBe(true);
    await redis.start();
    await until(() => nodes.every(({ bus }) => bus.isUp));
    const writer = hostAt(0).connect(person, documentId);
    await writer.whenSynced;
    wordsOf(writer.doc).insert(0, 'Redis est revenu. ');
    await until(() => textOf(reader.doc).includes('Redis est revenu.'));
  });

  test('R11 people are seen at every node, under numbers that never meet, and are gone when they or their node leave', async () => {
    const documentId = await createText('Article 1');
    const [here, there] = [0, 1].map((index) =>
      hostAt(index).connect(hostAt(index).person(['Camille', 'Dominique'][index]), documentId),
    );
    if (!here || !there) throw new Error('unreachable');
    await Promise.all([here, there].map(({ whenSynced }) => whenSynced));
    const names = () => here.people.map(({ name }) => name).sort();
    await until(() => names().join() === 'Camille,Dominique');
    await until(() => there.people.length === 2);
    there.awareness.setLocalStateField('cursor', {
      anchor: { type: null, tname: TEXT_FIELD, item: null, assoc: 0 },
      head: { type: null, tname: TEXT_FIELD, item: null, assoc: 0 },
    });
    await until(() => [...here.awareness.getStates().values()].some(({ cursor }) => cursor));
    // Whoever comes later is told of those at other nodes too.
    const late = hostAt(2).connect(hostAt(2).person('Sacha'), documentId);
    await until(() => late.people.length === 3);
    late.destroy();
    await until(() => names().join() === 'Camille,Dominique');
    const fourth = await openNode();
    const leaving = fourth.host.connect(fourth.host.person('Alix'), documentId);
    await until(() => names().includes('Alix'));
    // As a node that was killed: nothing more is heard of it.
    await redis.stop();
    await fourth.bus.close();
    leaving.destroy();
    await redis.start();
    await until(() => names().join() === 'Camille,Dominique');
    await fourth.host.close();
  });

  test('R17 a text signed at one node takes no more words at another', async () => {
    const documentId = await createText('Article 1');
    const reader = hostAt(1).connect(hostAt(1).person(), documentId);
    await reader.whenSynced;
    await prisma.$transaction((tx) => freezeDocument(tx, documentId));
    await until(() => reader.status.frozen);
    expect(reader.status.mode).toBe('read');
  });

  test('R12 a right of which no word came is judged again by itself', async () => {
    const documentId = await createText('Article 1');
    const person = hostAt(1).person();
    const connection = hostAt(1).connect(person, documentId);
    await connection.whenSynced;
    hostAt(1).modes.set(person.personId, 'read');
    await until(() => connection.status.mode === 'read');
    const renamed = openWire(hostAt(1), person);
    await renamed.join(documentId);
    people.set(person.bearer, { ...person, name: 'Un autre nom' });
    await until(() => renamed.farewell() === 'rights-changed');
    const gone = openWire(hostAt(1), person);
    await gone.join(documentId);
    people.delete(person.bearer);
    await until(() => gone.farewell() === 'signed-out');
  });

  test('two platforms on one Redis do not hear each other', async () => {
    const other = await openRedis({ url: redis.url, platform: randomUUID(), aliveMs: ALIVE_MS });
    const heard: unknown[] = [];
    other.listen('said', (message) => heard.push(message));
    const again = await openRedis({ url: redis.url, platform, aliveMs: ALIVE_MS });
    const own: unknown[] = [];
    again.listen('said', (message) => own.push(message));
    nodes[0]?.bus.publish('said', 'ids');
    await until(() => own.length > 0);
    expect([own, heard]).toEqual([['ids'], []]);
    expect(await nodes[0]?.bus.count('k', 60_000)).toMatchObject({ count: 1 });
    expect(await nodes[1]?.bus.count('k', 60_000)).toMatchObject({ count: 2 });
    expect(await other.count('k', 60_000)).toMatchObject({ count: 1 });
    await Promise.all([other, again].map((one) => one.close()));
  });

  test('a Redis that takes connections and lets nobody listen ends no node, which hears again once it may', async () => {
    let letsListen = true;
    let refused = 0;
    const sockets = new Set<Socket>();
    const proxy = createServer((socket) => {
      const beyond = connect(Number(new URL(redis.url).port), '127.0.0.1');
      socket.on('data', (bytes) => {
        if (letsListen || !/subscribe/i.test(bytes.toString('latin1'))) return void beyond.write(bytes);
        refused += 1;
        socket.destroy();
      });
      beyond.pipe(socket);
      for (const end of [socket, beyond]) sockets.add(end.on('error', () => undefined));
      socket.on('close', () => beyond.destroy());
      beyond.on('close', () => socket.destroy());
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const url = `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const bus = await openRedis({ url, platform: randomUUID(), aliveMs: ALIVE_MS });
    letsListen = false;
    for (const socket of sockets) socket.destroy();
    // What nobody heard would end the process, here the test.
    await until(() => refused > 2);
    expect(bus.isUp).toBe(false);
    letsListen = true;
    await until(() => bus.isUp);
    await bus.close();
    proxy.close();
  });

  test('an address where no Redis is, is said in a sentence', async () => {
    const port = await freePort();
    const closed = await startRedis('sesame');
    const closedAt = new URL(closed.url).port;
    const postgresql = process.env.TEST_DATABASE_URL ?? 'postgres://127.0.0.1:5432';
    const places = [
      [`redis://127.0.0.1:${port}`, 'aucun serveur Redis ne répond'],
      ['redis://nulle-part.invalid:6379', 'introuvable'],
      [closed.url, 'demande un mot de passe'],
      [`redis://:secret@127.0.0.1:${closedAt}`, 'refuse le compte ou le mot de passe'],
      [`redis://127.0.0.1:${new URL(postgresql).port || 5432}`, 'est-ce bien un serveur Redis'],
    ] as const;
    for (const [url, words] of places) {
      const error = await openRedis({ url, platform }).then(
        () => null,
        (reason: unknown) => reason,
      );
      const sentence = redisSentence(error, url);
      expect(sentence, url).toContain(words);
      expect(sentence).not.toContain('secret');
    }
    await closed.stop();
  });
});
