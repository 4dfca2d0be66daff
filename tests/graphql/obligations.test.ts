// Obligations as programs ask for them: one query reads what is owed with its proofs; refusals name their fields.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#domain/calendar.ts';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { buildFollowed, type Followed, setState } from '../build/obligations.ts';
import { buildSystemViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

let followed: Followed;
beforeEach(async () => {
  setClock(() => new Date('2025-07-01T10:00:00Z'));
  followed = await buildFollowed();
});
afterEach(() => setClock(null));

const endpoint = createEndpoint();

interface Answer<Data> {
  data: Data;
  errors?: { extensions: { code: string; fields?: Record<string, string> } }[];
}

/** Asks as a program does, over HTTP. */
async function ask<Data>(viewer: Viewer, query: string, variables: object = {}): Promise<Answer<Data>> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const from = { ip: '192.0.2.1', userAgent: null };
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers, body },
    { viewer, from },
  );
  return (await response.json()) as Answer<Data>;
}

const create =
  'mutation ($input: CreateObligationInput!) { createObligation(input: $input) { id occurrences { id dueOn } } }';
const terms = (more: object = {}) => ({
  blockId: followed.blockId,
  title: 'Réunir les deux MDADT',
  debtorIds: [followed.debtor.id],
  creditorIds: [followed.lensHenin.id],
  attendeeIds: [followed.lensHenin.id, followed.artois.id],
  periodicity: 'TWICE_A_YEAR',
  proof: 'MEETING',
  startsOn: '2025-01-01',
  endsOn: '2025-12-31',
  ...more,
});

interface Created {
  createObligation: { id: string; occurrences: { id: string; dueOn: string }[] };
}

const write = (viewer: Viewer, more: object = {}) =>
  ask<Created>(viewer, create, { input: { conventionId: followed.convention.id, terms: terms(more) } });

test('are written, proved and read with all that is known of them, ten at once', async () => {
  const { data } = await write(followed.steward);
  expect(data.createObligation.occurrences.map(({ dueOn }) => dueOn)).toEqual(['2025-06-30', '2025-12-31']);
  const input = {
    occurrenceId: data.createObligation.occurrences[0]?.id,
    proof: 'MEETING',
    on: '2025-05-15',
    title: 'À Béthune',
    attendeeIds: [followed.lensHenin.id],
  };
  const proved = await ask(
    followed.agent,
    'mutation ($input: RecordEvidenceInput!) { recordEvidence(input: $input) { id } }',
    { input },
  );
  expect(proved.errors).toBeUndefined();
  const read = await ask(
    followed.reader,
    `{ obligations(first: 10) { edges { node {
      title block { headings { title } } debtors { id } creditors { name } attendees { name organisation { id } } pilots { name }
      viewerMayManage viewerMayRecord
      occurrences { state dueOn metLate evidence { title on counts attendees { name } missing { name } } } } } }
      occurrenceCounts { quarter state count } }`,
  );
  expect(read).toMatchObject({
    data: {
      obligations: {
        edges: [
          {
            node: {
              block: { headings: [{ title: 'Suivi' }] },
              creditors: [{ name: 'MDADT Lens-Hénin' }],
              viewerMayManage: false,
              viewerMayRecord: false,
              occurrences: [
                { state: 'LATE', evidence: [{ counts: false, missing: [{ name: 'MDADT Artois' }] }] },
                { state: 'TO_PLAN', evidence: [] },
              ],
            },
          },
        ],
      },
      occurrenceCounts: [
        { quarter: '2025-Q2', state: 'LATE', count: 1 },
        { quarter: '2025-Q4', state: 'TO_PLAN', count: 1 },
      ],
    },
  });
});

test('what one owes, what is owed to one and what is late are of conventions in force alone', async () => {
  await write(followed.steward);
  const query =
    '{ viewer { owed { edges { node { dueOn } } } owedToMe { edges { node { dueOn } } } late { edges { node { dueOn } } } } }';
  const days = async (viewer: Viewer) => {
    const { data } = await ask<{ viewer: Record<string, { edges: { node: { dueOn: string } }[] }> }>(viewer, query);
    return Object.fromEntries(
      Object.entries(data.viewer).map(([name, { edges }]) => [name, edges.map(({ node }) => node.dueOn)]),
    );
  };
  expect(await days(followed.debtorViewer)).toEqual({ owed: [], owedToMe: [], late: [] });
  await setState(followed.convention.id, 'RUNNING');
  const both = ['2025-06-30', '2025-12-31'];
  expect(await days(followed.debtorViewer)).toEqual({ owed: both, owedToMe: [], late: ['2025-06-30'] });
  expect(await days(followed.steward)).toEqual({ owed: [], owedToMe: both, late: ['2025-06-30'] });
});

test('a refusal names the field at fault; a key that only reads writes nothing', async () => {
  const { errors } = await write(followed.steward, { endsOn: '2024-12-31' });
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_INPUT',
    fields: { endsOn: 'La fin de la période précède son début.' },
  });
  const key = await buildSystemViewer(followed.department.id, 'READ');
  expect((await write(key)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});
