// Requests to the API that nobody should send: every root field of the schema with generated arguments, some of what is
// below it, and now and then what is not GraphQL at all. Knows the printed schema alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
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
import { aCursor, anId, aString, type Chance, happens, integers, pick, strings, type World } from './values.ts';

export const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../graphql/schema.graphql'), 'utf8'));

const rootFields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.values((type as GraphQLObjectType).getFields()).map((field) => ({
    field,
    kind: type === schema.getQueryType() ? 'query' : 'mutation',
  })),
);

/** Lists in a list in a list grow quickly. */
const MOST_ITEMS = 3;

function scalar(name: string, place: string, chance: Chance, world: World): unknown {
  if (happens(chance, 2)) return pick<unknown>(chance, [{}, [], 1.5, true, '', null]);
  if (/^(after|before)$/.test(place)) return aCursor(chance, world);
  if (name === 'ID') return anId(chance, world);
  if (name === 'Int') return pick(chance, integers);
  if (name === 'Float') return pick(chance, [...integers, 0.5, 1e308]);
  if (name === 'Boolean') return happens(chance, 50);
  if (name === 'Date') return happens(chance, 80) ? pick(chance, ['2025-12-31', '0001-01-01', '9999-12-31']) : 'zz';
  if (name === 'DateTime')
    return happens(chance, 80) ? pick(chance, ['2026-11-28T14:30:00.000Z', '9999-12-31T23:59:59Z']) : 'zz';
  if (name === 'Json') return pick<unknown>(chance, [null, 1, 'x\0', { a: { b: ['\0'] } }, { __proto__: 1 }, strings]);
  if (name === 'Bytes') return happens(chance, 80) ? Buffer.from(aString(chance, world)).toString('base64') : '%';
  return aString(chance, world);
}

function anInput(type: GraphQLInputType, place: string, chance: Chance, world: World): unknown {
  if (!isNonNullType(type) && happens(chance, 10)) return null;
  const inner = getNullableType(type) as GraphQLInputType;
  if (isListType(inner))
    return Array.from({ length: chance(MOST_ITEMS + 1) }, () => anInput(inner.ofType, place, chance, world));
  if (isEnumType(inner))
    return happens(chance, 97) ? pick(chance, inner.getValues()).name : pick(chance, ['ZZ', 'conventi', '']);
  if (isInputObjectType(inner)) {
    const fields = Object.values(inner.getFields()).filter(
      ({ type }) => isNonNullType(type) || happens(chance, inner.isOneOf ? 100 : 60),
    );
    return Object.fromEntries(fields.map((one) => [one.name, anInput(one.type, one.name, chance, world)]));
  }
  return scalar(getNamedType(inner).name, place, chance, world);
}

class Operation {
  readonly variables: Record<string, unknown> = {};
  readonly declared: string[] = [];
  readonly chance: Chance;
  readonly world: World;

  constructor(chance: Chance, world: World) {
    this.chance = chance;
    this.world = world;
  }

  private argument({ name, type, defaultValue }: GraphQLArgument): string[] {
    const mayMiss = !isNonNullType(type) || defaultValue !== undefined;
    if (mayMiss && happens(this.chance, 40)) return [];
    const variable = `v${this.declared.length}`;
    this.declared.push(`$${variable}: ${type}`);
    this.variables[variable] = anInput(type, name, this.chance, this.world);
    return [`${name}: $${variable}`];
  }

  write({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): string {
    const given = args.flatMap((one) => this.argument(one));
    return `${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${this.selection(type, depth)}`;
  }

  private selection(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type);
    if (isUnionType(named)) return ' { __typename }';
    if (!isObjectType(named) && !isInterfaceType(named)) return '';
    const fields = Object.values(named.getFields());
    const plain = fields.filter(({ type, args }) => args.length === 0 && !isObjectType(getNamedType(type)));
    const deep = depth > 0 ? fields.filter((field) => !plain.includes(field)) : [];
    const chosen = [
      ...plain.filter((field) => !isInterfaceType(getNamedType(field.type)) && happens(this.chance, 40)),
      ...(deep.length > 0 ? [pick(this.chance, deep)] : []),
    ];
    return ` { __typename ${chosen.map((field) => this.write(field, depth - 1)).join(' ')} }`;
  }
}

export interface GraphqlRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** An operation of one root field; the number says which, so that a run of as many as there are tries each. */
export function anOperation(number: number, chance: Chance, world: World) {
  const { field, kind } = rootFields[number % rootFields.length] as (typeof rootFields)[number];
  const operation = new Operation(chance, world);
  const body = operation.write(field, chance(4));
  const head = operation.declared.length > 0 ? `(${operation.declared.join(', ')})` : '';
  return { name: field.name, query: `${kind} ${head} { ${body} }`, variables: operation.variables };
}

const brokenBodies = [
  '',
  '{',
  'null',
  '5',
  '"x"',
  '[]',
  '[{}]',
  '{}',
  '{"query":5}',
  '{"query":null}',
  '\0',
  '{"query":"{"}',
];
const brokenVariables = ['zz', '5', '[]', '"x"', '{', 'null', '{"a":', '%00'];
const queries = ['{ viewer { name } }', '{ viewer { nom } }', '{', '', 'mutation { __typename }', '{ __schema { x } }'];

/** What is no request of GraphQL: a body that is none, a GET with variables that are none, a method that is none. */
export function aBrokenRequest(chance: Chance, world: World): GraphqlRequest {
  const headers: Record<string, string> = {
    accept: pick(chance, ['application/json', '*/*', 'text/event-stream', 'x']),
  };
  const query = pick(chance, queries);
  if (happens(chance, 40)) {
    const search = new URLSearchParams({ query });
    for (const name of ['variables', 'extensions', 'operationName', 'zz'])
      if (happens(chance, 40)) search.append(name, pick(chance, [...brokenVariables, aString(chance, world)]));
    return { method: pick(chance, ['GET', 'GET', 'HEAD', 'DELETE']), path: `/graphql?${search}`, headers };
  }
  const type = pick(chance, [
    'application/json',
    'application/json; charset=zz',
    'text/plain',
    'multipart/form-data',
    '',
  ]);
  if (type) headers['content-type'] = type;
  const parts = { query, variables: pick<unknown>(chance, [5, [], 'x', {}, null]), extensions: pick(chance, [{}, 5]) };
  const body = happens(chance, 50) ? pick(chance, brokenBodies) : JSON.stringify(parts);
  headers['content-length'] = String(Buffer.byteLength(body));
  return { method: pick(chance, ['POST', 'POST', 'PUT', 'PATCH']), path: '/graphql', headers, body };
}
