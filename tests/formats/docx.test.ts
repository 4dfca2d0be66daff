// What a DOCX says, word for word, and the clues it gives.
import { expect, test } from 'vitest';
import { nothingLeftOut, type WrittenBlock, type WrittenParagraph, wordsOf } from '#domain/written/written-text.ts';
import { openArchive } from '#formats/archive.ts';
import { readDocx } from '#formats/docx.ts';
import { bold, type DocxParts, item, makeDocx, p, run, styled, wordNumbering, wordStyles } from './make-files.ts';

const read = async (body: string, parts?: DocxParts) => readDocx(await openArchive(makeDocx(body, parts)));

const paragraphs = (blocks: WrittenBlock[]) =>
  blocks.filter((block): block is WrittenParagraph => block.kind === 'paragraph');
const words = (blocks: WrittenBlock[]) => paragraphs(blocks).map(wordsOf);

test('every run is read with its look, whatever wraps it', async () => {
  const { blocks } = await read(
    p(
      run('Un ') +
        run('gras', '<w:b/>') +
        `<w:ins w:id="1">${run(' ajouté')}</w:ins>` +
        `<w:del w:id="2"><w:r><w:delText> supprimé</w:delText></w:r></w:del>` +
        `<w:smartTag>${run(' étiqueté')}</w:smartTag>` +
        `<w:sdt><w:sdtPr/><w:sdtContent>${run(' contrôlé', '<w:i/>')}</w:sdtContent></w:sdt>` +
        `<w:fldSimple w:instr="PAGE">${run(' 12')}</w:fldSimple>` +
        `<m:oMath><m:r><m:t> x=2</m:t></m:r></m:oMath>`,
    ),
  );
  expect(words(blocks)).toEqual(['Un gras ajouté étiqueté contrôlé 12 x=2']);
  expect(
    paragraphs(blocks)[0]
      ?.runs.filter((one) => one.bold)
      .map(({ text }) => text),
  ).toEqual(['gras']);
  expect(
    paragraphs(blocks)[0]
      ?.runs.filter((one) => one.italic)
      .map(({ text }) => text),
  ).toEqual([' contrôlé']);
});

test('tracked deletions and moves away are counted and not read', async () => {
  const { blocks, leftOut } = await read(
    p(`${run('Reste')}<w:moveFrom w:id="1">${run(' parti')}</w:moveFrom>`) +
      p(`<w:moveTo w:id="1">${run('arrivé')}</w:moveTo>`) +
      `<w:del w:id="3">${p('tout un paragraphe')}</w:del>`,
  );
  expect(words(blocks)).toEqual(['Reste', 'arrivé']);
  expect(leftOut.deletions).toBe(2);
});

test('a paragraph whose end was struck out goes on in the next one', async () => {
  const { blocks } = await read(p('Le début ', '<w:rPr><w:del w:id="1"/></w:rPr>') + p('et la fin'));
  expect(words(blocks)).toEqual(['Le début et la fin']);
});

test('breaks, tabs, hyphens and symbols are kept as characters', async () => {
  const { blocks } = await read(
    p(
      `<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:br w:type="page"/><w:t>e</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>`,
    ),
  );
  expect(words(blocks)).toEqual(['a\nb\tc\u2011d e✓']);
});

test('notes are kept: a mark at the call, the words in a paragraph after it', async () => {
  const note = (id: number, text: string) =>
    `<w:footnote w:id="${id}">${p(`<w:r><w:footnoteRef/></w:r>${run(text)}`)}</w:footnote>`;
  const { blocks } = await read(
    p(
      `${run('Le plan')}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' annuel')}<w:r><w:endnoteReference w:id="2"/></w:r>`,
    ) + p('La suite.'),
    {
      footnotes: `<w:footnote w:type="separator" w:id="0">${p('—')}</w:footnote>${note(2, 'Voté en 2025.')}`,
      endnotes: note(2, 'Voir l’annexe.').replaceAll('footnote', 'endnote'),
    },
  );
  expect(words(blocks)).toEqual(['Le plan[1] annuel[2]', '[1] Voté en 2025.', '[2] Voir l’annexe.', 'La suite.']);
});

test('a note that calls itself is refused and not read for ever, though nothing of it shows', async () => {
  const call = `<w:r><w:footnoteReference w:id="2"/></w:r>`;
  const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const unseen = `${field('begin')}<w:fldSimple w:instr="PAGE">${call}</w:fldSimple>${field('end')}`;
  for (const note of [call, unseen])
    await expect(
      read(p(`${run('Le plan')}${call}`), { footnotes: `<w:footnote w:id="2">${p(note)}</w:footnote>` }),
    ).rejects.toMatchObject({ reason: 'TOO_LONG' });
});

test('the note of a list item stays in the item', async () => {
  const { blocks } = await read(
    item('premier') +
      p(
        `${run('deuxième')}<w:r><w:footnoteReference w:id="5"/></w:r>`,
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
      ) +
      item('troisième'),
    { numbering: wordNumbering, footnotes: `<w:footnote w:id="5">${p('note')}</w:footnote>` },
  );
  expect(paragraphs(blocks).map(({ list }) => [list?.depth, list?.continues ?? false])).toEqual([
    [0, false],
    [0, false],
    [0, true],
    [0, false],
  ]);
});

test('the words of a text box come once, after the paragraph it hangs on', async () => {
  const box = `<w:txbxContent>${p('Encadré')}${p('sur deux lignes')}</w:txbxContent>`;
  const { blocks, leftOut } = await read(
    p(
      `${run('Texte')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
    ) + p('Suite'),
  );
  expect(words(blocks)).toEqual(['Texte', 'Encadré', 'sur deux lignes', 'Suite']);
  expect(leftOut.pictures).toBe(0);
});

test('pictures, comments, hidden words, headers and contents lines are counted and left out', async () => {
  const { blocks, leftOut } = await read(
    p(`${run('Vu')}<w:r><w:drawing/></w:r>${run('caché', '<w:vanish/>')}`) +
      styled('Sommaire1', 'Article 1 : Objet 3') +
      `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('Article 2 … 4')}</w:sdtContent></w:sdt>`,
    {
      styles: wordStyles,
      comments: `<w:comment w:id="1">${p('À revoir')}</w:comment><w:comment w:id="2">${p('D’accord')}</w:comment>`,
      header: p('Département'),
    },
  );
  expect(words(blocks)).toEqual(['Vu']);
  expect(leftOut).toEqual({
    ...nothingLeftOut(),
    ...{ comments: 2, pictures: 1, pageMargins: 1, contentsLines: 2, hidden: 1 },
    quotes: { deletions: [], struck: [], hidden: ['caché'] },
  });
});

test('levels come from the style, from the styles it builds on, and from the paragraph itself', async () => {
  const { blocks } = await read(
    styled('Titre', 'a') +
      styled('Titre2', 'b') +
      styled('MonArticle', 'c') +
      p('d', '<w:outlineLvl w:val="2"/>') +
      p('e'),
    { styles: wordStyles },
  );
  expect(paragraphs(blocks).map(({ level }) => level)).toEqual([0, 2, 1, 3, null]);
});

test('bold is found in the run, in its style and in the style of the paragraph, and can be taken off', async () => {
  const { blocks } = await read(
    bold('a') +
      p(run('b', '<w:rStyle w:val="Fort"/>')) +
      styled('Titre1', 'c') +
      p(run('d', '<w:b w:val="0"/>'), '<w:pStyle w:val="Titre1"/>'),
    { styles: wordStyles },
  );
  expect(paragraphs(blocks).map(({ runs }) => runs[0]?.bold ?? false)).toEqual([true, true, true, false]);
});

test('numbers that Word prints are labels of headings and places of items', async () => {
  const numbered = (words: string, numId: number, level = 0) =>
    p(words, `<w:pStyle w:val="Titre1"/><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`);
  const { blocks } = await read(
    numbered('Objet', 3) +
      numbered('Durée', 3) +
      item('un', 0, 2) +
      item('sous un', 1, 2) +
      item('deux', 0, 2) +
      item('sous deux', 1, 2) +
      numbered('Axe', 4) +
      numbered('Objectif', 4, 1),
    { styles: wordStyles, numbering: wordNumbering },
  );
  expect(paragraphs(blocks).map(({ label }) => label)).toEqual([
    'Article 1 :',
    'Article 2 :',
    '1.',
    'a)',
    '2.',
    'a)',
    '1.',
    '1.1',
  ]);
  expect(paragraphs(blocks).map(({ list }) => list && [list.depth, list.ordered, list.number])).toEqual([
    null,
    null,
    [0, true, 1],
    [1, true, 1],
    [0, true, 2],
    [1, true, 1],
    null,
    null,
  ]);
});

test('« Article %1 : » is a label even without a style of heading', async () => {
  const { blocks } = await read(item('Objet', 0, 3), { numbering: wordNumbering });
  expect(paragraphs(blocks)[0]).toMatchObject({ label: 'Article 1 :', list: null, level: null });
});

test('tables keep header rows, merged cells, and the words of tables inside them', async () => {
  const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
  const row = (cells: string, properties = '') => `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`;
  const { blocks } = await read(
    `<w:tbl>${row(cell(p('A')) + cell(p('B')) + cell(p('C')), '<w:tblHeader/>')}${row(
      cell(p('x'), '<w:vMerge w:val="restart"/>') + cell(p('large'), '<w:gridSpan w:val="2"/>'),
    )}${row(cell('<w:p/>', '<w:vMerge/>') + cell(`<w:tbl>${row(cell(p('dedans')) + cell(p('aussi')))}</w:tbl>`))}</w:tbl>`,
  );
  expect(blocks).toHaveLength(1);
  const [table] = blocks;
  if (table?.kind !== 'table') throw new Error('no table');
  expect(
    table.rows.map((cells) =>
      cells.map(({ header, colspan, rowspan, paragraphs: held }) => [
        header,
        colspan,
        rowspan,
        held.map(wordsOf).join('|'),
      ]),
    ),
  ).toEqual([
    [
      [true, 1, 1, 'A'],
      [true, 1, 1, 'B'],
      [true, 1, 1, 'C'],
    ],
    [
      [false, 1, 2, 'x'],
      [false, 2, 1, 'large'],
    ],
    [
      [false, 1, 1, 'dedans|aussi'],
      [false, 1, 1, ''],
    ],
  ]);
});

test('a frame drawn as a table of one cell is its words', async () => {
  const { blocks } = await read(`<w:tbl><w:tr><w:tc>${bold('ARTICLE 1')}${p('Texte')}</w:tc></w:tr></w:tbl>`);
  expect(words(blocks)).toEqual(['ARTICLE 1', 'Texte']);
});

test('links keep their address, as elements and as fields', async () => {
  const field = (code: string, shown: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const { blocks } = await read(
    p(
      `<w:hyperlink r:id="l1">${run('le site', '<w:u w:val="single"/>')}</w:hyperlink>${run(' et ')}${field(' HYPERLINK "https://exemple.fr/b" ', 'l’autre')}${run(', fin')}`,
    ),
    { links: { l1: 'https://exemple.fr/a?x=1&y=2' } },
  );
  expect(paragraphs(blocks)[0]?.runs).toEqual([
    { text: 'le site', href: 'https://exemple.fr/a?x=1&y=2' },
    { text: ' et ' },
    { text: 'l’autre', href: 'https://exemple.fr/b' },
    { text: ', fin' },
  ]);
});

test('the strict dialect and other names of parts are read the same', async () => {
  const document = `<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:pPr><d:pStyle d:val="Titre1"/></d:pPr><d:r><d:t>Strict</d:t></d:r></d:p></d:body></d:document>`;
  const { blocks } = await read('', { document, styles: wordStyles });
  expect(words(blocks)).toEqual(['Strict']);
  expect(paragraphs(blocks)[0]?.level).toBe(1);
});

test('what is struck out by any road is not read, and its words are quoted', async () => {
  const styles = `${wordStyles}<w:style w:type="character" w:styleId="Barre"><w:name w:val="Barré"/><w:rPr><w:strike/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Abroge"><w:name w:val="Abrogé"/><w:rPr><w:dstrike/></w:rPr></w:style>`;
  const { blocks, leftOut } = await read(
    p(
      run('Verse ') +
        run('200 000', '<w:strike/>') +
        run(' € ', '<w:b/><w:strike/>') +
        run('180 000 €') +
        run(' ferme', '<w:rStyle w:val="Barre"/>') +
        run(' et net', '<w:rStyle w:val="Barre"/><w:strike w:val="0"/>') +
        `<w:hyperlink r:id="x">${run(' lien mort', '<w:dstrike/>')}</w:hyperlink>`,
    ) +
      styled('Abroge', 'Tout un alinéa.') +
      `<w:tbl><w:tr><w:tc>${p('reste')}</w:tc><w:tc><w:tcPr><w:cellDel w:id="4"/></w:tcPr>${p('cellule ôtée')}</w:tc></w:tr>
        <w:tr><w:trPr><w:del w:id="5"/></w:trPr><w:tc>${p('rangée ôtée')}</w:tc></w:tr></w:tbl>`,
    { styles },
  );
  expect(words(blocks)).toEqual(['Verse 180 000 € et net']);
  expect(leftOut.quotes.struck).toEqual(['200 000 € ', ' ferme', ' lien mort', 'Tout un alinéa.']);
  expect(leftOut.quotes.deletions.map((one) => one.trim())).toEqual(['cellule ôtée', 'rangée ôtée']);
  expect(JSON.stringify(blocks)).not.toMatch(/ôtée|mort|ferme |Tout/);
});

test('a number that Word prints before words that are struck out is not given to the next ones', async () => {
  const article = (content: string) => p(content, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>');
  const { blocks } = await read(article('Objet') + article(run('Abrogé', '<w:strike/>')) + article('Durée'), {
    numbering: wordNumbering,
  });
  expect(paragraphs(blocks).map(({ label }) => label)).toEqual(['Article 1 :', 'Article 3 :']);
});

test('raised and lowered characters keep their place, and a style can be taken off', async () => {
  const raise = (value: string) => `<w:vertAlign w:val="${value}"/>`;
  const styles = `${wordStyles}<w:style w:type="character" w:styleId="Haut"><w:name w:val="Haut"/><w:rPr>${raise('superscript')}</w:rPr></w:style>`;
  const { blocks } = await read(
    p(
      run('10') +
        run('6', raise('superscript')) +
        run(' CO') +
        run('2', raise('subscript')) +
        run('er', '<w:rStyle w:val="Haut"/>') +
        run('bas', `<w:rStyle w:val="Haut"/>${raise('baseline')}`),
    ),
    { styles },
  );
  expect(paragraphs(blocks)[0]?.runs).toEqual([
    { text: '10' },
    { text: '6', superscript: true },
    { text: ' CO' },
    { text: '2', subscript: true },
    { text: 'er', superscript: true },
    { text: 'bas' },
  ]);
});

test('lists say how they count and where they start', async () => {
  const { blocks } = await read(item('un', 0, 2) + item('a', 1, 2) + item('i', 2, 2), { numbering: wordNumbering });
  expect(paragraphs(blocks).map(({ list }) => list?.style)).toEqual([undefined, 'a', 'i']);
});

test('fonts of pictures become the characters they show', async () => {
  const font = (name: string) => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`;
  const { blocks } = await read(
    p(
      `${run('\u00fe', font('Wingdings'))}${run(' fait ')}${run('\uf0a8', font('Wingdings'))}${run(' à faire ')}${run('\uf061', font('Symbol'))}${run('b', font('Symbol'))}${run(' Ab\uf0b7')}` +
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>',
    ),
  );
  expect(words(blocks)).toEqual(['☑ fait ☐ à faire αβ Ab•≥✓']);
});

test('a field within the code of another shows nowhere, and a field of one element keeps its address', async () => {
  const mark = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
  const field = (code: string, shown: string) => `${mark('begin')}${code}${mark('separate')}${shown}${mark('end')}`;
  const code = (said: string) => `<w:r><w:instrText>${said}</w:instrText></w:r>`;
  const nested = field(code(' IF ') + field(code(' REF a '), run('caché')) + code(' = 1 '), run('montré'));
  const simple = `<w:fldSimple w:instr=' HYPERLINK "https://exemple.fr/c" '>${run('lien')}</w:fldSimple>`;
  const { blocks } = await read(p(`${nested}${run(' et ')}${simple}${run('.')}`));
  expect(words(blocks)).toEqual(['montré et lien.']);
  expect(JSON.stringify(blocks)).toContain('https://exemple.fr/c');
});

test('words of what is drawn twice, and of a text box in a note, are said once', async () => {
  const box = (said: string) => `<w:txbxContent>${p(said)}</w:txbxContent>`;
  const drawn = (said: string) =>
    `<w:r><mc:AlternateContent><mc:Choice>${box(said)}</mc:Choice><mc:Fallback>${box(said)}</mc:Fallback></mc:AlternateContent></w:r>`;
  const note = `<w:footnote w:id="2">${p(`${run('Voir')}${drawn('Encadré')}`)}</w:footnote>`;
  const { blocks, leftOut } = await read(
    p(`${run('Texte')}<w:r><w:footnoteReference w:id="2"/></w:r><w:del w:id="1">${drawn('Retiré')}</w:del>`),
    { footnotes: note },
  );
  expect(words(blocks)).toEqual(['Texte[1]', '[1] Voir', 'Encadré']);
  expect(leftOut.quotes.deletions.map((said) => said.trim())).toEqual(['Retiré']);
});

test('a drop cap joins its word, and a note with a sign of its own has one mark', async () => {
  const { blocks } = await read(
    p('L', '<w:framePr w:dropCap="drop" w:lines="3"/>') +
      p(`${run('e bilan')}<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>${run('.')}`),
    { footnotes: `<w:footnote w:id="2">${p('Voir le plan.')}</w:footnote>` },
  );
  expect(words(blocks)).toEqual(['Le bilan[1].', '[1] Voir le plan.']);
});

test('formulas and tables in cells are said', async () => {
  const { blocks, leftOut } = await read(
    p(`${run('Soit ')}<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>`) +
      `<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>${p('dedans')}</w:tc><w:tc>${p('aussi')}</w:tc></w:tr></w:tbl>${p('après')}</w:tc><w:tc>${styled('Titre1', 'Titre en cellule')}</w:tc></w:tr></w:tbl>`,
    { styles: wordStyles },
  );
  expect(words(blocks)).toEqual(['Soit x=2']);
  expect([leftOut.formulas, leftOut.nestedTables]).toEqual([1, 1]);
  expect(JSON.stringify(blocks)).toMatch(/dedans.*aussi.*après.*Titre en cellule/s);
});
