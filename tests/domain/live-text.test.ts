// Texts inside Yjs documents: what is read, and edits so small that concurrent typing survives them.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCommentMark, locateStretch, removeCommentMark } from '#domain/comment-marks.ts';
import { removeBlock, restoreBlock } from '#domain/live-blocks.ts';
import { ensureBlockIds, findBlock, parseText, repairBlockIds, textOf, writeText } from '#domain/live-text.ts';
import { TEXT_FIELD, textSchema } from '#domain/text-schema.ts';

const paragraph = (text: string, id: string = randomUUID()): JSONContent => ({
  type: 'paragraph',
  attrs: { id },
  content: text === '' ? [] : [{ type: 'text', text }],
});
const item = (text: string, id: string, ...nested: JSONContent[]): JSONContent => ({
  type: 'listItem',
  attrs: { id },
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }, ...nested],
});
const list = (...content: JSONContent[]): JSONContent => ({ type: 'bulletList', content });

function docOf(...content: JSONContent[]): Y.Doc {
  const doc = new Y.Doc();
  writeText(doc, parseText({ type: 'doc', content }));
  return doc;
}

const wordsOf = (doc: Y.Doc) => textOf(doc).textBetween(0, textOf(doc).content.size, ' | ');

/** A second copy of a document, as another person's browser holds it. */
function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function exchange(left: Y.Doc, right: Y.Doc): void {
  Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
  expect(textOf(left).toJSON()).toEqual(textOf(right).toJSON());
}

/** The Yjs text of a paragraph or heading. */
const typedIn = (doc: Y.Doc, blockId: string) => findBlock(doc, blockId)?.element.get(0) as Y.XmlText;

describe('reading', () => {
  test('a text written and read again is the same', () => {
    const json = {
      type: 'doc',
      content: [
        {
          type: 'heading',
          attrs: {
            id: randomUUID(),
            kind: 'axis',
            numbered: false,
            startAt: 3,
            mark: null,
            degree: null,
            previousId: null,
          },
          content: [{ type: 'text', text: 'Un axe', marks: [{ type: 'bold' }] }],
        },
        list(item('a', randomUUID(), list(item('b', randomUUID())))),
      ],
    };
    const text = parseText(json);
    expect(textOf(docOf(...json.content)).eq(text)).toBe(true);
  });

  test('what the schema does not know is left out, and stays in the document', () => {
    const doc = docOf(paragraph('connu'));
    const strange = new Y.XmlElement('video');
    doc.getXmlFragment(TEXT_FIELD).insert(0, [strange]);
    typedIn(doc, findFirstId(doc)).format(0, 2, { blink: {} });
    const before = Y.encodeStateVector(doc);
    expect(wordsOf(doc)).toBe('connu');
    expect(doc.getXmlFragment(TEXT_FIELD).length).toBe(2);
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });

  test('a text that the schema does not allow is refused', () => {
    expect(() => parseText({ type: 'doc', content: [] })).toThrow(/forme attendue/);
    expect(() => parseText({ type: 'doc', content: [{ type: 'listItem' }] })).toThrow(/forme attendue/);
    expect(() => parseText('texte')).toThrow(/forme attendue/);
  });

  test('a second whole text is refused', () => {
    const doc = docOf(paragraph('premier'));
    expect(() => writeText(doc, parseText({ type: 'doc', content: [paragraph('second')] }))).toThrow(/empty document/);
  });
});

const findFirstId = (doc: Y.Doc) => String(textOf(doc).firstChild?.attrs.id);

describe('ids', () => {
  test('blocks without an id, with a bad one or with another’s get their own; the first keeps its own', () => {
    const kept = randomUUID();
    const json = ensureBlockIds({
      type: 'doc',
      content: [paragraph('a', kept), paragraph('b', kept), paragraph('c', 'pas-un-id'), list(item('d', ''))],
    });
    const ids: string[] = [];
    parseText(json).descendants((node, _pos, parent) => {
      if (node.type.name === 'listItem' || (node.type.name === 'paragraph' && parent?.type.name === 'doc'))
        ids.push(node.attrs.id);
      else expect(node.attrs.id ?? null).toBeNull();
    });
    expect(ids[0]).toBe(kept);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('duplicates in a live text are repaired by changing the later one’s attribute alone', () => {
    const kept = randomUUID();
    const doc = docOf(paragraph('original', kept), paragraph('collé', kept));
    const other = copyOf(doc);
    expect(repairBlockIds(doc)).toBe(true);
    const pasted = other.getXmlFragment(TEXT_FIELD).get(1) as Y.XmlElement;
    (pasted.get(0) as Y.XmlText).insert(0, 'mot ');
    exchange(doc, other);
    expect(wordsOf(doc)).toBe('original | mot collé');
    expect(textOf(doc).child(0).attrs.id).toBe(kept);
    expect(textOf(doc).child(1).attrs.id).not.toBe(kept);
    expect(repairBlockIds(doc)).toBe(false);
  });
});

describe('comment marks', () => {
  test('the mark is byte for byte the one the editor writes, overlapping others', () => {
    const id = randomUUID();
    const [first, second] = [randomUUID(), randomUUID()];
    const byServer = docOf(paragraph('un deux trois', id));
    addCommentMark(byServer, { blockId: id, quotation: 'un deux', prefix: '', suffix: '', threadId: first });
    addCommentMark(byServer, { blockId: id, quotation: 'deux trois', prefix: '', suffix: '', threadId: second });

    const mark = (threadId: string) => textSchema.mark('comment', { threadId });
    const byEditor = new Y.Doc();
    prosemirrorToYXmlFragment(
      textSchema.node('doc', null, [
        textSchema.node('paragraph', { id }, [
          textSchema.text('un ', [mark(first)]),
          textSchema.text('deux', [mark(first), mark(second)]),
          textSchema.text(' trois', [mark(second)]),
        ]),
      ]),
      byEditor.getXmlFragment(TEXT_FIELD),
    );
    expect(typedIn(byServer, id).toDelta()).toEqual(typedIn(byEditor, id).toDelta());
    const asTheEditorReads = yXmlFragmentToProseMirrorRootNode(copyOf(byServer).getXmlFragment(TEXT_FIELD), textSchema);
    expect(asTheEditorReads.eq(textOf(byServer))).toBe(true);
  });

  test('of equal words, those whose surroundings agree are marked', () => {
    expect(
      locateStretch('le texte, puis le texte encore', { quotation: 'texte', prefix: 'puis le ', suffix: ' enc' }),
    ).toEqual([18, 23]);
    expect(locateStretch('rien de tel', { quotation: 'texte', prefix: '', suffix: '' })).toBeNull();
    expect(locateStretch('tout', { quotation: '', prefix: '', suffix: '' })).toEqual([0, 4]);
  });

  test('a mark reaches over a line break and the paragraphs of a list item, and not into nested items', () => {
    const outer = randomUUID();
    const doc = docOf(
      list({
        type: 'listItem',
        attrs: { id: outer },
        content: [
          {
            type: 'paragraph',
            content: [{ type: 'text', text: 'avant' }, { type: 'hardBreak' }, { type: 'text', text: 'après' }],
          },
          { type: 'paragraph', content: [{ type: 'text', text: 'suite' }] },
          list(item('suite', randomUUID())),
        ],
      }),
    );
    const threadId = randomUUID();
    expect(
      addCommentMark(doc, { blockId: outer, quotation: 'vant\naprès\nsui', prefix: '', suffix: '', threadId }),
    ).toBe(true);
    const marked: string[] = [];
    textOf(doc).descendants((node) => {
      if (node.isText && node.marks.length > 0) marked.push(node.text ?? '');
    });
    expect(marked).toEqual(['vant', 'après', 'sui']);
  });

  test('typing at the same time survives a mark being added and taken away', () => {
    const id = randomUUID();
    const threadId = randomUUID();
    const doc = docOf(paragraph('un mot important ici', id));
    const other = copyOf(doc);
    typedIn(other, id).insert(7, 'très ');
    addCommentMark(doc, { blockId: id, quotation: 'mot important', prefix: 'un ', suffix: '', threadId });
    exchange(doc, other);
    expect(wordsOf(doc)).toBe('un mot très important ici');
    typedIn(other, id).insert(0, 'Encore ');
    removeCommentMark(doc, threadId);
    exchange(doc, other);
    expect(textOf(doc).child(0).childCount).toBe(1);
    expect(textOf(doc).child(0).child(0).marks).toEqual([]);
    expect(wordsOf(doc)).toBe('Encore un mot très important ici');
  });

  test('a block that is gone or empty is not marked', () => {
    const id = randomUUID();
    const doc = docOf(paragraph('', id));
    const stretch = { quotation: '', prefix: '', suffix: '', threadId: randomUUID() };
    expect(addCommentMark(doc, { blockId: id, ...stretch })).toBe(false);
    expect(addCommentMark(doc, { blockId: randomUUID(), ...stretch })).toBe(false);
  });
});

describe('taking blocks out and putting them back', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`) as [
    string,
    string,
    string,
    string,
  ];

  test('a block taken out while others type comes back after its nearest surviving predecessor, with its marks', () => {
    const doc = docOf(paragraph('A', a), paragraph('B', b), paragraph('C', c), paragraph('D', d));
    addCommentMark(doc, { blockId: c, quotation: 'C', prefix: '', suffix: '', threadId: a });
    const before = textOf(doc).toJSON();
    const other = copyOf(doc);
    typedIn(other, d).insert(1, ' suite');
    const removed = removeBlock(doc, c);
    exchange(doc, other);
    expect(wordsOf(doc)).toBe('A | B | D suite');
    removeBlock(doc, b);
    restoreBlock(doc, removed ?? {}, { before: [b, a], list: null });
    expect(wordsOf(doc)).toBe('A | C | D suite');
    expect(textOf(doc).child(1).toJSON()).toEqual(before.content[2]);
    restoreBlock(doc, removed ?? {}, { before: [], list: null });
    expect(textOf(doc).childCount).toBe(3);
  });

  test('an item comes back among its neighbours, below its parent, or in a list of its own', () => {
    const place = (list: { earlier: string[]; later: string[]; parent: string | null }) => ({
      before: [d],
      list: { type: 'bulletList', ...list },
    });
    const make = () => docOf(paragraph('D', d), list(item('A', a), item('B', b, list(item('C', c)))));
    const doc = make();
    const removedA = removeBlock(doc, a) ?? {};
    restoreBlock(doc, removedA, place({ earlier: [], later: [b], parent: null }));
    expect(textOf(doc).eq(textOf(make()))).toBe(true);

    const removedC = removeBlock(doc, c) ?? {};
    expect(findBlock(doc, b)?.element.length).toBe(1);
    restoreBlock(doc, removedC, place({ earlier: [], later: [], parent: b }));
    expect(textOf(doc).eq(textOf(make()))).toBe(true);

    const removedB = removeBlock(doc, b) ?? {};
    removeBlock(doc, a);
    expect(wordsOf(doc)).toBe('D');
    restoreBlock(doc, removedC, place({ earlier: [], later: [], parent: b }));
    restoreBlock(doc, removedB, place({ earlier: [a], later: [], parent: null }));
    expect(wordsOf(doc)).toBe('D | B | C');
    textOf(doc).check();
    expect(repairBlockIds(doc)).toBe(false);
  });

  test('the last block taken out leaves an empty paragraph', () => {
    const doc = docOf(list(item('seul', a)));
    removeBlock(doc, a);
    textOf(doc).check();
    expect(wordsOf(doc)).toBe('');
  });
});
