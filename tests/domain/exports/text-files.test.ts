// Texts as files: of whom, with what beside the text, in whose charter; and a template that brings more than looks.
import { randomUUID } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { moveConvention } from '#domain/conventions/lifecycle.ts';
import { openThread } from '#domain/discussions/threads.ts';
import { writeComparisonFile, writeTextFile } from '#domain/exports/text-files.ts';
import { giveCharter, listCharters, removeCharter } from '#domain/organisations/charters.ts';
import { live } from '#domain/outside.ts';
import { makeYearReport } from '#domain/reports/year-reports.ts';
import { compareMoments } from '#domain/versions/text-comparisons.ts';
import { keepBeforeReplacing, listVersions, nameVersion } from '#domain/versions/versions.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { wordsOf } from '#domain/written/written-text.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { readBack } from '#tests/formats/office/returning.ts';
import { buildConvention, heading, paragraph, stepInput } from '../../build/conventions.ts';
import { buildViewer } from '../../build/organisations.ts';
import { typeAtEnd } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

const formats = ['DOCX', 'ODT'] as const;
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const partOf = (bytes: Uint8Array, name: string) => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (all: readonly [id: string, kind: string, target: string, more?: string][]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.map(([id, kind, target, more = '']) => `<Relationship Id="${id}" Type="${R}/${kind}" Target="${target}"${more}/>`).join('')}</Relationships>`;

/** A Word template: its own title style, a header with a logo, and what should not come along. */
const template = (more: Record<string, string> = {}) =>
  zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(relations([['d', 'officeDocument', 'word/document.xml']])),
    'word/document.xml': strToU8(
      `<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body><w:p><w:r><w:t>Un texte du modèle</w:t></w:r></w:p><w:sectPr><w:headerReference w:type="default" r:id="h"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2000" w:right="1800" w:bottom="1500" w:left="1800" w:header="700" w:footer="600" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      relations([
        ['s', 'styles', 'styles.xml'],
        ['h', 'header', 'header1.xml'],
      ]),
    ),
    'word/styles.xml': strToU8(
      `<w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:color w:val="007A3D"/></w:rPr></w:style></w:styles>`,
    ),
    'word/header1.xml': strToU8(
      `<w:hdr xmlns:w="${W}" xmlns:r="${R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:p><w:r><w:t>Département modèle</w:t></w:r><w:r><w:drawing><a:blip r:embed="logo"/></w:drawing></w:r><w:r><w:drawing><a:blip r:link="beacon"/></w:drawing></w:r><w:r><w:instrText>INCLUDEPICTURE "http://suivi.exemple/x.png"</w:instrText></w:r><w:r><w:object/></w:r></w:p></w:hdr>`,
    ),
    'word/_rels/header1.xml.rels': strToU8(
      relations([
        ['logo', 'image', 'media/image1.png'],
        ['beacon', 'image', 'http://suivi.exemple/b.png', ' TargetMode="External"'],
      ]),
    ),
    'word/media/image1.png': png,
    ...Object.fromEntries(Object.entries(more).map(([name, words]) => [name, strToU8(words)])),
  });

describe('on a database', () => {
  useDatabase();
  useOutside();
  let steward: PersonViewer;
  let stranger: PersonViewer;
  let convention: Convention;
  const firstId = randomUUID();

  beforeEach(async () => {
    [steward, stranger] = [await buildViewer({ organisationAdministrator: true }), await buildViewer()];
    convention = await buildConvention({
      title: 'Convention d’essai',
      content: [
        heading('Objet', 'article'),
        paragraph('Les partenaires agissent ensemble.', firstId),
        heading('Suites', 'article'),
        paragraph('La Mission pourra rendre compte.'),
      ],
      participants: [{ personId: steward.personId, role: 'STEWARD' }],
    });
  });

  const of = (format: (typeof formats)[number] | 'PDF', more = {}) =>
    writeTextFile(steward, { id: convention.documentId, format, ...more });

  test.each(formats)('a convention as %s says its title, numbers and words, under its name', async (format) => {
    const { name, content } = await of(format);
    expect(name).toBe(`Convention d’essai.${format.toLowerCase()}`);
    const { blocks } = await readBack(content);
    const said = blocks.map((block) => (block.kind === 'paragraph' ? [block.label, wordsOf(block)] : null));
    expect(said[0]).toEqual([null, 'Convention d’essai']);
    expect(said.slice(2)).toEqual([
      ['Article\u00a01 –', 'Objet'],
      [null, 'Les partenaires agissent ensemble.'],
      ['Article\u00a02 –', 'Suites'],
      [null, 'La Mission pourra rendre compte.'],
    ]);
    expect(blocks[3]).toMatchObject({ blockId: firstId });
  });

  test('as PDF it is one, and signed it is the very one that was kept', async () => {
    const { content } = await of('PDF');
    expect(Buffer.from(content.subarray(0, 5)).toString()).toBe('%PDF-');
    for (const to of ['IN_REVIEW', 'OPINION_GIVEN', 'ADOPTED', 'SIGNED'] as const)
      await moveConvention(steward, stepInput(convention.id, to));
    const { pdf, sha256 } = await prisma.frozenText.findUniqueOrThrow({
      where: { conventionId: convention.id },
      include: { pdf: true },
    });
    expect((await of('PDF')).content.length).toBe(pdf.size);
    const { blocks } = await readBack((await of('DOCX')).content);
    const words = JSON.stringify(blocks);
    expect(words).toContain('Fait à Arras');
    expect(partOf((await of('DOCX')).content, 'word/footer-i62.xml')).toContain(sha256);
  });

  test.each(formats)('what people said goes along in %s when it is asked for, and not else', async (format) => {
    const quotation = { quotation: 'agissent ensemble', prefix: 'partenaires ', suffix: '.' };
    const body = 'Qui agit\u00a0?';
    await openThread(steward, { conventionId: convention.id, blockId: firstId, body, ...quotation });
    expect((await readBack((await of(format)).content)).leftOut.comments).toBe(0);
    const { content } = await of(format, { withComments: true });
    expect((await readBack(content)).leftOut.comments).toBe(1);
    const said = format === 'DOCX' ? partOf(content, 'word/comments.xml') : partOf(content, 'content.xml');
    expect(said).toContain(body);
    expect(said).toContain(steward.name);
  });

  test('is of who reads the text alone', async () => {
    const ask = (id: string) => codeOf(writeTextFile(stranger, { id, format: 'DOCX' }));
    expect(await ask(convention.documentId)).toBe('NOT_FOUND');
    expect(await ask(randomUUID())).toBe('NOT_FOUND');
    expect(await ask('rien')).toBe('NOT_FOUND');
    const kept = await nameVersion(steward, { documentId: convention.documentId, name: 'Avant la réunion' });
    expect(await ask(kept.id)).toBe('NOT_FOUND');
    expect((await writeTextFile(steward, { id: kept.id, format: 'ODT' })).name).toBe(
      'Convention d’essai – Avant la réunion.odt',
    );
  });

  test('a yearly report and a comparison are files too', async () => {
    const { documentId } = await makeYearReport(steward, convention.id);
    const report = await writeTextFile(steward, { id: documentId, format: 'DOCX' });
    expect(report.name).toBe('Bilan annuel 2026 – Convention d’essai.docx');
    const kept = await nameVersion(steward, { documentId: convention.documentId, name: 'Avant' });
    await live.edit(convention.documentId, steward, (doc) => typeAtEnd(doc, 1, ' Chaque année.'));
    const comparison = await compareMoments(steward, { from: kept.id, to: convention.documentId });
    for (const format of formats) {
      const { content } = await writeComparisonFile(steward, comparison, format);
      const main = partOf(content, format === 'DOCX' ? 'word/document.xml' : 'content.xml');
      expect(main).toMatch(format === 'DOCX' ? /<w:ins [^>]*w:author="Comparaison/ : /<text:insertion>/);
    }
  });

  test('a text is kept before words are replaced everywhere, once', async () => {
    const input = { documentId: convention.documentId };
    expect(await keepBeforeReplacing(steward, input)).toMatchObject({ reason: 'BEFORE_REPLACE' });
    expect(await keepBeforeReplacing(steward, input)).toBeNull();
    expect((await listVersions(steward, input)).nodes).toHaveLength(1);
    expect(await codeOf(keepBeforeReplacing(stranger, input))).toBe('NOT_FOUND');
  });

  describe('the charter of an organisation', () => {
    const give = (viewer: PersonViewer, bytes: Uint8Array, fileName = 'Modèle.docx') =>
      giveCharter(viewer, { organisationId: steward.organisationId, fileName, bytes });

    test('gives its styles, page, header and logo to what its people take away, and nothing else', async () => {
      await give(steward, template());
      const { content } = await of('DOCX');
      const parts = unzipSync(content);
      const header = partOf(content, 'word/header-default.xml');
      expect(header).toContain('Département modèle');
      expect(header).toContain('r:embed="logo"');
      expect(header).not.toMatch(/beacon|INCLUDEPICTURE|w:object/);
      expect(Buffer.from(parts['word/media/charter-1.png'] as Uint8Array)).toEqual(png);
      expect(Object.values(parts).some((part) => strFromU8(part).includes('suivi.exemple'))).toBe(false);
      expect(partOf(content, 'word/styles.xml')).toContain('007A3D');
      expect(partOf(content, 'word/styles.xml')).not.toContain('numPr');
      const document = partOf(content, 'word/document.xml');
      expect(document).toContain('w:pStyle w:val="Titre1"');
      expect(document).toContain('w:top="2000"');
      expect(document).not.toContain('Un texte du modèle');
      expect((await readBack(content)).blocks[2]).toMatchObject({ label: 'Article\u00a01 –', level: 1 });
      // What a text of ours was written in may be a charter as well.
      await removeCharter(steward, { organisationId: steward.organisationId, format: 'DOCX' });
      expect(partOf((await of('DOCX')).content, 'word/styles.xml')).not.toContain('007A3D');
    });

    test('is taken of a file of ours as well, in both forms', async () => {
      for (const format of formats) {
        const { content, name } = await of(format);
        expect(await give(steward, content, name)).toMatchObject({ format });
        const again = await readBack((await of(format)).content);
        expect(again.blocks).toEqual((await readBack(content)).blocks);
      }
      expect(await listCharters(steward, steward.organisationId)).toHaveLength(2);
    });

    test('is refused with macros, when it is no template, and from who does not administer', async () => {
      const withMacros = template({ 'word/vbaProject.bin': 'x' });
      await expect(give(steward, withMacros)).rejects.toMatchObject({ message: expect.stringContaining('macros') });
      const bad = [
        new Uint8Array(),
        strToU8('du texte'),
        zipSync({ a: strToU8('b') }),
        template({ 'word/styles.xml': '<a/>' }),
      ];
      for (const bytes of bad) expect(await codeOf(give(steward, bytes))).toBe('UNREADABLE_FILE');
      const bomb = template({ 'word/styles.xml': ' '.repeat(80_000_000) });
      expect(await codeOf(give(steward, bomb))).toBe('UNREADABLE_FILE');
      expect(await codeOf(give(stranger, template()))).toBe('FORBIDDEN');
      const removing = { organisationId: steward.organisationId, format: 'DOCX' } as const;
      expect(await codeOf(removeCharter(stranger, removing))).toBe('FORBIDDEN');
      expect(await codeOf(removeCharter(steward, removing))).toBe('NOT_FOUND');
    });
  });
});
