// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { Slice } from '@tiptap/pm/model';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { PART_SIZE, partsOf, withoutThreads } from '#app/editor/paste.ts';
import { cleanPastedHtml } from '#app/editor/pasted-html.ts';
import { typedNumber } from '#app/editor/typed-numbers.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { quiet } from '#domain/texts/text-sequence.ts';
import { EDIT_BYTES_LIMIT } from '#realtime/protocol.ts';
import { bullets, docOf, editorOf, heading, idOf, ids, item, openEditor, paragraph, putCursor } from './rig.ts';

const open: Editor[] = [];
const keep = (editor: Editor) => {
  open.push(editor);
  return editor;
};
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

/** The text as nested type names and words: [['bulletList', ['listItem', ['paragraph', 'a']]]]. */
type Shape = [string, ...(Shape | string)[]];
function shapeOf(editor: Editor): Shape[] {
  const shape = (json: {
    type?: string;
    text?: string;
    attrs?: Record<string, unknown>;
    content?: object[];
  }): Shape | string =>
    json.text ?? [String(json.attrs?.kind ?? json.type), ...(json.content ?? []).map((child) => shape(child))];
  return (editor.getJSON().content ?? []).map((child) => shape(child) as Shape);
}

/** Pastes HTML as a browser does, and lets what follows a paste happen. */
async function pasteHtml(editor: Editor, html: string) {
  editor.view.pasteHTML(html, pasteEvent());
  await Promise.resolve();
}
const pasteEvent = () => new Event('paste') as ClipboardEvent;

const wordList = (level: number, marker: string, words: string) =>
  `<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;

describe('what comes from Word, LibreOffice and the web', () => {
  test('Word’s paragraphs with typed bullets become nested lists', async () => {
    const editor = keep(editorOf([paragraph('')]));
    await pasteHtml(
      editor,
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style></head><body><p class=MsoNormal>Les actions<o:p></o:p></p>${wordList(1, '·', 'Un')}${wordList(2, 'o', 'Un bis')}${wordList(1, '·', 'Deux')}<p class=MsoNormal><o:p>&nbsp;</o:p></p>${wordList(1, '1.', 'Premier')}</body></html>`,
    );
    expect(shapeOf(editor)).toEqual([
      ['paragraph', 'Les actions'],
      [
        'bulletList',
        ['listItem', ['paragraph', 'Un'], ['bulletList', ['listItem', ['paragraph', 'Un bis']]]],
        ['listItem', ['paragraph', 'Deux']],
      ],
      ['orderedList', ['listItem', ['paragraph', 'Premier']]],
    ]);
    expect(new Set(ids(editor)).size).toBe(5);
  });

  test('headings keep their level, tables and emphasis stay, all else goes', async () => {
    const editor = keep(editorOf([paragraph('')]));
    await pasteHtml(
      editor,
      '<h1>Objet</h1><h2>Paysages</h2><p style="color:red"><font color="red">Texte <b>gras</b> et <u>souligné</u></font></p><img src="x" onerror="alert(1)"><script>alert(1)</script><table><tr><th>A</th></tr><tr><td>1</td></tr></table><blockquote>Cité</blockquote><pre>code</pre>',
    );
    expect(shapeOf(editor)).toEqual([
      ['article', 'Objet'],
      ['axis', 'Paysages'],
      ['paragraph', 'Texte ', 'gras', ' et ', 'souligné'],
      ['table', ['tableRow', ['tableHeader', ['paragraph', 'A']]], ['tableRow', ['tableCell', ['paragraph', '1']]]],
      ['paragraph', 'Cité'],
      ['paragraph', 'code'],
    ]);
    expect(editor.getHTML()).not.toMatch(/alert|color/);
  });

  test('unsafe links lose their address, safe ones keep nothing else', async () => {
    const editor = keep(editorOf([paragraph('')]));
    await pasteHtml(
      editor,
      '<p><a href="javascript:alert(1)" onclick="x()">un</a> <a href="https://exemple.fr" class="piege" target="_top">deux</a></p>',
    );
    const marks = editor.getJSON().content?.[0]?.content?.flatMap(({ marks = [] }) => marks);
    expect(marks).toEqual([
      {
        type: 'link',
        attrs: {
          href: 'https://exemple.fr',
          target: '_blank',
          rel: 'noopener noreferrer nofollow',
          class: null,
          title: null,
        },
      },
    ]);
  });

  test('a foreign page cannot bring ids, marks or comments of ours', async () => {
    const editor = keep(editorOf([paragraph('Avant', { id: '11111111-1111-4111-8111-111111111111' })]));
    putCursor(editor, 'Avant');
    await pasteHtml(
      editor,
      '<p>x</p><p data-block="11111111-1111-4111-8111-111111111111" data-mark="ACTION">Copie <span data-thread="t">c</span></p>',
    );
    expect(new Set(ids(editor)).size).toBe(2);
    expect(editor.getHTML()).not.toMatch(/data-thread|data-mark/);
  });

  test('several paragraphs pasted into a list are as many items of it', async () => {
    const editor = keep(editorOf([bullets(item('Un', { id: 'l1' }), item('Fin', { id: 'l2' }))]));
    putCursor(editor, 'Un');
    await pasteHtml(editor, '<p>-bis</p><p>Deux</p><p>Trois</p>');
    expect(shapeOf(editor)).toEqual([
      ['bulletList', ...['Un-bis', 'Deux', 'Trois', 'Fin'].map((words): Shape => ['listItem', ['paragraph', words]])],
    ]);
    expect(ids(editor).slice(0, 1)).toEqual(['l1']);
    expect(new Set(ids(editor)).size).toBe(4);
  });

  test('what this editor copied is left as it is', () => {
    const own = '<p data-pm-slice="0 0 []" data-block="a" data-mark="ACTION">Un</p>';
    expect(cleanPastedHtml(own).html).toBe(own);
  });
});

describe('numbers typed at the start of headings', () => {
  test.each([
    ['article', 'Article 3 : Objet', 'Objet', 3],
    ['article', 'ARTICLE 1er – Objet', 'Objet', 1],
    ['article', 'Article premier. Objet', 'Objet', 1],
    ['article', 'Article 12', '', 12],
    ['axis', 'Objectif stratégique 2 : Paysages', 'Paysages', 2],
    ['axis', 'Axe 1 - Paysages', 'Paysages', 1],
    ['axis', '4. Rayonnement', 'Rayonnement', 4],
    ['objective', '1.2 Veille', 'Veille', 2],
    ['objective', '3.1. Armature', 'Armature', 1],
  ] as const)('%s « %s »', (kind, words, rest, value) => {
    const typed = typedNumber(kind, words);
    expect(typed?.value).toBe(value);
    expect(words.slice(typed?.length ?? 0)).toBe(rest);
  });

  test.each([
    ['article', 'Articles et annexes'],
    ['article', '2026, année de transition'],
    ['axis', '2026 en perspective'],
    ['axis', '35 cités prioritaires'],
    ['objective', 'Objectifs communs'],
    ['subheading', '1.2 Calendrier'],
  ] as const)('%s « %s » carries none', (kind, words) => {
    expect(typedNumber(kind, words)).toBeNull();
  });

  test('go from pasted headings, keep gaps as imposed numbers, and one undo brings them back', async () => {
    const heard: number[] = [];
    const editor = keep(
      openEditor(docOf([heading('article', 'Article 1 : déjà là', { id: 'a' }), paragraph('', { id: 'b' })]), {
        requests: { numbersStripped: (headings) => heard.push(headings) },
      }),
    );
    editor.commands.setTextSelection(editor.state.doc.content.size - 1);
    await pasteHtml(editor, '<h1>Article 2 : Objet</h1><h1>Article 8 : Suivi</h1><p>Fin</p>');
    const articles = () =>
      editor.state.doc.children
        .filter(({ type }) => type.name === 'heading')
        .map(({ textContent, attrs }) => [textContent, attrs.startAt]);
    expect(articles()).toEqual([
      ['Article 1 : déjà là', null],
      ['Objet', null],
      ['Suivi', 8],
    ]);
    expect(heard).toEqual([2]);
    editor.commands.undo();
    expect(articles().slice(1)).toEqual([
      ['Article 2 : Objet', null],
      ['Article 8 : Suivi', null],
    ]);
    editor.commands.undo();
    expect(articles()).toHaveLength(1);
  });
});

describe('comments and copies', () => {
  const marked = (words: string, threadId: string) => ({
    type: 'paragraph',
    content: [{ type: 'text', text: words, marks: [{ type: 'comment', attrs: { threadId } }] }],
  });

  test('a copy does not take the thread along; the words that were cut do', () => {
    const editor = keep(editorOf([marked('Commenté', idOf('t1')), paragraph('Suite')]));
    const slice = editor.state.doc.slice(1, 9);
    const threads = (content: Slice) => JSON.stringify(content.content.toJSON()).split(idOf('t1')).length - 1;
    expect(threads(slice)).toBe(1);
    expect(threads(withoutThreads(slice, () => false))).toBe(0);
    expect(threads(withoutThreads(slice, () => true))).toBe(1);
    const pasted = (moved: boolean) => {
      if (moved) {
        editor.commands.setTextSelection({ from: 1, to: 9 });
        editor.view.dom.dispatchEvent(new Event('cut', { bubbles: true }));
        editor.view.dispatch(editor.state.tr.deleteSelection());
      }
      let result = slice;
      editor.view.someProp('transformPasted', (transform) => {
        result = transform(result, editor.view, false);
      });
      return threads(result);
    };
    expect(pasted(false)).toBe(0);
    expect(pasted(true)).toBe(1);
  });
});

describe('a very long paste', () => {
  test('is cut into parts that give the whole again', () => {
    const editor = keep(
      editorOf([paragraph('x'.repeat(2500)), ...Array.from({ length: 60 }, (_, n) => paragraph(`Paragraphe ${n}`))]),
    );
    const slice = editor.state.doc.slice(0);
    const parts = partsOf(slice, 300);
    expect(parts.length).toBeGreaterThan(8);
    expect(parts.map(({ content }) => content.textBetween(0, content.size)).join('')).toBe(
      editor.state.doc.textContent,
    );
    for (const part of parts) expect(part.size).toBeLessThanOrEqual(303);
  });

  test('comes in whole, by changes that each fit in one message, and one undo takes it back', () => {
    const doc = docOf([paragraph('', { id: 'p' })]);
    const sizes: number[] = [];
    doc.on('update', (update: Uint8Array) => sizes.push(update.length));
    const editor = keep(openEditor(doc));
    const long = Array.from({ length: 1500 }, (_, n) => paragraph(`Paragraphe ${n} : ${'é'.repeat(400)}`));
    const source = keep(editorOf(long));
    const slice = new Slice(editor.schema.nodeFromJSON(source.getJSON()).content, 1, 1);
    expect(slice.size).toBeGreaterThan(PART_SIZE * 5);
    editor.view.someProp('handlePaste', (handle) => handle(editor.view, pasteEvent(), slice));
    expect(editor.state.doc.textContent).toBe(source.state.doc.textContent);
    expect(editor.state.doc.childCount).toBe(1500);
    expect(new Set(ids(editor)).size).toBe(1500);
    expect(Math.max(...sizes)).toBeLessThan(EDIT_BYTES_LIMIT);
    const copy = quiet(new Y.Doc());
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    expect(textOf(copy).toJSON()).toEqual(editor.getJSON());
    editor.commands.undo();
    expect(editor.state.doc.textContent).toBe('');
    expect(editor.state.doc.childCount).toBe(1);
  });
});
