// What a query costs: said in every answer and in the refusal, the same for each object, and below the limit for as many as the
// documentation says of every list, whatever is read of its noun.
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { schema } from '#graphql/schema.ts';
import { buildConvention } from '../build/conventions.ts';
import { buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();
const from = { ip: '192.0.2.1', userAgent: null };

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions: Record<string, unknown> }[];
  extensions?: { cost?: { asked: number; limit: number } };
}

async function ask(viewer: Viewer | null, query: string): Promise<Answer> {
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) };
  const response = await endpoint.fetch('http://localhost/graphql', request, { viewer, from });
  return (await response.json()) as Answer;
}

/** For the administrators of an organisation alone: FORBIDDEN to this asker, whatever it costs. */
const ADMINISTRATORS = new Set(['apiKeys', 'webhooks']);

const demandsNothing = ({ args }: GraphQLField<unknown, unknown>) =>
  args.every(({ type, defaultValue }) => !isNonNullType(type) || defaultValue !== undefined);
const isPaged = ({ args }: GraphQLField<unknown, unknown>) => args.some(({ name }) => name === 'first');

/** Every field of a noun, and the plain ones of what it names; lists that have pages of their own are asked for apart. */
function everything(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named) || isInterfaceType(named) || !isObjectType(named)) return ' { __typename }';
  const fields = Object.values(named.getFields()).filter(
    (field) =>
      !ADMINISTRATORS.has(field.name) &&
      demandsNothing(field) &&
      !isPaged(field) &&
      (depth > 0 || isLeafType(getNamedType(field.type))),
  );
  return ` { __typename ${fields.map((field) => `${field.name}${everything(field.type, depth - 1)}`).join(' ')} }`;
}

const query = schema.getQueryType() as GraphQLObjectType;
const lists = Object.values(query.getFields()).filter(isPaged);

/** What the field's description says may be asked for. */
const mostOf = ({ args }: GraphQLField<unknown, unknown>) =>
  Number(/de 1 à (\d+)/.exec(args.find(({ name }) => name === 'first')?.description ?? '')?.[1]);

/** What a list cannot do without. */
const neededBy = ({ args }: GraphQLField<unknown, unknown>, documentId: string) => {
  const known: Record<string, string> = { words: 'convention', documentId };
  return args
    .filter(({ name, type }) => name in known && isNonNullType(type))
    .map(({ name }) => `, ${name}: "${known[name]}"`)
    .join('');
};

const nodeOf = (field: GraphQLField<unknown, unknown>): string => {
  const page = getNamedType(field.type) as GraphQLObjectType;
  const edges = page.getFields().edges;
  if (!edges) return everything(page, 2);
  const { node } = (getNamedType(edges.type) as GraphQLObjectType).getFields();
  if (!node) throw new Error(`${field.name} has no nodes.`);
  return ` { edges { cursor node${everything(node.type, 1)} } pageInfo { endCursor hasNextPage } }`;
};

describe('a full page', () => {
  test.each(lists)('$name, of as many as it is said to give and with every field, is not too large', async (field) => {
    const most = mostOf(field);
    expect(most).toBeGreaterThan(0);
    const viewer = await buildViewer();
    const { documentId } = await buildConvention({ participants: [{ personId: viewer.personId, role: 'READER' }] });
    const answer = await ask(viewer, `{ ${field.name}(first: ${most}${neededBy(field, documentId)})${nodeOf(field)} }`);
    expect(answer.errors).toBeUndefined();
    const { asked, limit } = answer.extensions?.cost ?? { asked: 0, limit: 0 };
    expect(asked).toBeGreaterThanOrEqual(most);
    expect(asked).toBeLessThanOrEqual(limit);
  });

  test('costs twice as much for twice as many', async () => {
    const viewer = await buildViewer();
    const costOf = async (first: number) =>
      (await ask(viewer, `{ meetings(first: ${first}) { edges { node { id organisers { name } } } } }`)).extensions
        ?.cost?.asked ?? 0;
    const [ten, twenty, forty] = [await costOf(10), await costOf(20), await costOf(40)];
    expect(forty - twenty).toBe(2 * (twenty - ten));
  });
});

describe('the cost', () => {
  test('is in every answer, also for plain fields and for nobody', async () => {
    expect((await ask(null, '{ viewer { name } }')).extensions).toEqual({ cost: { asked: 1, limit: 100_000 } });
    const refused = await ask(null, '{ conventions { pageInfo { endCursor } } }');
    expect(refused.extensions?.cost?.limit).toBe(100_000);
    expect(refused.errors).toBeDefined();
  });

  test('that is too high is said with what may be', async () => {
    const greedy = '{ conventions(first: 500) { edges { node { threads(first: 500) { edges { node { id } } } } } } }';
    const answer = await ask(await buildViewer(), greedy);
    expect(answer.data).toBeUndefined();
    const [failure] = answer.errors ?? [];
    expect(failure?.extensions).toMatchObject({ code: 'QUERY_TOO_LARGE', of: 'cost', limit: 100_000 });
    expect(failure?.message).toContain(String(failure?.extensions.asked));
    expect(failure?.message).toContain('100000');
    expect(answer.extensions?.cost).toEqual({ asked: failure?.extensions.asked, limit: 100_000 });
  });

  test('is that of the operation asked for, not of the first in the document', async () => {
    const viewer = await buildViewer();
    const dear =
      'query Dear { conventions(first: 500) { edges { node { threads(first: 500) { edges { node { id } } } } } } }';
    const body = JSON.stringify({ query: `query Cheap { viewer { name } } ${dear}`, operationName: 'Dear' });
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const response = await endpoint.fetch('http://localhost/graphql', request, { viewer, from });
    expect(((await response.json()) as Answer).errors?.[0]?.extensions.code).toBe('QUERY_TOO_LARGE');
  });

  test('that counts depth says so', async () => {
    const deep = `{ conventions { edges { node ${'{ previous '.repeat(12)}{ id }${' }'.repeat(12)} } } }`;
    expect((await ask(await buildViewer(), deep)).errors?.[0]?.extensions).toMatchObject({
      code: 'QUERY_TOO_LARGE',
      of: 'depth',
      limit: 12,
    });
  });
});
