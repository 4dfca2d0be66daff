// The path and the money of a convention through the API, as a finance system reads and writes them.
import { beforeEach, expect, test } from 'vitest';
import type { PersonViewer, SystemViewer, Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { buildConvention, moveTo, signature } from '../build/conventions.ts';
import { buildOrganisation, buildSystemViewer, buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();

async function ask(viewer: Viewer, query: string, variables: object = {}) {
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    },
    { viewer, from: { ip: '192.0.2.1', userAgent: null } },
  );
  return (await response.json()) as {
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests themselves
    data: any;
    errors?: { message: string; extensions: { code: string; fields?: Record<string, string> } }[];
  };
}

let steward: PersonViewer;
let key: SystemViewer;
let id: string;

beforeEach(async () => {
  const department = await buildOrganisation({ kind: 'DEPARTMENT' });
  steward = await buildViewer({ organisationId: department.id });
  key = await buildSystemViewer(department.id, 'READ_WRITE');
  ({ id } = await buildConvention({
    year: 2025,
    participants: [
      { personId: steward.personId, role: 'STEWARD' },
      { organisationId: department.id, role: 'APPROVER' },
    ],
  }));
});

const MOVE = `mutation ($input: MoveConventionInput!) { moveConvention(input: $input) { state } }`;
const PATH = `query ($id: ID!) { convention(id: $id) { state path { steps { to on vote { deliberation votesFor leftRoom }
  signature { place signatories { name } } } nextSteps { to viewerMayTake } } frozenText { sha256 canonical pdf { name mediaType }
  check { hashHolds textHolds pdfHolds } } amendments { id } } }`;

test('a program follows the path to the frozen text and its PDF; a skipped step says which one is next', async () => {
  const before = await ask(key, PATH, { id });
  expect(before.data.convention).toMatchObject({
    state: 'DRAFT',
    path: { steps: [], nextSteps: [{ to: 'IN_REVIEW', viewerMayTake: true }] },
    frozenText: null,
  });
  const skipped = await ask(steward, MOVE, { input: { conventionId: id, to: 'SIGNED', on: '2025-04-22', signature } });
  expect(skipped.errors?.[0]).toMatchObject({
    message: 'La signature ne peut pas venir maintenant\u00a0: l’étape suivante est la mise en concertation.',
    extensions: { code: 'CONFLICT' },
  });
  await moveTo(steward, id, 'ADOPTED');
  const signed = await ask(steward, MOVE, { input: { conventionId: id, to: 'SIGNED', on: '2025-04-22', signature } });
  expect(signed.data.moveConvention.state).toBe('SIGNED');
  const { data, errors } = await ask(key, PATH, { id });
  expect(errors).toBeUndefined();
  expect(data.convention.path.steps.at(-2)).toMatchObject({
    to: 'ADOPTED',
    vote: { deliberation: '2025-117', votesFor: 40 },
  });
  expect(data.convention.path.steps.at(-1)).toMatchObject({
    to: 'SIGNED',
    on: '2025-04-22',
    signature: { place: 'Arras' },
  });
  expect(data.convention.frozenText).toMatchObject({
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    pdf: { mediaType: 'application/pdf' },
    check: { hashHolds: true, textHolds: true, pdfHolds: true },
  });
});

test('a finance system writes amounts as text and reads them back to the cent', async () => {
  const line = await ask(
    key,
    `mutation ($input: CreateBudgetLineInput!) { createBudgetLine(input: $input) { id commitmentAuthorisation paymentCredit } }`,
    {
      input: {
        conventionId: id,
        operationCode: 'C05-515C01',
        imputation: '6568//93515',
        title: 'Ingénierie territoriale',
        commitmentAuthorisation: '180000.00',
      },
    },
  );
  expect(line.data.createBudgetLine).toMatchObject({ commitmentAuthorisation: '180000.00', paymentCredit: null });
  const CREATE = `mutation ($input: CreatePaymentInput!) { createPayment(input: $input) { id amount state proofs { title isGiven } } }`;
  const pay = (amount: string) =>
    ask(key, CREATE, {
      input: { budgetLineId: line.data.createBudgetLine.id, kind: 'ADVANCE', amount, proofs: [{ title: 'Le bilan' }] },
    });
  expect((await pay('-1')).errors?.[0]?.extensions.fields).toEqual({ amount: 'Un montant ne peut pas être négatif.' });
  const { data } = await pay('60000.10');
  expect(data.createPayment).toMatchObject({ amount: '60000.10', proofs: [{ title: 'Le bilan', isGiven: false }] });
  const paid = await ask(key, `mutation ($input: ChangePaymentInput!) { changePayment(input: $input) { state } }`, {
    input: { paymentId: data.createPayment.id, state: 'PAID', paidOn: '2025-05-15' },
  });
  expect(paid.errors?.[0]?.message).toContain('« Le bilan »');
  const budget = await ask(
    key,
    `query ($id: ID!) { convention(id: $id) { budget { sums { committed remaining } } } }`,
    {
      id,
    },
  );
  expect(budget.data.convention.budget.sums).toEqual({ committed: '60000.10', remaining: '119999.90' });
});
