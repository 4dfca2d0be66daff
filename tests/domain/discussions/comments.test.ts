// What is said in threads: who may say, change and take back what; whom a mention reaches; what a hostile body becomes.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { bodyAsText, partsOfBody } from '#domain/discussions/bodies.ts';
import { deleteComment, editComment, postComment } from '#domain/discussions/comments.ts';
import { findMentionable, MENTIONABLE_LIMIT } from '#domain/discussions/mentions.ts';
import { openThread } from '#domain/discussions/threads.ts';
import { cleanBody } from '#domain/fields.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { Convention, Thread } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, paragraph } from '../../build/conventions.ts';
import { buildOrganisation, buildPerson, buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

const blockId = randomUUID();
let author: PersonViewer;
let colleague: PersonViewer;
let steward: PersonViewer;
let reader: PersonViewer;
let convention: Convention;
let thread: Thread;

beforeEach(async () => {
  author = await buildViewer();
  colleague = await buildViewer({ organisationId: author.organisationId });
  steward = await buildViewer();
  reader = await buildViewer();
  convention = await buildConvention({
    content: [paragraph('Un paragraphe.', blockId)],
    participants: [
      { organisationId: author.organisationId, role: 'COMMENTER' },
      { personId: steward.personId, role: 'STEWARD' },
      { personId: reader.personId, role: 'READER' },
    ],
  });
  thread = await openThread(author, { conventionId: convention.id, blockId, body: 'Premier mot.' });
});

const post = (viewer: PersonViewer, body: string) => postComment(viewer, { threadId: thread.id, body });
const firstComment = () =>
  prisma.comment.findFirstOrThrow({ where: { threadId: thread.id }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
const toldOf = async (kind: 'MENTION' | 'REPLY') =>
  (await prisma.notification.findMany({ where: { threadId: thread.id, kind } })).map(({ personId }) => personId).sort();
const recorded = async (subjectId: string) =>
  (await prisma.change.findMany({ where: { subjectId }, orderBy: { seq: 'asc' } })).map(
    ({ kind, version, deletion }) => [kind, version, deletion],
  );

describe('answering', () => {
  test('records the comment and tells open pages its id, never its words', async () => {
    outside.announced = [];
    const comment = await post(colleague, 'Un mot confidentiel.');
    expect(await recorded(comment.id)).toEqual([['comment.posted', 1, false]]);
    expect(outside.announced).toContainEqual(
      expect.objectContaining({ kind: 'comment.posted', subjectId: comment.id, conventionId: convention.id }),
    );
    expect(JSON.stringify(outside.announced)).not.toContain('confidentiel');
    const changes = await prisma.change.findMany({ where: { conventionId: convention.id }, select: { details: true } });
    expect(JSON.stringify(changes)).not.toContain('confidentiel');
  });

  test('tells those who take part in the thread, once, and not the author', async () => {
    await post(colleague, 'Une question.');
    expect(await toldOf('REPLY')).toEqual([author.personId]);
    await post(steward, `Une réponse pour @[${colleague.personId}].`);
    // The colleague is told of the mention, and not again of the answer.
    expect(await toldOf('MENTION')).toEqual([colleague.personId]);
    expect(await toldOf('REPLY')).toEqual([author.personId, author.personId]);
  });

  test('is not for readers, strangers, nor for a thread that does not exist', async () => {
    await expect(post(reader, 'Moi aussi')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(post(await buildViewer(), 'Moi aussi')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const nowhere = postComment(author, { threadId: randomUUID(), body: 'Ici' });
    await expect(nowhere).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('at machine speed is stopped, for one person and not for the others', async () => {
    await prisma.comment.createMany({
      data: Array.from({ length: 60 }, () => ({ threadId: thread.id, authorId: colleague.personId, body: 'Encore' })),
    });
    await expect(post(colleague, 'Et encore')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await expect(post(steward, 'Stop')).resolves.toMatchObject({ body: 'Stop' });
  });
});

describe('editing', () => {
  test('is for the author alone, and shows that it was done', async () => {
    const { id } = await firstComment();
    const edited = await editComment(author, { commentId: id, body: 'Mot juste.' });
    expect(edited).toMatchObject({ body: 'Mot juste.', version: 2, editedAt: expect.any(Date) });
    expect(await recorded(id)).toEqual([
      ['comment.posted', 1, false],
      ['comment.edited', 2, false],
    ]);
    for (const viewer of [colleague, steward, reader])
      await expect(editComment(viewer, { commentId: id, body: 'Autre mot' })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    const stranger = await buildViewer();
    await expect(editComment(stranger, { commentId: id, body: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('without a change records nothing', async () => {
    const { id } = await firstComment();
    await editComment(author, { commentId: id, body: ' Premier mot.\n' });
    expect(await recorded(id)).toEqual([['comment.posted', 1, false]]);
  });

  test('tells who is newly named, once however often the name is taken out and put back', async () => {
    const { id } = await firstComment();
    const body = `Avec @[${steward.personId}] et @[${author.organisationId}].`;
    await editComment(author, { commentId: id, body });
    expect(await toldOf('MENTION')).toEqual([colleague.personId, steward.personId].sort());
    for (const next of ['Sans.', body, 'Sans encore.', body]) await editComment(author, { commentId: id, body: next });
    expect(await toldOf('MENTION')).toEqual([colleague.personId, steward.personId].sort());
    expect(await prisma.mention.count({ where: { commentId: id } })).toBe(2);
  });

  test('keeps the mention of somebody who has lost access since, and cannot add one', async () => {
    const comment = await post(author, `Avec @[${reader.personId}].`);
    await prisma.participant.deleteMany({ where: { personId: reader.personId } });
    const body = `Toujours avec @[${reader.personId}].`;
    await expect(editComment(author, { commentId: comment.id, body })).resolves.toMatchObject({ body });
    await expect(post(author, body)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('deleting', () => {
  test('empties the comment, leaves its place, and is recorded once', async () => {
    const comment = await post(colleague, `À effacer, @[${steward.personId}].`);
    const both = await Promise.all([deleteComment(colleague, comment.id), deleteComment(steward, comment.id)]);
    expect(both[0]).toMatchObject({ body: '', deletedAt: expect.any(Date), version: 2 });
    expect(await recorded(comment.id)).toEqual([
      ['comment.posted', 1, false],
      ['comment.deleted', 2, true],
    ]);
    expect(await prisma.mention.count({ where: { commentId: comment.id } })).toBe(0);
    expect(await prisma.comment.count({ where: { threadId: thread.id } })).toBe(2);
    await expect(editComment(colleague, { commentId: comment.id, body: 'Retour' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('is for the author and the steward', async () => {
    const { id } = await firstComment();
    for (const viewer of [colleague, reader])
      await expect(deleteComment(viewer, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(deleteComment(await buildViewer(), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(deleteComment(steward, id)).resolves.toMatchObject({ body: '' });
  });
});

describe('naming', () => {
  test('an organisation reaches all its people who see the convention, but not the author', async () => {
    const left = await buildPerson({ organisationId: author.organisationId, deactivatedAt: new Date() });
    await post(author, `Pour @[${author.organisationId}].`);
    expect(await toldOf('MENTION')).toEqual([colleague.personId]);
    expect(await toldOf('MENTION')).not.toContain(left.id);
  });

  test('an organisation that takes part by one person reaches that person alone', async () => {
    await buildPerson({ organisationId: steward.organisationId });
    await post(author, `Pour @[${steward.organisationId}].`);
    expect(await toldOf('MENTION')).toEqual([steward.personId]);
  });

  test.each([
    ['somebody who cannot see the convention', async () => (await buildPerson()).id],
    ['an organisation that does not take part', async () => (await buildOrganisation()).id],
    [
      'somebody whose account was deactivated',
      async () => (await buildPerson({ organisationId: author.organisationId, deactivatedAt: new Date() })).id,
    ],
    ['an id that is nobody’s', async () => randomUUID()],
  ])('%s is refused with a sentence, and nothing is kept', async (_name, idOf) => {
    const before = await prisma.comment.count();
    await expect(post(author, `Bonjour @[${await idOf()}]`)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { body: 'Une personne ou un organisme mentionné n’a pas accès à cette convention.' },
    });
    expect(await prisma.comment.count()).toBe(before);
  });

  test('proposes people and organisations by the beginnings of their words, without accents', async () => {
    const helene = await buildPerson({ organisationId: author.organisationId, name: 'Hélène Dubois-Lefèvre' });
    await buildPerson({ name: 'Hélène Ailleurs' });
    const found = async (search: string) =>
      (await findMentionable(author, { conventionId: convention.id, search })).map(({ id }) => id);
    expect(await found('hel lefe')).toEqual([helene.id]);
    expect(await found('lene')).toEqual([]);
    const everybody = await found('');
    expect(everybody).toContain(author.organisationId);
    expect(everybody).toContain(steward.organisationId);
    expect(everybody).toContain(reader.personId);
    expect(everybody.length).toBeLessThanOrEqual(MENTIONABLE_LIMIT);
  });

  test('proposes nobody to those who may not comment or not see', async () => {
    const search = { conventionId: convention.id, search: '' };
    await expect(findMentionable(reader, search)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(findMentionable(await buildViewer(), search)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const key = await buildSystemViewer(author.organisationId, 'READ');
    await expect(findMentionable(key, search)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a body', () => {
  test.each([
    ['carriage returns and many empty lines', 'a\r\n\r\n\r\n\r\nb\rc', 'a\n\nb\nc'],
    ['control characters', 'a\u0000b\u001bc\u0085d', 'abc\nd'],
    ['marks that turn the direction of reading', 'prix \u202e000 1\u202c euros \u2066x\u2069', 'prix 000 1 euros x'],
    ['invisible characters', 'a\u200bb\ufeffc', 'abc'],
    ['half a pair', 'a\ud83db', 'ab'],
    ['a family, which is one sign', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['letters and their accents apart', 'e\u0301te\u0301', 'été'],
    ['markup, which is only text', '<img src=x onerror=alert(1)> [a](javascript:alert(1))', undefined],
  ])('with %s is kept readable', (_name, written, kept) => {
    expect(cleanBody(written)).toBe(kept ?? written);
  });

  test('of blanks or of accents only does not hold up the others', () => {
    // A method that is more than quadratic would not end within the time a test has.
    expect(cleanBody(`${' '.repeat(20_000)}x`)).toBe('x');
    expect(cleanBody(`a${'\u0301\u0327'.repeat(10_000)}`)).toHaveLength(20_000);
  });

  test('is cut into words and mentions, and back into words', () => {
    const id = randomUUID();
    const body = `Bonjour @[${id}], @[pas un id] et @[${id.toUpperCase()}] !`;
    expect(partsOfBody(body)).toEqual([
      { text: 'Bonjour ' },
      { mentionId: id },
      { text: ', @[pas un id] et ' },
      { mentionId: id },
      { text: ' !' },
    ]);
    expect(bodyAsText(body, () => 'Claire')).toBe('Bonjour @Claire, @[pas un id] et @Claire !');
  });
});
