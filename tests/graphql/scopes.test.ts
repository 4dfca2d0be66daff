// What a key that is narrowed may read and write, of every field there is: the table is made from the schema, so that a new type
// without an area fails.
import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { readsSubject } from '#domain/permissions.ts';
import { createDocument } from '#domain/texts/documents.ts';
import { hashToken, newToken } from '#domain/tokens.ts';
import { type SystemViewer, viewerOfApiKey } from '#domain/viewers.ts';
import { type Area, areas, nouns, type Scope } from '#domain/vocabulary.ts';
import { areaOf } from '#graphql/areas.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { exportLines } from '#graphql/export.ts';
import { schema } from '#graphql/schema.ts';
import { prisma } from '#prisma/client.ts';
import { buildNotes } from '../build/minutes.ts';
import { buildWorld } from '../hostile/world.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
const outside = useOutside();

const endpoint = createEndpoint();
const from = { ip: '192.0.2.1', userAgent: null };
let conventionId: string;
let personId: string;
let organisationId: string;

async function keyWith(scopes: readonly Scope[]): Promise<SystemViewer> {
  const secret = newToken();
  const mode = scopes.some((scope) => scope.endsWith('write')) ? ('READ_WRITE' as const) : ('READ' as const);
  const terms = { organisationId, createdById: personId, name: 'Clé', prefix: 'x', mode, scopes: [...scopes] };
  await prisma.apiKey.create({ data: { ...terms, hash: hashToken(secret) } });
  return (await viewerOfApiKey(secret)) as SystemViewer;
}

beforeAll(async () => {
  outside.begin();
  await buildWorld();
  conventionId = (await prisma.convention.findFirstOrThrow({ where: { meetings: { some: {} } } })).id;
  const person = await prisma.person.findFirstOrThrow({ where: { organisation: { kind: 'DEPARTMENT' } } });
  personId = person.id;
  organisationId = person.organisationId;
  await prisma.participant.deleteMany({ where: { conventionId, organisationId } });
  await prisma.participant.create({ data: { conventionId, organisationId, role: 'STEWARD' } });
});

const objectTypes = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'));

test.each(objectTypes)('$name has an area, or is said to be open', (type) => {
  expect(areaOf(type)).not.toBeUndefined();
});

async function ask(viewer: SystemViewer, query: string, variables: object = {}) {
  const body = JSON.stringify({ query, variables });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const response = await endpoint.fetch('http://localhost/graphql', request, { viewer, from });
  return (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
}

/** Fields of a convention that ask for nothing, with their area. */
const held = Object.values((schema.getType('Convention') as GraphQLObjectType).getFields()).flatMap((field) => {
  const named = getNamedType(field.type);
  const area = isObjectType(named) ? areaOf(named) : null;
  return area ? [{ name: field.name, area }] : [];
});

describe.each(areas)('a key for %s alone', (area) => {
  test('reads of a convention what is of it, and is refused the rest', async () => {
    expect(held.length).toBeGreaterThan(8);
    const viewer = await keyWith([`${area}:read`]);
    for (const field of held) {
      const answer = await ask(
        viewer,
        `{ convention(id: "${conventionId}") { id title ${field.name} { __typename } } }`,
      );
      const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code);
      expect(codes, field.name).toEqual(field.area === area ? [] : ['FORBIDDEN']);
    }
  });

  test('is given nothing else in a copy, in the feed, or by its id', async () => {
    const viewer = await keyWith([`${area}:read`]);
    let words = '';
    for await (const part of exportLines(viewer, from)) words += part;
    const things = words
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { __typename: string });
    const seen = new Set(things.slice(1, -1).map(({ __typename }) => __typename));
    for (const noun of nouns) if (!readsSubject(viewer, noun)) expect(seen.has(noun), noun).toBe(false);
    const feed = await ask(viewer, '{ changes(first: 500) { changes { subject } } }');
    const subjects = (feed.data as { changes: { changes: { subject: (typeof nouns)[number] }[] } }).changes.changes;
    expect(subjects.filter(({ subject }) => !readsSubject(viewer, subject))).toEqual([]);
  });
});

/** The text of a convention, the notes of one of its meetings, its report: each with its area. */
async function textsByArea(): Promise<Partial<Record<Area, string>>> {
  const { documentId } = await prisma.convention.findUniqueOrThrow({ where: { id: conventionId } });
  const meeting = await prisma.meeting.findFirstOrThrow({ where: { conventionId }, include: { notes: true } });
  const report = await prisma.yearReport.upsert({
    where: { conventionId },
    create: {
      conventionId,
      createdById: personId,
      documentId: await prisma.$transaction((tx) => createDocument(tx, { kind: 'REPORT' })),
    },
    update: {},
  });
  const notes = meeting.notes?.documentId ?? (await buildNotes(meeting.id));
  return { programme: documentId, meetings: notes, followUp: report.documentId };
}

test('a text and its versions are for keys of the area of whose text it is', async () => {
  const texts = await textsByArea();
  for (const area of areas) {
    const viewer = await keyWith([`${area}:read`]);
    for (const [owner, documentId] of Object.entries(texts)) {
      for (const words of [
        `{ text(documentId: "${documentId}") { kind title viewerMayWrite convention { id } } }`,
        `{ textVersions(documentId: "${documentId}") { edges { node { id } } } }`,
      ]) {
        const codes = ((await ask(viewer, words)).errors ?? []).map(({ extensions }) => extensions.code);
        expect(codes, `${owner} with ${area}`).toEqual(owner === area ? [] : ['NOT_FOUND']);
      }
    }
  }
  const whole = await keyWith([]);
  const read = async (documentId: string) =>
    (await ask(whole, `{ text(documentId: "${documentId}") { kind isFrozen meeting { id } } }`)).data;
  expect(await read(texts.meetings ?? '')).toMatchObject({
    text: { kind: 'NOTES', meeting: { id: expect.any(String) } },
  });
  expect(await read(texts.followUp ?? '')).toEqual({ text: { kind: 'REPORT', isFrozen: false, meeting: null } });
});

test('a key that is narrowed to reading writes nothing, one for an area writes there alone', async () => {
  const input = { conventionId, operationCode: 'X', imputation: '1', title: 'Ligne', commitmentAuthorisation: '1.00' };
  const write = 'mutation ($input: CreateBudgetLineInput!) { createBudgetLine(input: $input) { id } }';
  await prisma.convention.update({ where: { id: conventionId }, data: { state: 'RUNNING' } });
  for (const scopes of [['finance:read'], ['programme:write'], ['meetings:write', 'finance:read']] as const)
    expect((await ask(await keyWith(scopes), write, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  for (const scopes of [['finance:write'], ['finance:write', 'meetings:read']] as const)
    expect((await ask(await keyWith(scopes), write, { input })).errors).toBeUndefined();
});
