// Another system writes every noun under its own ids: made once, whoever sends it how often and at the same time; each item for itself.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { withdrawBudgetLine } from '#domain/budgets/budgets.ts';
import { upsertThings } from '#domain/upserts/upserts.ts';
import type { SystemViewer } from '#domain/viewers.ts';
import { type Upsertable, upsertable } from '#domain/vocabulary.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { prisma } from '#prisma/client.ts';
import { buildUpload, communes, table } from '../../build/datasets.ts';
import { buildFollowed, type Followed } from '../../build/follow-up.ts';
import { buildOrganisation, buildSystemViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

const endpoint = createEndpoint();

describe('on a database', () => {
  useDatabase();
  useOutside();
  let followed: Followed;
  let conventionId: string;
  let system: SystemViewer;

  beforeEach(async () => {
    followed = await buildFollowed();
    conventionId = followed.convention.id;
    const { id: organisationId } = await buildOrganisation({ kind: 'DEPARTMENT' });
    await prisma.participant.create({ data: { conventionId, organisationId, role: 'APPROVER' } });
    system = await buildSystemViewer(organisationId, 'READ_WRITE');
  });

  const one = async (noun: Upsertable | null, externalId: string, said: object, more: object = {}) => {
    const [result] = await upsertThings(system, [{ noun, externalId, said, ...more }]);
    if (!result) throw new Error('Nothing was answered.');
    return { ...result, code: result.refusal?.code ?? null };
  };
  const line = (more: object = {}) => ({
    conventionId,
    operationCode: 'OP',
    imputation: '65',
    title: 'Ligne',
    commitmentAuthorisation: '9000',
    ...more,
  });

  /** What makes each noun, and what then changes it. */
  const sayings = async (): Promise<Record<Upsertable, [object, object]>> => {
    const { action, deliverable, plain } = followed.blocks;
    await one('BudgetLine', 'parent', line());
    const uploadId = await buildUpload(system, 'communes.csv', table(communes));
    return {
      Action: [{ conventionId, blockId: action, status: 'ONGOING' }, { progress: 40 }],
      Deliverable: [{ conventionId, blockId: deliverable, title: 'Fiches', target: 10 }, { target: 12 }],
      Indicator: [
        {
          conventionId,
          blockId: plain,
          title: 'Logements',
          unit: 'logements',
          values: [{ on: '2026-01-31', value: '12' }],
        },
        {
          values: [
            { on: '2026-01-31', value: '12' },
            { on: '2026-02-28', value: '15,5' },
          ],
        },
      ],
      BudgetLine: [line(), { title: 'Ligne renommée' }],
      Payment: [
        { budgetLineExternalId: 'parent', kind: 'ADVANCE', amount: '100', state: 'ORDERED' },
        { state: 'PAID', paidOn: '2026-01-15' },
      ],
      Meeting: [
        {
          conventionId,
          kind: 'OTHER',
          title: 'Réunion',
          startsAt: new Date('2027-03-01T09:00:00Z'),
          endsAt: new Date('2027-03-01T10:00:00Z'),
          organiserIds: [system.organisationId],
        },
        { title: 'Réunion reportée' },
      ],
      Dataset: [
        {
          uploadId,
          kind: 'DATASET',
          title: 'Communes',
          description: 'Population',
          frequency: 'YEARLY',
          licence: 'LICENCE_OUVERTE',
          access: 'PARTNERS',
          producerId: system.organisationId,
        },
        { title: 'Communes du bassin', uploadId },
      ],
    };
  };

  test('each noun is made the first time, found again as it is, and said anew after', async () => {
    const said = await sayings();
    for (const noun of upsertable) {
      const [first, then] = said[noun];
      const made = await one(noun, 'SI-1', first);
      expect(made, noun).toMatchObject({ outcome: 'CREATED', refusal: null });
      const again = await one(noun, 'SI-1', first);
      expect(again, noun).toMatchObject({ outcome: 'UNCHANGED', place: made.place });
      const changed = await one(noun, 'SI-1', then);
      expect(changed, noun).toMatchObject({ outcome: 'CHANGED', place: made.place, refusal: null });
      expect(await one(noun, 'SI-1', then), noun).toMatchObject({ outcome: 'UNCHANGED', place: made.place });
    }
    const counts = [prisma.deliverable, prisma.indicator, prisma.payment, prisma.meeting] as {
      count(): Promise<number>;
    }[];
    for (const table of counts) expect(await table.count()).toBe(1);
    expect(await prisma.payment.findFirst()).toMatchObject({ state: 'PAID' });
    expect(
      (await prisma.indicatorValue.findMany({ orderBy: { on: 'asc' } })).map(({ value }) => Number(value)),
    ).toEqual([12, 15.5]);
    expect(await prisma.datasetVersion.count()).toBe(1);
    for (const table of counts) expect(await table.count()).toBe(1);
    await prisma.payment.deleteMany();
    await prisma.deliverable.deleteMany();
    await prisma.indicator.deleteMany();
    await prisma.meeting.deleteMany();
  });

  test('sent by several at the same time it is made once', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => one('BudgetLine', 'même', line())));
    expect(new Set(results.map(({ place }) => place?.id)).size).toBe(1);
    expect(results.filter(({ outcome }) => outcome === 'CREATED')).toHaveLength(1);
    expect(await prisma.budgetLine.count({ where: { conventionId } })).toBe(1);
    expect(await prisma.change.count({ where: { conventionId, kind: 'budgetLine.created' } })).toBe(1);
  });

  test('what fails after it was written leaves neither thing nor name', async () => {
    const other = await one('BudgetLine', 'A', line());
    // The name is taken by another thing while this one is being made: neither is kept.
    const refused = await one('BudgetLine', 'B', { title: 'Rien' }, { id: other.place?.id });
    expect(refused).toMatchObject({ outcome: 'REFUSED', code: 'CONFLICT' });
    expect(await prisma.budgetLine.count({ where: { conventionId } })).toBe(1);
    expect(await prisma.budgetLine.findFirst({ where: { conventionId } })).toMatchObject({ title: 'Ligne' });
  });

  test('each item has its own outcome: what is refused says nothing of the others, and why', async () => {
    const [first, second, third, fourth, fifth] = await upsertThings(system, [
      { noun: 'BudgetLine', externalId: '1', said: line() },
      { noun: 'BudgetLine', externalId: '2', said: { conventionId, title: 'Sans montant' } },
      { noun: null, externalId: '3', said: {} },
      { noun: 'Payment', externalId: '4', said: { budgetLineExternalId: 'inconnue', kind: 'ADVANCE', amount: '1' } },
      { noun: 'Payment', externalId: '5', said: { budgetLineExternalId: '1', kind: 'ADVANCE', amount: '1' } },
    ]);
    expect([first, second, third, fourth, fifth].map((one) => one?.outcome)).toEqual([
      'CREATED',
      'REFUSED',
      'REFUSED',
      'REFUSED',
      'CREATED',
    ]);
    expect(second?.refusal?.fields).toHaveProperty('commitmentAuthorisation');
    expect(third?.refusal?.fields).toHaveProperty('noun');
    expect(fourth?.refusal?.fields).toHaveProperty('budgetLineExternalId');
  });

  test('names are each organisation’s own, open nothing, and are bound by rights, versions and what was withdrawn', async () => {
    const made = await one('BudgetLine', 'L', line());
    const id = made.place?.id ?? '';
    const stranger = await buildSystemViewer((await buildOrganisation()).id, 'READ_WRITE');
    const reader = await buildSystemViewer(system.organisationId, 'READ');
    const codesOf = async (viewer: SystemViewer, more: object = {}) =>
      (await upsertThings(viewer, [{ noun: 'BudgetLine', externalId: 'L', said: { title: 'Autre' }, ...more }])).map(
        ({ refusal }) => refusal?.code,
      );
    expect(await codesOf(stranger)).toEqual(['INVALID_INPUT']);
    expect(await codesOf(stranger, { id })).toEqual(['NOT_FOUND']);
    expect(await codesOf(reader)).toEqual(['FORBIDDEN']);
    expect(await codesOf(system, { version: 9 })).toEqual(['CONFLICT']);
    expect(await codesOf(system, { id: randomUUID() })).toEqual(['CONFLICT']);
    // A thing that is there already is named by its id.
    const { place } = await one('BudgetLine', 'M', line());
    await prisma.externalId.deleteMany({ where: { externalId: 'M' } });
    expect(await one('BudgetLine', 'N', { title: 'Nommée' }, { id: place?.id })).toMatchObject({ outcome: 'CHANGED' });
    expect(await one('BudgetLine', 'N', { title: 'Encore' })).toMatchObject({ outcome: 'CHANGED', place });
    await withdrawBudgetLine(system, { budgetLineId: id });
    expect(await one('BudgetLine', 'L', { title: 'Autre' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await one('BudgetLine', 'L', line())).toMatchObject({ code: 'NOT_FOUND' });
  });

  const ask = async (query: string, variables: object) => {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    };
    const from = { ip: '192.0.2.1', userAgent: null };
    const response = await endpoint.fetch('http://localhost/graphql', request, { viewer: system, from });
    return (await response.json()) as { data: Record<string, unknown>; errors?: { extensions: { code: string } }[] };
  };

  test('500 go in one request, each with its answer, and are found by their names; 501 and none are refused', async () => {
    const query = `mutation Envoi($input: UpsertInput!) {
      upsert(input: $input) { externalId outcome thing { __typename ... on BudgetLine { id externalId } } error { code } }
    }`;
    const items = Array.from({ length: 500 }, (_, index) => ({
      externalId: `L${index}`,
      budgetLine: line({ title: `Ligne ${index}` }),
    }));
    const { data, errors } = await ask(query, { input: { items } });
    expect(errors).toBeUndefined();
    const results = data.upsert as { externalId: string; outcome: string; thing: { externalId: string } }[];
    expect(results.map(({ thing }) => thing.externalId)).toEqual(items.map(({ externalId }) => externalId));
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['CREATED']));
    const again = await ask(query, { input: { items } });
    expect(new Set((again.data.upsert as typeof results).map(({ outcome }) => outcome))).toEqual(
      new Set(['UNCHANGED']),
    );
    const many = [...items, { externalId: 'de trop', budgetLine: line() }];
    for (const wrong of [many, []])
      expect((await ask(query, { input: { items: wrong } })).errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    const found = await ask(
      '{ thingsByExternalId(type: BudgetLine, externalIds: ["L3", "rien", "L1"]) { ... on BudgetLine { externalId title } } }',
      {},
    );
    expect(found.data.thingsByExternalId).toEqual([
      { externalId: 'L3', title: 'Ligne 3' },
      null,
      { externalId: 'L1', title: 'Ligne 1' },
    ]);
  });
});
