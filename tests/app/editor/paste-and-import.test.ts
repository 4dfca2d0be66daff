// @vitest-environment happy-dom
// One text twice, as Word puts it on the clipboard and as it keeps it in a file: the same blocks come of both.
import type { JSONContent } from '@tiptap/core';
import { DOMParser as TextParser } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { readPastedHtml } from '#app/editor/pasted-html.ts';
import { recogniseText } from '#domain/imports/imports.ts';
import { previewImport } from '#domain/imports/preview.ts';
import { textSchema } from '#domain/texts/text-schema.ts';
import { openArchive } from '#formats/archive.ts';
import { readDocx } from '#formats/docx.ts';
import { outlineOf } from '../../clipboards/outline.ts';
import { makeDocx } from '../../formats/make-files.ts';

const numbering = (format: string, text: string) =>
  `<w:abstractNum w:abstractNumId="0">${[0, 1]
    .map(
      (level) =>
        `<w:lvl w:ilvl="${level}"><w:start w:val="3"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text.replace('#', `%${level + 1}`)}"/></w:lvl>`,
    )
    .join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
const wordItem = (level: number, marker: string, words: string) =>
  `<p style="mso-list:l0 level${level} lfo1"><span style="mso-list:Ignore">${marker}</span>${words}</p>`;
const fileItem = (level: number, words: string) =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${words}</w:t></w:r></w:p>`;
const run = (words: string, look = '') => `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`;
const title = (level: number, words: string) =>
  `<w:p><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:r><w:t>${words}</w:t></w:r></w:p>`;
const cell = (inside: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${inside}</w:tc>`;

const cases: Record<string, { html: string; body: string; numbering?: string }> = {
  looks: {
    html: '<p>Un <b>gras</b> <i>penché</i> <u>souligné</u> m<sup>2</sup> CO<sub>2</sub> <s>barré</s><del>ôté</del><span style="mso-hide:all">caché</span></p>',
    body: `<w:p>${run('Un ')}${run('gras', '<w:b/>')}${run(' ')}${run('penché', '<w:i/>')}${run(' ')}${run('souligné', '<w:u w:val="single"/>')}${run(' m')}${run('2', '<w:vertAlign w:val="superscript"/>')}${run(' CO')}${run('2', '<w:vertAlign w:val="subscript"/>')}${run(' ')}${run('barré', '<w:strike/>')}<w:del w:id="1"><w:r><w:delText>ôté</w:delText></w:r></w:del>${run('caché', '<w:vanish/>')}</w:p>`,
  },
  'a list that begins at c)': {
    html: wordItem(1, 'c)', 'Un') + wordItem(2, 'c)', 'Dedans') + wordItem(1, 'd)', 'Deux'),
    body: fileItem(1, 'Un') + fileItem(2, 'Dedans') + fileItem(1, 'Deux'),
    numbering: numbering('lowerLetter', '#)'),
  },
  'titles that say what they are': {
    html: '<h1>Article 8 : Suivi</h1><h2>Axe 1Paysages</h2><h3>Objectif 1.2 – Veille</h3><h1>Article 9 bis – Fin</h1><h1>Annexe 1 – Carte</h1>',
    body:
      title(1, 'Article 8 : Suivi') +
      title(2, 'Axe 1Paysages') +
      title(3, 'Objectif 1.2 – Veille') +
      title(1, 'Article 9 bis – Fin') +
      title(1, 'Annexe 1 – Carte'),
  },
  'a table with a title, a list and a table in a cell': {
    html: `<table><tr><td><h1>Article 1</h1><p>Corps</p></td><td>${wordItem(1, 'c)', 'Un')}</td></tr><tr><td colspan="2"><table><tr><td>x</td><td>y</td></tr></table></td></tr></table>`,
    body: `<w:tbl><w:tr>${cell(`${title(1, 'Article 1')}<w:p>${run('Corps')}</w:p>`)}${cell(fileItem(1, 'Un'))}</w:tr><w:tr>${cell(`<w:tbl><w:tr>${cell(`<w:p>${run('x')}</w:p>`)}${cell(`<w:p>${run('y')}</w:p>`)}</w:tr></w:tbl><w:p/>`, '<w:gridSpan w:val="2"/>')}</w:tr></w:tbl>`,
    numbering: numbering('lowerLetter', '#)'),
  },
  'a frame of one cell': {
    html: '<table><tr><td><p>Encadré</p><p>suite</p></td></tr></table>',
    body: `<w:tbl><w:tr>${cell(`<w:p>${run('Encadré')}</w:p><w:p>${run('suite')}</w:p>`)}</w:tr></w:tbl>`,
  },
};

const withNumbers = ({ content = [] }: JSONContent): string[] =>
  outlineOf(content).map((line) => line.replace(/^(part|article|axis|objective|subheading)=\d+ /, '$1 '));

test.each(Object.keys(cases))('%s', async (name) => {
  const { html, body, numbering: lists } = cases[name] as (typeof cases)[string];
  const written = await readDocx(await openArchive(makeDocx(body, lists ? { numbering: lists } : {})));
  const imported = previewImport({ id: '', fileName: 'x.docx', createdAt: new Date(0) }, recogniseText(written)).text;
  const pasted = readPastedHtml(html);
  const page = new DOMParser().parseFromString(pasted.html, 'text/html');
  const text = TextParser.fromSchema(textSchema).parse(page.body).toJSON();
  // What is pasted loses its numbers in the text that it is put in.
  const bare = (lines: string[]) =>
    lines.map((line) => line.replace(/^(\w+) (?:Article|Axe|Objectif) [\d.]+(?: bis)?[ :–]*/, '$1 '));
  expect(bare(withNumbers(text))).toEqual(withNumbers(imported));
  expect(pasted.omissions).toEqual(written.leftOut);
});
