// The judgement of updates, without a server: what honest editors make passes, what they never make does not, and whatever
// passes can be applied.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { TEXT_FIELD, textLimits } from '#domain/texts/text-grammar.ts';
import { checkUpdate } from '#realtime/server/update-check.ts';
import { Refusal } from '#realtime/server/update-content.ts';
import { readUpdate } from '#realtime/server/update-reader.ts';
import { Editor } from './editing.ts';
import { addParagraph, textOf, wordsOf } from './host.ts';
import { corpus, map, placesIn, values, words, writePlaces, writeUpdate } from './hostile.ts';
import { createChance } from './random.ts';

const everybody = () => true;

/** A text as the server keeps it. */
function serverDoc(): Y.Doc {
  const doc = new Y.Doc();
  doc.getText(TEXT_FIELD);
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false;
  });
  return doc;
}

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
  const doc = serverDoc();
  doc.clientID = 1;
  for (const text of ['Article 1', 'Article 2', 'Article 3']) addParagraph(doc, text);
  return doc;
}

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = serverDoc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};

/** An editor whose client id is drawn too: where Yjs puts something hangs on it, and the same seed draws the same. */
const editorOf = (doc: Y.Doc, chance: (limit: number) => number) => {
  const copy = copyOf(doc);
  copy.clientID = 1 + chance(2 ** 31);
  return new Editor(copy);
};

/** Updates in the order in which `doc` makes them. */
function recordUpdates(doc: Y.Doc): Uint8Array[] {
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (local) updates.push(update);
  });
  return updates;
}

/** UTF-16 units of each block of each text, by our own count. */
function lengthsOf(doc: Y.Doc): number[] {
  const lengths: number[] = [];
  const count = (text: Y.Text) => {
    lengths.push(0);
    for (let item = text._start; item; item = item.right) {
      if (item.deleted) continue;
      if (item.content instanceof Y.ContentString) lengths.push((lengths.pop() ?? 0) + item.length);
      if (!(item.content instanceof Y.ContentType)) continue;
      lengths.push(0);
      const cells = (item.content.type as Y.Map<unknown>).get('cells');
      if (cells instanceof Y.Map) {
        const last = lengths.pop() ?? 0;
        for (const cell of cells.values()) count(cell as Y.Text);
        lengths.push(last);
      }
    }
  };
  count(doc.getText(TEXT_FIELD));
  return lengths;
}

describe('what honest clients make', () => {
  const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

  test.each(seeds)('passes, whatever three editors do to a text at the same time (seed %i)', (seed) => {
    const chance = createChance(seed);
    const server = startDoc();
    const editors = [0, 1, 2].map(() => new Editor(copyOf(server)));
    for (let round = 0; round < 40; round++)
      for (const editor of editors) {
        for (let acts = chance(8); acts >= 0; acts--) editor.act(chance);
        if (chance(3) === 0) continue;
        // Sometimes several acts of a while offline go together, sometimes one by one, sometimes as the whole of what the
        // other lacks.
        const own = editor.updates.splice(0);
        const kind = chance(3);
        const sent =
          kind === 0 || own.length === 0
            ? own
            : [kind === 1 ? Y.mergeUpdates(own) : Y.encodeStateAsUpdate(editor.doc, Y.encodeStateVector(server))];
        for (const bytes of sent) expect(take(server, bytes)).toBeNull();
        Y.applyUpdate(editor.doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(editor.doc)));
      }
    for (const { updates } of editors) for (const bytes of updates) expect(take(server, bytes)).toBeNull();
    for (const { doc } of editors) {
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
      expect(textOf(doc) === textOf(server)).toBe(true);
    }
  });

  // Each from 39 on holds a step for which Yjs alone names neighbours in the wrong order; one in fifty does.
  test.each([1, 2, 3, 39, 55, 103, 140, 216, 243, 249, 339])(
    'passes, whatever is taken back and done again (seed %i)',
    (seed) => {
      const chance = createChance(seed);
      const server = startDoc();
      const editors = [0, 1].map(() => editorOf(server, chance));
      for (let round = 0; round < 60; round++)
        for (const editor of editors) {
          for (let acts = chance(8); acts >= 0; acts--) editor.act(chance, 5);
          for (const bytes of editor.updates.splice(0)) expect(take(server, bytes)).toBeNull();
          Y.applyUpdate(editor.doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(editor.doc)));
        }
      for (const { doc } of editors) {
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
        expect(textOf(doc) === textOf(server)).toBe(true);
      }
    },
  );

  test('passes when it is a whole convention pasted at once', () => {
    const server = startDoc();
    const client = copyOf(server);
    const updates = recordUpdates(client);
    client.transact(() => {
      for (let i = 0; i < 2_000; i++) addParagraph(client, 'Le bénéficiaire contribuera. '.repeat(12));
    });
    expect(updates.map(({ length }) => length > 500_000)).toEqual([true]);
    for (const bytes of updates) expect(take(server, bytes)).toBeNull();
    expect(textOf(server).length).toBeGreaterThan(500_000);
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
      expect(checkUpdate(readUpdate(bytes), server, everybody).isNews).toBe(true);
      Y.applyUpdate(server, bytes);
      expect(checkUpdate(readUpdate(bytes), server, everybody).isNews).toBe(false);
    }
  });
});

describe('a block’s greatest length', () => {
  const { blockLength } = textLimits;
  const longest = (doc: Y.Doc) => Math.max(...lengthsOf(doc));

  test.each([1, 2, 3, 4, 5])('is refused if and only if an act would pass it (seed %i)', (seed) => {
    const chance = createChance(seed);
    const server = startDoc();
    const verdicts = { 'block-too-long': 0, taken: 0 };
    for (let round = 0; round < 40; round++) {
      const editor = new Editor(copyOf(server), 1_600);
      for (let acts = 0; acts < 12; acts++) editor.act(chance);
      const own = editor.updates.splice(0);
      for (const bytes of chance(2) ? own : [Y.mergeUpdates(own)]) {
        const after = copyOf(server);
        Y.applyUpdate(after, bytes);
        const verdict = take(server, bytes) ?? 'taken';
        expect(verdict).toBe(longest(after) > blockLength ? 'block-too-long' : 'taken');
        verdicts[verdict as keyof typeof verdicts] += 1;
        if (verdict !== 'taken') break;
      }
    }
    expect(Math.min(...Object.values(verdicts))).toBeGreaterThan(1);
  });

  test.each([1, 2, 3, 4])('is never passed, wherever others write meanwhile (seed %i)', (seed) => {
    const chance = createChance(seed);
    const server = startDoc();
    const editors = [0, 1, 2].map(() => new Editor(copyOf(server), 600));
    let [taken, refused] = [0, 0];
    for (let round = 0; round < 60; round++)
      for (const [index, editor] of editors.entries()) {
        for (let acts = chance(8); acts >= 0; acts--) editor.act(chance);
        if (chance(3) === 0) continue;
        const own = editor.updates.splice(0);
        let isRefused = false;
        for (const bytes of chance(2) || own.length === 0 ? own : [Y.mergeUpdates(own)]) {
          isRefused = take(server, bytes) !== null;
          if (isRefused) break;
          taken += 1;
          expect(longest(server)).toBeLessThanOrEqual(blockLength);
        }
        if (isRefused) refused += 1;
        if (isRefused) editors[index] = new Editor(copyOf(server), 600);
        else Y.applyUpdate(editor.doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(editor.doc)));
      }
    expect(taken).toBeGreaterThan(refused);
  });

  test('holds for what is typed, pasted, merged, inserted and deleted again, and in a cell', () => {
    const doc = startDoc();
    const long = 'x'.repeat(blockLength - 'Article 1'.length);
    const attempt = (change: (doc: Y.Doc) => void) => {
      const client = copyOf(doc);
      const updates = recordUpdates(client);
      client.transact(() => change(client));
      return take(doc, Y.mergeUpdates(updates));
    };
    const root = (client: Y.Doc) => client.getText(TEXT_FIELD);
    expect(attempt((client) => wordsOf(client).insert(3, `${long}x`))).toBe('block-too-long');
    expect(attempt((client) => wordsOf(client).insert(3, long))).toBeNull();
    expect(attempt((client) => wordsOf(client).insert(9, 'x'))).toBe('block-too-long');
    expect(attempt((client) => root(client).delete(blockLength + 1, 1))).toBe('block-too-long');
    // As many go as come.
    expect(
      attempt((client) => {
        wordsOf(client).delete(5, 100);
        wordsOf(client).insert(9, 'y'.repeat(100));
      }),
    ).toBeNull();
    // The marker that would have parted them goes in the same update.
    expect(
      attempt((client) => {
        root(client).insertEmbed(9, new Y.Map());
        root(client).insert(10, 'z'.repeat(100));
        root(client).delete(9, 1);
      }),
    ).toBe('block-too-long');
    expect(attempt((client) => root(client).insertEmbed(9, new Y.Map()))).toBeNull();
    expect(attempt((client) => root(client).insert(9, 'z'.repeat(100)))).toBeNull();
    expect(
      attempt((client) => {
        const table = new Y.Map<unknown>([
          ['cells', new Y.Map([['rangee1:colonne1', new Y.Text(`${long}0123456789`)]])],
        ]);
        root(client).insertEmbed(0, table);
      }),
    ).toBe('block-too-long');
  });

  test('does not keep people from taking away of a block that is longer', () => {
    const doc = startDoc();
    doc.transact(() => wordsOf(doc).insert(0, 'x'.repeat(2 * blockLength)));
    const client = copyOf(doc);
    const updates = recordUpdates(client);
    wordsOf(client).delete(5, 100);
    client.transact(() => {
      wordsOf(client).delete(5, 100);
      wordsOf(client).insert(5, 'y'.repeat(50));
    });
    client.getText(TEXT_FIELD).insertEmbed(blockLength, new Y.Map());
    for (const bytes of updates) expect(take(doc, bytes)).toBeNull();
    expect(lengthsOf(doc)).toEqual([0, blockLength - 1, blockLength - 140, 9, 9]);
  });

  test('is told at the price of one block, whatever the text weighs', () => {
    const doc = startDoc();
    doc.transact(() => {
      for (let i = 0; i < 3_000; i++) addParagraph(doc, 'Le bénéficiaire contribuera. '.repeat(4));
    });
    const client = copyOf(doc);
    const updates = recordUpdates(client);
    for (let i = 0; i < 50; i++) wordsOf(client, 1_500).insert(i, 'x');
    for (const bytes of updates) {
      expect(checkUpdate(readUpdate(bytes), doc, everybody).steps).toBeLessThan(20);
      Y.applyUpdate(doc, bytes);
    }
  });
});

describe('what no honest client makes', () => {
  const server = startDoc();
  writePlaces(server);
  const own = 4_242;
  const hostile = corpus(placesIn(server, own));
  const before = textOf(server);

  test.each(Object.entries(hostile))('is refused: %s', (_name, bytes) => {
    const code = take(server, bytes, (client) => client === own || client === own + 1);
    expect(code).toMatch(/^(invalid-update|too-large|block-too-long|unknown-dependency|foreign-client)$/);
    expect(textOf(server)).toBe(before);
  });

  test('is refused: every place far from its neighbours, which would take Yjs minutes', () => {
    const doc = serverDoc();
    // The higher client id is placed behind the others.
    doc.clientID = 1;
    doc.transact(() => {
      for (let i = 0; i < 5_000; i++) doc.getText(TEXT_FIELD).insertEmbed(i, new Y.Map());
    });
    const markers: Y.Item[] = [];
    for (let item = doc.getText(TEXT_FIELD)._start; item; item = item.right) markers.push(item);
    const [first, last] = [markers[0], markers.at(-1)].map((item) => [item?.id.client, item?.id.clock]) as [
      [number, number],
      [number, number],
    ];
    const start = { ref: 7, parent: TEXT_FIELD, content: map };
    const sends = (structs: Parameters<typeof writeUpdate>[0][number]['structs']) =>
      take(doc, writeUpdate([{ client: own, clock: 0, structs }]));
    expect(sends(Array(2_000).fill({ ref: 7, origin: first, rightOrigin: last, content: map }))).toBe('too-large');
    // Each at the very start, against thousands of others of the same update.
    expect(sends(Array(5_000).fill(start))).toBe('too-large');
    // One key, set thousands of times from its beginning.
    expect(sends(Array(5_000).fill({ ref: 8, parent: first, sub: 'fresh', content: values(true) }))).toBe('too-large');
    // A chain of words, then thousands between its start and a far right.
    const chain = Array.from({ length: 5_000 }, (_, index) => ({
      ref: 4,
      origin: index === 0 ? first : ([own, index - 1] as [number, number]),
      rightOrigin: last,
      content: words('x'),
    }));
    const intruders = Array(5_000).fill({ ref: 4, origin: [own, 0], rightOrigin: last, content: words('y') });
    expect(sends([...chain, ...intruders])).toBe('too-large');
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'is refused or harmless: honest bytes cut short or changed at random (seed %i)',
    (seed) => {
      const chance = createChance(seed);
      const known = startDoc();
      const editor = editorOf(known, chance);
      while (editor.updates.length < 30) editor.act(chance);
      const { updates } = editor;
      let refused = 0;
      for (const [index, own] of updates.entries()) {
        const bytes = chance(2) === 0 ? own : Y.mergeUpdates(updates.slice(index, index + 1 + chance(6)));
        for (let variant = 0; variant < 40; variant++) {
          const changed = Uint8Array.from(variant % 4 === 0 ? bytes.subarray(0, chance(bytes.length)) : bytes);
          for (let i = 0; i <= chance(4) && changed.length > 0; i++) changed[chance(changed.length)] = chance(256);
          const target = copyOf(known);
          if (take(target, changed) !== null) {
            refused += 1;
            continue;
          }
          // Another replica agrees, and can be read; whoever wrote meanwhile is heard, and has the same text.
          expect(textOf(copyOf(target))).toBe(textOf(target));
          const other = editorOf(known, chance);
          other.act(chance);
          const refusals = other.updates.map((update) => take(target, update)).filter((code) => code !== null);
          // Together they may have written too much.
          for (const code of refusals) expect(code).toBe('block-too-long');
          Y.applyUpdate(other.doc, changed);
          if (refusals.length === 0) expect(textOf(other.doc)).toBe(textOf(target));
        }
        Y.applyUpdate(known, own);
      }
      expect(refused).toBeGreaterThan(updates.length);
    },
  );
});
