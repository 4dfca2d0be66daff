// Suggestions in a stored text: whose they are, what they say, deciding them, and what waits for them.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Doc } from 'yjs';
import { moveConvention } from '#domain/conventions/lifecycle.ts';
import { findWarnings } from '#domain/conventions/step-warnings.ts';
import { live } from '#domain/outside.ts';
import { wordSuggestion } from '#domain/suggestions/suggestion-words.ts';
import { decideSuggestions, listSuggestions } from '#domain/suggestions/suggestions.ts';
import { findBlock, textOf } from '#domain/texts/live-text.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import { deletionFormat, INSERTION, nextKey } from '#domain/texts/text-grammar.ts';
import { sequenceOf } from '#domain/texts/text-sequence.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph, stepInput } from '../../build/conventions.ts';
import { buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

describe('on a database', () => {
  useDatabase();
  useOutside();
  let steward: PersonViewer;
  let other: PersonViewer;
  let reader: PersonViewer;
  let convention: Convention;
  const [objectId, firstId, secondId] = [randomUUID(), randomUUID(), randomUUID()];
  const [words, kind] = [randomUUID(), randomUUID()];

  beforeEach(async () => {
    [steward, other, reader] = [await buildViewer(), await buildViewer(), await buildViewer()];
    convention = await buildConvention({
      content: [
        heading('Objet', 'article', objectId),
        paragraph('Les partenaires agissent ensemble.', firstId),
        paragraph('La Mission pourra rendre compte.', secondId),
      ],
      participants: [
        { personId: steward.personId, role: 'STEWARD' },
        { personId: other.personId, role: 'EDITOR' },
        { personId: reader.personId, role: 'READER' },
      ],
    });
  });

  const suggest = (doc: Doc) => {
    const text = sequenceOf(doc);
    const at = findBlock(doc, secondId)?.block.start ?? 0;
    text.format(at + 'La Mission '.length, 'pourra'.length, { [deletionFormat(words)]: true });
    text.insert(at + 'La Mission pourra'.length, 'doit', { [INSERTION]: words });
    findBlock(doc, firstId)?.block.marker?.set(nextKey('kind'), { suggestion: kind, to: 'objective' });
  };
  const readText = async () => textOf((await readStoredText(convention.documentId))?.doc as Doc);
  const decide = (viewer: PersonViewer, suggestionIds: string[], decision: string, reason?: string) =>
    decideSuggestions(viewer, { documentId: convention.documentId, suggestionIds, decision, reason });
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'done',
      (error) => error.code ?? error,
    );

  test('are listed with who made them and what they would do, and change nothing of the text', async () => {
    const before = await readText();
    await live.edit(convention.documentId, other, suggest);
    expect((await readText()).eq(before)).toBe(true);
    const list = await listSuggestions(reader, convention.documentId);
    expect(list.map(({ id, author }) => [id, author?.id])).toEqual([
      [kind, other.personId],
      [words, other.personId],
    ]);
    expect(list.map(({ parts }) => wordSuggestion(parts))).toEqual([
      'Le passage devient objectif',
      'Remplace «\u00a0pourra\u00a0» par «\u00a0doit\u00a0»',
    ]);
    expect(await codeOf(listSuggestions(await buildViewer(), convention.documentId))).toBe('NOT_FOUND');
  });

  test('accepted they are the text, refused they are gone; each decision is recorded and told to who made it', async () => {
    await live.edit(convention.documentId, other, suggest);
    await decide(steward, [words], 'ACCEPTED', '  Le degré\n convenu.  ');
    await decide(steward, [kind], 'REFUSED');
    const text = await readText();
    expect(text.textContent).toContain('La Mission doit rendre compte.');
    expect(text.child(1).type.name).toBe('paragraph');
    expect(await listSuggestions(steward, convention.documentId)).toEqual([]);
    const changes = await prisma.change.findMany({
      where: { kind: { startsWith: 'suggestion.' } },
      orderBy: { at: 'asc' },
    });
    expect(changes).toMatchObject([
      {
        kind: 'suggestion.accepted',
        details: { suggestionId: words, authorId: other.personId, reason: 'Le degré convenu.' },
      },
      { kind: 'suggestion.refused', details: { suggestionId: kind } },
    ]);
    const told = await prisma.notification.findMany({ where: { kind: 'SUGGESTION_SETTLED' } });
    expect(told.map(({ personId }) => personId)).toEqual([other.personId, other.personId]);
    expect(await codeOf(decide(steward, [words], 'REFUSED'))).toBe('CONFLICT');
  });

  test('are decided by who may write alone, and by two at once once', async () => {
    await live.edit(convention.documentId, other, suggest);
    expect(await codeOf(decide(reader, [words], 'ACCEPTED'))).toBe('FORBIDDEN');
    expect(await codeOf(decide(steward, [], 'ACCEPTED'))).toBe('INVALID_INPUT');
    expect(await codeOf(decide(steward, [words], 'PERHAPS'))).toBe('INVALID_INPUT');
    const answers = await Promise.all([
      codeOf(decide(steward, [words], 'ACCEPTED')),
      codeOf(decide(other, [words], 'ACCEPTED')),
    ]);
    expect(answers.sort()).toEqual(['CONFLICT', 'done']);
    expect((await readText()).textContent).toContain('La Mission doit rendre compte.');
  });

  test('of one’s own are taken back by who may only suggest, who decides nothing else', async () => {
    const suggester = await buildViewer();
    await prisma.participant.create({
      data: { conventionId: convention.id, personId: suggester.personId, role: 'SUGGESTER' },
    });
    await live.edit(convention.documentId, other, suggest);
    const [own, before] = [randomUUID(), await readText()];
    await live.edit(convention.documentId, suggester, (doc) => {
      sequenceOf(doc).insert(findBlock(doc, firstId)?.block.start ?? 0, 'Tous ', { [INSERTION]: own });
    });
    expect(await codeOf(decide(suggester, [own], 'ACCEPTED'))).toBe('FORBIDDEN');
    expect(await codeOf(decide(suggester, [words], 'REFUSED'))).toBe('FORBIDDEN');
    expect(await codeOf(decide(suggester, [own, words], 'REFUSED'))).toBe('FORBIDDEN');
    expect((await decide(suggester, [own], 'REFUSED')).map(({ id }) => id)).toEqual([own]);
    expect((await listSuggestions(suggester, convention.documentId)).map(({ id }) => id)).toEqual([kind, words]);
    expect((await readText()).eq(before)).toBe(true);
    expect(await prisma.notification.count({ where: { personId: suggester.personId } })).toBe(0);
  });

  test('are warned of, and no text is voted as long as one waits', async () => {
    await live.edit(convention.documentId, other, suggest);
    const found = (await findWarnings(convention)).find(({ check }) => check === 'PENDING_SUGGESTIONS');
    expect(found).toMatchObject({ count: 2 });
    const pass = (to: 'IN_REVIEW' | 'OPINION_GIVEN' | 'ADOPTED') =>
      moveConvention(steward, { ...stepInput(convention.id, to), passOver: true });
    await pass('IN_REVIEW');
    await pass('OPINION_GIVEN');
    expect(await codeOf(pass('ADOPTED'))).toBe('CONFLICT');
    await decide(steward, [words, kind], 'REFUSED');
    expect(await codeOf(pass('ADOPTED'))).toBe('done');
  });
});
