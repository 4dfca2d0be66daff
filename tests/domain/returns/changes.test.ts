// A Word file comes back: what was changed in it is suggested, to the letter. Refuse it all and the text is what it was; accept
// it all and it says what the file does.
import { randomUUID } from 'node:crypto';
import type { Node as TextNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readChanges } from '#domain/returns/read-changes.ts';
import { wordLost } from '#domain/returns/return-words.ts';
import { writeSuggestions } from '#domain/returns/written-suggestions.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { textAsRead } from '#domain/texts/reading-text.ts';
import { sequenceFor } from '#domain/texts/settled-text.ts';
import { lineComeKey, lineGoneKey } from '#domain/texts/text-grammar.ts';
import { textSchema } from '#domain/texts/text-schema.ts';
import { blocksIn, partsOf, sequenceOf } from '#domain/texts/text-sequence.ts';
import { openArchive } from '#formats/archive.ts';
import { readReturnedDocx } from '#formats/docx.ts';
import { writeDocx } from '#formats/office/docx-file.ts';
import { readReturnedText } from '#formats/reading.ts';
import { anyConvention } from '#tests/formats/office/any-convention.ts';
import { anyAct, hand, linesOfFile, linesOfText, perform } from '#tests/formats/office/any-edits.ts';
import { officeOf } from '#tests/formats/office/returning.ts';
import { copyOf, marked, settled } from '#tests/formats/office/suggesting.ts';
import { WordFile } from '#tests/formats/office/word-edits.ts';

const origin = { documentId: randomUUID(), versionId: randomUUID(), withSuggestions: true };

/** The text as a file, and the file as it is read when it comes back. */
async function sendOut(doc: Y.Doc) {
  return readReturnedDocx(await openArchive(Buffer.from(written(doc))));
}

const written = (doc: Y.Doc): Uint8Array => writeDocx(officeOf([], { blocks: marked(doc), origin }));

const docOf = (text: TextNode): Y.Doc => sequenceFor(text);

test('a file that nobody changed changes nothing, and says which text it is of', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyConvention, async (text) => {
      const doc = docOf(text);
      const back = await sendOut(doc);
      expect(back.origin).toEqual({ ...origin, around: ['Convention annuelle', 'Texte de 2026'] });
      const { stretches, lines, lost } = readChanges(sequenceOf(doc), back.blocks);
      expect({ stretches, lines, lost }).toEqual({ stretches: [], lines: [], lost: [] });
    }),
    { seed: 1510, numRuns: 40 },
  );
});

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
      const changes = readChanges(sequenceOf(doc), blocks);
      const { lost } = changes;
      const now = copyOf(doc);
      const made = writeSuggestions(now, doc, changes, 5_000);
      expect([...lost, ...made.lost]).toEqual([]);
      expect(textAsRead(textOf(now))).toEqual(textAsRead(textOf(doc)));
      expect(settled(now, 'refuse')).toEqual(textAsRead(textOf(doc)));
      expect(linesOfText(settled(now, 'accept'))).toEqual(linesOfFile(blocks));
      // What others did meanwhile, whatever it was, is what it was.
      const busy = copyOf(doc);
      for (const { from, to } of all) meddle(busy, from, to);
      const agreed = textAsRead(textOf(busy));
      writeSuggestions(busy, doc, changes, 5_000);
      expect(textAsRead(textOf(busy))).toEqual(agreed);
      expect(settled(busy, 'refuse')).toEqual(agreed);
      // All that a file says of others is told of them, and of nobody else.
      for (const { by } of made.suggestions) expect(by?.author ?? hand.author).toBe(hand.author);
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
  const { document } = new WordFile(written(doc));
  expect(document.match(/<w:gridCol /g)).toHaveLength(2);
  expect(
    [...document.matchAll(/<w:trPr>.*?<\/w:trPr>/g)].map(([line]) => /<w:(ins|del) [^>]*Jeanne/.exec(line)?.[1]),
  ).toEqual([undefined, 'ins', 'del']);
  // Their words too: LibreOffice takes a row in or out with its words, and not else.
  for (const words of ['<w:t xml:space="preserve">Neuf<', '<w:delText xml:space="preserve">Second deux<'])
    expect(document).toMatch(new RegExp(`<w:(?:ins|del) [^>]*Jeanne[^>]*><w:r>${words}`));
  const back = await sendOut(doc);
  expect(readChanges(sequenceOf(doc), back.blocks)).toMatchObject({ stretches: [], lines: [], lost: [] });
  // For LibreOffice, which tracks no rows, the table is as it is agreed.
  const [odt] = marked(doc, false);
  expect(odt).toMatchObject({ rows: 2, cells: { length: 4 } });
});

const anyTable = () => {
  const cell = (words: string) =>
    textSchema.node('tableCell', null, [textSchema.node('paragraph', null, words ? [textSchema.text(words)] : [])]);
  const row = (...words: string[]) => textSchema.node('tableRow', null, words.map(cell));
  return textSchema.node('table', { id: randomUUID() }, [row('Études', '12'), row('Travaux', '45'), row('', '')]);
};
const paragraphOf = (words: string) => textSchema.node('paragraph', { id: randomUUID() }, [textSchema.text(words)]);

/** The text once the file is taken over, and all that it suggests accepted; and who suggests what, in order. */
async function acceptedOf(doc: Y.Doc, file: WordFile) {
  const { blocks } = await readReturnedDocx(await openArchive(Buffer.from(file.bytes())));
  const changes = readChanges(sequenceOf(doc), blocks);
  const now = copyOf(doc);
  const { suggestions, lost } = writeSuggestions(now, doc, changes, 5_000);
  expect([...changes.lost, ...lost]).toEqual([]);
  expect(settled(now, 'refuse')).toEqual(textAsRead(textOf(doc)));
  return { lines: linesOfText(settled(now, 'accept')), by: suggestions.map(({ by }) => by?.author ?? null) };
}

test('rows that a file puts in and takes out are suggested as rows, whatever else is changed in the table', async () => {
  const doc = docOf(textSchema.node('doc', null, [paragraphOf('Le tableau.'), anyTable(), paragraphOf('La fin.')]));
  const file = () => new WordFile(written(doc));
  expect(await acceptedOf(doc, file().rowAfter('Études', ['Neuf', '99'], hand.author))).toEqual({
    lines: ['Le tableau.', 'Études', '12', 'Neuf', '99', 'Travaux', '45', 'La fin.'],
    by: [hand.author],
  });
  expect(await acceptedOf(doc, file().strikeRow('Travaux', hand.author))).toEqual({
    lines: ['Le tableau.', 'Études', '12', 'La fin.'],
    by: [hand.author],
  });
  // Each row says which it is: its words may all be others.
  const rewritten = file().replace('Travaux', 'Fêtes', null).replace('45', '7', null);
  expect(await acceptedOf(doc, rewritten.rowAfter('Études', ['Neuf', '99'], null))).toEqual({
    lines: ['Le tableau.', 'Études', '12', 'Neuf', '99', 'Fêtes', '7', 'La fin.'],
    by: [null, null, null],
  });
  // Next to one another and of one hand they are one suggestion.
  const moved = file().rowAfter('Travaux', ['Travaux', '46'], hand.author).strikeRow('Travaux', hand.author);
  expect(await acceptedOf(doc, moved)).toMatchObject({ by: [hand.author] });
  // LibreOffice puts a joiner into a row, so that there is a sign to track.
  expect(await acceptedOf(doc, file().rowAfter('Études', ['Neuf\u200d', ''], hand.author))).toMatchObject({
    lines: ['Le tableau.', 'Études', '12', 'Neuf', 'Travaux', '45', 'La fin.'],
  });
});

test('rows go in behind the nearest that is left, and not among cells that others merged meanwhile', async () => {
  const doc = docOf(textSchema.node('doc', null, [anyTable(), paragraphOf('La fin.')]));
  const file = new WordFile(written(doc)).rowAfter('Travaux', ['Neuf', '99'], hand.author).strikeRow('Études', 'Anne');
  const { blocks } = await readReturnedDocx(await openArchive(Buffer.from(file.bytes())));
  const changes = readChanges(sequenceOf(doc), blocks);
  const markerIn = (one: Y.Doc) => blocksIn(sequenceOf(one))[0]?.marker as Y.Map<unknown>;
  const shortened = copyOf(doc);
  partsOf(markerIn(shortened)).rows?.delete(1);
  expect(writeSuggestions(shortened, doc, changes, 5_000)).toMatchObject({ suggestions: { length: 2 }, lost: [] });
  expect(linesOfText(settled(shortened, 'accept'))).toEqual(['Neuf', '99', 'La fin.']);
  const merged = copyOf(doc);
  const { rows, columns, cells, properties } = partsOf(markerIn(merged));
  const [, second, third] = rows?.toArray() ?? [];
  const [first] = columns?.toArray() ?? [];
  cells?.set(`${third}:${first}`, new Y.Text());
  properties?.set(`${second}:${first}`, { rowspan: 2 });
  expect(writeSuggestions(merged, doc, changes, 5_000)).toMatchObject({
    suggestions: { length: 1 },
    lost: [{ what: 'ROW_ADDED', words: 'Neuf 99' }],
  });
  const gone = copyOf(doc);
  sequenceOf(gone).delete(0, 1);
  expect(writeSuggestions(gone, doc, changes, 5_000).lost).toMatchObject([{ what: 'BLOCK_GONE' }]);
});

test('columns that a file puts in and takes out are suggested as columns, tracked or not, and rows that are new have cells in them', async () => {
  const doc = docOf(textSchema.node('doc', null, [paragraphOf('Le tableau.'), anyTable(), paragraphOf('La fin.')]));
  const file = () => new WordFile(written(doc));
  const wide = ['Le tableau.', 'Études', 'Un', '12', 'Travaux', 'Deux', '45', 'La fin.'];
  for (const [author, marked] of [
    [hand.author, true],
    [hand.author, false],
    [null, false],
  ] as const)
    expect(await acceptedOf(doc, file().column('Études', 1, ['Un', 'Deux', ''], author, marked))).toEqual({
      lines: wide,
      by: [author],
    });
  for (const author of [hand.author, null])
    for (const [at, left] of [
      [0, ['12', '45']],
      [1, ['Études', 'Travaux']],
    ] as const)
      expect(await acceptedOf(doc, file().withoutColumn('Études', at, author))).toEqual({
        lines: ['Le tableau.', ...left, 'La fin.'],
        by: [author],
      });
  // A row that is new in a table that is wider has its cell in the new column too.
  const both = file()
    .column('Études', 1, ['Un', 'Deux', ''], hand.author)
    .rowAfter('Études', ['Neuf', 'Zéro', '99'], hand.author);
  expect(await acceptedOf(doc, both)).toEqual({
    lines: ['Le tableau.', 'Études', 'Un', '12', 'Neuf', 'Zéro', '99', 'Travaux', 'Deux', '45', 'La fin.'],
    by: [hand.author, hand.author],
  });
});

test('what is done to cells alone, or among merged cells, is told with its words, its table and its hand', async () => {
  const cell = (words: string, attrs = {}) =>
    textSchema.node('tableCell', attrs, [textSchema.node('paragraph', null, [textSchema.text(words)])]);
  const rows = [[cell('Titre', { colspan: 2 })], [cell('Études'), cell('12')], [cell('Travaux'), cell('45')]].map(
    (cells) => textSchema.node('tableRow', null, cells),
  );
  const merged = textSchema.node('table', { id: randomUUID() }, rows);
  const told = async (table: TextNode, change: (file: WordFile) => WordFile) => {
    const doc = docOf(textSchema.node('doc', null, [table, paragraphOf('La fin.')]));
    const file = change(new WordFile(written(doc)));
    const { blocks } = await readReturnedDocx(await openArchive(Buffer.from(file.bytes())));
    const { lost, stretches, lines } = readChanges(sequenceOf(doc), blocks);
    expect([stretches, lines]).toEqual([[], []]);
    return lost.map(wordLost).map((words) => words.replaceAll('\u00a0', ' '));
  };
  const by = 'w:id="9" w:author="Anne" w:date="2026-03-03T10:00:00Z"';
  const named = (words: string) => `, tableau qui commence par « ${words} »`;
  expect(await told(anyTable(), (file) => file.cell('Études', [1, 1], `<w:cellDel ${by}/>`))).toEqual([
    `Une case retirée d’un tableau ne se propose pas, elle reste : « 45 »${named('Études | 12')} (d’après Anne).`,
  ]);
  expect(await told(anyTable(), (file) => file.cell('Études', [1, 1], `<w:cellMerge ${by} w:vMerge="cont"/>`))).toEqual(
    [
      `Des cases d’un tableau fusionnées ou séparées ne se proposent pas : « Travaux 45 »${named('Études | 12')} (d’après Anne).`,
    ],
  );
  expect(await told(merged, (file) => file.column('Études', 2, ['', 'Un', 'Deux'], null))).toEqual(
    ['Titre → Titre', 'Études 12 → Études 12 Un', 'Travaux 45 → Travaux 45 Deux'].map(
      (words) =>
        `Une ligne d’un tableau n’a plus les mêmes cases, ce qui ne se propose pas parmi des cases fusionnées : « ${words} »${named('Titre')}.`,
    ),
  );
  expect(await told(merged, (file) => file.column('Études', 1, ['Zéro', 'Un', 'Deux'], 'Anne'))).toEqual(
    ['Zéro', 'Un', 'Deux'].map(
      (words) => `Une case ajoutée dans un tableau ne se propose pas : « ${words} »${named('Titre')} (d’après Anne).`,
    ),
  );
});

test('columns go in behind the nearest that is left, and not where others merged cells meanwhile', async () => {
  const doc = docOf(textSchema.node('doc', null, [anyTable(), paragraphOf('La fin.')]));
  const file = new WordFile(written(doc)).column('Études', 2, ['Un', 'Deux', ''], hand.author);
  const { blocks } = await readReturnedDocx(
    await openArchive(Buffer.from(file.withoutColumn('Études', 0, 'Anne').bytes())),
  );
  const changes = readChanges(sequenceOf(doc), blocks);
  const markerIn = (one: Y.Doc) => blocksIn(sequenceOf(one))[0]?.marker as Y.Map<unknown>;
  const narrowed = copyOf(doc);
  partsOf(markerIn(narrowed)).columns?.delete(1);
  expect(writeSuggestions(narrowed, doc, changes, 5_000)).toMatchObject({ suggestions: { length: 2 }, lost: [] });
  expect(linesOfText(settled(narrowed, 'accept'))).toEqual(['Un', 'Deux', 'La fin.']);
  const merged = copyOf(doc);
  const { rows, columns, properties, cells } = partsOf(markerIn(merged));
  cells?.set(`${rows?.get(0)}:${columns?.get(1)}`, new Y.Text());
  properties?.set(`${rows?.get(0)}:${columns?.get(0)}`, { colspan: 2 });
  expect(writeSuggestions(merged, doc, changes, 5_000)).toMatchObject({
    suggestions: [],
    lost: [
      { what: 'COLUMN_REMOVED', words: 'Études Travaux ' },
      { what: 'COLUMN_ADDED', words: 'Un Deux ' },
    ],
  });
});

test('what takes the style of a title that is struck out before it is what it was, as LibreOffice saves it', async () => {
  const title = textSchema.node('heading', { id: randomUUID(), kind: 'article' }, [textSchema.text('Le titre')]);
  const other = textSchema.node('heading', { id: randomUUID(), kind: 'article' }, [textSchema.text('Un autre')]);
  const doc = docOf(textSchema.node('doc', null, [other, title, paragraphOf('Le texte.')]));
  const file = new WordFile(written(doc)).strikeParagraph('Le titre', hand.author).styled('Le texte.', 'Heading1');
  const { blocks } = await readReturnedDocx(await openArchive(Buffer.from(file.bytes())));
  const { stretches } = readChanges(sequenceOf(doc), blocks);
  expect(stretches.flatMap(({ edits }) => edits.map(({ kind }) => kind))).toEqual(['strike']);
});

test('a paragraph that somebody gives the style of the title is none of what stands around the text', async () => {
  const doc = docOf(textSchema.node('doc', null, [paragraphOf('Le texte.'), anyTable(), paragraphOf('La fin.')]));
  const file = new WordFile(written(doc)).addAfter('Le texte.', 'En grand.', null).styled('En grand.', 'Title');
  const { lines } = await acceptedOf(doc, file.styled('Travaux', 'Title'));
  expect(lines).toEqual(['Le texte.', 'En grand.', 'Études', '12', 'Travaux', '45', 'La fin.']);
});

test('what is cut in two is known by all its words, where it has no name of its own', async () => {
  const item = (...words: string[]) =>
    textSchema.node(
      'listItem',
      { id: randomUUID() },
      words.map((one) => textSchema.node('paragraph', null, [textSchema.text(one)])),
    );
  const list = textSchema.node('bulletList', null, [
    item('Un point', 'Son début est court et la suite bien plus longue.'),
  ]);
  const doc = docOf(textSchema.node('doc', null, [paragraphOf('La liste.'), list]));
  const file = new WordFile(written(doc)).cut('Son début', ' est court et la suite bien plus longue.', hand.author);
  expect(await acceptedOf(doc, file)).toEqual({
    lines: ['La liste.', 'Un point', 'Son début', ' est court et la suite bien plus longue.'],
    by: [hand.author],
  });
});

test('five thousand tracked changes are as many suggestions', { timeout: 300_000 }, async () => {
  const paragraphs = Array.from({ length: 5_000 }, (_, rank) =>
    textSchema.node('paragraph', { id: randomUUID() }, [textSchema.text(`Alinéa ${rank} du texte.`)]),
  );
  const doc = docOf(textSchema.node('doc', null, paragraphs));
  const file = new WordFile(written(doc));
  file.replaceAll(' du texte.', ' de la convention.', hand.author);
  const back = await readReturnedText(file.bytes());
  const changes = readChanges(sequenceOf(doc), back.blocks);
  const now = copyOf(doc);
  expect(writeSuggestions(now, doc, changes, 5_000)).toMatchObject({ suggestions: { length: 5_000 }, lost: [] });
  expect(textAsRead(textOf(now))).toEqual(textAsRead(textOf(doc)));
  // Beyond what is taken over at once, each is told.
  const { lost } = writeSuggestions(copyOf(doc), doc, changes, 4_990);
  expect(lost.map(({ what }) => what)).toEqual(Array.from({ length: 10 }, () => 'TOO_MANY'));
});
