// From an uploaded file to a convention: what its sender sees, corrects and confirms, and what is kept meanwhile. The
// real texts are read from ../shared/data where that folder is there; the others are made here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  confirmImport,
  correctImportDraft,
  DRAFT_DAYS,
  discardImportDraft,
  listImportDrafts,
  readImportDraft,
  uploadConvention,
} from '#domain/imports/imports.ts';
import type { ImportPreview } from '#domain/imports/preview.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import { blocksOf } from '#domain/texts/text-schema.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildOrganisation, buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { bold, item, makeBomb, makeDocx, makeOdt, noise, p, run, wordNumbering } from '../../formats/make-files.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let viewer: PersonViewer;
beforeEach(async () => {
  viewer = await buildViewer({ organisationId: (await buildOrganisation({ kind: 'DEPARTMENT' })).id });
});

const convention = makeDocx(
  [
    p('CONVENTION 2031'),
    bold('Article 1 : Objet'),
    p('La convention fixe le programme des deux partenaires. Voir l’article 3 de la loi.'),
    bold('Article 2 : Programme'),
    bold('Objectif stratégique 1 : Veiller'),
    bold('1.1 Suivre les sites'),
    p('Pour 2030, l’association devra remettre un bilan au Département.'),
    p('L’association établira notamment :'),
    item('une fiche par site ;'),
    item('un rapport de synthèse.'),
    `<w:tbl><w:tr><w:tc>${p('Site')}</w:tc><w:tc>${p('Fiche')}</w:tc></w:tr></w:tbl>`,
    bold('Article 8 : Suivi'),
    p(
      `${run('Voir ')}<w:hyperlink r:id="a">${run('le site')}</w:hyperlink>${run(' et ')}<w:hyperlink r:id="b">${run('ceci')}</w:hyperlink>${run('.')}`,
    ),
  ].join(''),
  {
    numbering: wordNumbering,
    comments: `<w:comment w:id="1">${p('À revoir')}</w:comment>`,
    links: { a: 'https://exemple.fr/', b: 'javascript:alert(1)' },
  },
);
const upload = (bytes: Uint8Array = convention, fileName = 'convention.docx') =>
  uploadConvention(viewer, { fileName, bytes });

/** The block whose words begin so. */
function blockOf(preview: ImportPreview, words: string) {
  const block = preview.blocks.find(
    ({ text, prefix }) => text.startsWith(words) || `${prefix} ${text}`.startsWith(words),
  );
  if (!block) throw new Error(`no block begins with ${words}`);
  return block;
}

const outline = (preview: ImportPreview) =>
  preview.blocks
    .filter(({ kind }) => !['paragraph', 'listItem', 'table'].includes(kind))
    .map(({ kind, number, text }) => `${kind} ${number ?? '-'}| ${text}`);

describe('an upload', () => {
  test('shows the tree that was recognised, what was counted instead of typed, and what to look at', async () => {
    const preview = await upload();
    expect(outline(preview)).toEqual([
      'article -| CONVENTION 2031',
      'article 1| Objet',
      'article 2| Programme',
      'axis 1| Veiller',
      'objective 1.1| Suivre les sites',
      'article 8| Suivi',
    ]);
    expect(blockOf(preview, 'Suivi').prefix).toBe('Article 8 :');
    expect(preview).toMatchObject({
      fileName: 'convention.docx',
      suggestedTitle: 'CONVENTION 2031',
      suggestedYear: 2031,
    });
    expect(preview.warnings.map(({ code, message }) => [code, message])).toEqual([
      ['ABSENT_ARTICLES', 'Clauses absentes\u00a0: articles\u00a03 à 7.'],
      ['STALE_YEAR', 'Un passage cite une année passée (2030).'],
      ['LEFT_OUT', '1 commentaire n’est pas repris.'],
    ]);
    expect(preview.warnings[1]?.blockIds).toEqual([blockOf(preview, 'Pour 2030').id]);
    expect(preview.blocks.map(({ depth }) => depth)).toEqual([0, 0, 1, 0, 1, 2, 3, 3, 3, 3, 3, 0, 1]);
    expect(preview.blocks.map(({ listDepth }) => listDepth).filter((depth) => depth !== null)).toEqual([0, 0]);
  });

  test('suggests what is promised, where the words say it', async () => {
    const preview = await upload();
    const suggested = preview.blocks.filter(({ mark, degree }) => mark || degree);
    expect(suggested.map(({ text, mark, degree }) => [text.slice(0, 10), mark, degree])).toEqual([
      ['Pour 2030,', 'OBLIGATION', 'MUST'],
      ['une fiche ', 'DELIVERABLE', null],
      ['un rapport', 'DELIVERABLE', null],
    ]);
  });

  test('keeps links that are safe, and of the others their words', async () => {
    const preview = await upload();
    const links = JSON.stringify(preview.text).match(/"href":"[^"]*"/g);
    expect(links).toEqual(['"href":"https://exemple.fr/"']);
    expect(blockOf(preview, 'Voir le site').text).toBe('Voir le site et ceci.');
  });

  test('is seen by its sender alone', async () => {
    const { id } = await upload();
    const colleague = await buildViewer({ organisationId: viewer.organisationId, platformAdministrator: true });
    const system = await buildSystemViewer(viewer.organisationId, 'READ_WRITE');
    for (const other of [colleague, system]) {
      await expect(readImportDraft(other, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(discardImportDraft(other, { draftId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(confirmImport(other, { draftId: id, title: 'x', year: 2031 })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      const correction = { draftId: id, corrections: [{ blockId: id, kind: 'paragraph' }] };
      await expect(correctImportDraft(other, correction)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await listImportDrafts(other)).toEqual([]);
    }
    expect(await listImportDrafts(viewer)).toMatchObject([{ id, fileName: 'convention.docx' }]);
    expect(await readImportDraft(viewer, id)).toEqual(await readImportDraft(viewer, id));
  });

  test('is refused to who may not begin a convention, and to programs', async () => {
    const agency = await buildViewer();
    const system = await buildSystemViewer(viewer.organisationId, 'READ_WRITE');
    for (const other of [agency, system]) {
      const sent = uploadConvention(other, { fileName: 'a.docx', bytes: convention });
      await expect(sent).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  test('is forgotten after thirty days, and thrown away when its sender says so', async () => {
    const { id: old } = await upload();
    const tooOld = new Date(Date.now() - (DRAFT_DAYS * 86_400_000 + 60_000));
    await prisma.importDraft.update({ where: { id: old }, data: { createdAt: tooOld } });
    await expect(readImportDraft(viewer, old)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { id: fresh } = await upload();
    expect(await prisma.importDraft.findMany({ where: { personId: viewer.personId }, select: { id: true } })).toEqual([
      { id: fresh },
    ]);
    await discardImportDraft(viewer, { draftId: fresh });
    expect(await listImportDrafts(viewer)).toEqual([]);
    await expect(discardImportDraft(viewer, { draftId: fresh })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('waits among nineteen others at most', async () => {
    const { id } = await upload();
    const { text, fileName } = await prisma.importDraft.findUniqueOrThrow({ where: { id } });
    await prisma.importDraft.createMany({
      data: Array.from({ length: 19 }, () => ({ personId: viewer.personId, fileName, text: text as object })),
    });
    await expect(upload()).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('its name is kept without folders or invisible characters', async () => {
    expect((await upload(convention, 'C:\\textes\\..\\conv\u202excod.docx')).fileName).toBe('convxcod.docx');
    expect((await upload(convention, '../../')).fileName).toBe('sans nom');
  });
});

describe('a correction', () => {
  const correct = (preview: ImportPreview, ...corrections: object[]) =>
    correctImportDraft(viewer, { draftId: preview.id, corrections });

  test('gives a heading made a paragraph its typed words back, and takes them out again', async () => {
    const before = await upload();
    const { id: blockId } = blockOf(before, 'Article 2');
    const paragraph = await correct(before, { blockId, kind: 'paragraph' });
    expect(blockOf(paragraph, 'Article 2 : Programme')).toMatchObject({
      kind: 'paragraph',
      prefix: null,
      number: null,
    });
    // What the article held stands in article 1 now, and its axis with it.
    expect(outline(paragraph)).toEqual([
      'article -| CONVENTION 2031',
      'article 1| Objet',
      'axis 1| Veiller',
      'objective 1.1| Suivre les sites',
      'article 8| Suivi',
    ]);
    const again = await correct(before, { blockId, kind: 'article' });
    expect(outline(again)).toEqual(outline(before));
    expect(again.text).toEqual(before.text);
    expect(await readImportDraft(viewer, before.id)).toEqual(again);
  });

  test('keeps the number that was typed when headings before it are no more', async () => {
    const before = await upload();
    const removed = ['Article 1', 'Article 2'].map((words) => ({
      blockId: blockOf(before, words).id,
      kind: 'paragraph',
    }));
    const after = await correct(before, ...removed);
    expect(blockOf(after, 'Suivi').number).toBe('8');
    expect(after.warnings[0]?.message).toBe('Clauses absentes\u00a0: articles\u00a01 à 7.');
  });

  test('makes a heading of an item and parts its list, and the item comes back', async () => {
    const before = await upload();
    const { id: blockId } = blockOf(before, 'une fiche');
    const heading = await correct(before, { blockId, kind: 'subheading' });
    expect(outline(heading)).toContain('subheading -| une fiche par site ;');
    expect(heading.text.content?.filter(({ type }) => type === 'bulletList')).toHaveLength(1);
    const again = await correct(before, { blockId, kind: 'listItem' });
    expect(again.text).toEqual(before.text);
  });

  test('sets a number, takes numbers off, and follows again', async () => {
    const before = await upload();
    const { id: blockId } = blockOf(before, 'Suivi');
    expect(blockOf(await correct(before, { blockId, startAt: 12 }), 'Suivi')).toMatchObject({
      number: '12',
      prefix: 'Article 8 :',
      startAt: 12,
    });
    const off = await correct(before, { blockId, numbered: false });
    expect(blockOf(off, 'Article 8 : Suivi')).toMatchObject({ number: null, prefix: null, numbered: false });
    expect(blockOf(await correct(before, { blockId, numbered: true, startAt: null }), 'Suivi')).toMatchObject({
      number: '8',
      startAt: null,
    });
  });

  test('numbers a title that had no number, and says where a number cannot be', async () => {
    const before = await upload();
    const title = blockOf(before, 'CONVENTION');
    expect(blockOf(await correct(before, { blockId: title.id, numbered: true }), 'CONVENTION').number).toBe('1');
    const axis = blockOf(before, 'Veiller');
    const uncounted = await correct(
      before,
      { blockId: title.id, numbered: false },
      { blockId: axis.id, numbered: false },
    );
    expect(blockOf(uncounted, '1.1 Suivre')).toMatchObject({ number: null, prefix: null });
    expect(uncounted.warnings.find(({ code }) => code === 'UNCOUNTED_NUMBER')?.blockIds).toEqual([
      blockOf(before, 'Suivre').id,
    ]);
  });

  test('changes what is promised, and takes it away', async () => {
    const before = await upload();
    const { id: blockId } = blockOf(before, 'une fiche');
    const set = await correct(before, { blockId, mark: 'ACTION', degree: 'MAY' });
    expect(blockOf(set, 'une fiche')).toMatchObject({ mark: 'ACTION', degree: 'MAY' });
    const moved = await correct(before, { blockId, kind: 'paragraph' });
    expect(blockOf(moved, 'une fiche')).toMatchObject({ mark: 'ACTION', degree: 'MAY' });
    const gone = await correct(before, { blockId, mark: null, degree: null });
    expect(blockOf(gone, 'une fiche')).toMatchObject({ mark: null, degree: null });
  });

  test('is refused whole when one of it is wrong', async () => {
    const before = await upload();
    const good = { blockId: blockOf(before, 'Veiller').id, kind: 'paragraph' };
    const table = before.blocks.find(({ kind }) => kind === 'table');
    await expect(correct(before, good, { blockId: table?.id, kind: 'article' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(correct(before, good, { blockId: crypto.randomUUID(), kind: 'article' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(correct(before, good, { ...good, kind: 'chapter' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(correct(before, good, { ...good, startAt: 1000 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(readImportDraft(viewer, 'x')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await readImportDraft(viewer, before.id)).toEqual(before);
  });

  test('does not undo another that is made at the same moment', async () => {
    const before = await upload();
    const [one, other] = [blockOf(before, 'une fiche'), blockOf(before, 'un rapport')];
    await Promise.all([
      correct(before, { blockId: one.id, mark: 'ACTION' }),
      correct(before, { blockId: other.id, mark: 'ACTION' }),
    ]);
    const after = await readImportDraft(viewer, before.id);
    expect([one, other].map(({ text }) => blockOf(after, text).mark)).toEqual(['ACTION', 'ACTION']);
  });
});

describe('a confirmed upload', () => {
  test('is a convention with the text that was shown, its sender its steward, told once in the history', async () => {
    const preview = await upload();
    const made = await confirmImport(viewer, { draftId: preview.id, title: ' Convention  2031 ', year: 2031 });
    expect(made).toMatchObject({ title: 'Convention 2031', year: 2031, state: 'DRAFT' });
    expect(made.participants).toMatchObject([{ personId: viewer.personId, role: 'STEWARD' }]);
    const stored = await readStoredText(made.documentId);
    if (!stored) throw new Error('no text');
    const inText = blocksOf(textOf(stored.doc));
    expect(inText.map(({ id, number, text }) => [id, number, text])).toEqual(
      preview.blocks.map(({ id, number, text }) => [id, number, text]),
    );
    const items = await prisma.programmeItem.findMany({
      where: { conventionId: made.id },
      orderBy: { position: 'asc' },
    });
    expect(items.map(({ blockId, number, mark, degree }) => [blockId, number, mark, degree])).toEqual(
      preview.blocks.map(({ id, number, mark, degree }) => [id, number, mark, degree]),
    );
    const changes = await prisma.change.findMany({
      where: { subject: 'Convention', subjectId: made.id, conventionId: made.id },
    });
    expect(changes.map(({ kind, actorId }) => [kind, actorId])).toEqual([['convention.imported', viewer.personId]]);
    await expect(readImportDraft(viewer, preview.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is one convention, however often « Confirmer » is pressed', async () => {
    const { id: draftId } = await upload();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => confirmImport(viewer, { draftId, title: 'Une', year: 2031 })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await prisma.participant.count({ where: { personId: viewer.personId } })).toBe(1);
  });

  test('asks for a title and a year that make sense, and waits meanwhile', async () => {
    const { id: draftId } = await upload();
    await expect(confirmImport(viewer, { draftId, title: ' ', year: 31 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { title: expect.any(String), year: expect.any(String) },
    });
    expect(await listImportDrafts(viewer)).toHaveLength(1);
  });
});

describe('a file that cannot be read', () => {
  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string, RegExp]>([
    ['an empty file', () => Buffer.alloc(0), 'UNREADABLE_FILE', /est vide/],
    ['a PDF', () => Buffer.from('%PDF-1.7\n'), 'UNREADABLE_FILE', /est un PDF.*DOCX.*ODT/],
    ['a text renamed', () => Buffer.from('Article 1'), 'UNREADABLE_FILE', /ni un DOCX ni un ODT/],
    [
      'an old Word file',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('WordDocument', 'utf16le')]),
      'UNREADABLE_FILE',
      /ancien format de Word/,
    ],
    [
      'a file with a password',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'UNREADABLE_FILE',
      /mot de passe/,
    ],
    ['a file cut short', () => convention.subarray(0, 900), 'UNREADABLE_FILE', /endommagé/],
    ['a zip bomb', () => makeBomb(300), 'UNREADABLE_FILE', /décompressé/],
    ['a file without a word', () => makeOdt(''), 'UNREADABLE_FILE', /aucun texte/],
    ['a file of 50 MB', () => noise(50 * 1024 * 1024), 'TOO_LARGE', /20 Mo/],
  ])('%s: one sentence says so, nothing is kept', async (_, make, code, sentence) => {
    const bytes = await make();
    await expect(upload(bytes)).rejects.toMatchObject({ code, message: expect.stringMatching(sentence) });
    expect(await prisma.importDraft.count({ where: { personId: viewer.personId } })).toBe(0);
  });
});

test('a text of 20 000 blocks is looked at, corrected and listed', async () => {
  const preview = await upload(
    makeDocx(bold('Article 1 : Objet') + Array.from({ length: 19_999 }, (__, index) => p(`Phrase ${index}.`)).join('')),
  );
  expect(preview.blocks).toHaveLength(20_000);
  const last = preview.blocks.at(-1);
  const corrected = await correctImportDraft(viewer, {
    draftId: preview.id,
    corrections: [{ blockId: last?.id, kind: 'subheading' }],
  });
  expect(corrected.blocks.at(-1)).toMatchObject({ kind: 'subheading', text: 'Phrase 19998.' });
});

const folder = join(import.meta.dirname, '../../../../shared/data/convention');
const present = existsSync(folder);
const files = ['convention-2025.docx', 'convention-2025-sans-styles.docx', 'convention-2025.odt'];

describe.skipIf(!present)(
  `the real convention${present ? '' : ' (skipped: ../shared/data/convention is not there)'}`,
  () => {
    /** Letters alone: without spaces, with one kind of apostrophe and of ellipsis. */
    const letters = (words: string) => words.replace(/\s+/g, '').replace(/’/g, "'").replace(/…/g, '...');
    /** The plain text without the dashes of its items, the asterisks of its bold words and the brackets of its links. */
    const reference = () =>
      letters(
        readFileSync(join(folder, 'convention-2025.txt'), 'utf8')
          .replace(/^\s*- /gm, '')
          .replace(/\*\*/g, '')
          .replace(/<(https?:[^>]*)>/g, '$1'),
      );
    const labels: Record<string, (number: string) => string> = {
      article: (number) => `Article ${number} :`,
      axis: (number) => `Objectif stratégique ${number} :`,
      objective: (number) => number,
    };

    test.each(files)('%s: not one character is lost or added, spaces aside', async (name) => {
      const { blocks } = await upload(readFileSync(join(folder, name)), name);
      const words = blocks.map(
        ({ kind, number, text }) => (number === null ? '' : (labels[kind]?.(number) ?? '')) + text,
      );
      // One of the four labels is typed « Objectif Stratégique ».
      expect(letters(words.join('')).toLowerCase()).toBe(reference().toLowerCase());
      expect(reference().length).toBeGreaterThan(27_000);
    });

    test.each(files)('%s: its tree is recognised, and its numbers come out as typed', async (name) => {
      const { blocks, text } = await upload(readFileSync(join(folder, name)), name);
      const numbers = (kind: string) => blocks.filter((block) => block.kind === kind).map(({ number }) => number);
      expect(numbers('article')).toEqual([null, null, '1', '2', '3', '8', '9', '10', '11']);
      expect(numbers('axis')).toEqual([null, '1', '2', '3', '4']);
      expect(numbers('objective')).toEqual(['1.1', '1.2', '1.3', '2.1', '2.2', '3.1', '3.2', '4.1', '4.2']);
      expect(numbers('subheading')).toEqual([null, null]);
      const started = (text.content ?? [])
        .filter(({ attrs }) => attrs?.startAt != null)
        .map(({ attrs }) => attrs?.startAt);
      expect(started).toEqual([8]);
      // The unnumbered priority stands in article 2, before its first axis.
      const order = blocks
        .filter(({ kind }) => kind === 'article' || kind === 'axis')
        .map(({ kind, number }) => `${kind} ${number}`);
      expect(order.slice(order.indexOf('article 2'), order.indexOf('axis 1') + 1)).toEqual([
        'article 2',
        'axis null',
        'axis 1',
      ]);
      for (const { prefix, number, kind } of blocks) {
        if (number !== null) expect(prefix?.toLowerCase()).toBe(labels[kind]?.(number).toLowerCase());
      }
    });

    test.each(files)('%s: what is absent, out of date or left out is said', async (name) => {
      const { blocks, warnings, suggestedYear } = await upload(readFileSync(join(folder, name)), name);
      expect(suggestedYear).toBe(2025);
      expect(warnings.map(({ code }) => code)).toEqual(['ABSENT_ARTICLES', 'STALE_YEAR']);
      expect(warnings[0]?.message).toBe('Clauses absentes\u00a0: articles\u00a04 à 7.');
      const first = blocks.findIndex(({ number }) => number === '1.1');
      expect(warnings[1]?.blockIds).toContain(blocks[first + 1]?.id);
    });

    test.each(files)('%s: the same promises are suggested', async (name) => {
      const { blocks } = await upload(readFileSync(join(folder, name)), name);
      const count = (mark: string | null) =>
        blocks.filter((block) => block.mark === mark && (mark || block.degree)).length;
      expect({
        obligations: count('OBLIGATION'),
        commitments: count('COMMITMENT'),
        deliverables: count('DELIVERABLE'),
        actions: count('ACTION'),
        degreeAlone: count(null),
      }).toEqual({
        obligations: 6,
        commitments: 9,
        deliverables: 3,
        actions: 29,
        degreeAlone: 5,
      });
    });

    test('confirmed, it is a programme of 4 axes and 9 objectives', async () => {
      const { id: draftId } = await upload(readFileSync(join(folder, files[1] ?? '')), files[1]);
      const { id: conventionId } = await confirmImport(viewer, { draftId, title: 'La convention', year: 2025 });
      const count = (kind: 'AXIS' | 'OBJECTIVE' | 'ARTICLE') =>
        prisma.programmeItem.count({ where: { conventionId, kind, number: { not: null } } });
      expect([await count('ARTICLE'), await count('AXIS'), await count('OBJECTIVE')]).toEqual([7, 4, 9]);
    });
  },
);
