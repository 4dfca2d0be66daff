// A decision that is taken back in a stored text: who may, what comes back under whose name, what is told; and why one suggests
// what one suggests.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Doc } from 'yjs';
import * as Y from 'yjs';
import { live } from '#domain/outside.ts';
import { listDecided, reopenSuggestions } from '#domain/suggestions/reopenings.ts';
import { decideSuggestions, explainSuggestion, listSuggestions } from '#domain/suggestions/suggestions.ts';
import { findBlock, textOf } from '#domain/texts/live-text.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import { COME, deletionFormat, goneKey, INSERTION, MOVED } from '#domain/texts/text-grammar.ts';
import { sequenceOf } from '#domain/texts/text-sequence.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph } from '../../build/conventions.ts';
import { buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

describe('on a database', () => {
  useDatabase();
  useOutside();
  let steward: PersonViewer;
  let other: PersonViewer;
  let suggester: PersonViewer;
  let convention: Convention;
  const [objectId, firstId, secondId] = [randomUUID(), randomUUID(), randomUUID()];
  const [words, move] = [randomUUID(), randomUUID()];

  beforeEach(async () => {
    [steward, other, suggester] = [await buildViewer(), await buildViewer(), await buildViewer()];
    convention = await buildConvention({
      content: [
        heading('Objet', 'article', objectId),
        paragraph('Les partenaires agissent ensemble.', firstId),
        paragraph('La Mission pourra rendre compte.', secondId),
      ],
      participants: [
        { personId: steward.personId, role: 'STEWARD' },
        { personId: other.personId, role: 'EDITOR' },
        { personId: suggester.personId, role: 'SUGGESTER' },
      ],
    });
    await live.writeAs(convention.documentId, suggester.personId, suggest);
  });

  /** « doit » for « pourra », and the first paragraph behind the second. */
  const suggest = (doc: Doc) => {
    const text = sequenceOf(doc);
    const at = findBlock(doc, secondId)?.block.start ?? 0;
    text.format(at + 'La Mission '.length, 'pourra'.length, { [deletionFormat(words)]: true });
    text.insert(at + 'La Mission pourra'.length, 'doit', { [INSERTION]: words });
    const first = findBlock(doc, firstId)?.block;
    first?.marker?.set(goneKey(move), true);
    text.format(first?.start ?? 0, first?.length ?? 0, { [deletionFormat(move)]: true });
    const marker = new Y.Map([
      ['id', randomUUID()],
      [COME, move],
      [MOVED, firstId],
    ]);
    text.insertEmbed(text.length, marker, {});
    text.insert(text.length, 'Les partenaires agissent ensemble.', { [INSERTION]: move });
  };
  const readDoc = async () => (await readStoredText(convention.documentId))?.doc as Doc;
  const readText = async () => textOf(await readDoc());
  const decide = (viewer: PersonViewer, suggestionIds: string[], decision: string, reason?: string) =>
    decideSuggestions(viewer, { documentId: convention.documentId, suggestionIds, decision, reason });
  const decided = async (viewer = steward) => listDecided(viewer, convention.documentId);
  const reopen = async (viewer: PersonViewer, of: readonly string[]) => {
    const ids = (await decided()).filter(({ suggestionId }) => of.includes(suggestionId)).map(({ id }) => id);
    return reopenSuggestions(viewer, { documentId: convention.documentId, decidedIds: ids });
  };
  const waiting = async () =>
    (await listSuggestions(steward, convention.documentId)).map(({ id, author }) => [id, author?.id]);
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'done',
      (error) => error.code ?? error,
    );

  test.each(['ACCEPTED', 'REFUSED'])(
    '%s, what was suggested waits again, under the name of who suggested it',
    async (how) => {
      const before = await readText();
      const shown = sequenceOf(await readDoc()).toString();
      await decide(steward, [words, move], how, 'Convenu.');
      expect(await decided()).toMatchObject([
        { suggestionId: expect.any(String), decision: how, reason: 'Convenu.', viewerMayReopen: true },
        { decidedBy: { id: steward.personId }, author: { id: suggester.personId } },
      ]);
      expect(await waiting()).toEqual([]);
      const outcomes = await reopen(other, [words, move]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['WHOLE', 'WHOLE']);
      expect((await readText()).eq(before)).toBe(true);
      expect(sequenceOf(await readDoc()).toString()).toBe(shown);
      expect(await waiting()).toEqual([
        [move, suggester.personId],
        [words, suggester.personId],
      ]);
      expect(await decided()).toEqual([]);
      const changes = await prisma.change.findMany({
        where: { kind: 'suggestion.reopened', conventionId: convention.id },
      });
      expect(changes.map(({ actorId }) => actorId)).toEqual([other.personId, other.personId]);
      expect(
        await prisma.notification.count({ where: { kind: 'SUGGESTION_REOPENED', personId: suggester.personId } }),
      ).toBe(2);
      // And is decided anew.
      await decide(steward, [words], 'ACCEPTED');
      expect((await readText()).textContent).toContain('La Mission doit rendre compte.');
    },
  );

  test('one of those decided together is taken back alone', async () => {
    await decide(steward, [words, move], 'ACCEPTED');
    await reopen(steward, [words]);
    expect(await waiting()).toEqual([[words, suggester.personId]]);
    expect((await readText()).textContent).toBe(
      'ObjetLa Mission pourra rendre compte.Les partenaires agissent ensemble.',
    );
    expect((await decided()).map(({ suggestionId }) => suggestionId)).toEqual([move]);
  });

  test('what has no place any more stays decided, in a sentence; what others wrote stays', async () => {
    await decide(steward, [words, move], 'ACCEPTED');
    await live.edit(convention.documentId, other, (doc) => {
      const { block } = findBlock(doc, firstId) as NonNullable<ReturnType<typeof findBlock>>;
      sequenceOf(doc).insert(block.start, 'Tous ', {});
      const second = findBlock(doc, secondId)?.block;
      if (second) sequenceOf(doc).delete(second.begin, second.length + 1);
    });
    const before = await readText();
    await expect(reopen(steward, [move])).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('n’a plus sa place dans le texte'),
    });
    expect((await readText()).eq(before)).toBe(true);
    expect(await codeOf(reopen(steward, [words]))).toBe('CONFLICT');
    expect((await readText()).eq(before)).toBe(true);
    expect((await decided()).length).toBe(2);
    expect(await prisma.change.count({ where: { kind: 'suggestion.reopened', conventionId: convention.id } })).toBe(0);
  });

  test('is for who may decide: of who may only suggest, their own that they took back; of two at once, one', async () => {
    await decide(steward, [move], 'REFUSED');
    await decide(suggester, [words], 'REFUSED');
    expect((await decided(suggester)).map(({ viewerMayReopen }) => viewerMayReopen)).toEqual([true, false]);
    expect(await codeOf(reopen(suggester, [move]))).toBe('FORBIDDEN');
    expect(await codeOf(reopen(suggester, [words, move]))).toBe('FORBIDDEN');
    const [ids] = [(await decided()).map(({ id }) => id)];
    const elsewhere = await buildViewer();
    const input = { documentId: convention.documentId, decidedIds: ids };
    expect(await codeOf(reopenSuggestions(elsewhere, input))).toBe('NOT_FOUND');
    expect(await codeOf(reopenSuggestions(steward, { ...input, decidedIds: [randomUUID()] }))).toBe('NOT_FOUND');
    expect(await codeOf(reopenSuggestions(steward, { ...input, decidedIds: [] }))).toBe('INVALID_INPUT');
    expect(await codeOf(reopen(suggester, [words]))).toBe('done');
    const answers = await Promise.all([
      codeOf(reopenSuggestions(steward, { ...input, decidedIds: ids.slice(1) })),
      codeOf(reopenSuggestions(other, { ...input, decidedIds: ids.slice(1) })),
    ]);
    expect(answers.sort()).toEqual(['CONFLICT', 'done']);
    expect((await waiting()).map(([id]) => id)).toEqual([move, words]);
  });

  test('a suggestion says why, in its author’s words, until it is decided', async () => {
    const explain = (viewer: PersonViewer, reason: string) =>
      explainSuggestion(viewer, { documentId: convention.documentId, suggestionId: words, reason });
    expect(await codeOf(explain(steward, 'À sa place'))).toBe('FORBIDDEN');
    expect(await codeOf(explain(suggester, 'x'.repeat(501)))).toBe('INVALID_INPUT');
    await explain(suggester, '  Le degré\nvoté. ');
    const reasons = async () => (await listSuggestions(other, convention.documentId)).map(({ reason }) => reason);
    expect(await reasons()).toEqual(['', 'Le degré voté.']);
    await explain(suggester, '');
    expect(await reasons()).toEqual(['', '']);
    expect(await prisma.change.count({ where: { kind: 'suggestion.explained', conventionId: convention.id } })).toBe(2);
    await explain(suggester, 'Le degré voté.');
    await decide(steward, [words], 'REFUSED');
    expect(await codeOf(explain(suggester, 'Encore'))).toBe('CONFLICT');
    await reopen(steward, [words]);
    expect(await reasons()).toEqual(['', 'Le degré voté.']);
  });
});
