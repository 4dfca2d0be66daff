// What is taken for a heading, in the habits of many hands, and what never is. Words are the test's own.
import type { JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildText } from '#domain/imports/imported-text.ts';
import { recogniseText } from '#domain/imports/imports.ts';
import { previewImport } from '#domain/imports/preview.ts';
import { shownWords } from '#domain/imports/typed-lines.ts';
import { blocksOf, textSchema } from '#domain/texts/text-schema.ts';
import { readTypedNumber } from '#domain/written/typed-numbers.ts';
import { nothingLeftOut, type WrittenBlock, type WrittenParagraph, wordsOf } from '#domain/written/written-text.ts';

const paragraph = (words: string, more: Partial<WrittenParagraph> = {}): WrittenParagraph => ({
  kind: 'paragraph',
  runs: [{ text: words }],
  level: null,
  label: null,
  list: null,
  ...more,
});
const bold = (words: string) => paragraph(words, { runs: [{ text: words, bold: true }] });
const titled = (level: number, words: string, label: string | null = null) => paragraph(words, { level, label });
const item = (words: string, more: Partial<WrittenParagraph['list'] & object> = {}) =>
  paragraph(words, { list: { list: 'l', depth: 0, ordered: false, number: 1, ...more } });

const body = paragraph(
  'Le bénéficiaire conduit les travaux décrits ici avec ses partenaires, au rythme que fixe le comité technique du programme.',
);

/** Each heading as « kind number| title » (« - » without a number), in order. */
function outline(blocks: WrittenBlock[]): string[] {
  const { text } = buildText(recogniseText({ blocks, leftOut: nothingLeftOut() }).blocks);
  return blocksOf(textSchema.nodeFromJSON(text))
    .filter(({ kind }) => ['PART', 'ARTICLE', 'AXIS', 'OBJECTIVE', 'SUBHEADING'].includes(kind))
    .map(({ kind, number, title }) => `${kind.toLowerCase()} ${number ?? '-'}| ${title}`);
}

describe('headings are recognised as people type them', () => {
  test('bold lines with numbers typed by hand', () => {
    expect(
      outline([
        bold('CONVENTION 2031'),
        paragraph('Entre :'),
        paragraph('Le Département, représenté par son Président,'),
        bold('Préambule :'),
        body,
        bold('Article 1 : Objet'),
        body,
        bold('Article 2 : Programme'),
        bold('Une priorité sans numéro'),
        body,
        bold('Objectif stratégique 1 : Veiller'),
        bold('1.1 Suivre les sites.'),
        body,
        bold('1.2 Rendre compte'),
        body,
        bold('Objectif stratégique 2 : Partager'),
        bold('2.1 Publier les données'),
        body,
        bold('Article 6 : Suivi'),
        bold('Modalités de suivi :'),
        body,
      ]),
    ).toEqual([
      'article -| CONVENTION 2031',
      'article -| Préambule :',
      'article 1| Objet',
      'article 2| Programme',
      'axis -| Une priorité sans numéro',
      'axis 1| Veiller',
      'objective 1.1| Suivre les sites.',
      'objective 1.2| Rendre compte',
      'axis 2| Partager',
      'objective 2.1| Publier les données',
      'article 6| Suivi',
      'subheading -| Modalités de suivi :',
    ]);
  });

  test('the same without any bold', () => {
    expect(
      outline([
        paragraph('CONVENTION 2031'),
        paragraph('Entre :'),
        paragraph('Le Département, représenté par son Président,'),
        paragraph('Préambule :'),
        body,
        paragraph('Article 1 : Objet'),
        body,
        paragraph('Article 2 : Programme'),
        paragraph('Une priorité sans numéro'),
        body,
        paragraph('Objectif stratégique 1 : Veiller'),
        paragraph('1.1 Suivre les sites.'),
        body,
        paragraph('1.2 Rendre compte'),
        body,
        paragraph('Objectif stratégique 2 : Partager'),
        paragraph('2.1 Publier les données'),
        body,
        paragraph('Article 6 : Suivi'),
        paragraph('Modalités de suivi :'),
        body,
        paragraph('Modalités de contrôle :'),
        body,
      ]),
    ).toEqual([
      'article -| CONVENTION 2031',
      'article -| Préambule :',
      'article 1| Objet',
      'article 2| Programme',
      'axis -| Une priorité sans numéro',
      'axis 1| Veiller',
      'objective 1.1| Suivre les sites.',
      'objective 1.2| Rendre compte',
      'axis 2| Partager',
      'objective 2.1| Publier les données',
      'article 6| Suivi',
      'subheading -| Modalités de suivi :',
      'subheading -| Modalités de contrôle :',
    ]);
  });

  test.each([
    ['ARTICLE 1er – OBJET', 'article 1| OBJET'],
    ['Article 1er : Objet', 'article 1| Objet'],
    ['Article premier - Objet', 'article 1| Objet'],
    ['Art. 1. Objet', 'article 1| Objet'],
    ['Art. 1 – Objet', 'article 1| Objet'],
    ['ARTICLE 1 OBJET DE LA CONVENTION', 'article 1| OBJET DE LA CONVENTION'],
    ['Article n° 1 : Objet', 'article 1| Objet'],
    ['Article 1 – Objet', 'article 1| Objet'],
    ['ARTICLE I – OBJET', 'article 1| OBJET'],
    ['Article 1 bis : Objet', 'article 1 bis| Objet'],
    ['Article unique – Objet', 'article -| Article unique – Objet'],
    ['ANNEXE 1 : Budget', 'article -| ANNEXE 1 : Budget'],
    ['TITRE I – DISPOSITIONS', 'part -| TITRE I – DISPOSITIONS'],
  ])('« %s », in bold', (typed, expected) => {
    expect(outline([bold(typed), body])).toEqual([expected]);
  });

  test.each([
    'OS1 – Veiller',
    'OS 1 : Veiller',
    'O.S. 1 – Veiller',
    'Axe 1 : Veiller',
    'AXE STRATÉGIQUE N° 1 – Veiller',
    'Axe I. Veiller',
    'Orientation stratégique 1 : Veiller',
    'Objectif Stratégique n°1 : Veiller',
  ])('« %s » is the first axis', (typed) => {
    expect(outline([bold('Article 2 : Programme'), bold(typed), bold('1.1. Suivre'), body])).toEqual([
      'article 2| Programme',
      'axis 1| Veiller',
      'objective 1.1| Suivre',
    ]);
  });

  test.each([
    '1.1 Suivre',
    '1.1. Suivre',
    '1.1 – Suivre',
    '1.1) Suivre',
    'Objectif 1.1 : Suivre',
    'Objectif opérationnel 1.1 – Suivre',
    'Objectif 1 : Suivre',
  ])('« %s » is the first objective of its axis', (typed) => {
    expect(outline([bold('Article 2 : Programme'), bold('Axe 1 : Veiller'), bold(typed), body])).toEqual([
      'article 2| Programme',
      'axis 1| Veiller',
      'objective 1.1| Suivre',
    ]);
  });

  test('« Action 1.2.3 » is a subheading that keeps its number, marked as an action', () => {
    const blocks = [
      bold('Article 2 : Programme'),
      bold('Axe 1 : Veiller'),
      bold('1.1 Suivre'),
      bold('Action 1.1.1 : Compter'),
      body,
    ];
    expect(outline(blocks).at(-1)).toBe('subheading -| Action 1.1.1 : Compter');
    const kept = recogniseText({ blocks, leftOut: nothingLeftOut() });
    expect(kept.blocks.map(({ mark }) => mark)).toEqual([null, null, null, 'ACTION', null]);
  });

  test('« Objectif 1 » above « 1.1 » is an axis where no other word names one', () => {
    expect(
      outline([
        bold('Article 2 : Programme'),
        bold('Objectif 1 : Veiller'),
        bold('1.1 Suivre'),
        body,
        bold('Objectif 2 : Partager'),
        bold('2.1 Publier'),
        body,
      ]),
    ).toEqual([
      'article 2| Programme',
      'axis 1| Veiller',
      'objective 1.1| Suivre',
      'axis 2| Partager',
      'objective 2.1| Publier',
    ]);
  });

  test('numbers alone: « 1. » above « 1.1 », and « 1. » where there is nothing else', () => {
    expect(outline([bold('1. Veiller'), bold('1.1 Suivre'), body, bold('2. Partager'), body])).toEqual([
      'axis 1| Veiller',
      'objective 1.1| Suivre',
      'axis 2| Partager',
    ]);
    expect(outline([bold('1. Objet'), body, bold('2) Durée'), body, bold('III – Litiges'), body])).toEqual([
      'article 1| Objet',
      'article 2| Durée',
      'article 3| Litiges',
    ]);
  });

  test('styles of headings, with typed numbers', () => {
    expect(
      outline([
        titled(1, 'CONVENTION'),
        titled(2, 'Article 1 : Objet'),
        body,
        titled(2, 'Article 2 : Programme'),
        titled(3, 'La priorité'),
        body,
        titled(3, 'Axe 1 – Veiller'),
        titled(4, '1.1 Suivre'),
        body,
        titled(2, 'Article 3 : Suivi'),
        titled(3, 'Modalités'),
        body,
      ]),
    ).toEqual([
      'article -| CONVENTION',
      'article 1| Objet',
      'article 2| Programme',
      'axis -| La priorité',
      'axis 1| Veiller',
      'objective 1.1| Suivre',
      'article 3| Suivi',
      'subheading -| Modalités',
    ]);
  });

  test('styles of headings, with numbers that the word processor prints', () => {
    expect(
      outline([
        titled(1, 'Objet', 'Article 1 :'),
        body,
        titled(1, 'Programme', 'Article 2 :'),
        titled(2, 'Veiller', 'Axe 1 –'),
        titled(3, 'Suivre', '1.1'),
        body,
      ]),
    ).toEqual(['article 1| Objet', 'article 2| Programme', 'axis 1| Veiller', 'objective 1.1| Suivre']);
  });

  test('a bold item of the numbering button that stands alone is a heading', () => {
    const alone = (number: number, words: string): WrittenParagraph => ({
      ...bold(words),
      label: `${number}.`,
      list: { list: 'l', depth: 0, ordered: true, number },
    });
    expect(outline([alone(1, 'Objet'), body, alone(2, 'Durée'), body])).toEqual([
      'article 1| Objet',
      'article 2| Durée',
    ]);
    // Two in a row are a list.
    expect(outline([bold('Article 1 : Objet'), alone(1, 'Un point'), alone(2, 'Un autre')])).toEqual([
      'article 1| Objet',
    ]);
  });

  test('a title on two lines is one heading', () => {
    expect(outline([bold('ARTICLE 1'), bold('OBJET'), body, bold('ARTICLE 2'), bold('DURÉE'), body])).toEqual([
      'article 1| OBJET',
      'article 2| DURÉE',
    ]);
  });

  test('articles without a gap carry no starting number, the one after a gap does', () => {
    const kept = recogniseText({
      blocks: [
        bold('Article 1 : A'),
        body,
        bold('Article 2 : B'),
        body,
        bold('Article 8 : C'),
        body,
        bold('Article 9 : D'),
        body,
      ],
      leftOut: nothingLeftOut(),
    });
    const headings = (buildText(kept.blocks).text.content ?? []).filter(({ type }) => type === 'heading');
    expect(headings.map(({ attrs }) => attrs?.startAt)).toEqual([null, null, 8, null]);
  });

  test('a number that does not follow its place stays in the words', () => {
    expect(outline([bold('Article 1 : A'), bold('Axe 1 : B'), bold('2.1 C'), body])).toEqual([
      'article 1| A',
      'axis 1| B',
      'objective -| 2.1 C',
    ]);
  });

  test('names below « Fait à » are no headings', () => {
    expect(
      outline([
        bold('Article 1 : Objet'),
        body,
        paragraph('Fait à Arras, le'),
        bold('Le Président'),
        bold('La Présidente'),
      ]),
    ).toEqual(['article 1| Objet']);
  });

  test('dashes typed by hand are items, and their words are kept', () => {
    const kept = recogniseText({
      blocks: [
        bold('Article 1 : Objet'),
        paragraph('Il comprend :'),
        paragraph('- un suivi,'),
        paragraph('• un bilan.'),
      ],
      leftOut: nothingLeftOut(),
    });
    expect(kept.blocks.map(({ kind }) => kind)).toEqual(['article', 'paragraph', 'listItem', 'listItem']);
    const list = buildText(kept.blocks).text.content?.at(-1);
    expect(textSchema.nodeFromJSON(list).textContent).toBe('un suivi,un bilan.');
  });
});

describe('an ordinary sentence is never taken for a heading', () => {
  const sentences = [
    'Article 3 du décret du 16 août 1901 pris pour l’exécution de la loi du 1er juillet 1901.',
    'Article 3, alinéa 2, de la loi relative au contrat d’association',
    'Article L. 3121-14 du code général des collectivités territoriales',
    'Article L.1111-4 : compétences partagées',
    'Article 12-3 du règlement intérieur',
    'Article 8 et 9 du présent texte',
    'L’article 8 : il fixe les modalités de suivi',
    'Articles 4 à 7 : sans objet',
    'Objectif 3 croise fortement les compétences départementales',
    'Objectif stratégique 2 et objectif stratégique 3 sont liés.',
    'Axe 2 du schéma départemental',
    'Action 2025 en faveur des collèges',
    'Mesure 4 de la feuille de route, à reconduire',
    '1.5 million d’euros sont affectés au programme.',
    '12.5 % des crédits restent disponibles',
    '22.04.2025 : commission permanente',
    '2025. Une année de transition.',
    '1. le premier point est examiné',
    'I. Dupont présente le bilan.',
    'Le Département s’engage à verser la participation.',
    'Dans ce cadre, le bénéficiaire s’engage :',
    'Annexe 2 de la délibération',
    'Titre III du code',
    'Option 1 : ',
  ];

  test.each(sentences)('« %s », unmarked', (words) => {
    expect(outline([bold('Article 1 : Objet'), body, paragraph(words), body, bold('Article 2 : Durée'), body])).toEqual(
      ['article 1| Objet', 'article 2| Durée'],
    );
  });

  test.each(sentences.filter((words) => /du |de la |et |croise|s’engage|%|sont/.test(words)))(
    '« %s », in bold',
    (words) => {
      const found = outline([bold('Article 1 : Objet'), body, bold(words), body]);
      // A bold line may be an unnumbered title: it is never counted, and never loses a word.
      expect(found.filter((heading) => !heading.startsWith('subheading -| '))).toEqual(['article 1| Objet']);
      for (const heading of found.slice(1)) expect(heading).toBe(`subheading -| ${words}`);
    },
  );

  test('an article whose text runs on in the same paragraph is left as it is, and pointed out', () => {
    const runIn = paragraph('Article 2 : Le bénéficiaire s’engage à rendre compte. Il remet un bilan chaque année.');
    const kept = recogniseText({ blocks: [bold('Article 1 : Objet'), body, runIn], leftOut: nothingLeftOut() });
    expect(kept.blocks.map(({ kind }) => kind)).toEqual(['article', 'paragraph', 'paragraph']);
    expect(kept.doubtful).toEqual([kept.blocks[2]?.id]);
  });

  test('a table of contents typed by hand is no series of headings', () => {
    expect(
      outline([
        paragraph('Article 1 : Objet ........ 2'),
        paragraph('Article 2 : Durée\t3'),
        bold('Article 1 : Objet'),
        body,
      ]),
    ).toEqual(['article 1| Objet']);
  });

  test('unmarked prose that ends with a full stop, whatever its words, stays prose', () => {
    const word = fc.constantFrom(
      'le',
      'Département',
      'article',
      'Article',
      '3',
      '1.1',
      'programme',
      'sera',
      'suivi',
      'OS1',
      'axe',
      ':',
      '–',
      'et',
      'Préambule',
    );
    const sentence = fc
      .tuple(
        fc.constantFrom('le', 'la', 'ce', 'il', 'dans', 'pour', 'et'),
        fc.array(word, { minLength: 3, maxLength: 30 }),
      )
      .map(([first, rest]) => `${first} ${rest.join(' ')}.`);
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), (found) => {
        const blocks = [
          bold('Article 1 : Objet'),
          ...found.map((words) => paragraph(words)),
          bold('Article 2 : Durée'),
        ];
        expect(outline(blocks)).toEqual(['article 1| Objet', 'article 2| Durée']);
      }),
      { seed: 20250422, numRuns: 500 },
    );
  });
});

describe('lists', () => {
  /** The lists of a text as nested arrays of words; `1:` stands before an ordered list that begins at 1. */
  const shape = (node: JSONContent): unknown =>
    node.type === 'text'
      ? node.text
      : node.type === 'paragraph'
        ? (node.content ?? []).map(shape).join('')
        : node.type === 'orderedList'
          ? [`${node.attrs?.start}:`, ...(node.content ?? []).map(shape)]
          : (node.content ?? []).map(shape);
  const listsOf = (blocks: WrittenBlock[]) =>
    shape(buildText(recogniseText({ blocks, leftOut: nothingLeftOut() }).blocks).text);

  test('nest by depth, close up skipped levels, and part where their kind changes', () => {
    expect(
      listsOf([
        item('a'),
        item('b', { depth: 1 }),
        item('c', { depth: 2 }),
        item('d'),
        item('e', { depth: 3 }),
        item('f', { ordered: true, number: 4 }),
        item('g', { ordered: true, number: 5 }),
        item('suite de g', { ordered: true, number: 5, continues: true }),
      ]),
    ).toEqual([
      [
        ['a', [['b', [['c']]]]],
        ['d', [['e']]],
      ],
      ['4:', ['f'], ['g', 'suite de g']],
    ]);
  });

  test('two numbered lists in a row stay two', () => {
    expect(listsOf([item('a', { ordered: true, list: 'x' }), item('b', { ordered: true, list: 'y' })])).toEqual([
      ['1:', ['a']],
      ['1:', ['b']],
    ]);
  });
});

describe('whatever is written', () => {
  const anyRun = fc.record({
    text: fc.string({ unit: fc.constantFrom(...'aé  1.:-–•\n\tArticle ') }),
    bold: fc.constantFrom(true as const, undefined),
  });
  const anyParagraph: fc.Arbitrary<WrittenParagraph> = fc.record({
    kind: fc.constant('paragraph' as const),
    runs: fc.array(anyRun, { minLength: 1, maxLength: 3 }),
    level: fc.option(fc.nat(5)),
    label: fc.option(fc.constantFrom('Article 3 :', '1.2', 'a)', '4.')),
    list: fc.option(
      fc.record({ list: fc.constantFrom('x', 'y'), depth: fc.nat(8), ordered: fc.boolean(), number: fc.nat(20) }),
    ),
  });
  const anyBlock: fc.Arbitrary<WrittenBlock> = fc.oneof(
    { weight: 6, arbitrary: anyParagraph },
    {
      weight: 1,
      arbitrary: anyParagraph.map((held) => ({
        kind: 'table' as const,
        rows: [[{ header: true, colspan: 1, rowspan: 1, paragraphs: [held] }]],
      })),
    },
  );
  const squeeze = (words: string) => words.replace(/\s+/g, '');

  test('the text is valid, every block has its own id, and every word is in it or in what was counted instead', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 12 }), (blocks) => {
        const kept = recogniseText({ blocks, leftOut: nothingLeftOut() });
        const preview = previewImport({ id: 'x', fileName: 'x.docx', createdAt: new Date(0) }, kept);
        const node = textSchema.nodeFromJSON(preview.text);
        node.check();
        const ids = blocksOf(node).flatMap(({ id }) => id ?? []);
        expect(new Set(ids).size).toBe(ids.length);
        preview.blocks.forEach(({ prefix, text, kind, number }, index) => {
          // What was taken out is what is counted.
          if (prefix !== null) {
            const last = Number(number?.split('.').at(-1));
            expect(readTypedNumber(prefix)?.numbers?.at(-1) ?? Number(/\d+(?!.*\d)/.exec(prefix)?.[0])).toBe(last);
          }
          const { written } = kept.blocks[index] ?? {};
          const typed = (
            written?.kind === 'table'
              ? written.rows.flat().flatMap(({ paragraphs }) => paragraphs)
              : written
                ? [written]
                : []
          ).map((one) => (one.list === null && kind !== 'listItem' ? shownWords(one) : wordsOf(one)));
          const shown = squeeze((prefix ?? '') + text);
          const wanted = squeeze(typed.join(''));
          // A dash typed by hand before an item is a bullet now.
          expect(kind === 'listItem' && shown !== wanted ? wanted.slice(1) : wanted).toBe(shown);
        });
      }),
      { seed: 20250422, numRuns: 1000 },
    );
  });
});

test.each([
  ['Article 8 : Modalités', { kind: 'article', numbers: [8], title: 'Modalités', separated: true }],
  ['Article 8 du décret', { kind: 'article', numbers: [8], title: 'du décret', separated: false }],
  ['Objectif\u00a0stratégique\u00a02\u00a0: Partager', { kind: 'axis', numbers: [2], title: 'Partager' }],
  ['Axe IV – Partager', { kind: 'axis', numbers: [4], title: 'Partager' }],
  ['1.2.3 Compter', { kind: 'bare', numbers: [1, 2, 3], title: 'Compter' }],
])('« %s » is read as a typed number', (line, expected) => {
  expect(readTypedNumber(line)).toMatchObject(expected);
});

test.each([
  'Article L. 3121',
  'Article IIII – x',
  'OSI – le modèle',
  'Actions 2025',
  '12.5 % des crédits',
  '2025. Année',
  'Artisan 2',
  'OSER 2025',
  'i. minuscule',
])('« %s » is no typed number', (line) => {
  expect(readTypedNumber(line)).toBeNull();
});
