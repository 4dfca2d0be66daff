// @vitest-environment happy-dom
// What the clipboards of other programs become in a text, and what is said of the rest.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Editor } from '@tiptap/core';
import { Node as TextNode } from '@tiptap/pm/model';
import { CellSelection } from '@tiptap/pm/tables';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { cleanPastedHtml } from '#app/editor/pasted-html.ts';
import { readMarker } from '#app/editor/pasted-lists.ts';
import { typedNumber } from '#app/editor/typed-numbers.ts';
import { shownSymbols } from '#domain/texts/symbols.ts';
import { textSchema } from '#domain/texts/text-schema.ts';
import { nestItems } from '#domain/written/lists.ts';
import { type LeftOut, nothingLeftOut, quotedKinds } from '#domain/written/written-text.ts';
import { golden } from '../../clipboards/golden.ts';
import { outlineOf } from '../../clipboards/outline.ts';
import { docOf, heading, openEditor, paragraph, putCursor } from './rig.ts';

const open: Editor[] = [];
const heard: LeftOut[] = [];
function editorOf(content = [paragraph('')]): Editor {
  const editor = openEditor(docOf(content), { requests: { pasteLeftOut: (left) => heard.push(left) } });
  open.push(editor);
  return editor;
}
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
  heard.length = 0;
});

async function pasted(html: string, editor = editorOf()): Promise<string[]> {
  editor.view.pasteHTML(html, new Event('paste') as ClipboardEvent);
  await Promise.resolve();
  return outlineOf(editor.getJSON().content);
}

/** What an account says, without what it does not: the words themselves where it quotes them. */
const said = ({ quotes, ...counts }: LeftOut = nothingLeftOut()) => ({
  ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
  ...Object.fromEntries(
    quotedKinds.flatMap((kind) => (quotes[kind].length > 0 ? [[kind, quotes[kind].map((words) => words.trim())]] : [])),
  ),
});

describe('the clipboard of each program', () => {
  test.each(Object.keys(golden))('%s', async (name) => {
    const lines = await pasted(readFileSync(join(import.meta.dirname, '../../clipboards', `${name}.html`), 'utf8'));
    expect(lines).toEqual(golden[name]?.lines);
    expect(said(heard[0])).toEqual(golden[name]?.leftOut);
  });
});

describe('what is left out', () => {
  test.each([
    ['<p>Reste <del>mort</del></p>', { deletions: ['mort'] }],
    ['<p>Reste <span class="msoDel">mort</span></p>', { deletions: ['mort'] }],
    ['<p>Reste <span style="text-decoration: underline line-through">mort</span></p>', { struck: ['mort'] }],
    ['<style>.x{text-decoration:line-through}</style><p>Reste <b class="x">mort</b></p>', { struck: ['mort'] }],
    ['<p>Reste <strike>mo</strike><strike>rt</strike></p>', { struck: ['mort'] }],
    ['<p>Reste <span style="mso-hide:all">mort</span></p>', { hidden: ['mort'] }],
    ['<p>Reste</p><p style="display:none">mort</p>', { hidden: ['mort'] }],
    ['<style>p.n{display:none}</style><p>Reste</p><p class="n">mort</p>', { hidden: ['mort'] }],
    ['<p>Reste<span class="MsoCommentReference">[A1]</span></p><p class="MsoCommentText">mort</p>', { comments: 1 }],
    [
      '<p>Reste<sup><a href="#cmnt1">[a]</a></sup></p><div><p><a href="#cmnt_ref1">[a]</a>mort</p></div>',
      { comments: 1 },
    ],
    ['<p>Reste <img src="x"></p>', { pictures: 1 }],
  ])('%s', async (html, expected) => {
    expect((await pasted(html)).join(' ')).toBe('Reste');
    expect(said(heard[0])).toEqual(expected);
  });

  test('a rule for paper alone hides nothing, and a paste that is whole says nothing', async () => {
    const html = '<style>@media print { p { display: none } }</style><p>Reste</p><p>aussi</p>';
    expect(await pasted(html)).toEqual(['Reste', 'aussi']);
    expect(heard).toEqual([]);
  });

  test('no word of what was deleted, struck out or hidden ever comes in, wherever it stands', async () => {
    const gone = fc.constantFrom(
      '<del>',
      '<s>',
      '<span style="mso-hide:all">',
      '<span style="text-decoration:line-through">',
    );
    const box = fc.constantFrom('p', 'h2', 'li', 'td', 'blockquote', 'b');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(box, gone), { minLength: 1, maxLength: 6 }), async (parts) => {
        const html = parts.map(([tag, open]) => {
          const close = open.startsWith('<span') ? '</span>' : open.replace('<', '</');
          const inner = `<${tag}>vif ${open}mort <i>mort</i>${close}</${tag}>`;
          return tag === 'li' ? `<ul>${inner}</ul>` : tag === 'td' ? `<table><tr>${inner}</tr></table>` : inner;
        });
        const read = cleanPastedHtml(html.join(''));
        expect(read.html).not.toContain('mort');
        expect(read.html.split('vif')).toHaveLength(parts.length + 1);
        const left = Object.values(read.omissions.quotes).flat();
        expect(left.join(' ').split('mort')).toHaveLength(2 * parts.length + 1);
      }),
      { seed: 9, numRuns: 60 },
    );
  });
});

describe('lists', () => {
  test.each([
    ['·', undefined, null, { ordered: false }],
    ['o', undefined, null, { ordered: false }],
    ['§', undefined, null, { ordered: false }],
    ['8.', undefined, null, { ordered: true, number: 8 }],
    ['(iv)', undefined, null, { ordered: true, style: 'i', number: 4 }],
    ['c)', undefined, null, { ordered: true, style: 'a', number: 3 }],
    ['i)', { ordered: true, style: 'a', number: 8 } as const, null, { ordered: true, style: 'a', number: 9 }],
    ['i)', undefined, 'alpha-lower', { ordered: true, style: 'a', number: 9 }],
    ['II.', { ordered: true, style: 'I', number: 1 } as const, null, { ordered: true, style: 'I', number: 2 }],
    ['1.2.', undefined, null, { ordered: true, number: 2 }],
  ])('the marker « %s » after %o', (typed, before, format, expected) => {
    expect(readMarker(typed, before, format)).toMatchObject(expected);
  });

  test('words before an item are no marker', () => {
    expect(readMarker('Article 8 –', undefined, null)).toBeNull();
  });

  test('every item is there once, in order and with its number, whatever the levels', () => {
    const place = fc.record({
      list: fc.constantFrom('x', 'y'),
      depth: fc.nat(12),
      ordered: fc.boolean(),
      style: fc.constantFrom(undefined, 'a' as const, 'I' as const),
      number: fc.integer({ min: 1, max: 9 }),
      continues: fc.constantFrom(undefined, undefined, true as const),
    });
    const paragraphOf = (n: number) => ({ type: 'paragraph', content: [{ type: 'text', text: `${n};` }] });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 12 }), (places) => {
        const nodes = nestItems(
          places.map(({ style, continues, ...rest }, n) => ({
            place: { ...rest, ...(style && { style }), ...(continues && { continues }) },
            attrs: {},
            paragraph: paragraphOf(n),
          })),
        );
        if (nodes.length === 0) return;
        const doc = TextNode.fromJSON(textSchema, { type: 'doc', content: nodes });
        doc.check();
        expect(doc.textContent).toBe(places.map((_, n) => `${n};`).join(''));
        doc.descendants((list) => {
          if (list.type.name !== 'orderedList') return;
          list.children.forEach((item, index) => {
            const n = Number.parseInt(item.textContent, 10);
            expect(list.attrs.start + index).toBe(places[n]?.number);
          });
        });
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('a formula keeps its signs, once', async () => {
    const word =
      '<p>S = <!--[if gte msEquation 12]><m:oMath><m:r>a<m:t>b</m:t></m:r></m:oMath><![endif]--><![if !msEquation]><img src="f.png"><![endif]> fin</p>';
    expect(await pasted(word)).toEqual(['S = ab fin']);
    expect(said(heard[0])).toEqual({ formulas: 1 });
    const web =
      '<p><span class="katex"><span class="katex-mathml"><math><mi>x</mi><annotation>x</annotation></math></span><span class="katex-html">x</span></span></p>';
    expect(await pasted(web)).toEqual(['x']);
  });

  test('a title in an item is a title, and the list goes on after it with its numbers', async () => {
    const html = '<ol start="3"><li><p>Trois</p></li><li><h2>Titre</h2></li><li><p>Cinq</p></li></ol>';
    expect(await pasted(html)).toEqual(['3. Trois', 'axis Titre', '5. Cinq']);
  });

  test('a list between two paragraphs keeps the number it begins with', async () => {
    const item = (marker: string, words: string) =>
      `<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">${marker}</span>${words}</p>`;
    expect(await pasted(`${item('1.', 'Un')}<p>Entre</p>${item('2.', 'Deux')}${item('3.', 'Trois')}`)).toEqual([
      '1. Un',
      'Entre',
      '2. Deux',
      '3. Trois',
    ]);
  });
});

describe('numbers before titles', () => {
  test.each([
    ['objective', '1.1Accompagner', 'Accompagner', 1],
    ['axis', '1.1Accompagner', 'Accompagner', 1],
    ['axis', '2)Accompagner', 'Accompagner', 2],
    ['article', 'Article 8Suivi', 'Suivi', 8],
    ['objective', '2.3.4 Détail', 'Détail', 4],
    ['article', 'Article 9 bis : Suivi', 'Suivi', 9],
    ['article', '3. Objet', 'Objet', 3],
    ['part', 'Partie IV – Suivi', 'Suivi', 4],
  ] as const)('%s « %s »', (kind, words, rest, value) => {
    const typed = typedNumber(kind, words);
    expect([words.slice(typed?.length ?? 0), typed?.value]).toEqual([rest, value]);
  });

  test.each([
    ['objective', '1.250 € par an'],
    ['axis', '2.5 % des crédits'],
  ] as const)('%s « %s » keeps its words', (kind, words) => {
    expect(typedNumber(kind, words)).toBeNull();
  });

  test('Word’s own count of an article is kept where ours differs', async () => {
    const title = (number: number, words: string) =>
      `<h1 style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">Article ${number} –</span>${words}</h1>`;
    expect(await pasted([8, 9, 10, 11].map((number) => title(number, `Titre ${number}`)).join(''))).toEqual([
      'article=8 Titre 8',
      'article Titre 9',
      'article Titre 10',
      'article Titre 11',
    ]);
  });
});

describe('a cell', () => {
  const table = {
    type: 'table',
    content: ['A', 'B'].map((row) => ({
      type: 'tableRow',
      content: [1, 2].map((n) => ({ type: 'tableCell', content: [paragraph(`${row}${n}`)] })),
    })),
  };
  const shape = (editor: Editor) => {
    const cells: string[] = [];
    editor.state.doc.descendants(({ type, textContent, childCount }) => {
      if (type.name === 'tableCell') cells.push(`${textContent}/${childCount}`);
    });
    return { tables: editor.state.doc.children.filter(({ type }) => type.name === 'table').length, cells };
  };

  test.each([
    ['<h1>Titre</h1><p>Corps</p>', 'A1TitreCorps/2'],
    ['<table><tr><td>x</td><td>y</td></tr></table>', 'A1xy/2'],
    ['<p>Avant</p><table><tr><td>x</td></tr></table><ul><li>puce</li></ul>', 'A1Avantxpuce/3'],
  ])('takes the paragraphs of %s, and the table stays whole', async (html, first) => {
    const editor = editorOf([paragraph('Haut'), table, heading('article', 'Bas')]);
    putCursor(editor, 'A1');
    await pasted(html, editor);
    expect(shape(editor)).toEqual({ tables: 1, cells: [first, 'A2/1', 'B1/1', 'B2/1'] });
    expect(editor.state.doc.childCount).toBe(3);
  });

  test('cells that are selected are filled by cells', async () => {
    const editor = editorOf([table]);
    const cells: number[] = [];
    editor.state.doc.descendants(({ type }, pos) => {
      if (type.name === 'tableCell') cells.push(pos);
    });
    editor.view.dispatch(
      editor.state.tr.setSelection(CellSelection.create(editor.state.doc, cells[0] ?? 0, cells[1] ?? 0)),
    );
    await pasted('<table><tr><td>x</td><td>y</td></tr></table>', editor);
    expect(shape(editor).cells).toEqual(['x/1', 'y/1', 'B1/1', 'B2/1']);
  });
});

describe('symbols', () => {
  test.each([
    ['ü', 'Wingdings', '✓'],
    ['\uF0FC', 'Wingdings', '✓'],
    ['\uF0FC', null, '✓'],
    ['\uF0B7', null, '•'],
    ['\uF0A8', 'Wingdings', '☐'],
    ['à', 'Wingdings', '→'],
    ['abΩ', 'Symbol', 'αβΩ'],
    ['été', null, 'été'],
    ['été', 'calibri', 'été'],
  ])('%o in %s is %s', (words, font, shown) => {
    expect(shownSymbols(words, font)).toBe(shown);
  });

  test('no character of a symbol font stays private', () => {
    for (let code = 0xf020; code <= 0xf0ff; code += 1)
      for (const font of ['Wingdings', 'Symbol', 'Webdings', 'Wingdings 2', 'Wingdings 3', null])
        expect(shownSymbols(String.fromCharCode(code), font)).not.toMatch(/\p{Co}/u);
  });
});
