// One request for each argument of each field and each value that nobody should send there: every other argument says
// something that holds, so that the value is reached. Knows the printed schema alone.
import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { schema } from './graphql.ts';

/** What names a thing of a kind: « conventionId » is answered with a convention there is. */
export type Known = (place: string) => string;

/** Where a value stands: the argument, and inside it the fields of its inputs. */
type Path = readonly string[];

const HUGE = 'é'.repeat(100_000);
const cursor = (words: string) => Buffer.from(words).toString('base64url');
const someId = '00000000-0000-4000-8000-000000000000';

const words = ['', ' ', 'a\0b', '\0', '\ud800', 'x\udfff', HUGE, '%_\\', '__proto__', '99999999999999999999', '-1'];
const lists = [
  'actions',
  'conventions',
  'deliverables',
  'meetings',
  'notifications',
  'obligations',
  'occurrences',
  'organisations',
  'outcomes',
  'programmes',
];
const sortKeys = ['', '9999', '2026-11-28T14:30:00.000Z', `2025 ${someId} 99999999999`, 'a\0b', 'é\n2'];
const cursors = [
  ...lists.flatMap((list) => sortKeys.map((key) => cursor(`${list}\n${key}\n${someId}`))),
  cursor('9223372036854775808\n1'),
  cursor(`${someId}:9223372036854775808`),
  cursor(`${someId}:1`),
];
const numbers = [0, -1, 501, 2_147_483_647, -2_147_483_648];

function hostileValues(type: GraphQLInputType, place: string): unknown[] {
  const named = getNamedType(type);
  if (place === 'after') return [...words, ...cursors];
  if (isEnumType(named)) return ['ZZ', '', 'a\0b'];
  const values: Record<string, unknown[]> = {
    ID: [...words, 'zz', someId, `${someId}\0`, 5],
    String: [...words, '2025-02-30', '1e400', '25:99', 'https://\0', 'javascript:alert(1)', '[', 5],
    Int: [...numbers, 1e20, 1.5, 'zz'],
    Float: [...numbers, 1e308, -1e308, 'zz'],
    Boolean: ['zz', 0],
    Date: ['0001-01-01', '9999-12-31', '2025-02-30', 'a\0b', '', 5],
    DateTime: ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00.000Z', 'a\0b', '', 5],
    Json: [null, 1, 'x\0', [], { a: { b: ['\0'] } }, { type: 'doc', content: [{ type: 'a\0' }] }, '\ud800'],
    Bytes: ['', '%', Buffer.from('PK\x03\x04').toString('base64'), 'a\0b'],
  };
  return values[named.name] ?? words;
}

/** Something that holds, as far as a type tells. */
function soundValue(type: GraphQLInputType, place: string, known: Known): unknown {
  const inner = getNullableType(type) as GraphQLInputType;
  if (isListType(inner)) return [soundValue(inner.ofType, place, known)];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isInputObjectType(inner)) {
    const fields = Object.values(inner.getFields());
    const chosen = inner.isOneOf ? fields.slice(0, 1) : fields.filter(({ type }) => isNonNullType(type));
    return Object.fromEntries(chosen.map((one) => [one.name, soundValue(one.type, one.name, known)]));
  }
  const values: Record<string, unknown> = {
    ID: known(place),
    Int: 1,
    Float: 1,
    Boolean: true,
    Date: '2026-06-30',
    DateTime: '2026-06-30T08:00:00.000Z',
    Json: { type: 'doc', content: [] },
    Bytes: Buffer.from('un fichier').toString('base64'),
  };
  return values[getNamedType(inner).name] ?? 'Un mot';
}

type Given = { name: string; type: GraphQLInputType };

/** Every place of an input where one value is typed. */
function leavesOf({ name, type }: Given, above: Path = [], seen: readonly string[] = []): Path[] {
  const named = getNamedType(type);
  const path = [...above, name];
  if (!isInputObjectType(named)) return [path];
  if (seen.includes(named.name)) return [];
  return Object.values(named.getFields()).flatMap((field) => leavesOf(field, path, [...seen, named.name]));
}

const fieldNamed = (type: GraphQLInputType, name: string): GraphQLInputField => {
  const named = getNamedType(type);
  const field = isInputObjectType(named) ? named.getFields()[name] : undefined;
  if (!field) throw new Error(`${named.name} has no « ${name} ».`);
  return field;
};

function leafType(type: GraphQLInputType, [name, ...rest]: Path): GraphQLInputType {
  return name === undefined ? type : leafType(fieldNamed(type, name).type, rest);
}

/** The sound value of a type with one value put in at a place. */
function withValue(type: GraphQLInputType, place: string, path: Path, value: unknown, known: Known): unknown {
  const inner = getNullableType(type) as GraphQLInputType;
  if (isListType(inner)) return [withValue(inner.ofType, place, path, value, known)];
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const field = fieldNamed(inner, name);
  const isAlone = isInputObjectType(inner) && inner.isOneOf;
  return {
    ...(isAlone ? {} : (soundValue(inner, place, known) as object)),
    [name]: withValue(field.type, name, rest, value, known),
  };
}

/** The plain fields of what is answered: enough for it to be read. */
function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(field.type);
  if (isUnionType(named)) return ' { __typename }';
  return isObjectType(named) || isInterfaceType(named) ? ' { __typename }' : '';
}

export interface ArgumentRequest {
  /** « changes(conventionId) », « createMeeting(input.title) ». */
  name: string;
  query: string;
  variables: Record<string, unknown>;
}

interface Asked {
  field: GraphQLField<unknown, unknown>;
  kind: 'query' | 'mutation';
  /** What stands around the field in the document. */
  around(field: string): string;
}

const rootFields: Asked[] = [
  { type: schema.getQueryType(), kind: 'query' as const },
  { type: schema.getMutationType(), kind: 'mutation' as const },
].flatMap(({ type, kind }) =>
  Object.values((type as GraphQLObjectType).getFields()).map((field) => ({ field, kind, around: (one) => one })),
);

/** Fields with arguments of what one root field of the same name answers: « convention { files(words) } ». */
const heldFields: Asked[] = rootFields.flatMap(({ field, kind }) => {
  const named = getNamedType(field.type);
  if (kind === 'mutation' || !isObjectType(named) || field.args.some(({ name }) => name !== 'id')) return [];
  const held = Object.values(named.getFields()).filter(({ args }) => args.length > 0);
  const head = field.args.length > 0 ? `${field.name}(id: $id)` : field.name;
  return held.map((one): Asked => ({ field: one, kind, around: (inside) => `${head} { ${inside} }` }));
});

/** Every field with arguments, as it is asked for. */
export const askedFields = [...rootFields, ...heldFields].filter(({ field }) => field.args.length > 0);

/** The requests of one field: each place of its arguments with each value. */
export function requestsOf({ field, kind, around }: Asked, known: Known): ArgumentRequest[] {
  const around1 = around('');
  const idOf = around1.includes('$id') ? known(/^\w+/.exec(around1)?.[0] ?? '') : undefined;
  const declared = [
    ...(idOf === undefined ? [] : ['$id: ID!']),
    ...field.args.map(({ name, type }) => `$v_${name}: ${type}`),
  ];
  const given = field.args.map(({ name }) => `${name}: $v_${name}`).join(', ');
  const query = `${kind} (${declared.join(', ')}) { ${around(`${field.name}(${given})${selectionOf(field)}`)} }`;
  const placeOf = (name: string) => (name === 'id' ? field.name : name);
  const sound = Object.fromEntries(
    field.args
      .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
      .map(({ name, type }) => [`v_${name}`, soundValue(type, placeOf(name), known)]),
  );
  return field.args.flatMap((argument) =>
    leavesOf(argument).flatMap((path) => {
      const inside = path.slice(1);
      const last = path.at(-1) ?? '';
      return hostileValues(leafType(argument.type, inside), last).map((value) => ({
        name: `${field.name}(${path.join('.')})`,
        query,
        variables: {
          ...sound,
          ...(idOf === undefined ? {} : { id: idOf }),
          [`v_${argument.name}`]: withValue(argument.type, placeOf(argument.name), inside, value, known),
        },
      }));
    }),
  );
}
