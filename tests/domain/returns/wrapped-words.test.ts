// What Word wraps words in, in whatever order: words that are put in are suggested, words that are struck out never come alive, and
// all others are there once.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { readChanges } from '#domain/returns/read-changes.ts';
import { writeSuggestions } from '#domain/returns/written-suggestions.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { textAsRead } from '#domain/texts/reading-text.ts';
import { sequenceFor } from '#domain/texts/settled-text.ts';
import { textSchema } from '#domain/texts/text-schema.ts';
import { sequenceOf } from '#domain/texts/text-sequence.ts';
import { openArchive } from '#formats/archive.ts';
import { bookmarkOf } from '#formats/bookmarks.ts';
import { readReturnedDocx } from '#formats/docx.ts';
import { makeDocx } from '#tests/formats/make-files.ts';
import { linesOfText } from '#tests/formats/office/any-edits.ts';
import { copyOf, settled } from '#tests/formats/office/suggesting.ts';
import { anyGrid, anyWrapping, Wrapping } from '#tests/formats/office/word-wrappings.ts';

const paragraphOf = (words: string) => textSchema.node('paragraph', null, words ? [textSchema.text(words)] : []);
const bookmark = (name: string) => `<w:bookmarkStart w:id="1" w:name="${name}"/><w:bookmarkEnd w:id="1"/>`;
const wordsOf = (lines: readonly string[]) => lines.join(' ').match(/[a-z]+\d+x/g) ?? [];
const sorted = (words: readonly string[]) => [...words].sort();

/** Takes a file over; gives what is told, and the words of the text once all is accepted. */
async function takenOver(doc: Y.Doc, body: string, notes: Wrapping['notes']) {
  const file = makeDocx(body, { footnotes: notes.footnote, endnotes: notes.endnote });
  const { blocks } = await readReturnedDocx(await openArchive(file));
  const changes = readChanges(sequenceOf(doc), blocks);
  const now = copyOf(doc);
  const made = writeSuggestions(now, doc, changes, 5_000);
  const agreed = textAsRead(textOf(doc));
  expect(textAsRead(textOf(now))).toEqual(agreed);
  expect(settled(now, 'refuse')).toEqual(agreed);
  return { lost: [...changes.lost, ...made.lost], words: wordsOf(linesOfText(settled(now, 'accept'))) };
}

test('words of paragraphs, whatever they are wrapped in and whatever hangs on them', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyWrapping, { minLength: 1, maxLength: 3 }), async (all) => {
      const wrapping = new Wrapping();
      const ids = all.map(() => randomUUID());
      const paragraphs = all.map((shapes, index) => {
        const before = wrapping.former.length;
        const said = wrapping.write(shapes);
        return {
          xml: `<w:p>${bookmark(bookmarkOf(ids[index] as string))}${said}</w:p>`,
          words: wrapping.former
            .slice(before)
            .map((word) => `${word} `)
            .join(''),
        };
      });
      const nodes = paragraphs.map(({ words }, index) =>
        textSchema.node('paragraph', { id: ids[index] }, words ? [textSchema.text(words)] : []),
      );
      const doc = sequenceFor(textSchema.node('doc', null, nodes));
      const { lost, words } = await takenOver(doc, paragraphs.map(({ xml }) => xml).join(''), wrapping.notes);
      expect(lost).toEqual([]);
      expect(sorted(words)).toEqual(sorted(wrapping.accepted));
    }),
    { seed: 1512, numRuns: 300, endOnFailure: true },
  );
});

test('words of tables, whatever is done to rows, columns and what stands in cells', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyGrid, async (grid) => {
      const wrapping = new Wrapping();
      const [tableId, lastId] = [randomUUID(), randomUUID()];
      const { xml, former } = wrapping.table(grid, bookmark(bookmarkOf(tableId, true)));
      const rows = former.map((cells) =>
        textSchema.node(
          'tableRow',
          null,
          cells.map((words) => textSchema.node('tableCell', null, [paragraphOf(words)])),
        ),
      );
      const last = textSchema.node('paragraph', { id: lastId }, [textSchema.text('Fin')]);
      const doc = sequenceFor(textSchema.node('doc', null, [textSchema.node('table', { id: tableId }, rows), last]));
      const end = `<w:p>${bookmark(bookmarkOf(lastId))}<w:r><w:t>Fin</w:t></w:r></w:p>`;
      const { lost, words } = await takenOver(doc, xml + end, wrapping.notes);
      expect(lost).toEqual([]);
      expect(sorted(words)).toEqual(sorted(wrapping.accepted));
    }),
    { seed: 1513, numRuns: 200, endOnFailure: true },
  );
});
