// A Word file comes back: what was changed in it is suggested, to the letter. Refuse it all and the text is what it was; accept
// it all and it says what the file does.
import { randomUUID } from 'node:crypto';
import type { Node as TextNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { markedSuggestions } from '#domain/exports/suggested-changes.ts';
import { readChanges } from '#domain/returns/read-changes.ts';
import { writeSuggestions } from '#domain/returns/written-suggestions.ts';
import { settleSuggestions } from '#domain/suggestions/settling.ts';
import { suggestionsIn } from '#domain/suggestions/suggested-text.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { textAsRead } from '#domain/texts/reading-text.ts';
import { sequenceFor } from '#domain/texts/settled-text.ts';
import { lineComeKey, lineGoneKey } from '#domain/texts/text-grammar.ts';
import { textSchema } from '#domain/texts/text-schema.ts';
import { blocksIn, partsOf, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import type { ReturnedBlock, ReturnedParagraph, ReturnedRun } from '#domain/written/returned-text.ts';
import { openArchive } from '#formats/archive.ts';
import { readReturnedDocx } from '#formats/docx.ts';
import { writeDocx } from '#formats/office/docx-file.ts';
import { readReturnedText } from '#formats/reading.ts';
import { anyConvention } from '#tests/formats/office/any-convention.ts';
import { officeOf } from '#tests/formats/office/returning.ts';
import { WordFile } from '#tests/formats/office/word-edits.ts';

const origin = { documentId: randomUUID(), versionId: randomUUID(), withSuggestions: true };
const at = new Date('2026-03-02T09:30:00Z');

/** The text as a file, and the file as it is read when it comes back. */
async function sendOut(doc: Y.Doc) {
  const by = () => ({ author: 'Jeanne Bernard', date: at });
  const blocks = markedSuggestions(sequenceOf(doc), { by, reasonOf: () => null, isShaped: true, withComments: false });
  return readReturnedDocx(await openArchive(Buffer.from(writeDocx(officeOf([], { blocks, origin })))));
}

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = quiet(new Y.Doc());
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};

const settled = (doc: Y.Doc, settling: 'accept' | 'refuse', ids?: ReadonlySet<string>) => {
  const copy = copyOf(doc);
  copy.transact(() => {
    settleSuggestions(sequenceOf(copy), ids ?? new Set(suggestionsIn(sequenceOf(copy)).keys()), settling);
  });
  return textAsRead(textOf(copy));
};

const docOf = (text: TextNode): Y.Doc => sequenceFor(text);

test('a file that nobody changed changes nothing, and says which text it is of', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyConvention, async (text) => {
      const doc = docOf(text);
      const back = await sendOut(doc);
      expect(back.origin).toEqual(origin);
      const { stretches, lost } = readChanges(sequenceOf(doc), back.blocks);
      expect({ stretches, lost }).toEqual({ stretches: [], lost: [] });
    }),
    { seed: 1510, numRuns: 40 },
  );
});

const hand = { author: 'Paul Caron', date: '2026-03-03T10:00:00Z' };

// --- Edits by chance, in the model of a file

const paragraphsIn = (blocks: readonly ReturnedBlock[]): ReturnedParagraph[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? block.isFrame
        ? []
        : [block]
      : block.rows.flat().flatMap(({ paragraphs }) => paragraphs),
  );

/** Cuts the runs of a paragraph so that one begins at `place`; gives its rank. */
function cutAt(paragraph: ReturnedParagraph, place: number): number {
  let from = 0;
  for (const [rank, run] of paragraph.runs.entries()) {
    if (place === from) return rank;
    if (place < from + run.text.length) {
      const [before, after] = [run.text.slice(0, place - from), run.text.slice(place - from)];
      paragraph.runs.splice(rank, 1, { ...run, text: before }, { ...run, text: after });
      return rank + 1;
    }
    from += run.text.length;
  }
  return paragraph.runs.length;
}

const lengthOf = ({ runs }: ReturnedParagraph) => runs.reduce((sum, { text }) => sum + text.length, 0);

/** A place that is not within a character, from a number by chance. */
function placeIn(paragraph: ReturnedParagraph, chance: number): number {
  const words = paragraph.runs.map(({ text }) => text).join('');
  const place = chance % (lengthOf(paragraph) + 1);
  return /[\uDC00-\uDFFF]/.test(words.charAt(place)) ? place - 1 : place;
}

const acts = ['insert', 'strike', 'new', 'strikeWhole', 'remove', 'cut', 'bold'] as const;
interface Act {
  act: (typeof acts)[number];
  isTracked: boolean;
  which: number;
  from: number;
  to: number;
}
const anyAct: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom(...acts),
  isTracked: fc.boolean(),
  which: fc.nat(1_000),
  from: fc.nat(1_000),
  to: fc.nat(1_000),
});

function perform(blocks: ReturnedBlock[], { act, isTracked, which, from, to }: Act): void {
  const all = paragraphsIn(blocks);
  const paragraph = all[which % all.length];
  if (!paragraph) return;
  const outer = blocks.indexOf(paragraph);
  const [start, stop] = [placeIn(paragraph, from), placeIn(paragraph, to)].sort((one, other) => one - other) as [
    number,
    number,
  ];
  const words = (text: string): ReturnedRun => ({ text, ...(isTracked ? { inserted: hand } : {}) });
  const between = () => {
    const first = cutAt(paragraph, start);
    return { first, count: cutAt(paragraph, stop) - first };
  };
  if (act === 'insert') paragraph.runs.splice(cutAt(paragraph, start), 0, words(' neuf et beau '));
  else if (act === 'strike') {
    const { first, count } = between();
    const struck = paragraph.runs.slice(first, first + count);
    const left = isTracked ? struck.flatMap((run) => (run.inserted ? [] : [{ ...run, deleted: hand }])) : [];
    paragraph.runs.splice(first, count, ...left);
  } else if (act === 'bold' && paragraph.level === null) {
    const { first, count } = between();
    for (let rank = first; rank < first + count; rank += 1) {
      const { bold: _bold, ...run } = paragraph.runs[rank] as ReturnedRun;
      paragraph.runs[rank] = { ...run, bold: true, ...(isTracked ? { restyled: hand } : {}) };
    }
  } else if (outer >= 0 && act === 'new')
    blocks.splice(outer + 1, 0, {
      kind: 'paragraph',
      level: null,
      label: null,
      list: null,
      runs: [words(`Ajouté ${from}`)],
      ...(isTracked && { end: { inserted: hand } }),
    });
  else if (outer >= 0 && act === 'remove') blocks.splice(outer, 1);
  else if (
    outer >= 0 &&
    act === 'strikeWhole' &&
    paragraph.runs.every((run) => !run.inserted) &&
    blocks[outer + 1]?.kind === 'paragraph'
  ) {
    paragraph.runs = paragraph.runs.map((run) => ({ ...run, deleted: hand }));
    paragraph.end = { deleted: hand };
  } else if (outer >= 0 && act === 'cut' && !paragraph.end) {
    const rank = cutAt(paragraph, start);
    const { blockId: _id, ...rest } = paragraph;
    blocks.splice(outer + 1, 0, { ...rest, runs: paragraph.runs.splice(rank) });
    if (isTracked) paragraph.end = { inserted: hand };
  }
}

/** The lines of a file once its changes are accepted; bold letters are told. */
function linesOfFile(blocks: readonly ReturnedBlock[]): string[] {
  const lines: string[] = [];
  let carried = '';
  for (const paragraph of paragraphsIn(blocks)) {
    const styled = paragraph.level !== null && paragraph.runs.every(({ bold, text }) => bold || text.trim() === '');
    const said = paragraph.runs
      .filter(({ deleted }) => !deleted)
      .flatMap(({ text, bold }) =>
        Array.from(text, (letter) => (bold && !styled && letter !== '\n' ? `*${letter}` : letter)),
      )
      .join('');
    carried += said;
    if (paragraph.end?.deleted) continue;
    lines.push(carried);
    carried = '';
  }
  return [...lines, carried].filter((line) => line.replace(/\*/g, '').trim() !== '');
}

function linesOfText(node: ReturnType<typeof settled>): string[] {
  const lines: string[] = [];
  const visit = ({ type, content = [] }: typeof node): void => {
    if (type !== 'paragraph' && type !== 'heading') {
      content.forEach(visit);
      return;
    }
    const line = content
      .flatMap(({ text, marks = [] }) =>
        Array.from(text ?? '\n', (letter) =>
          letter !== '\n' && marks.some((mark) => mark.type === 'bold') ? `*${letter}` : letter,
        ),
      )
      .join('');
    if (line.replace(/\*/g, '').trim() !== '') lines.push(line);
  };
  visit(node);
  return lines;
}

/** Somebody writes, and deletes, wherever they are: words, the beginnings of blocks, tables. */
function meddle(doc: Y.Doc, from: number, to: number): void {
  const sequence = sequenceOf(doc);
  sequence.insert(from % sequence.length, 'Ailleurs ', {});
  const at = to % sequence.length;
  sequence.delete(at, Math.min(1 + (from % 40), sequence.length - at));
}

test('whatever is changed in it: refused, the text is what it was; accepted, it says what the file does', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(anyConvention, fc.array(anyAct, { minLength: 1, maxLength: 8 }), async (text, all) => {
      const doc = docOf(text);
      const { blocks } = await sendOut(doc);
      for (const act of all) perform(blocks, act);
      const { stretches, lost } = readChanges(sequenceOf(doc), blocks);
      const now = copyOf(doc);
      const written = writeSuggestions(now, doc, stretches, 5_000);
      expect([...lost, ...written.lost]).toEqual([]);
      expect(textAsRead(textOf(now))).toEqual(textAsRead(textOf(doc)));
      expect(settled(now, 'refuse')).toEqual(textAsRead(textOf(doc)));
      expect(linesOfText(settled(now, 'accept'))).toEqual(linesOfFile(blocks));
      // What others did meanwhile, whatever it was, is what it was.
      const busy = copyOf(doc);
      for (const { from, to } of all) meddle(busy, from, to);
      const agreed = textAsRead(textOf(busy));
      writeSuggestions(busy, doc, stretches, 5_000);
      expect(textAsRead(textOf(busy))).toEqual(agreed);
      expect(settled(busy, 'refuse')).toEqual(agreed);
      // All that a file says of others is told of them, and of nobody else.
      for (const { by } of written.suggestions) expect(by?.author ?? hand.author).toBe(hand.author);
    }),
    { seed: 1511, numRuns: 25, endOnFailure: true },
  );
});

test('rows that are suggested go out as tracked rows, columns stay at home, and neither is news when it comes back', async () => {
  const cell = (words: string) =>
    textSchema.node('tableCell', null, [textSchema.node('paragraph', null, [textSchema.text(words)])]);
  const row = (name: string) => textSchema.node('tableRow', null, [cell(`${name} un`), cell(`${name} deux`)]);
  const table = textSchema.node('table', { id: randomUUID() }, [row('Premier'), row('Second')]);
  const doc = docOf(textSchema.node('doc', null, [table, textSchema.node('paragraph', { id: randomUUID() })]));
  const agreed = textAsRead(textOf(doc));
  const marker = blocksIn(sequenceOf(doc))[0]?.marker as Y.Map<unknown>;
  const { rows, columns, cells } = partsOf(marker);
  const second = String(rows?.get(1));
  doc.transact(() => {
    rows?.insert(1, ['aaaaaaaa']);
    columns?.insert(1, ['cccccccc']);
    for (const [line, column] of [
      ['aaaaaaaa', columns?.get(0)],
      ['aaaaaaaa', columns?.get(2)],
      [second, 'cccccccc'],
    ])
      cells?.set(`${line}:${column}`, new Y.Text('Neuf'));
    for (const line of ['aaaaaaaa', 'cccccccc']) marker.set(lineComeKey(line), randomUUID());
    marker.set(lineGoneKey(second, randomUUID()), true);
  });
  expect(textAsRead(textOf(doc))).toEqual(agreed);
  const by = () => ({ author: 'Jeanne Bernard', date: at });
  const blocksFor = (isShaped: boolean) =>
    markedSuggestions(sequenceOf(doc), { by, reasonOf: () => null, isShaped, withComments: false });
  const { document } = new WordFile(writeDocx(officeOf([], { blocks: blocksFor(true), origin })));
  expect(document.match(/<w:gridCol /g)).toHaveLength(2);
  expect(
    [...document.matchAll(/<w:trPr>.*?<\/w:trPr>/g)].map(([line]) => /<w:(ins|del) [^>]*Jeanne/.exec(line)?.[1]),
  ).toEqual([undefined, 'ins', 'del']);
  const back = await sendOut(doc);
  expect(readChanges(sequenceOf(doc), back.blocks)).toMatchObject({ stretches: [], lost: [] });
  // For LibreOffice, which tracks no rows, the table is as it is agreed.
  const [odt] = blocksFor(false);
  expect(odt).toMatchObject({ rows: 2, cells: { length: 4 } });
});

test('five thousand tracked changes are as many suggestions', { timeout: 300_000 }, async () => {
  const paragraphs = Array.from({ length: 5_000 }, (_, rank) =>
    textSchema.node('paragraph', { id: randomUUID() }, [textSchema.text(`Alinéa ${rank} du texte.`)]),
  );
  const doc = docOf(textSchema.node('doc', null, paragraphs));
  const by = () => ({ author: 'Jeanne Bernard', date: at });
  const blocks = markedSuggestions(sequenceOf(doc), { by, reasonOf: () => null, isShaped: true, withComments: false });
  const file = new WordFile(writeDocx(officeOf([], { blocks, origin })));
  file.replaceAll(' du texte.', ' de la convention.', hand.author);
  const back = await readReturnedText(file.bytes());
  const { stretches } = readChanges(sequenceOf(doc), back.blocks);
  const now = copyOf(doc);
  expect(writeSuggestions(now, doc, stretches, 5_000)).toMatchObject({ suggestions: { length: 5_000 }, lost: [] });
  expect(textAsRead(textOf(now))).toEqual(textAsRead(textOf(doc)));
  // Beyond what is taken over at once, each is told.
  const { lost } = writeSuggestions(copyOf(doc), doc, stretches, 4_990);
  expect(lost.map(({ what }) => what)).toEqual(Array.from({ length: 10 }, () => 'TOO_MANY'));
});
