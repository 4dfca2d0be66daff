// What the server takes of somebody who may only suggest: whatever the editor makes, and nothing that changes what is agreed or
// what others suggest, however the bytes came about.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { settleSuggestions } from '#domain/suggestions/settling.ts';
import { suggestionsIn } from '#domain/suggestions/suggested-text.ts';
import { repairBlockIds, textOf as treeOf } from '#domain/texts/live-text.ts';
import {
  COME,
  deletionFormat,
  goneKey,
  INSERTION,
  lineComeKey,
  lineGoneKey,
  nextKey,
  restyleFormat,
} from '#domain/texts/text-grammar.ts';
import { blocksIn, partsOf, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { judgeSuggesting } from '#realtime/server/only-suggested.ts';
import { SuggestionOwners } from '#realtime/server/suggestion-owners.ts';
import { checkUpdate } from '#realtime/server/update-check.ts';
import { Refusal } from '#realtime/server/update-content.ts';
import { readUpdate } from '#realtime/server/update-reader.ts';
import { act, anId, aTable, type Chance, markerKeys, pick } from './editing.ts';
import { markersOf } from './host.ts';
import { createChance } from './random.ts';

/** The clients of the person who may only suggest, and of another who suggests too. */
const [OWN, OTHER, WRITER] = [11, 22, 33];
const [ownId, otherId] = [randomUUID(), randomUUID()];

function copyOf(doc: Y.Doc, clientID: number): Y.Doc {
  const copy = quiet(new Y.Doc());
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  // Afterwards: Yjs draws another when an update comes under its own.
  copy.clientID = clientID;
  return copy;
}

/**
 * What must stay: the text as it is agreed, as it is once all is refused, and what others suggest. `ofOthers`: of a style or a
 * fact one suggestion is kept, the later one.
 */
function keptOf(doc: Y.Doc, ofOthers: 'all' | 'words' = 'all'): string {
  const copy = copyOf(doc, 99);
  const text = sequenceOf(copy);
  const writer = new SuggestionOwners(copy).writerOf(otherId);
  const own = [...suggestionsIn(text).keys()].filter((id) => id !== otherId);
  copy.transact(() => settleSuggestions(text, new Set(own), 'refuse'));
  const others = [...suggestionsIn(text)].map(([id, parts]) => [
    id,
    parts.map(({ inserted, deleted, block, facts, styles }) => [
      ...[inserted, deleted, block],
      ...(ofOthers === 'all' ? [facts, styles] : []),
    ]),
  ]);
  const agreed = treeOf(doc).toJSON();
  copy.transact(() => settleSuggestions(text, new Set(suggestionsIn(text).keys()), 'refuse'));
  return JSON.stringify([agreed, treeOf(copy).toJSON(), others, writer]);
}

/** Judges as a room does; says the refusal's code, or `taken`, and what the text is then. The text judged stays as it is. */
function judge(
  doc: Y.Doc,
  bytes: Uint8Array,
  own = OWN,
  known?: SuggestionOwners,
): { verdict: string; after: Y.Doc; steps: number } {
  try {
    checkUpdate(readUpdate(bytes), doc, (client) => client === own);
  } catch (error) {
    if (error instanceof Refusal) return { verdict: error.code, after: doc, steps: 0 };
    throw error;
  }
  const after = copyOf(doc, 98);
  const owners = known ?? new SuggestionOwners(after);
  let judged = { onlySuggests: true, steps: 0 };
  after.on('beforeObserverCalls', (transaction: Y.Transaction) => {
    judged = judgeSuggesting(transaction, (id) => [null, own].includes(owners.writerOf(id)));
  });
  Y.applyUpdate(after, bytes);
  return { verdict: judged.onlySuggests ? 'taken' : 'only-suggests', after, steps: judged.steps };
}

/** The bytes of one act on a copy. */
function bytesOf(doc: Y.Doc, change: (text: Y.Text, copy: Y.Doc) => void, client = OWN): Uint8Array {
  const copy = copyOf(doc, client);
  const updates: Uint8Array[] = [];
  copy.on('update', (update: Uint8Array) => updates.push(update));
  copy.transact(() => change(sequenceOf(copy), copy));
  return updates.length > 0 ? Y.mergeUpdates(updates) : Y.encodeStateAsUpdate(new Y.Doc());
}

const marker = (...entries: [string, unknown][]) => new Y.Map<unknown>([['id', randomUUID()], ...entries]);

/** Agreed words, a table, and a suggestion of each kind by each of two people. */
function startDoc(paragraphs = 3): Y.Doc {
  const doc = quiet(new Y.Doc());
  doc.clientID = WRITER;
  const text = sequenceOf(doc);
  for (let at = 0; at < paragraphs; at += 1) {
    text.insertEmbed(text.length, marker(['kind', at % 2 ? 'objective' : 'article']), {});
    text.insert(text.length, 'Le bénéficiaire contribuera à la ', {});
    text.insert(text.length, 'mise en œuvre', { bold: true });
    text.insert(text.length, ' du programme.', {});
  }
  const chance = createChance(5);
  text.insertEmbed(text.length, aTable(chance), {});
  text.insertEmbed(text.length, marker(), {});
  text.insert(text.length, 'Fin du texte.', {});
  for (const [client, id, at] of [
    [OTHER, otherId, 5],
    [OWN, ownId, 30],
  ] as const)
    Y.applyUpdate(
      doc,
      bytesOf(doc, (own) => suggestAll(own, id, at), client),
    );
  return doc;
}

/** The marker at a place. */
function markerAt(text: Y.Text, place: number): Y.Map<unknown> {
  let at = 0;
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    if (at === place) return (item.content as Y.ContentType).type as Y.Map<unknown>;
    at += item.length;
  }
  throw new Error('no marker there');
}

function suggestAll(text: Y.Text, id: string, at: number): void {
  text.insert(at, 'ajouté', { [INSERTION]: id });
  text.format(at + 10, 4, { [deletionFormat(id)]: true });
  text.format(at + 15, 3, { [restyleFormat('italic')]: { suggestion: id, to: true } });
  const place = markersOf(text)[1] ?? 0;
  markerAt(text, place).set(nextKey(at === 5 ? 'kind' : 'list'), {
    suggestion: id,
    to: at === 5 ? 'article' : 'bullet',
  });
  markerAt(text, place).set(goneKey(id), true);
  const after = markersOf(text)[2] ?? text.length;
  text.insertEmbed(after, marker([COME, id]), {});
  text.insert(after + 1, 'Alinéa nouveau', { [INSERTION]: id });
}

const placeOf = (text: Y.Text, words: string): number => {
  let flat = '';
  for (const { insert } of text.toDelta()) flat += typeof insert === 'string' ? insert : '\uFFFC';
  const at = flat.indexOf(words);
  if (at < 0) throw new Error(`no ${words}`);
  return at;
};

describe('of who may only suggest', () => {
  const doc = startDoc();
  const before = keptOf(doc);
  const id = randomUUID();
  const ownBlock = (text: Y.Text) =>
    markersOf(text)
      .map((place) => markerAt(text, place))
      .find((one) => one.get(COME) === ownId) as Y.Map<unknown>;
  const othersBlock = (text: Y.Text) =>
    markersOf(text)
      .map((place) => markerAt(text, place))
      .find((one) => one.get(COME) === otherId) as Y.Map<unknown>;
  const first = (text: Y.Text) => markerAt(text, 0);
  const table = (text: Y.Text) =>
    markersOf(text)
      .map((place) => markerAt(text, place))
      .find((one) => one.get('kind') === 'table') as Y.Map<unknown>;
  const cells = (text: Y.Text) => table(text).get('cells') as Y.Map<Y.Text>;
  const cell = (text: Y.Text) => [...cells(text).values()][0] as Y.Text;

  test.each<[string, (text: Y.Text) => void]>([
    ['words put in', (text) => text.insert(4, 'tout ', { [INSERTION]: id })],
    ['words added to one’s own', (text) => text.insert(placeOf(text, 'ajouté') + 28, 'X', { [INSERTION]: ownId })],
    ['words put into another’s', (text) => text.insert(placeOf(text, 'ajouté') + 2, 'X', { [INSERTION]: id })],
    ['words put into a cell', (text) => cell(text).insert(0, 'X', { [INSERTION]: id })],
    ['words struck', (text) => text.format(2, 4, { [deletionFormat(id)]: true })],
    ['another’s words struck', (text) => text.format(placeOf(text, 'ajouté'), 4, { [deletionFormat(id)]: true })],
    ['words set in bold', (text) => text.format(2, 4, { [restyleFormat('bold')]: { suggestion: id, to: true } })],
    ['a block put in', (text) => text.insertEmbed(6, marker([COME, id]), {})],
    ['a table put in', (text) => text.insertEmbed(6, withCome(aTable(createChance(3)), id), {})],
    ['a block said otherwise', (text) => first(text).set(nextKey('kind'), { suggestion: id, to: 'objective' })],
    ['a block taken away', (text) => first(text).set(goneKey(id), true)],
    ['one’s own block made a heading', (text) => ownBlock(text).set('kind', 'objective')],
    ['another’s block struck', (text) => othersBlock(text).set(goneKey(id), true)],
    ['bold words put in at the end', (text) => text.insert(text.length, 'X', { [INSERTION]: id, bold: true })],
    ['all of one’s own taken back', (text) => settleSuggestions(text, new Set([ownId]), 'refuse')],
  ])('takes %s', (_name, change) => {
    const { verdict, after } = judge(doc, bytesOf(doc, change));
    expect(verdict).toBe('taken');
    expect(keptOf(after)).toBe(before);
  });

  test.each<[string, (text: Y.Text) => void]>([
    ['words written outright', (text) => text.insert(4, 'tout ', {})],
    ['words written at the end', (text) => text.insert(text.length, ' Encore.', {})],
    ['words deleted', (text) => text.delete(2, 3)],
    ['a block deleted', (text) => text.delete(0, 1)],
    ['a block put in outright', (text) => text.insertEmbed(6, marker(), {})],
    ['words set in bold outright', (text) => text.format(2, 4, { bold: true })],
    ['bold taken away', (text) => text.format(placeOf(text, 'mise en'), 4, { bold: null })],
    ['words hidden as if they were suggested', (text) => text.format(2, 4, { [INSERTION]: id })],
    ['a block hidden as if it were suggested', (text) => first(text).set(COME, id)],
    ['a kind changed', (text) => first(text).set('kind', 'axis')],
    ['an id changed', (text) => first(text).set('id', randomUUID())],
    [
      'a table’s rows replaced by the same',
      (text) => table(text).set('rows', (table(text).get('rows') as Y.Array<string>).clone()),
    ],
    ['words written in a cell', (text) => cell(text).insert(0, 'X', {})],
    ['a cell replaced', (text) => cells(text).set([...cells(text).keys()][0] ?? '', new Y.Text('mot'))],
    ['a mark said', (text) => first(text).set('mark', 'OBLIGATION')],
    ['one’s own accepted', (text) => settleSuggestions(text, new Set([ownId]), 'accept')],
    ['another’s accepted', (text) => settleSuggestions(text, new Set([otherId]), 'accept')],
    ['another’s refused', (text) => settleSuggestions(text, new Set([otherId]), 'refuse')],
    ['another’s words changed', (text) => text.delete(placeOf(text, 'ajouté'), 2)],
    ['another’s block changed', (text) => othersBlock(text).set('kind', 'objective')],
    ['words suggested as another', (text) => text.insert(2, 'X', { [INSERTION]: otherId })],
    ['words struck as another', (text) => text.format(60, 4, { [deletionFormat(otherId)]: true })],
    ['a block suggested as another', (text) => text.insertEmbed(6, marker([COME, otherId]), {})],
    ['a comment’s place', (text) => text.format(2, 4, { [`comment:${randomUUID()}`]: true })],
  ])('does not take %s', (_name, change) => {
    expect(judge(doc, bytesOf(doc, change)).verdict).toBe('only-suggests');
  });
});

test('does not take a suggestion left open, which would hide whatever is written behind it', () => {
  const doc = startDoc();
  const bytes = bytesOf(doc, (text, copy) => {
    text.insert(text.length, 'X', { [INSERTION]: randomUUID() });
    let last = text._start;
    while (last?.right) last = last.right;
    copy.transact((transaction) => last?.delete(transaction));
  });
  expect(judge(doc, bytes).verdict).toBe('only-suggests');
});

test('is told from what a key changes, whatever the text weighs', () => {
  const doc = startDoc(600);
  const client = copyOf(doc, OWN);
  const text = sequenceOf(client);
  const id = randomUUID();
  const owners = new SuggestionOwners(doc);
  const steps: number[] = [];
  const look = (transaction: Y.Transaction) => {
    const judged = judgeSuggesting(transaction, (one) => [null, OWN].includes(owners.writerOf(one)));
    expect(judged.onlySuggests).toBe(true);
    steps.push(judged.steps);
  };
  doc.on('beforeObserverCalls', look);
  client.on('update', (update: Uint8Array) => Y.applyUpdate(doc, update));
  const middle = Math.floor(text.length / 2);
  for (let at = 0; at < 50; at += 1) text.insert(middle + at, 'x', { [INSERTION]: id });
  for (let at = 0; at < 20; at += 1) text.delete(middle + 49 - at, 1);
  expect(steps).toHaveLength(70);
  // The first key looks up whether it stands in a suggestion.
  expect(Math.max(...steps.slice(1))).toBeLessThan(60);
});

const everyKind = [
  'insert',
  'delete',
  'block',
  'table',
  'gone',
  'line',
  'lineGone',
  'next',
  'restyle',
  'takeBack',
] as const;
/** Those that others' own, made at once, never cut short: formats of two overlap as Yjs has them overlap. */
const lasting = everyKind.slice(0, 8);

/** A suggestion of one kind, as the editor makes them. */
function suggestSome(text: Y.Text, chance: Chance, known = ownId, kinds: readonly string[] = everyKind): void {
  const id = chance(2) ? known : anId(chance);
  const at = chance(text.length);
  const length = 1 + chance(Math.min(9, text.length - at));
  const places = markersOf(text);
  const marker = markerAt(text, places[chance(places.length)] ?? 0);
  const key = pick(chance, ['kind', 'mark', 'depth', 'list'] as const);
  const acts: Record<(typeof everyKind)[number], () => void> = {
    insert: () => text.insert(at, 'mots proposés '.slice(0, 1 + chance(13)), { [INSERTION]: id }),
    delete: () => text.format(at, length, { [deletionFormat(id)]: true }),
    block: () => {
      const entries: [string, unknown][] = [
        ['id', anId(chance)],
        [COME, id],
      ];
      text.insertEmbed(at, new Y.Map(entries), {});
    },
    table: () => text.insertEmbed(at, withCome(aTable(chance), id), {}),
    gone: () => marker.set(goneKey(id), true),
    line: () => suggestLine(text, chance, id),
    lineGone: () => {
      const table = pick(chance, tablesOf(text));
      const lines = partsOf(table)[pick(chance, ['rows', 'columns'] as const)]?.toArray() ?? [];
      if (lines.length > 0) table.set(lineGoneKey(String(pick(chance, lines)), id), true);
    },
    next: () => marker.set(nextKey(key), { suggestion: id, to: markerKeys[key]?.(chance) ?? null }),
    restyle: () =>
      text.format(at, length, { [restyleFormat('bold')]: { suggestion: id, to: chance(2) ? true : null } }),
    takeBack: () => settleSuggestions(text, new Set([known]), 'refuse'),
  };
  acts[pick(chance, kinds) as keyof typeof acts]();
}

const tablesOf = (text: Y.Text): Y.Map<unknown>[] =>
  blocksIn(text).flatMap(({ marker, facts }) => (marker && facts.kind === 'table' ? [marker] : []));

/** A row or a column more, with words in its cells. */
function suggestLine(text: Y.Text, chance: Chance, id: string): void {
  const table = pick(chance, tablesOf(text));
  const { rows, columns, cells } = partsOf(table);
  const isRow = chance(2) === 0;
  const [list, across] = isRow ? [rows, columns] : [columns, rows];
  const line = String(10_000_000 + chance(90_000_000));
  list?.insert(chance(list.length + 1), [line]);
  table.set(lineComeKey(line), id);
  for (const other of across?.toArray() ?? [])
    cells?.set(isRow ? `${line}:${other}` : `${other}:${line}`, new Y.Text(chance(2) ? 'neuf' : ''));
}

describe('of two who suggest at once in one place, each without the other', () => {
  const meet = (seed: number, some: typeof suggestSome, mayBeRefused: boolean) => {
    const chance = createChance(seed);
    const server = startDoc(1);
    const owners = new SuggestionOwners(server);
    const agreed = treeOf(server).toJSON();
    const people = [
      { client: OWN, id: ownId, copy: copyOf(server, OWN) },
      { client: OTHER, id: otherId, copy: copyOf(server, OTHER) },
    ];
    for (let round = 0; round < 40; round += 1)
      for (const person of people) {
        const since = Y.encodeStateVector(person.copy);
        person.copy.transact(() => {
          for (let acts = chance(3); acts >= 0; acts -= 1) some(sequenceOf(person.copy), chance, person.id);
        });
        const bytes = Y.encodeStateAsUpdate(person.copy, since);
        const { verdict } = judge(server, bytes, person.client, owners);
        if (!mayBeRefused) expect(verdict).toBe('taken');
        if (verdict === 'taken') Y.applyUpdate(server, bytes);
        expect(treeOf(server).toJSON()).toEqual(agreed);
        // They hear of each other now and then; after a refusal the page starts anew.
        if (verdict !== 'taken') person.copy = copyOf(server, person.client);
        else if (chance(3) === 0) Y.applyUpdate(person.copy, Y.encodeStateAsUpdate(server));
      }
    repairBlockIds(server);
    expect(treeOf(server).toJSON()).toEqual(agreed);
  };

  test.each([1, 2, 3, 4, 5, 6])('words, blocks and what is said of them are taken (seed %i)', (seed) => {
    meet(seed, (text, chance, id) => suggestSome(text, chance, id, lasting), false);
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'nothing that is agreed changes, whatever they take back meanwhile (seed %i)',
    (seed) => {
      meet(seed, suggestSome, true);
    },
  );
});

describe('10 000 updates of who may only suggest', () => {
  const doc = startDoc();
  const before = keptOf(doc, 'words');
  const take = (bytes: Uint8Array): string => {
    const { verdict, after } = judge(doc, bytes);
    if (verdict !== 'taken') return verdict;
    expect(keptOf(after, 'words')).toBe(before);
    // What the platform mends by itself changes nothing of it either.
    repairBlockIds(after);
    expect(keptOf(after, 'words')).toBe(before);
    return verdict;
  };
  const count = (verdicts: readonly string[], wanted: string) => verdicts.filter((one) => one === wanted).length;

  test.each([1, 2, 3, 4])('of acts that no editor of theirs makes change nothing that is agreed (seed %i)', (seed) => {
    const chance = createChance(seed);
    const verdicts = Array.from({ length: 750 }, () =>
      take(
        bytesOf(doc, (text, copy) => {
          // Alone, or in the shelter of an honest one.
          for (let acts = chance(3); acts > 0; acts -= 1) suggestSome(text, chance);
          if (chance(8)) act(copy, chance);
          else settleSuggestions(text, new Set([chance(2) ? ownId : otherId]), chance(2) ? 'accept' : 'refuse');
        }),
      ),
    );
    expect(count(verdicts, 'only-suggests')).toBeGreaterThan(300);
    expect(count(verdicts, 'taken')).toBeGreaterThan(20);
  });

  test.each([1, 2, 3, 4])('of changed bytes and borrowed names change nothing that is agreed (seed %i)', (seed) => {
    const chance = createChance(seed);
    const [own, other] = [ownId, otherId].map((id) => new TextEncoder().encode(id)) as [Uint8Array, Uint8Array];
    const verdicts: string[] = [];
    for (let made = 0; made < 70; made += 1) {
      const bytes = bytesOf(doc, (text) => suggestSome(text, chance));
      verdicts.push(take(bytes), take(replaced(bytes, own, other)));
      for (let variant = 0; variant < 23; variant += 1) {
        const changed = Uint8Array.from(bytes);
        for (let at = chance(4); at >= 0; at -= 1) changed[chance(changed.length)] = chance(256);
        verdicts.push(take(changed));
      }
    }
    expect(count(verdicts, 'only-suggests')).toBeGreaterThan(20);
    expect(count(verdicts, 'taken')).toBeGreaterThan(100);
  });
});

/** Bytes in which a name stands for another of the same length. */
function replaced(bytes: Uint8Array, name: Uint8Array, by: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const [from, to] = [name, by].map((one) => Buffer.from(one).toString('latin1')) as [string, string];
  return Uint8Array.from(Buffer.from(text.replaceAll(from, to), 'latin1'));
}

function withCome(table: Y.Map<unknown>, id: string): Y.Map<unknown> {
  table.set(COME, id);
  return table;
}
