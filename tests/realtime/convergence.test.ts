// R14, by chance with fixed seeds: whatever five people do to a text over a bad network and a restarting server, in the end
// all hold the same, and so does the database.
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { prisma } from '#prisma/client.ts';
import type { DocumentConnection } from '#realtime/client/document-connection.ts';
import { bothDatabases } from '#tests/rig/database.ts';
import { act, Editor } from './editing.ts';
import { closeConnections, createText, type Host, openHost, storedText, textOf, until } from './host.ts';
import { createChance } from './random.ts';

const OPERATIONS = 2_000;
const SEEDS = [1, 2, 3];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(bothDatabases)('$name', ({ use }) => {
  use();
  let host: Host;
  afterEach(async () => {
    closeConnections();
    await host.close();
  });

  test.each(SEEDS)(
    'R14 after any quiet moment all copies, the stored rows and the projection agree (seed %i)',
    async (seed) => {
      const chance = createChance(seed);
      const documentId = await createText('Article 1', 'Article 2', 'Article 3');
      const projected: string[] = [];
      const onSettled = async () => {
        if (chance(4) === 0) throw new Error('the projection fails now and then');
        projected.push(textOf((await host.sockets.live.read(documentId)).doc));
      };
      host = await openHost({ onSettled });
      const { people } = host;
      const port = Number(new URL(host.url).port);
      const persons = ['Camille', 'Dominique', 'Sacha', 'Alix', 'Maxime'].map((name) => host.person(name));
      const clients: DocumentConnection[] = persons.map((person) => host.connect(person, documentId));
      await Promise.all(clients.map(({ whenSynced }) => whenSynced));
      const editors = clients.map(({ doc }) => new Editor(doc));
      for (let operation = 0; operation < OPERATIONS; operation++) {
        editors[chance(5)]?.act(chance);
        if (chance(10) === 0) await pause(chance(4));
        if (chance(150) === 0) host.cut();
        if (chance(600) === 0) {
          await host.close();
          host = await openHost({ onSettled }, { people, port });
        }
        // A page that is closed and opened again, its copy kept.
        if (chance(200) === 0) {
          const index = chance(5);
          const { doc } = clients[index] as DocumentConnection;
          await until(() => clients[index]?.status.unconfirmedBytes === 0);
          clients[index]?.destroy();
          clients[index] = host.connect(persons[index] as (typeof persons)[number], documentId, { doc });
        }
        if (chance(300) === 0) await host.sockets.live.edit(documentId, null, (doc) => act(doc, chance));
      }
      await until(() => clients.every(({ status }) => status.synced && status.unconfirmedBytes === 0));
      await until(() => new Set(clients.map(({ doc }) => textOf(doc))).size === 1);
      const [agreed] = clients.map(({ doc }) => textOf(doc));
      expect(textOf(await storedText(documentId)) === agreed).toBe(true);
      const stored = Y.decodeStateVector(Y.encodeStateVector(await storedText(documentId)));
      for (const { doc } of clients) expect(Y.decodeStateVector(Y.encodeStateVector(doc))).toEqual(stored);
      await until(() => projected.at(-1) === agreed);
      // Without a gap: the head's sequence is that of the last row, and rows follow one another from the snapshot on.
      const head = await prisma.document.findUniqueOrThrow({ where: { id: documentId }, include: { snapshot: true } });
      const rows = await prisma.documentUpdate.findMany({ where: { documentId }, orderBy: { sequence: 'asc' } });
      const from = rows[0]?.sequence ?? head.sequence + 1n;
      expect(from).toBe((head.snapshot?.sequence ?? 0n) + 1n);
      expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, index) => from + BigInt(index)));
      expect(head.sequence).toBe(from + BigInt(rows.length) - 1n);
    },
  );
});
