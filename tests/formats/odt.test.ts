// What an ODT says, word for word, and the clues it gives.
import { expect, test } from 'vitest';
import { nothingLeftOut, type WrittenBlock, type WrittenParagraph, wordsOf } from '#domain/written/written-text.ts';
import { openArchive } from '#formats/archive.ts';
import { readOdt } from '#formats/odt.ts';
import { makeOdt } from './make-files.ts';

const read = async (body: string, parts?: Parameters<typeof makeOdt>[1]) =>
  readOdt(await openArchive(makeOdt(body, parts)));

const paragraphs = (blocks: WrittenBlock[]) =>
  blocks.filter((block): block is WrittenParagraph => block.kind === 'paragraph');
const words = (blocks: WrittenBlock[]) => paragraphs(blocks).map(wordsOf);

const p = (content: string, style = 'Standard') => `<text:p text:style-name="${style}">${content}</text:p>`;
const h = (content: string, level = 1) => `<text:h text:outline-level="${level}">${content}</text:h>`;

const boldStyles = `
  <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
  <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Titre_20_maison"/>
  <style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>`;
const namedStyles = `<office:styles>
  <style:style style:name="Titre_20_maison" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
  <style:style style:name="Heading_20_2" style:family="paragraph" style:default-outline-level="2"/>
  <style:style style:name="Title" style:display-name="Title" style:family="paragraph"/>
  <text:outline-style style:name="Outline">
    <text:outline-level-style text:level="1" style:num-format="1" style:num-prefix="Article " style:num-suffix=" :"/>
    <text:outline-level-style text:level="2" style:num-format=""/>
  </text:outline-style>
  <text:list-style style:name="Puces"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/><text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>
  <text:list-style style:name="Nombres"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
</office:styles>`;

test('every stretch is read with its look, spaces as they are meant', async () => {
  const { blocks } = await read(
    p(
      `  Un <text:span text:style-name="T1">gras</text:span>\n  et<text:s text:c="2"/>la<text:tab/>suite<text:line-break/>dessous <text:bookmark text:name="x"/><text:page-number>3</text:page-number> `,
    ),
    { automatic: boldStyles },
  );
  expect(words(blocks)).toEqual(['Un gras et  la\tsuite\ndessous 3 ']);
  expect(
    paragraphs(blocks)[0]
      ?.runs.filter((one) => one.bold)
      .map(({ text }) => text),
  ).toEqual(['gras']);
});

test('levels come from headings and from styles, and numbers of the outline are labels', async () => {
  const { blocks } = await read(
    h('Objet') + h('Détail', 2) + p('Maison', 'P1') + p('Grand titre', 'Title') + h('Durée') + p('Gras', 'P2'),
    {
      automatic: boldStyles,
      styles: namedStyles,
    },
  );
  expect(paragraphs(blocks).map(({ level, label }) => [level, label])).toEqual([
    [1, 'Article 1 :'],
    [2, null],
    [2, null],
    [0, null],
    [1, 'Article 2 :'],
    [null, null],
  ]);
  expect(paragraphs(blocks).at(-1)?.runs).toEqual([{ text: 'Gras', bold: true }]);
});

test('lists keep depth, kind, numbers and the further paragraphs of an item', async () => {
  const { blocks } = await read(
    `<text:list text:style-name="Puces"><text:list-item>${p('un')}<text:list><text:list-item>${p('sous un')}</text:list-item></text:list></text:list-item><text:list-item>${p('deux')}${p('suite de deux')}</text:list-item></text:list>` +
      `<text:list text:style-name="Nombres"><text:list-item text:start-value="4">${p('quatre')}</text:list-item><text:list-item>${p('cinq')}</text:list-item></text:list>`,
    { styles: namedStyles },
  );
  expect(
    paragraphs(blocks).map(({ list }) => list && [list.depth, list.ordered, list.number, list.continues ?? false]),
  ).toEqual([
    [0, false, 1, false],
    [1, false, 1, false],
    [0, false, 2, false],
    [0, false, 2, true],
    [0, true, 4, false],
    [0, true, 5, false],
  ]);
});

test('notes, text boxes and sections are kept; comments, deletions, pictures and contents are counted', async () => {
  const { blocks, leftOut } = await read(
    `<text:tracked-changes><text:changed-region><text:deletion>${p('supprimé')}</text:deletion></text:changed-region></text:tracked-changes>` +
      `<text:table-of-content><text:index-body>${p('Article 1 … 2')}</text:index-body></text:table-of-content>` +
      p(
        `Texte<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>${p('La note')}</text:note-body></text:note><office:annotation><dc:creator>X</dc:creator>${p('remarque')}</office:annotation> après`,
      ) +
      `<text:section>${p('En section')}</text:section>` +
      p(`<draw:frame><draw:text-box>${p('Encadré')}</draw:text-box></draw:frame>Ancre`) +
      p(`<draw:frame><draw:image xlink:href="a.png"/></draw:frame>`),
    {
      styles: `<office:master-styles><style:master-page><style:footer>${p('Page du Département')}</style:footer></style:master-page></office:master-styles>`,
    },
  );
  expect(words(blocks)).toEqual(['Texte[1] après', '[1] La note', 'En section', 'Ancre', 'Encadré']);
  expect(leftOut).toEqual({
    ...nothingLeftOut(),
    ...{ comments: 1, deletions: 1, pictures: 1, pageMargins: 1, contentsLines: 1 },
    quotes: { deletions: ['supprimé'], struck: [], hidden: [] },
  });
});

test('tables keep header rows and merged cells', async () => {
  const cell = (content: string, more = '') => `<table:table-cell ${more}>${content}</table:table-cell>`;
  const { blocks } = await read(
    `<table:table><table:table-header-rows><table:table-row>${cell(p('A'))}${cell(p('B'))}</table:table-row></table:table-header-rows><table:table-row>${cell(p('x'), 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row></table:table>`,
  );
  const [table] = blocks;
  if (table?.kind !== 'table') throw new Error('no table');
  expect(table.rows.map((cells) => cells.map(({ header, colspan }) => [header, colspan]))).toEqual([
    [
      [true, 1],
      [true, 1],
    ],
    [[false, 2]],
  ]);
});

test('links keep their address', async () => {
  const { blocks } = await read(p('Voir <text:a xlink:href="https://exemple.fr">le site</text:a>.'));
  expect(paragraphs(blocks)[0]?.runs).toEqual([
    { text: 'Voir ' },
    { text: 'le site', href: 'https://exemple.fr' },
    { text: '.' },
  ]);
});

test('struck out, deleted and hidden words are not read and are quoted, sections and paragraphs too', async () => {
  const { blocks, leftOut } = await read(
    '<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Agent</dc:creator></office:change-info><text:p>supprimé</text:p></text:deletion></text:changed-region></text:tracked-changes>' +
      p(`Verse <text:span text:style-name="S1">200 <text:s/>000 €</text:span> 180 000 €`) +
      p('Tout un alinéa', 'S2') +
      p('<text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>masqué') +
      `<text:section text:display="none">${p('section masquée')}</text:section>`,
    {
      automatic: `<style:style style:name="S1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
        <style:style style:name="S2" style:family="paragraph"><style:text-properties style:text-line-through-type="double"/></style:style>`,
    },
  );
  expect(words(blocks)).toEqual(['Verse 180 000 €']);
  expect(leftOut.quotes).toEqual({
    deletions: ['supprimé'],
    struck: ['200  000 €', 'Tout un alinéa'],
    hidden: ['masqué', 'section masquée'],
  });
});

test('raised and lowered characters, and how lists count', async () => {
  const raise = (name: string, position: string) =>
    `<style:style style:name="${name}" style:family="text"><style:text-properties style:text-position="${position}"/></style:style>`;
  const { blocks } = await read(
    p('10<text:span text:style-name="H">6</text:span> CO<text:span text:style-name="B">2</text:span>') +
      `<text:list text:style-name="Nombres"><text:list-item>${p('un')}<text:list><text:list-item>${p('a')}</text:list-item></text:list></text:list-item></text:list>`,
    { automatic: raise('H', 'super 58%') + raise('B', '-33% 58%'), styles: namedStyles },
  );
  expect(paragraphs(blocks)[0]?.runs).toEqual([
    { text: '10' },
    { text: '6', superscript: true },
    { text: ' CO' },
    { text: '2', subscript: true },
  ]);
  expect(paragraphs(blocks).map(({ list }) => list?.style)).toEqual([undefined, undefined, 'a']);
});

test('the words of a shape are paragraphs after the one it hangs on', async () => {
  const { blocks } = await read(
    p(`Avant.<draw:custom-shape>${p('180 000 €')}${p('Second alinéa')}</draw:custom-shape> Après.`),
  );
  expect(words(blocks)).toEqual(['Avant. Après.', '180 000 €', 'Second alinéa']);
});
