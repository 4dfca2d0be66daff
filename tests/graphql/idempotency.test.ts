// A program's write under an `idempotencyKey`: done once however often and however concurrently it is sent, answered the same, and
// refused for anything else.
import { describe, expect, test } from 'vitest';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { schema } from '#graphql/schema.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention } from '../build/conventions.ts';
import { buildOrganisation, buildSystemViewer, buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

const endpoint = createEndpoint();
const from = { ip: '192.0.2.1', userAgent: null };

interface Answer {
  data?: { createBudgetLine: { id: string; title: string } } | null;
  errors?: { message: string; path?: string[]; extensions: { code: string; fields?: object } }[];
}

const CREATE = `mutation ($input: CreateBudgetLineInput!, $key: String) {
  createBudgetLine(input: $input, idempotencyKey: $key) { id title }
}`;

async function ask(viewer: Viewer | null, query: string, variables: object): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  return (await (await endpoint.fetch('http://localhost/graphql', request, { viewer, from })).json()) as Answer;
}

const line = (conventionId: string, title = 'Animation') => ({
  conventionId,
  operationCode: 'OP1',
  imputation: '65-628',
  title,
  commitmentAuthorisation: '1000.00',
});

test('every mutation takes one', () => {
  for (const { name, args } of Object.values(schema.getMutationType()?.getFields() ?? {}))
    expect(
      args.some((argument) => argument.name === 'idempotencyKey'),
      name,
    ).toBe(true);
});

describe('a write under a key', () => {
  useDatabase();
  useOutside();

  async function begin() {
    const { id } = await buildOrganisation({ kind: 'DEPARTMENT' });
    const convention = await buildConvention({
      state: 'RUNNING',
      participants: [{ organisationId: id, role: 'STEWARD' }],
    });
    const viewer = await buildSystemViewer(id, 'READ_WRITE');
    return { viewer, conventionId: convention.id, organisationId: id };
  }
  const countOf = (conventionId: string) => prisma.budgetLine.count({ where: { conventionId } });

  test('is done once, also when it is sent five times at once, and answered the same each time', async () => {
    const { viewer, conventionId } = await begin();
    const sent = { input: line(conventionId), key: 'k-1' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(viewer, CREATE, sent)));
    answers.push(await ask(viewer, CREATE, sent));
    expect(answers[0]?.errors).toBeUndefined();
    expect(new Set(answers.map(({ data }) => data?.createBudgetLine.id)).size).toBe(1);
    expect(await countOf(conventionId)).toBe(1);
  });

  test('for something else is refused, and without one is done again', async () => {
    const { viewer, conventionId } = await begin();
    await ask(viewer, CREATE, { input: line(conventionId), key: 'k-2' });
    const other = await ask(viewer, CREATE, { input: line(conventionId, 'Autre'), key: 'k-2' });
    expect(other.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await countOf(conventionId)).toBe(1);
    for (let turn = 0; turn < 2; turn += 1) await ask(viewer, CREATE, { input: line(conventionId) });
    expect(await countOf(conventionId)).toBe(3);
  });

  test('of another key of the organisation is another write', async () => {
    const { viewer, conventionId, organisationId } = await begin();
    const second = await buildSystemViewer(organisationId, 'READ_WRITE');
    const one = await ask(viewer, CREATE, { input: line(conventionId), key: 'k-3' });
    const two = await ask(second, CREATE, { input: line(conventionId), key: 'k-3' });
    expect(one.data?.createBudgetLine.id).not.toBe(two.data?.createBudgetLine.id);
  });

  test('that was refused is refused the same again, with its path and its fields', async () => {
    const { viewer, conventionId } = await begin();
    const sent = { input: { ...line(conventionId), commitmentAuthorisation: 'beaucoup' }, key: 'k-4' };
    const [first, second] = [await ask(viewer, CREATE, sent), await ask(viewer, CREATE, sent)];
    expect(first.errors?.[0]).toMatchObject({ path: ['createBudgetLine'], extensions: { code: 'INVALID_INPUT' } });
    expect(second.errors).toEqual(
      first.errors?.map(({ message, path, extensions }) => ({ message, path, extensions })),
    );
  });

  test('is alone in its request, and its key is a word', async () => {
    const { viewer, conventionId } = await begin();
    const two = `mutation ($input: CreateBudgetLineInput!) {
      a: createBudgetLine(input: $input, idempotencyKey: "k") { id } b: createBudgetLine(input: $input) { id } }`;
    expect((await ask(viewer, two, { input: line(conventionId) })).errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    for (const key of ['', ' ', 'x'.repeat(201), 'a\0'])
      expect((await ask(viewer, CREATE, { input: line(conventionId), key })).errors?.[0]?.extensions.code).toBe(
        'INVALID_INPUT',
      );
    expect(await countOf(conventionId)).toBe(0);
  });

  test('of nobody is nobody’s', async () => {
    const answer = await ask(null, CREATE, { input: line((await buildConvention()).id), key: 'k-5' });
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await ask(await buildViewer(), '{ viewer { name } }', {})).errors).toBeUndefined();
  });
});
