// `npm run bench:lists`: the lists of the follow-up over 1 000 obligations and 5 000 actions, through the API in this
// process, as a page asks for them. Writes its part of bench/RESULTS.md.
import { randomUUID } from 'node:crypto';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import { createApi } from '#graphql/execute.ts';
import { log } from '#log.ts';
import { connectDatabase, disconnectDatabase, prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph } from '#tests/build/conventions.ts';
import { buildOrganisation, buildPerson, signIn } from '#tests/build/organisations.ts';
import { createOnPostgresql } from '#tests/rig/postgresql.ts';
import { machine, table, verdict, writeSection } from './report.ts';
import { spreadOf } from './statistics.ts';

const CONVENTIONS = 10;
const OBLIGATIONS = 1_000;
const ACTIONS = 5_000;
const TIMES = 40;
const TARGET_MS = 200;

const obligationFields = `id title periodicity debtors { shortName } creditors { name } attendees { name }
  pilots { name } block { number headings { title } }
  occurrences { id state dueOn metLate evidence { title counts attendees { name } missing { name } } }`;

const queries: readonly (readonly [string, string])[] = [
  ['obligations, 50 of 1 000', `{ obligations(first: 50) { edges { node { ${obligationFields} } } } }`],
  [
    'obligations, all 100 of one convention',
    `query ($id: ID!) { obligations(first: 200, filter: { conventionId: $id }) { edges { node { ${obligationFields} } } } }`,
  ],
  [
    'obligations that are late, 50',
    `{ obligations(first: 50, filter: { states: [LATE] }) { edges { node { ${obligationFields} } } } }`,
  ],
  [
    'due dates of the home page',
    '{ viewer { owed(first: 10) { edges { node { id state } } } late(first: 10) { edges { node { id } } } } }',
  ],
  ['counts by quarter and state', '{ occurrenceCounts { quarter state count } }'],
  ['actions, 50 of 5 000', '{ actions(first: 50) { edges { node { id status progress } } } }'],
];

/** Conventions whose people all see them, each with its share of obligations (4 due dates, half proved) and actions. */
async function build() {
  const { id: organisationId } = await buildOrganisation({ kind: 'DEPARTMENT' });
  const { id: debtorId } = await buildOrganisation();
  const unit = await prisma.unit.create({ data: { organisationId, name: 'Service', shortName: 'S' } });
  const person = await buildPerson({ organisationId });
  let conventionId = '';
  for (let index = 0; index < CONVENTIONS; index += 1) {
    const participants = [{ organisationId, role: 'STEWARD' as const }];
    const content = [heading('Suivi'), paragraph('Le partenaire s’engage.')];
    ({ id: conventionId } = await buildConvention({ content, participants, state: 'RUNNING', year: 2016 + index }));
    await buildItems(conventionId);
    await buildObligations(conventionId, { debtorId, unitId: unit.id, personId: person.id });
  }
  return { viewer: await signIn(person), conventionId };
}

const headingId = (conventionId: string) => conventionId;

/** The rows of a projected text: one axis, and under it what is followed. */
async function buildItems(conventionId: string): Promise<void> {
  const row = { conventionId, title: '', text: 'Une action du programme, avec ses partenaires.' };
  const axis = {
    ...row,
    blockId: headingId(conventionId),
    kind: 'AXIS' as const,
    number: '1',
    title: 'Axe',
    position: 0,
  };
  const actions = Array.from({ length: ACTIONS / CONVENTIONS }, (_, index) => ({
    ...row,
    blockId: randomUUID(),
    parentBlockId: axis.blockId,
    kind: 'PARAGRAPH' as const,
    mark: 'ACTION' as const,
    position: index + 1,
  }));
  await prisma.programmeItem.createMany({ data: [axis, ...actions] });
}

async function buildObligations(
  conventionId: string,
  { debtorId, unitId, personId }: { debtorId: string; unitId: string; personId: string },
): Promise<void> {
  const items = await prisma.programmeItem.findMany({ where: { conventionId }, take: OBLIGATIONS / CONVENTIONS });
  for (const { blockId } of items)
    await prisma.obligation.create({
      data: {
        conventionId,
        blockId,
        title: 'Réunion des partenaires',
        periodicity: 'QUARTERLY',
        proof: 'MEETING',
        startsOn: new Date('2025-01-01'),
        endsOn: new Date('2025-12-31'),
        parties: {
          create: [
            { role: 'DEBTOR', organisationId: debtorId },
            { role: 'CREDITOR', unitId },
            { role: 'ATTENDEE', unitId },
          ],
        },
        pilots: { create: { personId } },
        occurrences: {
          create: ['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31'].map((due, index) => ({
            rank: index + 1,
            startsOn: new Date('2025-01-01'),
            dueOn: new Date(due),
            evidence: index % 2 ? {} : { create: proof(unitId) },
          })),
        },
      },
    });
}

const proof = (unitId: string) => ({
  proof: 'MEETING' as const,
  on: new Date('2025-03-10'),
  title: 'Réunion',
  attendees: { create: { unitId } },
});

async function time(viewer: Awaited<ReturnType<typeof build>>['viewer'], query: string, id: string) {
  const api = createApi({ viewer, from: { ip: '192.0.2.1', userAgent: null } }, '/connexion');
  const document = parse(query);
  const times: number[] = [];
  for (let index = 0; index < TIMES; index += 1) {
    const startedAt = performance.now();
    await api.query(document as TypedDocumentNode<object, object>, query.startsWith('query') ? { id } : {});
    times.push(performance.now() - startedAt);
  }
  // The first calls pay for compiling the statements, once a process.
  return spreadOf(times.slice(3));
}

log.level = 'fatal';
const measuredOn = machine();
const { url, drop } = await createOnPostgresql();
await connectDatabase(url);
const { viewer, conventionId } = await build();
const rows: (string | number)[][] = [];
for (const [name, query] of queries) {
  const { p50, p95 } = await time(viewer, query, conventionId);
  rows.push([name, p50.toFixed(0), p95.toFixed(0), verdict(p95, TARGET_MS, { digits: 0 })]);
}
const text = `${OBLIGATIONS} obligations with 4 due dates each over ${CONVENTIONS} conventions, ${ACTIONS} actions; one reader, one request at a
time, through the API in this process: milliseconds.

${table(['list', 'p50', 'p95', `p95 ≤ ${TARGET_MS} ms`], rows)}`;
writeSection({ heading: 'Lists of the follow-up', text }, measuredOn);
process.stdout.write(`${text}\n`);
await disconnectDatabase();
await drop();
process.exit(0);
