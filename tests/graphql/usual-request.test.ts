// The short way of usual requests (graphql/usual-request.ts) answers what yoga answers, also the second time, when the document
// is known: a header that is not usual sends the same request the long way.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '#domain/viewers.ts';
import { openEndpoint } from '#graphql/endpoint.ts';
import { bodyOf, isUsual } from '#graphql/usual-request.ts';
import { buildConvention } from '../build/conventions.ts';
import { buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

let server: Server;
let address = '';
let asking: Viewer | null = null;
let conventionId = '';
let steward: Viewer;

beforeAll(async () => {
  const app = express();
  const endpoint = openEndpoint();
  app.use('/graphql', (request, response, next) => {
    request.url = request.originalUrl;
    const asker = { viewer: asking, from: { ip: '127.0.0.1', userAgent: null } };
    const usual = async () => {
      if (!isUsual(request)) return null;
      request.body = await bodyOf(request);
      return endpoint.answerUsual(request.body as Buffer, asker);
    };
    usual()
      .then((answer) =>
        answer
          ? response.status(answer.status).type('json').end(answer.body)
          : endpoint.answer(request, response, asker),
      )
      .catch(next);
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const viewer = await buildViewer({ name: 'Hélène' });
  steward = viewer;
  const participants = [{ personId: viewer.personId, role: 'STEWARD' as const }];
  const convention = await buildConvention({ participants });
  conventionId = convention.id;
});
afterAll(() => void server.close());

/** What is answered, whichever way it went. */
async function ask(body: unknown, way: 'usual' | 'long', viewer: Viewer | null) {
  asking = viewer;
  const accept = way === 'usual' ? 'application/json' : 'application/json, application/xml;q=0.1';
  const headers = { 'content-type': 'application/json', accept };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(address, { method: 'POST', headers, body: text });
  const type = response.headers.get('content-type')?.split(';')[0];
  return { status: response.status, type, answer: (await response.json()) as unknown };
}

const readConvention = 'query One($id: ID!) { convention(id: $id) { title year participants { role } } }';
const list = 'query Many($first: Int) { conventions(first: $first) { edges { node { title } } } }';

const requests: [string, () => unknown][] = [
  ['a read', () => ({ query: readConvention, variables: { id: conventionId } })],
  [
    'a read of much, of which one part is nobody’s to see and another is skipped',
    () => ({
      query: `query Much($id: ID!, $no: Boolean = false) {
        convention(id: $id) { id state viewerRole threads { edges { node { id } } pageInfo { hasNextPage } } title @include(if: $no) }
        node(id: $id) { __typename ... on Convention { year } }
        theirs: convention(id: "00000000-0000-4000-8000-000000000000") { id }
        changes(first: 3) { changes { kind subject at thing { __typename } } } }`,
      variables: { id: conventionId },
    }),
  ],
  ['a read of nothing', () => ({ query: readConvention, variables: { id: 'zz' } })],
  ['a variable that is missing', () => ({ query: readConvention })],
  ['a variable of another type', () => ({ query: list, variables: { first: 'dix' } })],
  ['a page within bounds', () => ({ query: list, variables: { first: 2 } })],
  ['a page out of bounds', () => ({ query: list, variables: { first: 100_000 } })],
  [
    'what costs too much, of a document that is known',
    () => ({
      query:
        'query Much($first: Int) { conventions(first: $first) { edges { node { threads(first: 500) { edges { node { id } } } } } } }',
      variables: { first: 500 },
    }),
  ],
  ['an unknown field', () => ({ query: '{ viewer { nom } }' })],
  ['a document that cannot be read', () => ({ query: '{ viewer {' })],
  [
    'one of two operations',
    () => ({ query: 'query A { __typename } query B { viewer { name } }', operationName: 'B' }),
  ],
  [
    'an operation that is not there',
    () => ({ query: 'query A { __typename } query B { __typename }', operationName: 'C' }),
  ],
  ['two operations and no name', () => ({ query: 'query A { __typename } query B { __typename }' })],
  ['the schema', () => ({ query: '{ __schema { queryType { name } } }' })],
  [
    'too many aliases',
    () => ({ query: `{ ${Array.from({ length: 40 }, (_, index) => `a${index}: __typename`).join(' ')} }` }),
  ],
  [
    'a write that is refused',
    () => ({
      query: 'mutation ($input: RenameConventionInput!) { renameConvention(input: $input) { id } }',
      variables: { input: { conventionId: '00000000-0000-4000-8000-000000000000', title: 'Autre' } },
    }),
  ],
  ['no query', () => ({ variables: {} })],
  ['a query that is no text', () => ({ query: 12 })],
  ['extensions', () => ({ query: '{ __typename }', extensions: {} })],
  ['a list', () => [{ query: '{ __typename }' }]],
  ['no JSON', () => '{ "query": '],
];

describe('the short way answers as the long one', () => {
  test.each(requests)('%s', async (_name, request) => {
    for (const viewer of [steward, null]) {
      const long = await ask(request(), 'long', viewer);
      // From the third time on a read is run by a function made of it (graphql/compiled.ts).
      for (let turn = 0; turn < 4; turn += 1) expect(await ask(request(), 'usual', viewer)).toEqual(long);
    }
  });

  test('a write under one key is made once, whichever way it comes', async () => {
    const query = `mutation ($input: RenameConventionInput!, $key: String) {
      renameConvention(input: $input, idempotencyKey: $key) { title version } }`;
    const variables = { input: { conventionId, title: 'Une fois' }, key: 'une-seule-fois' };
    const first = await ask({ query, variables }, 'usual', steward);
    expect(first.answer).toMatchObject({ data: { renameConvention: { title: 'Une fois' } } });
    expect(await ask({ query, variables }, 'long', steward)).toEqual(first);
    expect(await ask({ query, variables }, 'usual', steward)).toEqual(first);
  });
});
