// The files of a convention as programs and pages ask for them: with what each serves as, and never file by file.
import pg from 'pg';
import { beforeEach, expect, test, vi } from 'vitest';
import { storeFile } from '#domain/files/files.ts';
import { createDeliverable, deliverPiece } from '#domain/follow-up/deliverables.ts';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { prisma } from '#prisma/client.ts';
import { buildApprovedMinutes, buildJoint, buildMeeting, type Joint } from '../build/meetings.ts';
import { buildSystemViewer, buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();

async function ask(viewer: Viewer | null, query: string, variables: object = {}) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const from = { ip: '192.0.2.1', userAgent: null };
  const request = { method: 'POST', headers, body };
  const response = await endpoint.fetch('http://localhost/graphql', request, { viewer, from });
  return (await response.json()) as {
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests themselves
    data: any;
    errors?: { extensions: { code: string; fields?: Record<string, string> } }[];
  };
}

const FILES = `query ($id: ID!, $first: Int, $after: String, $words: String, $kind: FileKind) {
  convention(id: $id) { files(first: $first, after: $after, words: $words, kind: $kind) {
    edges { node { id name size createdBy { name } uses { kind conventionId subjectId title } } }
    pageInfo { hasNextPage endCursor } } } }`;

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
  await buildApprovedMinutes(await buildMeeting(joint));
});

const keep = (fileName: string) =>
  storeFile(joint.agent, joint.convention.id, { fileName, bytes: Buffer.from('%PDF-1') });
const files = async (variables: object = {}, viewer: Viewer = joint.reader) =>
  (await ask(viewer, FILES, { id: joint.convention.id, ...variables })).data.convention.files;

test('are listed page by page with who handed them in and what they serve as', async () => {
  const { id } = await keep('fiche.pdf');
  const conventionId = joint.convention.id;
  const promised = { conventionId, blockId: joint.blockId, title: 'Fiches-bilan', target: 1 };
  const deliverable = await createDeliverable(joint.agent, promised);
  await deliverPiece(joint.agent, { deliverableId: deliverable.id, on: '2025-01-31', fileId: id });
  const { name } = await prisma.person.findUniqueOrThrow({ where: { id: joint.agent.personId } });
  const newest = await files({ first: 1 });
  expect(newest.edges.map(({ node }: { node: object }) => node)).toEqual([
    {
      id,
      name: 'fiche.pdf',
      size: 6,
      createdBy: { name },
      uses: [{ kind: 'DELIVERABLE', conventionId, subjectId: deliverable.id, title: 'Fiches-bilan' }],
    },
  ]);
  const { hasNextPage, endCursor } = newest.pageInfo;
  expect(hasNextPage).toBe(true);
  const { edges, pageInfo } = await files({ first: 1, after: endCursor });
  expect([edges[0].node.name, edges[0].node.createdBy, edges[0].node.uses[0].kind, pageInfo.hasNextPage]).toEqual([
    'Compte rendu.pdf',
    null,
    'MINUTES',
    false,
  ]);
  expect((await files({ kind: 'MINUTES' })).edges).toEqual(edges);
  expect((await files({ words: 'FICHE' })).edges).toEqual(newest.edges);
});

test('are unknown to who does not see the convention, and refused with words at their field', async () => {
  const id = joint.convention.id;
  for (const stranger of [await buildViewer(), await buildSystemViewer(joint.debtor.id, 'READ_WRITE')])
    expect((await ask(stranger, FILES, { id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await ask(null, FILES, { id })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const refused = await ask(joint.reader, FILES, { id, words: 'a'.repeat(201) });
  expect(refused.errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_INPUT',
    fields: { words: expect.any(String) },
  });
});

test('cost as many statements whether they are two or twelve', async () => {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  const statementsOf = async (expected: number) => {
    sent.mockClear();
    expect((await files()).edges).toHaveLength(expected);
    return sent.mock.calls.length;
  };
  await keep('un.pdf');
  const few = await statementsOf(2);
  expect(few).toBeGreaterThan(0);
  for (let number = 0; number < 10; number += 1) await keep(`${number}.pdf`);
  expect(await statementsOf(12)).toBe(few);
  sent.mockRestore();
});
