// LibreOffice itself opens what we write, works in it, and saves it: texts come back the same, suggestions are its tracked changes,
// and what is changed in it comes back as suggestions. One start of it does all of that.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Node as TextNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Doc } from 'yjs';
import { changesAround } from '#domain/returns/changes-around.ts';
import { readChanges } from '#domain/returns/read-changes.ts';
import { writeSuggestions } from '#domain/returns/written-suggestions.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { textAsRead } from '#domain/texts/reading-text.ts';
import { sequenceFor } from '#domain/texts/settled-text.ts';
import { textSchema } from '#domain/texts/text-schema.ts';
import { sequenceOf } from '#domain/texts/text-sequence.ts';
import { openArchive } from '#formats/archive.ts';
import { readReturnedDocx } from '#formats/docx.ts';
import { writeDocx } from '#formats/office/docx-file.ts';
import { writeOdt } from '#formats/office/odt-file.ts';
import { readWrittenText } from '#formats/reading.ts';
import { inOffice, type OfficeAct, type OfficeJob, save, whyNoOffice } from '#tests/rig/office.ts';
import { anyConvention } from './any-convention.ts';
import { anyAct, linesOfText, perform } from './any-edits.ts';
import { comesBack, forms, HEAD, importedText, officeOf, readBack, writers } from './returning.ts';
import { copyOf, marked, settled, suggester } from './suggesting.ts';
import { WordFile } from './word-edits.ts';

const origin = { documentId: randomUUID(), versionId: randomUUID(), withSuggestions: true };
const sentOut = (doc: Doc) => writeDocx(officeOf([], { blocks: marked(doc), origin }));
const returned = async (bytes: Uint8Array) => readReturnedDocx(await openArchive(Buffer.from(bytes)));
const jobs: OfficeJob[] = [];
let saved: (name: string) => Buffer = () => Buffer.alloc(0);

// --- Texts that come back the same

const realTexts = join(import.meta.dirname, '../../../../shared/data/convention');
const present = ['convention-2025.docx', 'convention-2025.odt', 'convention-2025-sans-styles.docx'].filter((name) =>
  existsSync(join(realTexts, name)),
);
const texts = new Map<string, TextNode>();

function sendTexts(): void {
  for (const [name, text] of texts)
    for (const from of forms) {
      const bytes = writers[from](officeOf(textAsRead(text).content ?? []));
      const acts = forms.map((to) => save(`${name} ${from} ${to}`, to));
      jobs.push({ name: `${name}.${from}`, bytes, acts });
    }
}

// --- Suggestions that LibreOffice decides

const suggested: Doc[] = [];

async function sendSuggestions(): Promise<void> {
  const all = fc.sample(fc.tuple(anyConvention, fc.array(anyAct, { minLength: 2, maxLength: 6 })), {
    seed: 1521,
    numRuns: 4,
  });
  for (const [text, acts] of all) {
    const doc = sequenceFor(text);
    const { blocks } = await returned(sentOut(doc));
    for (const act of acts) perform(blocks, act);
    writeSuggestions(doc, copyOf(doc), readChanges(sequenceOf(doc), blocks), 5_000);
    const rank = suggested.push(doc) - 1;
    const [docx, odt] = [sentOut(doc), writeOdt(officeOf([], { blocks: marked(doc, false) }))];
    jobs.push(
      {
        name: `a${rank}.docx`,
        bytes: docx,
        acts: [save(`same ${rank}`, 'docx'), ['acceptAll'], save(`accepted ${rank}`, 'docx')],
      },
      { name: `r${rank}.docx`, bytes: docx, acts: [['rejectAll'], save(`refused ${rank}`, 'docx')] },
      { name: `r${rank}.odt`, bytes: odt, acts: [['rejectAll'], save(`refused odt ${rank}`, 'odt')] },
    );
  }
}

/** Without the numbers of titles: which they are is the importer's to say. */
const plainLines = (lines: readonly string[]): string[] =>
  lines
    .map((line) => line.replace(/[*\n]/g, '').replace(/\s+/g, ' ').trim())
    .map((line) => line.replace(/^(?:\d+\.\d+|(?:Partie|Article|Objectif stratégique)\s.*?–) /, ''))
    .filter((line) => line !== '');

async function linesOfSaved(name: string): Promise<string[]> {
  const { blocks, leftOut } = await readBack(saved(name));
  expect(leftOut.deletions).toBe(0);
  return plainLines(linesOfText(importedText(blocks.slice(HEAD))));
}

// --- Work done in LibreOffice

const number = fc.nat(1_000);
const anyOfficeAct: fc.Arbitrary<OfficeAct> = fc.oneof(
  fc.tuple(number, number).map(([which, at]) => ['insertAt', which, at, ' neuf et beau '] as const),
  fc.tuple(number, number, number).map((where) => ['strikeAt', ...where] as const),
  fc.tuple(number, number, number).map((where) => ['boldAt', ...where] as const),
  fc.tuple(number, number).map((where) => ['cutAt', ...where] as const),
  number.map((which) => ['joinAt', which] as const),
  number.map((which) => ['strikeWholeAt', which] as const),
  fc.tuple(number, number).map(([which, row]) => ['rowAt', which, row, `Ligne ${row}`] as const),
  fc.tuple(number, number).map((where) => ['dropRowAt', ...where] as const),
);

/** Rows among cells that are merged over several are told in words. */
const hasMerged = (text: TextNode): boolean => {
  let isMerged = false;
  text.descendants((node) => {
    if (node.attrs.rowspan > 1) isMerged = true;
  });
  return isMerged;
};

/** `by`: whose all of it is; undefined where the end of a paragraph went: LibreOffice gives what follows another list, in nobody's name. */
const worked: { doc: Doc; by: string | null | undefined }[] = [];

function sendWork(): void {
  const anyWork = fc.tuple(
    anyConvention.filter((text) => !hasMerged(text)),
    fc.array(anyOfficeAct, { minLength: 1, maxLength: 4 }),
    fc.boolean(),
  );
  for (const [text, acts, isTracked] of fc.sample(anyWork, { seed: 1522, numRuns: 6 })) {
    const doc = sequenceFor(text);
    const isJoined = acts.some(([act]) => act === 'joinAt' || act === 'strikeWholeAt');
    const rank = worked.push({ doc, by: isTracked ? (isJoined ? undefined : 'Paul Caron') : null }) - 1;
    const done = [save(`worked ${rank}`, 'docx'), ['acceptAll'] as const, save(`worked accepted ${rank}`, 'docx')];
    jobs.push({ name: `w${rank}.docx`, bytes: sentOut(doc), acts: [['track', isTracked], ...acts, ...done] });
  }
}

// --- A text of our own, where each thing is done once

const paragraph = (words: string) => textSchema.node('paragraph', { id: randomUUID() }, [textSchema.text(words)]);
const row = (...words: string[]) =>
  textSchema.node(
    'tableRow',
    null,
    words.map((one) =>
      textSchema.node('tableCell', null, [textSchema.node('paragraph', null, one ? [textSchema.text(one)] : [])]),
    ),
  );
const own = sequenceFor(
  textSchema.node('doc', null, [
    textSchema.node('heading', { id: randomUUID(), kind: 'article' }, [textSchema.text('Objet')]),
    paragraph('Les partenaires agissent ensemble.'),
    paragraph('La Mission pourra rendre compte au printemps.'),
    paragraph('Cet alinéa disparaît tout entier.'),
    paragraph('Voici le tableau.'),
    textSchema.node('table', { id: randomUUID() }, [row('Études', '12'), row('Travaux', '45'), row('', '')]),
    paragraph('La fin du texte.'),
  ]),
);
const ownActs: OfficeAct[] = [
  ['track'],
  ['replace', 'pourra', 'doit'],
  ['addAfter', 'agissent ensemble', 'Ils se réunissent deux fois par an.'],
  ['strike', 'disparaît tout'],
  ['rowBelow', 'Études', 'Neuf', '99'],
  ['dropRow', 'Travaux'],
  ['comment', 'La fin', 'Marie Duval', 'Est-ce voté ?'],
  save('own', 'docx'),
];
/** It tracks no columns: what it puts in has its words tracked alone, what it takes out is gone. */
const columnActs: OfficeAct[] = [
  ['track'],
  ['columnAfter', 'Études', 'Un', 'Deux'],
  save('column', 'docx'),
  ['dropColumn', 'Études'],
  save('columns', 'docx'),
];
/** What stands around notes, changed as somebody would who takes it for the text. */
const around = {
  opening: [
    { lines: ['Lieu\u00a0: Lens.'] },
    { title: 'Présences', table: { head: ['Invité', 'Présence'], rows: [['Luc Petit', 'Présent']] } },
  ],
  closing: [{ title: 'Décisions', table: { head: ['N°', 'Décision'], rows: [['1', 'Deux fois par an.']] } }],
};
const aroundActs: OfficeAct[] = [
  save('around', 'docx'),
  ['track'],
  ['replace', 'Lens', 'Arras'],
  ['replace', 'Présent', 'Excusé'],
  ['rowBelow', 'Luc Petit', 'Ève Roy', 'Absente'],
  ['replace', 'Deux fois par an', 'Chaque mois'],
  ['replace', 'pourra', 'doit'],
  save('around worked', 'docx'),
];
const threads = [
  {
    id: randomUUID(),
    blockId: textOf(own).child(1).attrs.id as string,
    isResolved: false,
    comments: [
      { author: 'Luc Petit', at: new Date('2026-03-04T08:00:00Z'), text: 'Depuis quand ?' },
      { author: 'Ève Roy', at: new Date('2026-03-05T08:00:00Z'), text: 'Depuis mars.' },
    ],
  },
];

describe.skipIf(whyNoOffice !== null)(
  `LibreOffice itself${whyNoOffice ? ` (skipped: ${whyNoOffice})` : ''}`,
  { timeout: 60_000 },
  () => {
    beforeAll(async () => {
      for (const [rank, text] of fc.sample(anyConvention, { seed: 1503, numRuns: 4 }).entries())
        texts.set(`t${rank}`, text);
      for (const name of present) {
        const { blocks } = await readWrittenText(readFileSync(join(realTexts, name)));
        texts.set(name, TextNode.fromJSON(textSchema, importedText(blocks)));
      }
      sendTexts();
      await sendSuggestions();
      sendWork();
      jobs.push({ name: 'own.docx', bytes: sentOut(own), acts: ownActs });
      jobs.push({ name: 'columns.docx', bytes: sentOut(own), acts: columnActs });
      const notes = officeOf([], { blocks: marked(own), origin }, around);
      jobs.push({ name: 'around.docx', bytes: writeDocx(notes), acts: aroundActs });
      const withWords = copyOf(own);
      const file = new WordFile(sentOut(own)).replace('pourra', 'doit', 'Anne').strikeParagraph('disparaît', 'Anne');
      const { blocks: changed } = await returned(file.bytes());
      writeSuggestions(withWords, own, readChanges(sequenceOf(own), changed), 5_000);
      for (const form of forms) {
        const blocks = marked(withWords, form === 'docx');
        jobs.push({
          name: `said.${form}`,
          bytes: writers[form](officeOf([], { blocks, threads })),
          acts: [save(`said ${form}`, 'fodt')],
        });
      }
      saved = inOffice(jobs);
    }, 300_000);

    test.each(forms.flatMap((from) => forms.map((to) => [from, to] as const)))(
      'a text as %s, saved as %s, comes back as it was, whatever it holds',
      async (from, to) => {
        for (const [name, text] of texts) await comesBack(text, saved(`${name} ${from} ${to}`));
      },
    );

    test('accepts and refuses our suggestions as we do, and a file that it saved again is no news', async () => {
      for (const [rank, doc] of suggested.entries()) {
        const [accepted, refused] = (['accept', 'refuse'] as const).map((how) =>
          plainLines(linesOfText(settled(doc, how))),
        );
        expect(await linesOfSaved(`accepted ${rank}`)).toEqual(accepted);
        expect(await linesOfSaved(`refused ${rank}`)).toEqual(refused);
        expect(await linesOfSaved(`refused odt ${rank}`)).toEqual(refused);
        const back = await returned(saved(`same ${rank}`));
        expect(back.origin).toMatchObject(origin);
        expect(readChanges(sequenceOf(doc), back.blocks)).toMatchObject({ stretches: [], lines: [], lost: [] });
      }
    });

    test('what is done in it comes back as suggestions of who did it: accepted, the text is what it says itself', async () => {
      for (const [rank, { doc, by: whose }] of worked.entries()) {
        const { blocks } = await returned(saved(`worked ${rank}`));
        const changes = readChanges(sequenceOf(doc), blocks);
        const now = copyOf(doc);
        const { suggestions, lost } = writeSuggestions(now, doc, changes, 5_000);
        expect([...changes.lost, ...lost]).toEqual([]);
        expect(settled(now, 'refuse')).toEqual(textAsRead(textOf(doc)));
        expect(plainLines(linesOfText(settled(now, 'accept')))).toEqual(await linesOfSaved(`worked accepted ${rank}`));
        if (whose !== undefined) for (const { by } of suggestions) expect(by?.author ?? null).toBe(whose);
      }
    });

    test('words, paragraphs, rows and comments are each one suggestion, or one thread, under its own name', async () => {
      const back = await returned(saved('own'));
      const changes = readChanges(sequenceOf(own), back.blocks);
      const now = copyOf(own);
      const { suggestions, lost } = writeSuggestions(now, own, changes, 5_000);
      expect([...changes.lost, ...lost]).toEqual([]);
      expect(suggestions.map(({ by }) => by?.author)).toEqual(Array.from({ length: 4 }, () => 'Paul Caron'));
      expect(linesOfText(settled(now, 'accept'))).toEqual([
        'Objet',
        'Les partenaires agissent ensemble.',
        'Ils se réunissent deux fois par an.',
        'La Mission doit rendre compte au printemps.',
        'Voici le tableau.',
        'Études',
        '12',
        'Neuf',
        '99',
        'La fin du texte.',
      ]);
      expect(back.comments).toMatchObject([{ author: 'Marie Duval', text: 'Est-ce voté ?' }]);
      expect([...changes.commented.values()]).toMatchObject([{ quotation: 'La fin', suffix: ' du texte.' }]);
    });

    test('columns that it puts in and takes out are suggested as columns', async () => {
      for (const [name, cells] of [
        ['column', ['Études', 'Un', '12', 'Travaux', 'Deux', '45']],
        ['columns', ['Un', '12', 'Deux', '45']],
      ] as const) {
        const changes = readChanges(sequenceOf(own), (await returned(saved(name))).blocks);
        const now = copyOf(own);
        expect([...changes.lost, ...writeSuggestions(now, own, changes, 5_000).lost]).toEqual([]);
        expect(changes.lines.flatMap(({ groups }) => groups.flat()).every(({ axis }) => axis === 'columns')).toBe(true);
        expect(settled(now, 'refuse')).toEqual(textAsRead(textOf(own)));
        expect(linesOfText(settled(now, 'accept')).slice(5, -1)).toEqual(cells);
      }
    });

    test('keeps what stands around a text apart from it, changed there or not', async () => {
      const changesIn = async (name: string) => readChanges(sequenceOf(own), (await returned(saved(name))).blocks);
      expect(await changesIn('around')).toMatchObject({ changes: [], stretches: [], lines: [], lost: [] });
      const { changes, lines, lost } = await changesIn('around worked');
      expect([changes.map(({ pieces }) => pieces.map(({ text }) => text)), lines, lost]).toEqual([
        [['La Mission ', 'pourra', 'doit', ' rendre compte au printemps.']],
        [],
        [],
      ]);
      const aroundIn = async (name: string) => {
        const { blocks, origin: said } = await returned(saved(name));
        return changesAround(blocks, said?.around ?? null).map(({ what, words, by }) => [what, words, by?.author]);
      };
      expect(await aroundIn('around')).toEqual([]);
      expect(await aroundIn('around worked')).toEqual([
        ['AROUND_CHANGED', 'Lieu : Lens. → Lieu : Arras.', 'Paul Caron'],
        ['AROUND_CHANGED', 'Luc Petit, Présence\u00a0: Présent → Excusé', 'Paul Caron'],
        ['AROUND_ADDED', 'Ève Roy | Absente', 'Paul Caron'],
        ['AROUND_CHANGED', '1, Décision\u00a0: Deux fois par an. → Chaque mois.', 'Paul Caron'],
      ]);
    });

    test.each(forms)('reads the authors and the days of what is said and suggested, of %s', (form) => {
      const said = saved(`said ${form}`).toString();
      const hands = (element: string) =>
        [
          ...said.matchAll(new RegExp(`<${element}[ >].*?<dc:creator>(.*?)</dc:creator>\\s*<dc:date>(.{19})`, 'gs')),
        ].map(([, author, date]) => [author, date]);
      expect(hands('office:annotation').sort(([, one], [, other]) => ((one ?? '') < (other ?? '') ? -1 : 1))).toEqual([
        ['Luc Petit', '2026-03-04T08:00:00'],
        ['Ève Roy', '2026-03-05T08:00:00'],
      ]);
      expect(new Set(hands('text:changed-region').map(String))).toEqual(
        new Set([[suggester.author, suggester.date.toISOString().slice(0, 19)].join()]),
      );
    });
  },
);
