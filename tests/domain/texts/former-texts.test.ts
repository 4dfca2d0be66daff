// Texts of the former form, converted: random ones of every construct stay what they are; whatever else may be stored
// becomes a text without losing a word.
import type { JSONContent } from '@tiptap/core';
import { Node as TextNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { convertFormerText } from '#domain/texts/former-texts.ts';
import { readFormerText } from '#domain/texts/former-tree.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { readsAs, textAsRead } from '#domain/texts/reading-text.ts';
import { asSequence } from '#domain/texts/settled-text.ts';
import { blocksOf, textSchema } from '#domain/texts/text-schema.ts';
import { quiet } from '#domain/texts/text-sequence.ts';
import { actFormerly, formerActs, formerContent, formerDoc, formerParts, formerText } from '#tests/rig/former-form.ts';

const seed = 62;

/** The text that a converted one is, read from its bytes. */
function converted(doc: Y.Doc, frozen = false) {
  const made = convertFormerText([Y.encodeStateAsUpdate(doc)], { frozen });
  const after = quiet(new Y.Doc());
  Y.applyUpdate(after, made.bytes);
  return { ...made, doc: after, text: textOf(after) };
}

/** What a text says, without what the sequence keeps for itself. */
function plain({ attrs, content, marks, ...rest }: JSONContent): object {
  const { row: _row, column: _column, fresh: _fresh, ...said } = attrs ?? {};
  return { ...rest, said, marks: marks?.map((mark) => JSON.stringify(mark)).sort(), content: content?.map(plain) };
}

const wordsIn = (node: TextNode): string =>
  node.isText
    ? (node.text ?? '').replaceAll('\n', '').replace(/\p{Surrogate}/gu, '\uFFFD')
    : node.children.map(wordsIn).join('');
const withoutPlaces = (text: TextNode) => blocksOf(text).map(({ pos: _pos, ...block }) => block);

describe('a text of the former form', () => {
  test('of every construct is the same text as a sequence: tree, marks, comments, ids, numbers and canonical words', () => {
    fc.assert(
      fc.property(formerContent, (content) => {
        const doc = formerDoc(content);
        const former = TextNode.fromJSON(textSchema, { type: 'doc', content });
        former.check();
        const { text, mended } = converted(doc);
        text.check();
        expect(plain(text.toJSON())).toEqual(plain(readFormerText(doc, { all: true }).toJSON()));
        expect(blocksOf(text)).toEqual(blocksOf(readFormerText(doc, { all: true })));
        expect(blocksOf(text)).toEqual(blocksOf(former));
        expect(textAsRead(text)).toEqual(textAsRead(former));
        expect(mended).toBeNull();
      }),
      { seed, numRuns: 150 },
    );
  });

  test('that two people have edited at once is converted as it was read, with every word, into what the schema has', () => {
    fc.assert(
      fc.property(formerContent, formerActs, formerActs, (content, ours, theirs) => {
        const [one, other] = [formerDoc(content, 1), new Y.Doc()];
        other.clientID = 2;
        Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
        for (const act of ours) actFormerly(one, act);
        for (const act of theirs) actFormerly(other, act);
        Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
        const before = readFormerText(one, { all: true });
        const { text, mended } = converted(one);
        text.check();
        expect(wordsIn(text)).toBe(wordsIn(before));
        if (mended === null && before.childCount > 0) expect(withoutPlaces(text)).toEqual(withoutPlaces(before));
        // What it has become is said again as the same.
        expect(plain(asSequence(text).toJSON())).toEqual(plain(text.toJSON()));
      }),
      { seed, numRuns: 300 },
    );
  });

  test('that was signed whatever it held still reads as what was kept of it', () => {
    fc.assert(
      fc.property(formerContent, formerActs, (content, acts) => {
        const doc = formerDoc(content);
        for (const act of acts) actFormerly(doc, act);
        const kept = textAsRead(readFormerText(doc, { all: false }));
        // As a store gives it back.
        expect(readsAs(converted(doc, true).text, JSON.parse(JSON.stringify(kept)))).toBe(true);
      }),
      { seed, numRuns: 200 },
    );
  });

  test('in which there is nothing stays one in which there is nothing', () => {
    const { doc, mended } = converted(new Y.Doc());
    expect(mended).toBeNull();
    expect(Y.encodeStateAsUpdate(doc)).toEqual(new Uint8Array(2));
  });

  test('whose bytes are no text is refused, and not taken for an empty one', () => {
    expect(() => convertFormerText([new Uint8Array([9, 9, 9])], { frozen: false })).toThrow();
  });
});

describe('what the sequence cannot say is set right', () => {
  const id = '00000000-0000-4000-8000-000000000001';
  const words = (text: string, marks: Required<JSONContent>['marks'] = []): JSONContent => ({
    type: 'text',
    text,
    marks,
  });
  const line = (...content: JSONContent[]) => ({ type: 'paragraph', attrs: { id }, content });

  test('a paragraph of 900 000 characters is several, the first of which is still the block', () => {
    const long = 'un mot de plus '.repeat(60_000);
    const { text, mended } = converted(formerDoc([line(words(long))]));
    expect(mended).toMatchObject({ length: 1, areFactsKept: true });
    expect(text.childCount).toBeGreaterThan(17);
    expect(text.child(0).attrs.id).toBe(id);
    expect(text.textContent).toBe(long);
    // No word is cut in two.
    for (const part of text.children.slice(0, -1)) expect(part.textContent.endsWith(' ')).toBe(true);
  });

  test('a link loses its class, and not its address', () => {
    const link = { type: 'link', attrs: { href: 'https://exemple.fr/', class: 'MsoHyperlink', title: 'Exemple' } };
    const doc = formerDoc([line(words('ici', [link]))]);
    const { text, mended } = converted(doc);
    expect(mended).toEqual({ link: 1, areFactsKept: true });
    expect(text.child(0).child(0).marks[0]?.attrs).toMatchObject({ href: 'https://exemple.fr/', class: null });
    // Signed, it says what was signed; and not anything else.
    const kept = textAsRead(readFormerText(doc, { all: false }));
    expect(readsAs(text, kept)).toBe(true);
    expect(readsAs(text, JSON.parse(JSON.stringify(kept).replace('exemple.fr/', 'exemple.fr/b')))).toBe(false);
    expect(readsAs(text, JSON.parse(JSON.stringify(kept).replace('"ici"', '"là"')))).toBe(false);
    expect(readsAs(text, JSON.parse(JSON.stringify(kept).replace('"link"', '"bold"')))).toBe(false);
  });

  test('a comment that is no thread’s leaves its words', () => {
    const mark = { type: 'comment', attrs: { threadId: 'pas-un-fil' } };
    const { text, mended } = converted(formerDoc([line(words('un '), words('mot', [mark]))]));
    expect(mended).toEqual({ comment: 1, areFactsKept: true });
    expect(text.textContent).toBe('un mot');
  });

  test('values out of range come within it, and a heading keeps its number as far as it has one', () => {
    const doc = formerDoc([
      { type: 'heading', attrs: { id, kind: 'article', startAt: 4 }, content: [words('Objet')] },
      { type: 'heading', attrs: { id: id.replace('1', '2'), kind: 'article' }, content: [words('Durée')] },
    ]);
    const [first, second] = formerParts(doc).elements;
    first?.setAttribute('startAt', 5_000 as unknown as string);
    second?.setAttribute('kind', 'chapitre');
    const { text } = converted(doc);
    expect(blocksOf(text).map(({ kind, number, title }) => [kind, number, title])).toEqual([
      ['ARTICLE', '999', 'Objet'],
      ['SUBHEADING', null, 'Durée'],
    ]);
  });

  test('a heading in a cell is its words, one in a list stands between two, and keeps its id', () => {
    const heading = { type: 'heading', attrs: { id, kind: 'article' }, content: [words('Titre')] };
    const inner = { type: 'paragraph', content: [words('avant')] };
    const cell = { type: 'tableCell', content: [inner] };
    const doc = formerDoc([
      { type: 'table', content: [{ type: 'tableRow', content: [cell] }] },
      { type: 'bulletList', content: [{ type: 'listItem', content: [inner, { type: 'paragraph', content: [] }] }] },
    ]);
    const { elements } = formerParts(doc);
    for (const name of ['tableCell', 'listItem']) {
      const copy = formerParts(formerDoc([heading])).elements[0]?.clone();
      if (copy) elements.find(({ nodeName }) => nodeName === name)?.insert(1, [copy]);
    }
    const { text } = converted(doc);
    expect(text.children.map(({ type }) => type.name)).toEqual(['table', 'bulletList', 'heading', 'bulletList']);
    expect(text.child(0).textContent).toBe('avantTitre');
    expect(text.child(2).attrs.id).toBe(id);
  });

  test('lists deeper than the deepest are at the deepest', () => {
    const nested = (depth: number): JSONContent => ({
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [
            { type: 'paragraph', content: [words(`niveau ${depth} `)] },
            ...(depth < 11 ? [nested(depth + 1)] : []),
          ],
        },
      ],
    });
    const { text, mended } = converted(formerDoc([nested(1)]));
    expect(mended).toMatchObject({ depth: 1 });
    expect(text.textContent).toBe(Array.from({ length: 11 }, (_, at) => `niveau ${at + 1} `).join(''));
  });

  test('a table wider than the widest, or with spans that are no numbers, keeps the words of all its cells', () => {
    const cells = Array.from({ length: 130 }, (_, at) => ({
      type: 'tableCell',
      content: [{ type: 'paragraph', content: [words(`c${at} `)] }],
    }));
    const doc = formerDoc([{ type: 'table', attrs: { id }, content: [{ type: 'tableRow', content: cells }] }]);
    formerParts(doc)
      .elements.find(({ nodeName }) => nodeName === 'tableCell')
      ?.setAttribute('colspan', 1e12 as unknown as string);
    const { text, mended } = converted(doc);
    expect(mended).toMatchObject({ areFactsKept: true });
    expect(text.child(0).attrs.id).toBe(id);
    expect(text.textContent).toBe(Array.from({ length: 130 }, (_, at) => `c${at} `).join(''));
  });

  test('words in elements that nobody knew are shown, unless they were left out of what was signed', () => {
    const doc = formerDoc([line(words('connu '))]);
    const text = new Y.XmlText();
    text.insert(0, 'inconnu');
    const strange = new Y.XmlElement('image');
    strange.insert(0, [text]);
    formerText(doc).insert(1, [strange]);
    expect(converted(doc).text.textContent).toBe('connu inconnu');
    expect(converted(doc, true).text.textContent).toBe('connu ');
  });
});
