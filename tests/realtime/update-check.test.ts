// The judgement of updates, without a server: what honest editors make passes, what they never make does not, and whatever
// passes can be applied.
import type { Node as TextNode } from '@tiptap/pm/model';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { TEXT_FIELD, textSchema } from '#domain/text-schema.ts';
import { checkUpdate } from '#realtime/update-check.ts';
import { Refusal } from '#realtime/update-content.ts';
import { readUpdate } from '#realtime/update-reader.ts';
import { addParagraph, textOf, wordsOf } from './host.ts';
import { corpus, element, value, words, writeUpdate } from './hostile.ts';
import { createChance } from './random.ts';

const everybody = () => true;

/** Judges and applies as a room does; gives the refusal's code. */
function take(doc: Y.Doc, bytes: Uint8Array, owns: (client: number) => boolean = everybody): string | null {
  try {
    checkUpdate(readUpdate(bytes), doc, owns);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  Y.applyUpdate(doc, bytes);
  expect(doc.store.pendingStructs).toBeNull();
  expect(doc.store.pendingDs).toBeNull();
  return null;
}

function startDoc(): Y.Doc {
  const doc = new Y.Doc();
  for (const text of ['Article 1', 'Article 2', 'Article 3']) addParagraph(doc, text);
  return doc;
}

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};

/** Updates in the order in which `doc` makes them. */
function recordUpdates(doc: Y.Doc): Uint8Array[] {
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (local) updates.push(update);
  });
  return updates;
}

/** Any text of the schema: headings, lists in lists, tables, breaks, links, comments over one another. */
function randomText(chance: (limit: number) => number): TextNode {
  const { nodes, marks } = textSchema;
  const inline = () =>
    Array.from({ length: 1 + chance(4) }, () => {
      const kinds = [marks.bold, marks.italic, marks.underline]
        .filter(() => chance(3) === 0)
        .map((mark) => mark?.create());
      const comments = Array.from({ length: chance(3) }, () => marks.comment?.create({ threadId: `t${chance(5)}` }));
      const link = chance(5) === 0 ? [marks.link?.create({ href: `https://exemple.fr/${chance(9)}` })] : [];
      const all = [...kinds, ...comments, ...link].filter((mark) => mark !== undefined);
      const set = all.reduce<readonly (typeof all)[number][]>((set, mark) => mark.addToSet(set), []);
      return chance(8) === 0 ? nodes.hardBreak?.create() : textSchema.text(`mot ${chance(100)} `, set);
    }).filter((node) => node !== undefined);
  const paragraph = () => nodes.paragraph?.create({ id: `p${chance(1000)}` }, inline()) as TextNode;
  const list = (depth: number): TextNode =>
    nodes[chance(2) ? 'bulletList' : 'orderedList']?.create(
      null,
      Array.from({ length: 1 + chance(3) }, () =>
        nodes.listItem?.create(
          { id: `l${chance(1000)}` },
          depth > 0 && chance(2) ? [paragraph(), list(depth - 1)] : [paragraph()],
        ),
      ).filter((node) => node !== undefined),
    ) as TextNode;
  const table = () =>
    nodes.table?.create(
      null,
      Array.from({ length: 1 + chance(2) }, () =>
        nodes.tableRow?.create(null, [
          nodes.tableHeader?.create({ colwidth: [chance(200)] }, paragraph()) as TextNode,
          nodes.tableCell?.create(null, list(1)) as TextNode,
        ]),
      ).filter((node) => node !== undefined),
    ) as TextNode;
  const heading = () => nodes.heading?.create({ kind: 'objective', startAt: chance(3) || null }, inline()) as TextNode;
  return nodes.doc?.create(
    null,
    Array.from({ length: 1 + chance(8) }, () => [paragraph, heading, () => list(3), table][chance(4)]?.() as TextNode),
  ) as TextNode;
}

describe('what honest clients make', () => {
  test.each([1, 2, 3, 4, 5, 6])('passes, whatever two editors do to a text at the same time (seed %i)', (seed) => {
    const chance = createChance(seed);
    const server = startDoc();
    const editors = [copyOf(server), copyOf(server)];
    const updates = editors.map(recordUpdates);
    for (let round = 0; round < 40; round++) {
      for (const [index, doc] of editors.entries()) {
        const fragment = doc.getXmlFragment(TEXT_FIELD);
        const { meta } = initProseMirrorDoc(fragment, textSchema);
        doc.transact(() => updateYFragment(doc, fragment, randomText(chance), meta));
        if (chance(3) === 0) continue;
        // Sometimes several edits of a while offline go together, sometimes one by one.
        const own = updates[index]?.splice(0) ?? [];
        for (const bytes of chance(2) ? own : [Y.mergeUpdates(own)]) expect(take(server, bytes)).toBeNull();
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc)));
      }
    }
    for (const bytes of updates.flat()) expect(take(server, bytes)).toBeNull();
    for (const doc of editors) {
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
      expect(textOf(doc) === textOf(server)).toBe(true);
    }
  });

  test('passes when it is a whole convention pasted at once', () => {
    const server = startDoc();
    const client = copyOf(server);
    const updates = recordUpdates(client);
    client.transact(() => {
      for (let i = 0; i < 400; i++) addParagraph(client, 'Le bénéficiaire contribuera. '.repeat(12));
    });
    for (const bytes of updates) expect(take(server, bytes)).toBeNull();
    expect(textOf(server).length).toBeGreaterThan(100_000);
  });

  test('passes when it is a day of offline typing into a place where others typed too', () => {
    const server = startDoc();
    const [offline, online] = [copyOf(server), copyOf(server)];
    const [away, here] = [recordUpdates(offline), recordUpdates(online)];
    for (let i = 0; i < 3_000; i++) wordsOf(offline).insert(i % 700, 'a');
    for (let i = 0; i < 3_000; i++) wordsOf(online).insert(i % 500, 'b');
    for (const bytes of here) expect(take(server, bytes)).toBeNull();
    for (let at = 0; at < away.length; at += 200)
      expect(take(server, Y.mergeUpdates(away.slice(at, at + 200)))).toBeNull();
    Y.applyUpdate(offline, Y.encodeStateAsUpdate(server));
    expect(textOf(offline)).toBe(textOf(server));
  });

  test('R9 is told from what is new when it is sent again', () => {
    const server = startDoc();
    const client = copyOf(server);
    const updates = recordUpdates(client);
    addParagraph(client, 'Article 4');
    wordsOf(client).delete(0, 4);
    for (const bytes of updates) {
      expect(checkUpdate(readUpdate(bytes), server, everybody)).toBe(true);
      Y.applyUpdate(server, bytes);
      expect(checkUpdate(readUpdate(bytes), server, everybody)).toBe(false);
    }
  });
});

describe('what no honest client makes', () => {
  const server = startDoc();
  const paragraph = server.getXmlFragment(TEXT_FIELD).get(0)._item?.id as Y.ID;
  const text = wordsOf(server)._item?.id as Y.ID;
  const char = wordsOf(server)._start?.id as Y.ID;
  const own = 4_242;
  const hostile = corpus(
    own,
    [paragraph.client, paragraph.clock],
    [text.client, text.clock],
    [char.client, char.clock],
  );
  const before = textOf(server);

  test.each(Object.entries(hostile))('is refused: %s', (_name, bytes) => {
    const code = take(server, bytes, (client) => client === own || client === own + 1);
    expect(code).toMatch(/^(invalid-update|too-large|unknown-dependency|foreign-client)$/);
    expect(textOf(server)).toBe(before);
  });

  test('is refused: every place far from its neighbours, which would take Yjs minutes', () => {
    const doc = new Y.Doc();
    doc.transact(() => {
      for (let i = 0; i < 5_000; i++) addParagraph(doc, '');
    });
    const first = doc.getXmlFragment(TEXT_FIELD).get(0)._item?.id as Y.ID;
    const last = doc.getXmlFragment(TEXT_FIELD).get(4_999)._item?.id as Y.ID;
    const between = { ref: 7, origin: [first.client, first.clock], rightOrigin: [last.client, last.clock] };
    const structs = Array(2_000).fill({ ...between, content: element('paragraph') });
    expect(take(doc, writeUpdate([{ client: own, clock: 0, structs }]))).toBe('too-large');
    // Each at the very start, against thousands of others of the same update.
    const start = { ref: 7, parent: TEXT_FIELD, content: element('paragraph') };
    expect(take(doc, writeUpdate([{ client: own, clock: 0, structs: Array(5_000).fill(start) }]))).toBe('too-large');
    // One attribute, set thousands of times from its beginning.
    const id = { ref: 8, parent: [first.client, first.clock], sub: 'id', content: value };
    expect(take(doc, writeUpdate([{ client: own, clock: 0, structs: Array(5_000).fill(id) }]))).toBe('too-large');
    // A chain of words, then thousands between its start and a far right.
    const run = wordsOf(doc)._item?.id as Y.ID;
    const chain = Array.from({ length: 5_000 }, (_, index) =>
      index === 0
        ? { ref: 4, parent: [run.client, run.clock] as [number, number], content: words('x') }
        : { ref: 4, origin: [own, index - 1] as [number, number], content: words('x') },
    );
    const intruders = Array(5_000).fill({ ref: 4, origin: [own, 0], content: words('y') });
    expect(take(doc, writeUpdate([{ client: own, clock: 0, structs: [...chain, ...intruders] }]))).toBe('too-large');
  });

  test.each([1, 2, 3, 4])('is refused or harmless: honest bytes cut short or changed at random (seed %i)', (seed) => {
    const chance = createChance(seed);
    const known = startDoc();
    const client = copyOf(known);
    const updates = recordUpdates(client);
    for (let round = 0; round < 12; round++) {
      const fragment = client.getXmlFragment(TEXT_FIELD);
      const { meta } = initProseMirrorDoc(fragment, textSchema);
      client.transact(() => updateYFragment(client, fragment, randomText(chance), meta));
    }
    let refused = 0;
    for (const bytes of updates) {
      for (let variant = 0; variant < 60; variant++) {
        const changed = Uint8Array.from(variant % 4 === 0 ? bytes.subarray(0, chance(bytes.length)) : bytes);
        for (let i = 0; i <= chance(4) && changed.length > 0; i++) changed[chance(changed.length)] = chance(256);
        const target = copyOf(known);
        if (take(target, changed) !== null) refused += 1;
        // Another replica agrees, and can be read.
        else expect(textOf(copyOf(target))).toBe(textOf(target));
      }
      Y.applyUpdate(known, bytes);
    }
    expect(refused).toBeGreaterThan(updates.length);
  });
});
