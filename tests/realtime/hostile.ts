// Bytes that no honest client makes, and texts to send them to. Each says what it tries.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { TEXT_FIELD } from '#domain/texts/text-grammar.ts';

export type Id = [client: number, clock: number];

export interface Struct {
  ref: number;
  origin?: Id;
  rightOrigin?: Id;
  parent?: string | Id;
  sub?: string;
  content: (encoder: encoding.Encoder) => void;
}

/** Writes an update field by field, as wrong as it is asked for. */
export function writeUpdate(
  sections: { client: number; clock: number; structs: Struct[]; count?: number }[],
  deletes: { client: number; ranges: [number, number][] }[] = [],
): Uint8Array {
  const encoder = encoding.createEncoder();
  const uint = (value: number) => encoding.writeVarUint(encoder, value);
  const id = ([client, clock]: Id) => {
    uint(client);
    uint(clock);
  };
  uint(sections.length);
  for (const { client, clock, structs, count = structs.length } of sections) {
    uint(count);
    uint(client);
    uint(clock);
    for (const { ref, origin, rightOrigin, parent, sub, content } of structs) {
      encoding.writeUint8(encoder, ref | (origin ? 128 : 0) | (rightOrigin ? 64 : 0) | (sub === undefined ? 0 : 32));
      if (origin) id(origin);
      if (rightOrigin) id(rightOrigin);
      if (ref !== 0 && ref !== 10 && !origin && !rightOrigin) {
        uint(typeof parent === 'string' ? 1 : 0);
        if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
        else id(parent ?? [0, 0]);
        if (sub !== undefined) encoding.writeVarString(encoder, sub);
      }
      content(encoder);
    }
  }
  uint(deletes.length);
  for (const { client, ranges } of deletes) {
    uint(client);
    uint(ranges.length);
    for (const range of ranges) id(range);
  }
  return encoding.toUint8Array(encoder);
}

export type Written = (encoder: encoding.Encoder) => void;

const type =
  (ref: number): Written =>
  (encoder) =>
    encoding.writeVarUint(encoder, ref);
/** Content of ref 7, by Yjs's own numbers. */
export const array = type(0);
export const map = type(1);
export const text = type(2);
export const element =
  (name: string): Written =>
  (encoder) => {
    encoding.writeVarUint(encoder, 3);
    encoding.writeVarString(encoder, name);
  };
/** Content of ref 4. */
export const words =
  (text: string): Written =>
  (encoder) =>
    encoding.writeVarString(encoder, text);
/** Content of ref 8. */
export const values =
  (...values: unknown[]): Written =>
  (encoder) => {
    encoding.writeVarUint(encoder, values.length);
    for (const value of values) encoding.writeAny(encoder, value as never);
  };
/** Content of ref 6. */
export const format =
  (key: string, json: string): Written =>
  (encoder) => {
    encoding.writeVarString(encoder, key);
    encoding.writeVarString(encoder, json);
  };
/** Content of refs 0, 1 and 10. */
export const length =
  (value: number): Written =>
  (encoder) =>
    encoding.writeVarUint(encoder, value);
const bytes =
  (...bytes: number[]): Written =>
  (encoder) =>
    encoding.writeUint8Array(encoder, Uint8Array.from(bytes));

/** Where the corpus tries: in a text that begins with a table, and a block of words behind it. */
export interface Places {
  /** Sender's own client id, and the next one too. */
  client: number;
  marker: Id;
  char: Id;
  table: Id;
  rows: Id;
  cells: Id;
  properties: Id;
  cell: Id;
  /** Marker of a block inside of the cell. */
  inner: Id;
}

/** The table and the block that the corpus needs, at a text's start. */
export function writePlaces(doc: Y.Doc): void {
  const cell = new Y.Text();
  doc.transact(() => {
    const root = doc.getText(TEXT_FIELD);
    root.insertEmbed(0, new Y.Map());
    root.insert(1, 'Article 0');
    root.insertEmbed(
      0,
      new Y.Map<unknown>([
        ['kind', 'table'],
        ['rows', Y.Array.from(['rangee1'])],
        ['columns', Y.Array.from(['colonne1'])],
        ['cells', new Y.Map([['rangee1:colonne1', cell]])],
        ['properties', new Y.Map([['rangee1:colonne1', { header: true }]])],
      ]),
    );
    cell.insertEmbed(0, new Y.Map());
    cell.insert(1, 'mot');
  });
}

export function placesIn(doc: Y.Doc, client: number): Places {
  const idOf = (item: Y.Item | null | undefined): Id => [item?.id.client ?? 0, item?.id.clock ?? 0];
  const table = doc.getText(TEXT_FIELD)._start as Y.Item;
  const parts = (table.content as Y.ContentType).type as Y.Map<unknown>;
  const part = (key: string) => parts.get(key) as Y.AbstractType<unknown>;
  const cell = (part('cells') as Y.Map<unknown>).get('rangee1:colonne1') as Y.Text;
  return {
    client,
    table: idOf(table),
    marker: idOf(table.right),
    char: idOf(table.right?.right),
    rows: idOf(part('rows')._item),
    cells: idOf(part('cells')._item),
    properties: idOf(part('properties')._item),
    cell: idOf(cell._item),
    inner: idOf(cell._start),
  };
}

/** Tables inside one another, `depth` deep, by a client that owns its ids. */
export function nested(client: number, depth: number): Uint8Array {
  const structs: Struct[] = [];
  let parent: string | Id = TEXT_FIELD;
  for (let i = 0; i < depth; i++) {
    const clock: number = structs.length;
    structs.push({ ref: 7, parent, content: map });
    structs.push({ ref: 7, parent: [client, clock], sub: 'cells', content: map });
    structs.push({ ref: 7, parent: [client, clock + 1], sub: 'rangee1:colonne1', content: text });
    parent = [client, clock + 2];
  }
  return writeUpdate([{ client, clock: 0, structs }]);
}

/** The corpus, for a text that `writePlaces` has begun. */
export function corpus({ client, marker, char, table, rows, cells, properties, cell, inner }: Places) {
  const own = (structs: Struct[], clock = 0) => writeUpdate([{ client, clock, structs }]);
  const block: Struct = { ref: 7, parent: TEXT_FIELD, content: map };
  const key = (parent: Id, sub: string, ...all: unknown[]) => own([{ ref: 8, parent, sub, content: values(...all) }]);
  const mark = (name: string, json: string) => own([{ ref: 6, origin: char, content: format(name, json) }]);
  const proto = Object.fromEntries([['__proto__', { header: true }]]);
  let deep: unknown = 0;
  for (let i = 0; i < 5_000; i++) deep = [deep];
  let deepRecord: unknown = {};
  for (let i = 0; i < 5_000; i++) deepRecord = { align: deepRecord };
  const clients = (count: number) =>
    writeUpdate(Array.from({ length: count }, (_, index) => ({ client: index + 1, clock: 0, structs: [block] })));
  const at = 'rangee1:colonne1';
  return {
    ...unreadable(client, char, block),
    'an attribute list of a billion': own([{ ref: 8, parent: marker, sub: 'id', content: length(1e9) }]),
    'no value at all': key(marker, 'id'),
    'a value nested 5 000 deep': key(marker, 'id', deep),
    'a record nested 5 000 deep': key(properties, at, deepRecord),
    'a value of 100 000 characters': key(marker, 'id', 'x'.repeat(100_000)),
    '300 000 client ids': clients(300_000),
    '65 client ids': clients(65),
    'tables nested 5 000 deep': nested(client, 5_000),
    'a table in a table': nested(client, 2),
    'clock squatting': own([block], 1_000_000),
    'clock squatting behind a gap': own([{ ref: 10, content: length(1_000_000) }, block]),
    'a client id of another person': writeUpdate([{ client: marker[0], clock: 10_000, structs: [block] }]),
    'its own left neighbour': own([{ ref: 4, origin: [client, 0], content: words('x') }]),
    'a left neighbour to come': own([{ ref: 4, origin: [client, 5], content: words('x') }]),
    'a parent to come': own([{ ref: 8, parent: [client, 3], sub: 'fresh', content: values(true) }]),
    'two that wait for each other': writeUpdate([
      { client, clock: 0, structs: [{ ref: 4, origin: [client + 1, 0], content: words('x') }] },
      { client: client + 1, clock: 0, structs: [{ ref: 4, origin: [client, 0], content: words('x') }] },
    ]),
    'neighbours in two texts': own([{ ref: 4, origin: char, rightOrigin: inner, content: words('x') }]),
    'neighbours in a text and in a map': own([{ ref: 4, origin: char, rightOrigin: cells, content: words('x') }]),
    'a right neighbour that is the left one': own([{ ref: 4, origin: char, rightOrigin: char, content: words('x') }]),
    'a right neighbour before the left one': own([{ ref: 4, origin: char, rightOrigin: marker, content: words('x') }]),
    'of its own words, a right neighbour before the left one': own([
      { ref: 4, origin: char, content: words('xyz') },
      { ref: 4, origin: [client, 2], rightOrigin: [client, 1], content: words('x') },
    ]),
    'between its own words and what stands before them': own([
      { ref: 4, origin: char, content: words('x') },
      { ref: 4, origin: [client, 0], rightOrigin: char, content: words('x') },
    ]),
    'a right neighbour under a key': own([
      { ref: 8, parent: properties, sub: at, content: values({ header: true }) },
      { ref: 8, rightOrigin: [client, 0], content: values({ header: true }) },
    ]),
    'a parent that is words': own([{ ref: 8, parent: char, sub: 'fresh', content: values(true) }]),
    'another root': own([{ ref: 4, parent: 'elsewhere', content: words('x') }]),
    'the root of former texts': own([{ ref: 7, parent: 'text', content: element('paragraph') }]),
    'a key of the root': own([{ ref: 8, parent: TEXT_FIELD, sub: 'id', content: values(true) }]),
    'a key of a cell’s text': own([{ ref: 8, parent: cell, sub: 'fresh', content: values(true) }]),
    'an element among characters': own([{ ref: 7, parent: TEXT_FIELD, content: element('paragraph') }]),
    'a text among characters': own([{ ref: 7, parent: TEXT_FIELD, content: text }]),
    'a list among characters': own([{ ref: 7, origin: char, content: array }]),
    'values among characters': own([{ ref: 8, origin: char, content: values('x') }]),
    'a shared type that Yjs lacks': own([{ ref: 7, parent: TEXT_FIELD, content: length(77) }]),
    'an XML fragment, a hook, an XML text': own(
      [4, 5, 6].map((ref) => ({ ref: 7, origin: char, content: length(ref) })),
    ),
    'words in a marker': own([{ ref: 4, parent: marker, content: words('x') }]),
    'words under a key': own([{ ref: 4, parent: marker, sub: 'kind', content: words('article') }]),
    'values in the flow of a marker': own([{ ref: 8, parent: marker, content: values(true) }]),
    'a deleted stretch in the flow of a marker': own([{ ref: 1, parent: marker, content: length(1) }]),
    'a deleted stretch under a key that no marker has': own([{ ref: 1, parent: marker, sub: 'x', content: length(1) }]),
    'a format under a key': own([{ ref: 6, parent: marker, sub: 'kind', content: format('bold', 'true') }]),
    'a key that no marker has': key(marker, 'onclick', 'x'),
    'a key called __proto__': key(marker, '__proto__', null),
    'a key called constructor': key(marker, 'constructor', null),
    'one good value, then a bad one': key(marker, 'kind', 'article', 'constructor'),
    'one bad value, then a good one': key(marker, 'kind', 'constructor', 'article'),
    'an imposed number of twenty million': key(marker, 'startAt', 20_000_000),
    'a map under a key of a block': own([{ ref: 7, parent: marker, sub: 'kind', content: map }]),
    'a marker under a key': own([{ ref: 7, parent: table, sub: 'marker', content: map }]),
    'rows that are a map': own([{ ref: 7, parent: table, sub: 'rows', content: map }]),
    'rows that are words': key(table, 'rows', 'rangee1'),
    'cells that are a list': own([{ ref: 7, parent: table, sub: 'cells', content: array }]),
    'a row under a key': key(rows, 'x', 'rangee2'),
    'a row that is a number': own([{ ref: 8, parent: rows, content: values(1) }]),
    'a row called __proto__': own([{ ref: 8, parent: rows, content: values('rangee2', '__proto__') }]),
    'a row that is a map': own([{ ref: 7, parent: rows, content: map }]),
    'words in rows': own([{ ref: 4, parent: rows, content: words('rangee2') }]),
    '2 001 rows': own([{ ref: 8, parent: rows, content: values(...Array(2_001).fill('rangee2')) }]),
    'a cell without a key': own([{ ref: 7, parent: cells, content: text }]),
    'a cell of no row': own([{ ref: 7, parent: cells, sub: 'rangee1', content: text }]),
    'a cell called __proto__': own([{ ref: 7, parent: cells, sub: '__proto__', content: text }]),
    'a cell that is a map': own([{ ref: 7, parent: cells, sub: at, content: map }]),
    'a cell that is a value': key(cells, at, 'mot'),
    'properties that are a map': own([{ ref: 7, parent: properties, sub: at, content: map }]),
    'properties that span a hundred million columns': key(properties, at, { colspan: 1e8 }),
    'properties that are a list': key(properties, at, [true]),
    'properties with a prototype': key(properties, at, proto),
    'properties with too many keys': key(properties, at, Object.fromEntries([...'abcdefghi'].map((name) => [name, 1]))),
    'properties of no cell': key(properties, 'x', { header: true }),
    'a table’s kind in a cell': key(inner, 'kind', 'table'),
    'a table’s rows in a cell': own([{ ref: 7, parent: inner, sub: 'rows', content: array }]),
    'a format that no words have': mark('blink', 'true'),
    'a format called __proto__': mark('__proto__', 'true'),
    'a comment of no thread': mark('comment:1', 'true'),
    'a format with an object inside': mark('link', '{"href":{"a":1}}'),
    'a format with more than it has': mark('link', '{"href":"x","target":"y"}'),
    'a format with a prototype': mark('link', '{"__proto__":{"href":"x"}}'),
    'a format that is not there or there': mark('bold', '{}'),
    'a format that is no JSON': mark('bold', '{'),
    'a format of JSON 10 000 deep': mark('bold', '['.repeat(6_000) + ']'.repeat(6_000)),
    'a link of 2 049 characters': mark('link', `{"href":"${'x'.repeat(2_049)}"}`),
    'a block of 50 001 characters': own([{ ref: 4, origin: char, content: words('x'.repeat(50_001)) }]),
  };
}

/** Bytes that are no update, or one of another kind. */
function unreadable(client: number, char: Id, block: Struct): Record<string, Uint8Array> {
  const own = (structs: Struct[], clock = 0) => writeUpdate([{ client, clock, structs }]);
  return {
    nothing: new Uint8Array(0),
    'one byte': new Uint8Array([1]),
    'the 27 bytes that make the V2 decoder loop': Uint8Array.from(
      Buffer.from('0000020000010100000001000000000f7f7f7f7f7f7f7f7f7f7f01', 'hex'),
    ),
    'two to the 53 clients': Uint8Array.from([255, 255, 255, 255, 255, 255, 255, 15]),
    'a number that never ends': new Uint8Array(64).fill(255),
    'two to the 31 structs declared': writeUpdate([{ client, clock: 0, structs: [block], count: 2 ** 31 }]),
    'a text of four gigabytes declared': own([{ ref: 4, origin: char, content: length(2 ** 32) }]),
    'clock squatting by a giant deletion': own([{ ref: 0, content: length(2 ** 31 - 1) }]),
    'an endless deleted item': own([{ ref: 1, origin: char, content: length(2 ** 40) }]),
    'a struct of no length': own([{ ref: 0, content: length(0) }]),
    'words of no length': own([{ ref: 4, origin: char, content: words('') }]),
    'a client id of 53 bits': writeUpdate([{ client: 2 ** 52, clock: 0, structs: [block] }]),
    'the same client twice': writeUpdate([
      { client, clock: 0, structs: [block] },
      { client, clock: 0, structs: [block] },
    ]),
    'a subdocument': own([
      {
        ref: 9,
        origin: char,
        content: (encoder) => {
          encoding.writeVarString(encoder, 'guid');
          encoding.writeAny(encoder, {});
        },
      },
    ]),
    'an embed': own([{ ref: 5, origin: char, content: words('{"image":"x"}') }]),
    'binary content': own([
      { ref: 3, origin: char, content: (encoder) => encoding.writeVarUint8Array(encoder, new Uint8Array(10)) },
    ]),
    'JSON content': own([{ ref: 2, origin: char, content: bytes(1, 1, 49) }]),
    'text that is no text': own([{ ref: 4, origin: char, content: bytes(2, 0xff, 0xfe) }]),
    'a value that is undefined': own([{ ref: 8, origin: char, content: bytes(1, 127) }]),
    'a value of 64 bits': own([{ ref: 8, origin: char, content: bytes(1, 122, 0, 0, 0, 0, 0, 0, 0, 1) }]),
    'a value of bytes': own([{ ref: 8, origin: char, content: bytes(1, 116, 1, 0) }]),
    'a deletion of what is not there': writeUpdate([], [{ client: char[0], ranges: [[0, 1_000_000]] }]),
    'a deletion of a client that is not there': writeUpdate([], [{ client: 77, ranges: [[0, 1]] }]),
    'overlapping deletions': writeUpdate([], [{ client: char[0], ranges: Array(1_000).fill([0, 5]) }]),
    '20 001 deletions': writeUpdate(
      [],
      [{ client: char[0], ranges: Array.from({ length: 20_001 }, (_, index) => [index * 2, 1] as [number, number]) }],
    ),
    '20 001 structs': own(Array(20_001).fill(block)),
    'bytes left over': new Uint8Array([...own([block]), 0]),
    'an update in the V2 encoding': v2(client),
  };
}

function v2(client: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.getText(TEXT_FIELD).insertEmbed(0, new Y.Map());
  return Y.encodeStateAsUpdateV2(doc);
}
