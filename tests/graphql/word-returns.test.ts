// A Word file that comes back, through the API: into notes as into a convention, by who may write in them.
import { beforeEach, expect, test } from 'vitest';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { prisma } from '#prisma/client.ts';
import { WordFile } from '#tests/formats/office/word-edits.ts';
import { buildJoint, type Joint } from '../build/meetings.ts';
import { buildHeld } from '../build/minutes.ts';
import { buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();

async function ask(viewer: Viewer, query: string, variables: object) {
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) },
    { viewer, from: { ip: '192.0.2.1', userAgent: null } },
  );
  return (await response.json()) as {
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests themselves
    data: any;
    errors?: { message: string; extensions: { code: string } }[];
  };
}

const TEXT = 'query ($id: ID!) { text(documentId: $id) { kind isFrozen viewerMayWrite viewerMaySuggest } }';
const FILE = `query ($id: ID!) { textFile(id: $id, format: DOCX) { content } }`;
const TAKE = `mutation ($input: TakeWordBackInput!) { takeWordBack(input: $input) { id documentId suggestionCount
  commentCount lost changes { state pieces { change text author } } comments { author text } } }`;
const CONFIRM = `mutation ($input: WordReturnInput!) { confirmWordReturn(input: $input) { takenAt suggestionCount
  changes { state } comments { text } } }`;

let joint: Joint;
let documentId: string;
beforeEach(async () => {
  joint = await buildJoint();
  const { id: meetingId } = await buildHeld(joint);
  ({ documentId } = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId } }));
});

test('notes are taken away, brought back and made suggestions by who writes in them, and by nobody else', async () => {
  expect((await ask(joint.agent, TEXT, { id: documentId })).data.text).toEqual({
    kind: 'NOTES',
    isFrozen: false,
    viewerMayWrite: true,
    viewerMaySuggest: true,
  });
  expect((await ask(joint.reader, TEXT, { id: documentId })).data.text.viewerMaySuggest).toBe(false);
  const { content } = (await ask(joint.agent, FILE, { id: documentId })).data.textFile;
  const file = new WordFile(Buffer.from(content, 'base64'))
    .replace('passé en revue', 'revu', 'Paul Caron')
    .comment('Envoyer', { author: 'Jeanne Bernard', text: 'À qui ?' });
  const input = { documentId, fileName: 'Notes.docx', content: Buffer.from(file.bytes()).toString('base64') };
  const taken = (await ask(joint.agent, TAKE, { input })).data.takeWordBack;
  expect(taken).toMatchObject({ documentId, suggestionCount: 1, commentCount: 0, lost: [] });
  expect(taken.changes).toHaveLength(1);
  expect(taken.comments).toEqual([{ author: 'Jeanne Bernard', text: 'À qui ?' }]);
  const confirmed = (await ask(joint.agent, CONFIRM, { input: { returnId: taken.id } })).data.confirmWordReturn;
  expect(confirmed).toMatchObject({ suggestionCount: 1, changes: [], comments: [{ text: 'À qui ?' }] });
  expect((await ask(joint.reader, TAKE, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await ask(await buildViewer(), TAKE, { input })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});
