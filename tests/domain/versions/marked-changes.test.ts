// A comparison for a word processor: whatever was changed, refusing every tracked change gives the former words and accepting
// every one the later words; and the files that say so are read as the later text.
import type { Node as TextNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import { convention2025 } from '#demonstration/convention-2025.ts';
import { compareTexts } from '#domain/comparison/comparison.ts';
import { parseText, textOf, writeText } from '#domain/texts/live-text.ts';
import { textAsRead } from '#domain/texts/reading-text.ts';
import { quiet } from '#domain/texts/text-sequence.ts';
import { markedChanges } from '#domain/versions/marked-changes.ts';
import { wordsOf } from '#domain/written/written-text.ts';
import { blocksOfText, labelOf, type OfficeBlock, type OfficeRun, paragraphsOf } from '#formats/office/office-text.ts';
import { act, anyActs } from '#tests/build/comparison.ts';
import { copyOf } from '#tests/build/texts.ts';
import { forms, officeOf, readBack, writers } from '#tests/formats/office/returning.ts';
import { anyText } from '#tests/rig/any-texts.ts';

const by = { author: 'Jeanne Bernard', date: new Date('2026-03-02T09:30:00Z') };

function docOf(text: TextNode): Doc {
  const doc = quiet(new Doc());
  writeText(doc, text);
  return doc;
}

const marked = (before: TextNode, after: TextNode) =>
  markedChanges(compareTexts(before, after).differences, { before, after, by });

/** What stands there once every change of a kind is gone, without white space: it belongs to either side of a change. */
function settled(blocks: readonly OfficeBlock[], gone: 'insertion' | 'deletion' | null): string {
  const stays = ({ change }: Pick<OfficeRun, 'change'>) => !change || change.kind !== gone;
  return [...paragraphsOf(blocks)]
    .flatMap(({ heading, change, runs }) => [
      ...(heading && stays(change ? { change } : {}) ? [labelOf(heading.kind, heading.number)] : []),
      ...runs.filter(stays).map(({ text }) => text),
    ])
    .join('')
    .replace(/\s/g, '');
}

const saidBy = (text: TextNode) => settled(blocksOfText(textAsRead(text).content ?? []), null);
const letters = (words: string) => [...words].sort().join('');

describe('a comparison as tracked changes', () => {
  test('gives the former text refused and the later one accepted, whatever people did', { timeout: 60_000 }, () => {
    const version = docOf(parseText(convention2025()));
    fc.assert(
      fc.property(anyActs, (acts) => {
        const doc = copyOf(version);
        act(doc, acts);
        const [before, after] = [textOf(version), textOf(doc)];
        const blocks = marked(before, after);
        expect(settled(blocks, 'insertion')).toBe(saidBy(before));
        expect(settled(blocks, 'deletion')).toBe(saidBy(after));
      }),
      { seed: 1504, numRuns: 80 },
    );
  });

  test('loses no character of any two texts', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyText, anyText, anyActs, (one, other, acts) => {
        const doc = docOf(one);
        act(doc, acts);
        for (const after of [textOf(doc), textOf(docOf(other))]) {
          const before = textOf(docOf(one));
          const blocks = marked(before, after);
          expect(letters(settled(blocks, 'insertion'))).toBe(letters(saidBy(before)));
          expect(letters(settled(blocks, 'deletion'))).toBe(letters(saidBy(after)));
        }
      }),
      { seed: 1505, numRuns: 80 },
    );
  });

  test.each(forms)('is read in a %s as the later text, and what was struck out is quoted', async (form) => {
    const version = docOf(parseText(convention2025()));
    const doc = copyOf(version);
    act(doc, [
      ['type', 300, 500, 'vraiment '],
      ['delete', 400, 200, ''],
      ['remove', 500, 0, ''],
      ['add', 600, 0, '250\u00a0000 €'],
      ['move', 200, 700, ''],
    ]);
    const [before, after] = [textOf(version), textOf(doc)];
    const { blocks, leftOut } = await readBack(writers[form](officeOf([], { blocks: marked(before, after) })));
    const read = blocks
      .slice(2)
      .flatMap((block) => (block.kind === 'paragraph' ? [block] : block.rows.flat().flatMap((cell) => cell.paragraphs)))
      .map((paragraph) => wordsOf(paragraph))
      .join('')
      .replace(/\s/g, '');
    expect(read).toBe(saidBy(after));
    expect(leftOut.deletions).toBeGreaterThan(2);
  });
});
