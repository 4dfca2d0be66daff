// Threads on a convention's text: who may open and resolve them, and where they are while the text changes.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Doc, UndoManager } from 'yjs';
import { addCommentMark } from '#domain/discussions/comment-marks.ts';
import { deleteComment, postComment } from '#domain/discussions/comments.ts';
import { placesIn, repairThreadMarks, threadPlaces } from '#domain/discussions/thread-places.ts';
import { listThreads } from '#domain/discussions/thread-views.ts';
import { openThread, reopenThread, resolveThread } from '#domain/discussions/threads.ts';
import { removeBlock } from '#domain/texts/live-blocks.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { commentFormat } from '#domain/texts/text-grammar.ts';
import { sequenceOf } from '#domain/texts/text-sequence.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph } from '../../build/conventions.ts';
import { buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { blockAt, copyOf, deleteIn, exchange, setKey, typeAtEnd, typeIn } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { storedTexts, useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

const blockId = randomUUID();
const otherBlockId = randomUUID();
const words = 'Le partenaire transmet un bilan avant le 30 juin de chaque année.';

let editor: PersonViewer;
let commenter: PersonViewer;
let reader: PersonViewer;
let steward: PersonViewer;
let convention: Convention;

beforeEach(async () => {
  editor = await buildViewer();
  commenter = await buildViewer();
  reader = await buildViewer();
  steward = await buildViewer();
  convention = await buildConvention({
    content: [heading('Suivi'), paragraph(words, blockId), paragraph('Une autre phrase.', otherBlockId)],
    participants: [
      { personId: editor.personId, role: 'EDITOR' },
      { organisationId: commenter.organisationId, role: 'COMMENTER' },
      { personId: reader.personId, role: 'READER' },
      { personId: steward.personId, role: 'STEWARD' },
    ],
  });
});

const stretch = { quotation: 'un bilan', prefix: 'Le partenaire transmet ', suffix: ' avant le 30 juin' };
const newThread = (more: object = {}) => ({
  conventionId: convention.id,
  blockId,
  ...stretch,
  body: 'De quel bilan parle-t-on ?',
  ...more,
});
const placeOf = async (threadId: string) => (await threadPlaces(convention.id)).get(threadId);
const edit = (change: (doc: Doc) => void) => storedTexts.edit(convention.documentId, null, change);
/** The words of a block, each stretch with the keys of its formats. */
const runsOf = (doc: Doc, id: string) =>
  blockAt(doc, id).block.runs.map(({ text, formats }) => [text, ...Object.keys(formats)]);
const ids = async (viewer: PersonViewer, choice = {}) =>
  (await listThreads(viewer, { conventionId: convention.id, ...choice })).nodes.map(({ node }) => node.id);

describe('opening', () => {
  test('a commenter, who cannot write, opens a thread and its words are marked in the text', async () => {
    const thread = await openThread(commenter, newThread());
    expect(await placeOf(thread.id)).toMatchObject({
      state: 'MARKED',
      blockId,
      heading: { kind: 'ARTICLE', number: '1', title: 'Suivi' },
    });
    const { doc } = await storedTexts.read(convention.documentId);
    expect(runsOf(doc, blockId)).toEqual([
      ['Le partenaire transmet '],
      ['un bilan', commentFormat(thread.id)],
      [' avant le 30 juin de chaque année.'],
    ]);
    // The mark is nobody's edit: it is not undone with the commenter's own.
    const updates = await prisma.documentUpdate.findMany({ where: { documentId: convention.documentId } });
    expect(updates.map(({ authorId }) => authorId)).toEqual([null]);
  });

  test('the thread, its first comment and both changes are one transaction', async () => {
    const thread = await openThread(commenter, newThread());
    const changes = await prisma.change.findMany({ orderBy: { seq: 'asc' }, where: { conventionId: convention.id } });
    expect(changes.map(({ kind, actorId }) => [kind, actorId])).toEqual([
      ['thread.opened', commenter.personId],
      ['comment.posted', commenter.personId],
    ]);
    expect(changes[1]?.details).toEqual({ threadId: thread.id });
    await expect(openThread(commenter, newThread({ body: `@[${randomUUID()}]` }))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { body: expect.stringContaining('n’a pas accès') },
    });
    expect(await prisma.thread.count({ where: { conventionId: convention.id } })).toBe(1);
  });

  test('of two equal stretches, the one whose surroundings agree is marked', async () => {
    const repeated = randomUUID();
    const twice = await buildConvention({
      content: [paragraph('un bilan au printemps, un bilan à l’automne', repeated)],
      participants: [{ personId: editor.personId, role: 'EDITOR' }],
    });
    const second = {
      conventionId: twice.id,
      blockId: repeated,
      quotation: 'un bilan',
      prefix: 'printemps, ',
      suffix: ' à',
    };
    await openThread(editor, { ...second, body: 'Lequel ?' });
    const { doc } = await storedTexts.read(twice.documentId);
    expect(runsOf(doc, repeated)[0]).toEqual(['un bilan au printemps, ']);
  });

  test('a thread on a whole block needs no mark', async () => {
    const thread = await openThread(commenter, newThread({ quotation: '' }));
    expect(await placeOf(thread.id)).toMatchObject({ state: 'BLOCK', blockId, words });
    expect(await prisma.documentUpdate.count({ where: { documentId: convention.documentId } })).toBe(0);
  });

  test('words that changed meanwhile leave a thread with its quotation', async () => {
    const thread = await openThread(commenter, newThread({ quotation: 'un rapport' }));
    expect(await placeOf(thread.id)).toMatchObject({ state: 'DELETED', blockId });
    expect(thread.quotation).toBe('un rapport');
  });

  test('a reader may not open one; a stranger does not learn that the convention exists', async () => {
    await expect(openThread(reader, newThread())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(openThread(await buildViewer(), newThread())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await prisma.thread.count({ where: { conventionId: convention.id } })).toBe(0);
  });

  test('a block of another convention is refused', async () => {
    const elsewhere = randomUUID();
    await buildConvention({
      content: [paragraph('Ailleurs', elsewhere)],
      participants: [{ personId: editor.personId, role: 'EDITOR' }],
    });
    await expect(openThread(editor, newThread({ blockId: elsewhere }))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { blockId: expect.any(String) },
    });
  });

  test('a right lost between opening the page and sending counts', async () => {
    await prisma.participant.deleteMany({ where: { organisationId: commenter.organisationId } });
    await expect(openThread(commenter, newThread())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each(['SIGNED', 'CLOSED'] as const)('nothing is said on a %s convention any more', async (state) => {
    const thread = await openThread(editor, newThread());
    await prisma.convention.update({ where: { id: convention.id }, data: { state } });
    const refusal = { code: 'FROZEN' };
    await expect(openThread(editor, newThread())).rejects.toMatchObject(refusal);
    await expect(postComment(editor, { threadId: thread.id, body: 'Trop tard' })).rejects.toMatchObject(refusal);
    await expect(resolveThread(editor, thread.id)).rejects.toMatchObject(refusal);
  });

  test('a key that only reads opens nothing, one that writes does', async () => {
    const readOnly = await buildSystemViewer(commenter.organisationId, 'READ');
    const readWrite = await buildSystemViewer(commenter.organisationId, 'READ_WRITE');
    await expect(openThread(readOnly, newThread())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const thread = await openThread(readWrite, newThread());
    const change = await prisma.change.findFirstOrThrow({ where: { subjectId: thread.id } });
    expect(change.apiKeyId).toBe(readWrite.apiKeyId);
  });

  test.each([
    ['a body of 100 000 characters', { body: 'a'.repeat(100_000) }, 'body'],
    ['a body of blanks and control characters', { body: ' \u0000\u0007\u200b\n' }, 'body'],
    ['a quotation of a whole chapter', { quotation: 'a'.repeat(1_001) }, 'quotation'],
    ['21 mentions', { body: Array.from({ length: 21 }, () => `@[${randomUUID()}]`).join(' ') }, 'body'],
    ['an id that is none', { blockId: 'le deuxième paragraphe' }, 'blockId'],
  ])('%s is refused with a sentence', async (_name, wrong, field) => {
    await expect(openThread(editor, newThread(wrong))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { [field]: expect.stringMatching(/\.$/) },
    });
  });

  test('a mark that could not be set is set when edits settle, once', async () => {
    const data = { conventionId: convention.id, blockId, ...stretch, createdById: editor.personId };
    const comments = { create: { authorId: editor.personId, body: 'Sans marque' } };
    const thread = await prisma.thread.create({ data: { ...data, comments } });
    expect(await placeOf(thread.id)).toMatchObject({ state: 'QUOTED', blockId });
    await repairThreadMarks(convention.documentId);
    expect(await placeOf(thread.id)).toMatchObject({ state: 'MARKED' });
    await repairThreadMarks(convention.documentId);
    expect(await prisma.documentUpdate.count({ where: { documentId: convention.documentId } })).toBe(1);
  });

  test('a text that nobody can change keeps its threads, unmarked', async () => {
    await prisma.document.update({ where: { id: convention.documentId }, data: { frozenAt: new Date() } });
    const thread = await openThread(commenter, newThread());
    expect(await placeOf(thread.id)).toMatchObject({ state: 'QUOTED' });
  });

  test('marks copied from another text are taken away when edits settle', async () => {
    const thread = await openThread(editor, newThread());
    const pasted = randomUUID();
    await edit((doc) =>
      addCommentMark(doc, { blockId: otherBlockId, threadId: pasted, quotation: '', prefix: '', suffix: '' }),
    );
    await repairThreadMarks(convention.documentId);
    const { doc } = await storedTexts.read(convention.documentId);
    expect(JSON.stringify(textOf(doc).toJSON())).not.toContain(pasted);
    expect(await placeOf(thread.id)).toMatchObject({ state: 'MARKED' });
  });
});

describe('the place of a thread', () => {
  test('moves with its words while others type around it', async () => {
    const thread = await openThread(editor, newThread());
    await edit((doc) => typeIn(doc, blockId, 0, 'Chaque année, '));
    expect(await placeOf(thread.id)).toMatchObject({ state: 'MARKED', blockId });
    await edit((doc) => typeIn(doc, blockId, 'Chaque année, Le partenaire transmet un '.length, 'premier '));
    expect(await placeOf(thread.id)).toMatchObject({ state: 'MARKED', blockId });
  });

  test('is « texte supprimé » once its words are deleted, and comes back when that is undone', async () => {
    const thread = await openThread(editor, newThread());
    const { doc } = await storedTexts.read(convention.documentId);
    const undo = new UndoManager(sequenceOf(doc));
    deleteIn(doc, blockId, 'Le partenaire transmet '.length, 'un bilan'.length);
    expect(placesIn(textOf(doc), [thread]).get(thread.id)).toMatchObject({ state: 'DELETED', blockId });
    undo.undo();
    expect(placesIn(textOf(doc), [thread]).get(thread.id)).toMatchObject({ state: 'MARKED', blockId });
  });

  test('is lost with its block, which undo brings back with the mark', async () => {
    const thread = await openThread(editor, newThread());
    const { doc } = await storedTexts.read(convention.documentId);
    const undo = new UndoManager(sequenceOf(doc));
    removeBlock(doc, blockId);
    expect(placesIn(textOf(doc), [thread]).get(thread.id)).toMatchObject({ state: 'DELETED', blockId: null });
    undo.undo();
    expect(placesIn(textOf(doc), [thread]).get(thread.id)).toMatchObject({ state: 'MARKED', blockId });
  });

  test('of a whole block that is gone keeps the words of its archived row', async () => {
    const thread = await openThread(editor, newThread({ quotation: '' }));
    await prisma.programmeItem.create({
      data: { conventionId: convention.id, blockId, kind: 'PARAGRAPH', title: '', text: words, position: 1 },
    });
    await edit((doc) => void removeBlock(doc, blockId));
    expect(await placeOf(thread.id)).toMatchObject({ state: 'DELETED', blockId: null, words });
  });

  test('follows words that were moved to another block', async () => {
    const thread = await openThread(editor, newThread());
    const { doc } = await storedTexts.read(convention.documentId);
    const moved = blockAt(doc, blockId).block.runs;
    await edit((live) => {
      let at = 0;
      for (const { text, formats } of moved) {
        typeIn(live, otherBlockId, at, text, { ...formats });
        at += text.length;
      }
      removeBlock(live, blockId);
    });
    expect(await placeOf(thread.id)).toMatchObject({ state: 'MARKED', blockId: otherBlockId });
  });

  test('agrees in two copies that were edited apart', async () => {
    const thread = await openThread(editor, newThread());
    const { doc: left } = await storedTexts.read(convention.documentId);
    const right = copyOf(left);
    deleteIn(left, blockId, 0, 'Le partenaire '.length);
    setKey(right, otherBlockId, 'degree', 'MUST');
    typeAtEnd(right, blockId, ' Sans exception.');
    exchange(left, right);
    const [one, two] = [left, right].map((doc) => placesIn(textOf(doc), [thread]).get(thread.id));
    expect(one).toEqual(two);
    expect(one).toMatchObject({ state: 'MARKED', blockId });
  });

  test('gives reading order, whatever the order of opening', async () => {
    const late = await openThread(editor, newThread({ blockId: otherBlockId, quotation: 'phrase' }));
    const early = await openThread(editor, newThread());
    const places = await threadPlaces(convention.id);
    expect(places.get(early.id)?.position).toBeLessThan(places.get(late.id)?.position ?? 0);
  });
});

describe('resolving', () => {
  test('two at once resolve once, and are told once', async () => {
    const thread = await openThread(commenter, newThread());
    const both = await Promise.all([resolveThread(editor, thread.id), resolveThread(steward, thread.id)]);
    expect(both[0]).toEqual(both[1]);
    expect(both[0].version).toBe(2);
    expect(await prisma.change.count({ where: { kind: 'thread.resolved', subjectId: thread.id } })).toBe(1);
    const told = await prisma.notification.findMany({ where: { threadId: thread.id, kind: 'THREAD_RESOLVED' } });
    expect(told.map(({ personId }) => personId)).toEqual([commenter.personId]);
  });

  test('one’s own thread may be resolved by a commenter, another’s not', async () => {
    const own = await openThread(commenter, newThread());
    const others = await openThread(editor, newThread());
    expect((await resolveThread(commenter, own.id)).resolvedById).toBe(commenter.personId);
    await expect(resolveThread(commenter, others.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('reopening undoes it; an answer reopens too', async () => {
    const thread = await openThread(editor, newThread());
    await resolveThread(editor, thread.id);
    expect(await reopenThread(editor, thread.id)).toMatchObject({ resolvedAt: null, resolvedById: null, version: 3 });
    await resolveThread(editor, thread.id);
    await postComment(commenter, { threadId: thread.id, body: 'Je ne suis pas d’accord.' });
    expect(await prisma.thread.findUnique({ where: { id: thread.id } })).toMatchObject({
      resolvedAt: null,
      version: 5,
    });
    const changes = await prisma.change.findMany({ where: { subjectId: thread.id }, orderBy: { seq: 'asc' } });
    expect(changes.map(({ kind, version }) => [kind, version])).toEqual([
      ['thread.opened', 1],
      ['thread.resolved', 2],
      ['thread.reopened', 3],
      ['thread.resolved', 4],
      ['thread.reopened', 5],
    ]);
  });

  test('another organisation’s thread does not exist', async () => {
    const thread = await openThread(editor, newThread());
    const stranger = await buildViewer();
    for (const verb of [resolveThread, reopenThread])
      await expect(verb(stranger, thread.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(resolveThread(editor, 'n’importe quoi')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('lists', () => {
  test('show open, resolved, mine, those that mention me, and those of an organisation', async () => {
    const asked = await openThread(editor, newThread({ body: `Votre avis, @[${commenter.organisationId}] ?` }));
    const own = await openThread(commenter, newThread());
    const done = await openThread(steward, newThread());
    await resolveThread(steward, done.id);
    expect(await ids(commenter)).toEqual([asked.id, own.id, done.id]);
    expect(await ids(commenter, { filter: 'open' })).toEqual([asked.id, own.id]);
    expect(await ids(commenter, { filter: 'resolved' })).toEqual([done.id]);
    expect(await ids(commenter, { filter: 'mine' })).toEqual([own.id]);
    expect(await ids(commenter, { filter: 'mentions' })).toEqual([asked.id]);
    expect(await ids(commenter, { organisationId: steward.organisationId })).toEqual([done.id]);
    expect(await ids(await buildViewer())).toEqual([]);
  });

  test('go on after the last thread seen, also when it is gone', async () => {
    const opened = [];
    for (let count = 0; count < 5; count += 1) opened.push((await openThread(editor, newThread())).id);
    const first = await listThreads(editor, { conventionId: convention.id, first: 2 });
    expect(first.hasNextPage).toBe(true);
    await prisma.thread.delete({ where: { id: opened[1] } });
    const after = first.nodes[1]?.cursor;
    expect(await ids(editor, { after })).toEqual(opened.slice(2));
  });

  test('leave out a thread whose every comment was deleted, and its mark leaves the text', async () => {
    const thread = await openThread(commenter, newThread());
    const answer = await postComment(editor, { threadId: thread.id, body: 'Le bilan financier.' });
    const [first] = await prisma.comment.findMany({ where: { threadId: thread.id }, orderBy: { createdAt: 'asc' } });
    await deleteComment(commenter, first?.id ?? '');
    expect(await ids(reader)).toEqual([thread.id]);
    await deleteComment(editor, answer.id);
    expect(await ids(reader)).toEqual([]);
    const { doc } = await storedTexts.read(convention.documentId);
    expect(JSON.stringify(textOf(doc).toJSON())).not.toContain(thread.id);
    await expect(resolveThread(editor, thread.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
