// New words for blocks of last year's text: what is written, what stays, and what is refused.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rewriteCarryOvers } from '#domain/conventions/carry-over-rewrites.ts';
import { listCarryOvers } from '#domain/conventions/carry-overs.ts';
import { createConvention } from '#domain/conventions/conventions.ts';
import { continueConvention } from '#domain/conventions/roll-over.ts';
import { renewYears, staleYears } from '#domain/conventions/stale-years.ts';
import { changesBetween } from '#domain/texts/block-words.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import type { Viewer } from '#domain/viewers.ts';
import { heading, paragraph } from '#tests/build/conventions.ts';
import { buildOrganisation, buildViewer } from '#tests/build/organisations.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

useDatabase();
useOutside();

const words = (text: string, ...marks: string[]): JSONContent => ({
  type: 'text',
  text,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});
const block = (type: string, ...content: JSONContent[]): JSONContent => ({ type, content });

async function continueText(content: JSONContent[]) {
  const viewer = await buildViewer({ organisationId: (await buildOrganisation({ kind: 'DEPARTMENT' })).id });
  const previous = await createConvention(viewer, { title: 'Convention 2025', year: 2025 }, { type: 'doc', content });
  const next = await continueConvention(viewer, { conventionId: previous.id, year: 2026, title: 'Convention 2026' });
  return { viewer, next };
}

const textIn = async (documentId: string) => {
  const text = textOf((await readStoredText(documentId))?.doc ?? expect.fail('no text'));
  text.check();
  return text;
};
const renewAll = async (viewer: Viewer, conventionId: string) => {
  const blocks = await listCarryOvers(viewer, conventionId);
  return blocks
    .map(({ blockId, item: { text: before } }) => ({
      blockId,
      before,
      after: renewYears(before, staleYears(before, 2026), 2026),
    }))
    .filter(({ before, after }) => before !== after);
};

describe('years that go on', () => {
  test('change in titles, items and cells; looks, other words and the paragraphs of an item stay', async () => {
    const item = block(
      'listItem',
      block('paragraph', words('Bilan de '), words('l’année 2025', 'bold'), words(' remis')),
      block('paragraph', words('avant le 31/12/25, en 2025')),
      block('bulletList', block('listItem', block('paragraph', words('Dedans, pour 2025')))),
    );
    const cell = (text: string) => block('tableCell', block('paragraph', words(text)));
    const { viewer, next } = await continueText([
      heading('Programme 2025'),
      paragraph('Vu la délibération du 22 avril 2025, pour 2025.'),
      block('bulletList', { ...item, attrs: { id: randomUUID() } }),
      block('table', block('tableRow', cell('Année 2025'), cell('rien'))),
    ]);
    const rewrites = await renewAll(viewer, next.id);
    expect(rewrites).toHaveLength(5);
    expect(await rewriteCarryOvers(viewer, { conventionId: next.id, rewrites })).toEqual([]);
    const text = await textIn(next.documentId);
    expect(text.textBetween(0, text.content.size, '|')).toBe(
      'Programme 2026|Vu la délibération du 22 avril 2025, pour 2026.|Bilan de l’année 2026 remis|avant le 31/12/26, en 2026|Dedans, pour 2026|Année 2026|rien',
    );
    let bold = '';
    text.descendants(({ marks, text: said = '' }) => {
      if (marks.some(({ type }) => type.name === 'bold')) bold += said;
    });
    expect(bold).toBe('l’année 2026');
    const blocks = await listCarryOvers(viewer, next.id);
    expect(blocks.filter(({ choice }) => choice === 'ADAPT')).toHaveLength(5);
    expect(blocks.find(({ item: { title } }) => title === 'Programme 2026')).toBeDefined();
  });

  test.each([
    [
      'Pour 2025, le 31/12/25 et le 2025-06-30, en avril 2025',
      'Pour 2026, le 31/12/26 et le 2026-06-30, en avril 2026',
    ],
    ['Vu la loi du 3 mai 2025', 'Vu la loi du 3 mai 2025'],
  ])('« %s »', (text, renewed) => {
    expect(renewYears(text, staleYears(text, 2026), 2026)).toBe(renewed);
  });
});

describe('what is refused', () => {
  test('words that somebody changed meanwhile are left, the others are written', async () => {
    const { viewer, next } = await continueText([paragraph('Un.'), paragraph('Deux.')]);
    const [one, two] = await listCarryOvers(viewer, next.id);
    const rewrite = (blockId = '', before = '', after = '') => ({ blockId, before, after });
    const input = (...rewrites: object[]) => ({ conventionId: next.id, rewrites });
    await rewriteCarryOvers(viewer, input(rewrite(one?.blockId, 'Un.', 'Un bis.')));
    const again = input(rewrite(one?.blockId, 'Un.', 'Un ter.'), rewrite(two?.blockId, 'Deux.', 'Deux bis.'));
    expect(await rewriteCarryOvers(viewer, again)).toEqual([one?.blockId]);
    expect((await textIn(next.documentId)).textContent).toBe('Un bis.Deux bis.');
    await expect(rewriteCarryOvers(viewer, again)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(rewriteCarryOvers(viewer, input(rewrite(randomUUID(), 'Un bis.', 'Un.')))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(rewriteCarryOvers(viewer, input(rewrite(one?.blockId, 'Un bis.', '  ')))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  test('paragraphs of an item are not joined from here', async () => {
    const item = block('listItem', block('paragraph', words('Un')), block('paragraph', words('suite')));
    const { viewer, next } = await continueText([block('bulletList', { ...item, attrs: { id: randomUUID() } })]);
    const [found] = await listCarryOvers(viewer, next.id);
    expect(found?.item.text).toBe('Un\nsuite');
    await expect(
      rewriteCarryOvers(viewer, {
        conventionId: next.id,
        rewrites: [{ blockId: found?.blockId, before: 'Un\nsuite', after: 'Un suite' }],
      }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await textIn(next.documentId)).textContent).toBe('Unsuite');
  });

  test('whoever only comments, and whoever is of another organisation', async () => {
    const { next } = await continueText([paragraph('Un.')]);
    const stranger = await buildViewer({ organisationId: (await buildOrganisation()).id });
    await expect(
      rewriteCarryOvers(stranger, {
        conventionId: next.id,
        rewrites: [{ blockId: randomUUID(), before: 'a', after: 'b' }],
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('the changes between any two texts make the one of the other, apart and in order', () => {
  const piece = fc.constantFrom('a', 'b', 'c', ' ', ' ', '.', '\n', '2025', '2026', 'é');
  const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      let made = '';
      let done = 0;
      for (const { start, end, words: put } of changesBetween(before, after)) {
        expect(start).toBeGreaterThanOrEqual(done);
        made += before.slice(done, start) + put;
        done = end;
      }
      expect(made + before.slice(done)).toBe(after);
    }),
    { seed: 62, numRuns: 2000 },
  );
});
