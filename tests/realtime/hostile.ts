// Bytes that no honest client makes, and texts to send them to. Each says what it tries.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { TEXT_FIELD } from '#domain/text-schema.ts';

type Id = [client: number, clock: number];

interface Struct {
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

export const element = (name: string) => (encoder: encoding.Encoder) => {
  encoding.writeVarUint(encoder, 3);
  encoding.writeVarString(encoder, name);
};
export const words = (text: string) => (encoder: encoding.Encoder) => encoding.writeVarString(encoder, text);
export const value = (encoder: encoding.Encoder) => {
  encoding.writeVarUint(encoder, 1);
  encoding.writeAny(encoder, 'x');
};
const run = (encoder: encoding.Encoder) => encoding.writeVarUint(encoder, 6);
const length = (value: number) => (encoder: encoding.Encoder) => encoding.writeVarUint(encoder, value);

/** Elements inside one another, `depth` deep, by a client that owns its ids. */
export function nested(client: number, depth: number): Uint8Array {
  const structs: Struct[] = Array.from({ length: depth }, (_, index) => ({
    ref: 7,
    parent: index === 0 ? TEXT_FIELD : ([client, index - 1] as Id),
    content: element('bulletList'),
  }));
  return writeUpdate([{ client, clock: 0, structs }]);
}

/**
 * The corpus, for a text whose first paragraph's element is `paragraph`, its run `text`, its characters from `char` on,
 * and for a sender that owns `client` alone.
 */
export function corpus(client: number, paragraph: Id, text: Id, char: Id): Record<string, Uint8Array> {
  const own = (structs: Struct[], clock = 0) => writeUpdate([{ client, clock, structs }]);
  const block: Struct = { ref: 7, parent: TEXT_FIELD, content: element('paragraph') };
  const json = (value: string) => (encoder: encoding.Encoder) => encoding.writeVarString(encoder, value);
  const any = (value: unknown) => (encoder: encoding.Encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, value as never);
  };
  let deep: unknown = 0;
  for (let i = 0; i < 5_000; i++) deep = [deep];
  const clients = (count: number) =>
    writeUpdate(Array.from({ length: count }, (_, index) => ({ client: index + 1, clock: 0, structs: [block] })));
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
    'an attribute list of a billion': own([{ ref: 8, parent: paragraph, sub: 'id', content: length(1e9) }]),
    'an attribute nested 5 000 deep': own([{ ref: 8, parent: paragraph, sub: 'id', content: any(deep) }]),
    'an attribute of 100 000 characters': own([
      { ref: 8, parent: paragraph, sub: 'id', content: any('x'.repeat(100_000)) },
    ]),
    '300 000 client ids': clients(300_000),
    '65 client ids': clients(65),
    'elements nested 20 000 deep': nested(client, 20_000),
    'elements nested 65 deep': nested(client, 65),
    'clock squatting': own([block], 1_000_000),
    'clock squatting behind a gap': own([{ ref: 10, content: length(1_000_000) }, block]),
    'clock squatting by a giant deletion': own([{ ref: 0, content: length(2 ** 31 - 1) }]),
    'an endless deleted item': own([{ ref: 1, origin: char, content: length(2 ** 40) }]),
    'a struct of no length': own([{ ref: 0, content: length(0) }]),
    'words of no length': own([{ ref: 4, origin: char, content: words('') }]),
    'a client id of 53 bits': writeUpdate([{ client: 2 ** 52, clock: 0, structs: [block] }]),
    'the same client twice': writeUpdate([
      { client, clock: 0, structs: [block] },
      { client, clock: 0, structs: [block] },
    ]),
    'a client id of another person': writeUpdate([{ client: paragraph[0], clock: 10_000, structs: [block] }]),
    'its own left neighbour': own([{ ref: 4, origin: [client, 0], content: words('x') }]),
    'a left neighbour to come': own([{ ref: 4, origin: [client, 5], content: words('x') }]),
    'a parent to come': own([{ ref: 7, parent: [client, 3], content: element('paragraph') }]),
    'two that wait for each other': writeUpdate([
      { client, clock: 0, structs: [{ ref: 4, origin: [client + 1, 0], content: words('x') }] },
      { client: client + 1, clock: 0, structs: [{ ref: 4, origin: [client, 0], content: words('x') }] },
    ]),
    'neighbours in two lists': own([{ ref: 4, origin: char, rightOrigin: paragraph, content: words('x') }]),
    'a parent that is words': own([{ ref: 7, parent: char, content: element('paragraph') }]),
    'another root': own([{ ref: 7, parent: 'elsewhere', content: element('paragraph') }]),
    'an attribute of the root': own([{ ref: 8, parent: TEXT_FIELD, sub: 'id', content: any('x') }]),
    'a node that the schema lacks': own([{ ref: 7, parent: TEXT_FIELD, content: element('script') }]),
    'a node called __proto__': own([{ ref: 7, parent: TEXT_FIELD, content: element('__proto__') }]),
    'an attribute that the schema lacks': own([{ ref: 8, parent: paragraph, sub: 'onclick', content: any('x') }]),
    'an attribute of a run of words': own([{ ref: 8, parent: text, sub: 'id', content: any('x') }]),
    'an attribute in the flow': own([{ ref: 8, parent: paragraph, content: any('x') }]),
    'a node as an attribute': own([{ ref: 7, parent: paragraph, sub: 'id', content: element('paragraph') }]),
    'words among blocks': own([{ ref: 4, parent: TEXT_FIELD, content: words('x') }]),
    'a run of words among blocks': own([{ ref: 7, parent: TEXT_FIELD, content: run }]),
    'a block among words': own([{ ref: 7, origin: char, content: element('paragraph') }]),
    'a mark that the schema lacks': own([
      {
        ref: 6,
        origin: char,
        content: (encoder) => {
          json('blink')(encoder);
          json('{}')(encoder);
        },
      },
    ]),
    'a mark with an object inside': own([
      {
        ref: 6,
        origin: char,
        content: (encoder) => {
          json('link')(encoder);
          json('{"href":{"a":1}}')(encoder);
        },
      },
    ]),
    'a mark that is no JSON': own([
      {
        ref: 6,
        origin: char,
        content: (encoder) => {
          json('bold')(encoder);
          json('{')(encoder);
        },
      },
    ]),
    'a subdocument': own([
      {
        ref: 9,
        parent: paragraph,
        content: (encoder) => {
          encoding.writeVarString(encoder, 'guid');
          encoding.writeAny(encoder, {});
        },
      },
    ]),
    'an embed': own([{ ref: 5, origin: char, content: json('{"image":"x"}') }]),
    'binary content': own([
      { ref: 3, parent: paragraph, content: (encoder) => encoding.writeVarUint8Array(encoder, new Uint8Array(10)) },
    ]),
    'JSON content': own([
      {
        ref: 2,
        parent: paragraph,
        content: (encoder) => {
          encoding.writeVarUint(encoder, 1);
          encoding.writeVarString(encoder, '1');
        },
      },
    ]),
    'a shared map': own([{ ref: 7, parent: TEXT_FIELD, content: (encoder) => encoding.writeVarUint(encoder, 1) }]),
    'text that is no text': own([
      {
        ref: 4,
        origin: char,
        content: (encoder) => {
          encoding.writeVarUint(encoder, 2);
          encoding.writeUint8Array(encoder, new Uint8Array([0xff, 0xfe]));
        },
      },
    ]),
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
  doc.getXmlFragment(TEXT_FIELD).insert(0, [new Y.XmlElement('paragraph')]);
  return Y.encodeStateAsUpdateV2(doc);
}
