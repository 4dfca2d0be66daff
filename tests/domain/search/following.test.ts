// What is found follows what is written, in the write's own transaction; and what was there before is taken in.
import { beforeEach, describe, expect, test } from 'vitest';
import { projectProgramme } from '#domain/conventions/projection.ts';
import { deleteComment, editComment, postComment } from '#domain/discussions/comments.ts';
import { openThread } from '#domain/discussions/threads.ts';
import { projectOutcomes } from '#domain/outcomes/outcomes.ts';
import { live } from '#domain/outside.ts';
import { fillSearch, forgetUnusedWords, rebuildSearch } from '#domain/search/filling.ts';
import { type SearchKind, searchKinds } from '#domain/search/inputs.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, paragraph } from '#tests/build/conventions.ts';
import { buildJoint, buildMeeting, buildNotes, type Joint, outcome } from '#tests/build/meetings.ts';
import { buildEveryKind, found } from '#tests/build/search.ts';
import { removeBlocks, typeAtEnd } from '#tests/build/texts.ts';
import { bothDatabases } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

describe.each(bothDatabases)('$name', ({ use }) => {
  use();
  useOutside();
  let joint: Joint;
  beforeEach(async () => {
    joint ??= await buildJoint();
  });

  /** A word that no other test has, and many errors away from any. */
  const freshWord = () =>
    `z${crypto
      .randomUUID()
      .replace(/-/g, '')
      .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')}v`;
  const kindsOf = async (word: string, more: object = {}) =>
    (await found(joint.agent, word, { first: 100, ...more })).map((hit) => hit.split(' ')[0]);

  test('an edit of the text is found once it has settled, what it replaced no longer; a block that left comes back', async () => {
    const [word, other] = [freshWord(), freshWord()];
    const { documentId } = await buildConvention({
      participants: [{ organisationId: joint.department.id, role: 'READER' }],
      content: [paragraph(`Premier ${word}.`), paragraph('Second.')],
    });
    await projectProgramme(documentId);
    expect(await kindsOf(word)).toEqual(['ITEM']);
    await live.edit(documentId, null, (doc) => typeAtEnd(doc, 1, ` ${other}`));
    expect(await kindsOf(other)).toEqual([]);
    await projectProgramme(documentId);
    expect(await kindsOf(other)).toEqual(['ITEM']);
    await live.edit(documentId, null, (doc) => removeBlocks(doc, 0));
    await projectProgramme(documentId);
    expect(await kindsOf(word)).toEqual([]);
    await prisma.programmeItem.updateMany({ where: { text: { contains: word } }, data: { archivedAt: null } });
    expect(await kindsOf(word)).toEqual(['ITEM']);
  });

  test('a comment is found as it is said now, and not once deleted', async () => {
    const [word, other] = [freshWord(), freshWord()];
    const { agent, steward } = joint;
    const { id: conventionId, documentId } = await buildConvention({
      participants: [{ organisationId: joint.department.id, role: 'EDITOR' }],
    });
    await projectProgramme(documentId);
    const { blockId } = await prisma.programmeItem.findFirstOrThrow({ where: { conventionId } });
    const thread = await openThread(agent, { conventionId, blockId, body: `Un avis ${word}` });
    const { id: commentId } = await postComment(steward, { threadId: thread.id, body: `Une réponse ${word}` });
    expect(await kindsOf(word)).toEqual(['COMMENT', 'COMMENT']);
    await editComment(steward, { commentId, body: `Une réponse ${other}` });
    expect(await kindsOf(word)).toEqual(['COMMENT']);
    expect(await kindsOf(other)).toEqual(['COMMENT']);
    await deleteComment(steward, commentId);
    expect(await kindsOf(other)).toEqual([]);
  });

  test('notes are found by their passages and their outcomes, each once; those of a meeting that is cancelled are not', async () => {
    const word = freshWord();
    const meeting = await buildMeeting(joint);
    const documentId = await buildNotes(meeting.id, [
      paragraph(`On a parlé de ${word}.`),
      outcome('DECISION', `Faire ${word}.`),
    ]);
    expect(await kindsOf(word)).toEqual([]);
    await projectOutcomes(documentId);
    expect((await kindsOf(word)).sort()).toEqual(['DECISION', 'NOTES']);
    await live.edit(documentId, null, (doc) => removeBlocks(doc, 0));
    await projectOutcomes(documentId);
    expect(await kindsOf(word)).toEqual(['DECISION']);
    await prisma.meeting.update({ where: { id: meeting.id }, data: { state: 'CANCELLED' } });
    expect(await kindsOf(word)).toEqual([]);
  });

  test('what is withdrawn, deactivated or deleted is not found; nor what a deleted convention held', async () => {
    const word = freshWord();
    const ids = await buildEveryKind(joint, word);
    const gone = new Date();
    await prisma.obligation.update({ where: { id: ids.OBLIGATION }, data: { withdrawnAt: gone } });
    await prisma.deliverable.update({ where: { id: ids.DELIVERABLE }, data: { withdrawnAt: gone } });
    await prisma.actionNote.update({ where: { id: ids.ACTION_NOTE }, data: { withdrawnAt: gone } });
    await prisma.person.update({ where: { id: ids.PERSON }, data: { deactivatedAt: gone } });
    await prisma.agendaItem.delete({ where: { id: ids.AGENDA } });
    await prisma.storedFile.delete({ where: { id: ids.FILE } });
    await prisma.dataset.update({ where: { id: ids.DATASET }, data: { withdrawnAt: gone } });
    await prisma.outcome.updateMany({ where: { blockId: ids.TASK }, data: { archivedAt: gone } });
    expect((await kindsOf(word)).sort()).toEqual([
      'ACTION',
      'COMMENT',
      'CONVENTION',
      'DECISION',
      'ITEM',
      'MEETING',
      'NOTES',
      'ORGANISATION',
    ]);
    // By the foreign keys alone, whose deletions no verb sees.
    await prisma.meeting.delete({ where: { id: ids.MEETING } });
    await prisma.thread.deleteMany({ where: { comments: { some: { id: ids.COMMENT } } } });
    expect((await kindsOf(word)).sort()).toEqual(['ACTION', 'CONVENTION', 'ITEM', 'ORGANISATION']);
  });

  test('what is archived with its convention is found only by who searches in that one', async () => {
    const word = freshWord();
    const { id: conventionId, documentId } = await buildConvention({
      participants: [{ organisationId: joint.department.id, role: 'READER' }],
      content: [paragraph(`Un alinéa ${word}.`)],
    });
    await projectProgramme(documentId);
    await prisma.convention.update({ where: { id: conventionId }, data: { archivedAt: new Date() } });
    expect(await kindsOf(word)).toEqual([]);
    expect(await kindsOf(word, { conventionId })).toEqual(['ITEM']);
  });

  test('a person is found by the new name of their service or organisation', async () => {
    const [word, other] = [freshWord(), freshWord()];
    await prisma.unit.update({ where: { id: joint.artois.id }, data: { name: `Maison ${word}` } });
    expect((await kindsOf(word)).sort()).toEqual(['ORGANISATION', 'PERSON']);
    await prisma.organisation.update({ where: { id: joint.department.id }, data: { shortName: other } });
    const kinds = await kindsOf(other);
    expect(kinds).toContain('PERSON');
    expect(kinds).toContain('ORGANISATION');
  });

  test('a write that fails leaves nothing to find', async () => {
    const word = freshWord();
    const { id: conventionId } = joint.convention;
    const failing = prisma.$transaction(async (tx) => {
      await tx.storedFile.create({ data: { conventionId, name: `${word}.pdf`, mediaType: '', size: 1, sha256: '' } });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await kindsOf(word)).toEqual([]);
  });

  test('a word that nothing says any more is forgotten at night, the others are not', async () => {
    const [word, other] = [freshWord(), freshWord()];
    const made = await prisma.organisation.create({
      data: { name: `Agence ${word}`, shortName: `Les ${other}`, kind: 'OTHER' },
    });
    const known = () => prisma.searchWord.count({ where: { word: { in: [word, other] } } });
    expect(await known()).toBe(2);
    await prisma.organisation.update({ where: { id: made.id }, data: { name: 'Agence' } });
    await forgetUnusedWords();
    expect(await known()).toBe(1);
    await prisma.organisation.delete({ where: { id: made.id } });
    await forgetUnusedWords();
    expect(await known()).toBe(0);
  });

  test('a text too long to be searched whole is written all the same, and found by its beginning', async () => {
    const word = freshWord();
    const { id: conventionId } = joint.convention;
    const words = Array.from({ length: 60_000 }, (_, index) => `é${index.toString(36)}ß`).join(' ');
    await prisma.programmeItem.create({
      data: {
        conventionId,
        blockId: crypto.randomUUID(),
        kind: 'TABLE',
        title: '',
        text: `${word} ${words}`,
        position: 900,
      },
    });
    expect(await kindsOf(word)).toEqual(['ITEM']);
    expect(await kindsOf('é9cß', { kinds: ['ITEM'] })).toEqual(['ITEM']);
  });

  test('20 000 blocks written by one statement are all found, and stay so when they are moved', async () => {
    const { id: conventionId } = await buildConvention();
    const data = Array.from({ length: 20_000 }, (_, index) => ({
      ...{ conventionId, blockId: crypto.randomUUID(), kind: 'PARAGRAPH' as const, title: '', position: index },
      text: `Le partenaire numéro ${index} s’engage à suivre l’observatoire du bassin minier et à en rendre compte.`,
    }));
    await prisma.$executeRaw`
      insert into "ProgrammeItem" ("conventionId", "blockId", kind, title, text, position)
      select "conventionId", "blockId", kind, title, text, position from jsonb_to_recordset(${JSON.stringify(data)}::jsonb)
        as i("conventionId" uuid, "blockId" uuid, kind "ItemKind", title text, text text, position int)`;
    await prisma.programmeItem.updateMany({ where: { conventionId }, data: { position: { increment: 1 } } });
    expect(await prisma.searchEntry.count({ where: { conventionId, source: 'item' } })).toBe(20_000);
    await prisma.convention.delete({ where: { id: conventionId } });
  });

  describe('what was there before the search', () => {
    const asBefore = async (work: () => Promise<unknown>) => {
      const tables = await prisma.$queryRaw<{ name: string }[]>`
        select distinct tgrelid::regclass::text as name from pg_trigger where tgname like 'search\_%'`;
      for (const { name } of tables) await prisma.$executeRawUnsafe(`alter table ${name} disable trigger user`);
      await prisma.searchEntry.deleteMany();
      const answer = await work();
      for (const { name } of tables) await prisma.$executeRawUnsafe(`alter table ${name} enable trigger user`);
      await prisma.searchFilling.updateMany({ data: { filledAt: null } });
      return answer;
    };

    test('is taken in, all kinds of it, and in batches; what a write has told since stays', async () => {
      const [word, late] = [freshWord(), freshWord()];
      let ids: Record<SearchKind, string> | undefined;
      await asBefore(async () => {
        ids = await buildEveryKind(joint, word);
        await prisma.programmeItem.createMany({
          data: Array.from({ length: 1_200 }, (_, index) => ({
            ...{
              conventionId: joint.convention.id,
              blockId: crypto.randomUUID(),
              kind: 'PARAGRAPH' as const,
              title: '',
            },
            ...{ text: `Ligne ${index} ${late}`, position: 1_000 + index },
          })),
        });
      });
      expect(await kindsOf(word)).toEqual([]);
      await prisma.comment.update({ where: { id: ids?.COMMENT }, data: { body: `Un avis ${word} tardif` } });
      await fillSearch();
      expect((await kindsOf(word)).sort()).toEqual([...searchKinds].sort());
      expect((await found(joint.agent, late, { first: 1 })).length).toBe(1);
      const entries = await prisma.searchEntry.count({ where: { body: { endsWith: late } } });
      expect(entries).toBe(1_200);
      expect(await prisma.searchFilling.count({ where: { filledAt: null } })).toBe(0);
    });

    test('notes that nobody edits any more are taken in too', async () => {
      const word = freshWord();
      const { id } = await buildMeeting(joint);
      await asBefore(() => buildNotes(id, [paragraph(`Il fut question de ${word}.`)]));
      await fillSearch();
      expect(await kindsOf(word)).toEqual(['NOTES']);
    });

    test('is all made anew by the command’s verb: the same is found, and what was altered by hand is right again', async () => {
      const word = freshWord();
      await buildEveryKind(joint, word);
      await prisma.searchEntry.updateMany({ data: { body: 'altéré', title: 'altéré' } });
      await prisma.searchEntry.create({
        data: {
          ...{ source: 'item', kind: 'ITEM', scopeId: joint.convention.id, subjectId: crypto.randomUUID(), body: word },
          ...{ title: '', access: [joint.convention.id], conventionId: joint.convention.id },
        },
      });
      const kinds = await rebuildSearch();
      expect(kinds.map(({ kind }) => kind).sort()).toEqual([...searchKinds].sort());
      expect((await kindsOf(word)).sort()).toEqual([...searchKinds].sort());
      expect((await found(joint.agent, `${word.slice(0, -1)}r`, {})).length).toBeGreaterThan(1);
      expect(await kindsOf('altéré')).toEqual([]);
    });
  });
});
