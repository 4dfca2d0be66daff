// Texts inside Yjs documents: what is written and read, and edits so small that concurrent typing survives them. Sequences
// that no editor writes: any-sequence.test.ts; what two people mean at once: two-people.test.ts.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCommentMark, locateStretch, removeCommentMark, wordsOfBlock } from '#domain/discussions/comment-marks.ts';
import { type FormerPlace, removeBlock, restoreBlock } from '#domain/texts/live-blocks.ts';
import {
  appendText,
  ensureBlockIds,
  findBlock,
  insertText,
  liveBlocks,
  parseText,
  repairBlockIds,
  textOf,
  writeText,
} from '#domain/texts/live-text.ts';
import { goneKey, nextKey } from '#domain/texts/text-grammar.ts';
import { blocksOf, isBlock, textSchema } from '#domain/texts/text-schema.ts';
import { quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { addBlock, allWords, copyOf, exchange, formatIn, stateOf, typeIn } from '../../build/texts.ts';
import { anyText, said, threadIds } from '../../rig/any-texts.ts';

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

function docWith(text: ReturnType<typeof parseText>): Y.Doc {
  const doc = quiet(new Y.Doc());
  writeText(doc, text);
  return doc;
}

const docOf = (...content: JSONContent[]): Y.Doc => docWith(parseText({ type: 'doc', content }));

const wordsOf = (doc: Y.Doc) => textOf(doc).textBetween(0, textOf(doc).content.size, ' | ');

function agree(left: Y.Doc, right: Y.Doc): void {
  exchange(left, right);
  expect(stateOf(left)).toBe(stateOf(right));
}

describe('reading', () => {
  test('a text written and read again is the same, whatever it is made of', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        text.check();
        const read = textOf(docWith(text));
        expect(said(read)).toEqual(said(text));
        // What it says of itself besides, ids of rows and columns and lists of their own, stays from then on.
        expect(textOf(docWith(read)).eq(read)).toBe(true);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('a text added at the end of another says the same there, and changes nothing before', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const doc = docWith(first);
        const lists = /List$/;
        // Lists of one kind that meet are one list; a reader cannot tell either.
        fc.pre(!lists.test(first.lastChild?.type.name ?? '') || !lists.test(second.firstChild?.type.name ?? ''));
        appendText(doc, second);
        expect(said(textOf(doc))).toEqual(said(first.copy(first.content.append(second.content))));
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  test('what the grammar does not know is not shown, and stays in the document', () => {
    const doc = docOf(paragraph('connu'));
    addBlock(doc, { video: 'x', kind: 'video', degree: 'PERHAPS' }, '');
    formatIn(doc, 0, 0, 2, { blink: true });
    const before = Y.encodeStateVector(doc);
    expect(textOf(doc).toJSON()).toEqual({
      type: 'doc',
      content: [
        textOf(docOf(paragraph('connu', findFirstId(doc)))).firstChild?.toJSON(),
        textSchema.node('paragraph').toJSON(),
      ],
    });
    expect(stateOf(doc)).toContain('blink');
    expect(stateOf(doc)).toContain('PERHAPS');
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

  test('duplicates in a live text are repaired by changing the later one’s key alone', () => {
    const kept = randomUUID();
    const doc = docOf(paragraph('original', kept), paragraph('collé', kept));
    const other = copyOf(doc);
    expect(repairBlockIds(doc)).toBe(true);
    typeIn(other, 1, 0, 'mot ');
    agree(doc, other);
    expect(wordsOf(doc)).toBe('original | mot collé');
    expect(textOf(doc).child(0).attrs.id).toBe(kept);
    expect(textOf(doc).child(1).attrs.id).not.toBe(kept);
    expect(repairBlockIds(doc)).toBe(false);
  });
});

describe('a block that two people move at once', () => {
  const [first, moved, last] = [randomUUID(), randomUUID(), randomUUID()];
  const start = () => docOf(paragraph('un', first), paragraph('deux', moved), paragraph('trois', last));
  /** As the editor does it: the block goes, and comes elsewhere with its id. */
  const move = (doc: Y.Doc, to: 'top' | 'end') =>
    doc.transact(() => {
      const sequence = sequenceOf(doc);
      const { block } = findBlock(doc, moved) ?? {};
      if (!block) throw new Error('It is not there.');
      sequence.delete(block.begin, block.start + block.length - block.begin);
      const text = parseText({ type: 'doc', content: [paragraph('deux', moved)] });
      insertText(sequence, to === 'top' ? 0 : sequence.length, text);
    });

  test.each([
    ['top', 'top', 'deux | un | trois'],
    ['top', 'end', 'deux | un | trois'],
    ['end', 'end', 'un | trois | deux'],
  ] as const)('to the %s and to the %s is there once', (one, other, expected) => {
    const doc = start();
    const copy = copyOf(doc);
    move(doc, one);
    move(copy, other);
    agree(doc, copy);
    expect(wordsOf(doc).split('deux')).toHaveLength(3);
    expect(repairBlockIds(doc)).toBe(true);
    expect(wordsOf(doc)).toBe(expected);
    expect(repairBlockIds(doc)).toBe(false);
  });

  test('and of which one copy is suggested, or suggested away, keeps both: that waits for a decision', () => {
    const suggestion = randomUUID();
    const suggested = {
      come: suggestion,
      [goneKey(suggestion)]: true,
      [nextKey('kind')]: { suggestion, to: 'article' },
    };
    for (const [key, value] of Object.entries(suggested)) {
      const doc = start();
      const copy = copyOf(doc);
      move(doc, 'top');
      move(copy, 'end');
      agree(doc, copy);
      const [first] = [...liveBlocks(sequenceOf(doc))];
      first?.block.marker?.set(key, value);
      expect(repairBlockIds(doc)).toBe(true);
      const words = [...liveBlocks(sequenceOf(doc))].map(({ block }) => block.runs.map(({ text }) => text).join(''));
      expect(words, key).toEqual(['deux', 'un', 'trois', 'deux']);
    }
  });

  test('and one writes in keeps both, each with an id', () => {
    const doc = start();
    const copy = copyOf(doc);
    move(doc, 'top');
    move(copy, 'end');
    agree(doc, copy);
    typeIn(copy, 3, 4, ' bis');
    agree(doc, copy);
    expect(repairBlockIds(doc)).toBe(true);
    expect(wordsOf(doc)).toBe('deux | un | trois | deux bis');
    expect(new Set(blocksOf(textOf(doc)).map(({ id }) => id)).size).toBe(4);
  });
});

describe('ids of any text', () => {
  test('are repaired to one for each block, the first keeping its own; words stay where they are', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(fc.constantFrom(null, ...threadIds), { minLength: 4, maxLength: 40 }),
        (text, ids) => {
          const doc = docWith(text);
          const words = blocksOf(textOf(doc)).map((block) => block.text);
          for (const [index, { block }] of [...liveBlocks(sequenceOf(doc))].entries()) {
            const id = ids[index];
            if (id === null) block.marker?.delete('id');
            else if (id !== undefined) block.marker?.set('id', id);
          }
          repairBlockIds(doc);
          const blocks = blocksOf(textOf(doc));
          expect(blocks.map((block) => block.text)).toEqual(words);
          const seen: unknown[] = [];
          textOf(doc).descendants((node, _pos, parent) => {
            if (isBlock(node.type.name, parent?.type.name ?? 'doc')) seen.push(node.attrs.id);
            return !node.isTextblock;
          });
          expect(seen).not.toContain(null);
          expect(new Set(seen).size).toBe(seen.length);
          expect(repairBlockIds(doc)).toBe(false);
        },
      ),
      { seed: 5, numRuns: 100 },
    );
  });
});

describe('comment marks', () => {
  test('any words of any block are marked, they alone, and the text is as before once the mark is taken away', () => {
    const threadId = randomUUID();
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), fc.nat(), (text, which, from, length) => {
        const doc = docWith(text);
        const before = textOf(doc);
        const blocks = blocksOf(before);
        for (const { id, text: words } of blocks)
          expect(wordsOfBlock(findBlock(doc, id ?? '') as never).words).toBe(words);
        const { id, text: words } = blocks[which % blocks.length] as (typeof blocks)[number];
        const start = from % (words.length + 1);
        const end = Math.min(start + 1 + (length % 12), words.length);
        const quotation = words.slice(start, end);
        fc.pre(/[^\n]/.test(quotation) && !/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(quotation));
        const stretch = { quotation, prefix: words.slice(0, start), suffix: words.slice(end) };
        expect(addCommentMark(doc, { blockId: id ?? '', threadId, ...stretch })).toBe(true);
        expect(markedIn(doc, threadId, id)).toEqual({ block: quotation.replaceAll('\n', ''), elsewhere: '' });
        removeCommentMark(doc, threadId);
        expect(textOf(doc).eq(before)).toBe(true);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  test('the mark is byte for byte the one the editor writes, overlapping others', () => {
    const id = randomUUID();
    const [first, second] = [randomUUID(), randomUUID()];
    const byServer = docOf(paragraph('un deux trois', id));
    addCommentMark(byServer, { blockId: id, quotation: 'un deux', prefix: '', suffix: '', threadId: first });
    addCommentMark(byServer, { blockId: id, quotation: 'deux trois', prefix: '', suffix: '', threadId: second });

    const byEditor = docOf(paragraph('un deux trois', id));
    // A key of its own for each thread, so that they may overlap.
    formatIn(byEditor, id, 0, 'un deux'.length, { [`comment:${first}`]: true });
    formatIn(byEditor, id, 'un '.length, 'deux trois'.length, { [`comment:${second}`]: true });
    expect(stateOf(byServer)).toBe(stateOf(byEditor));

    const mark = (threadId: string) => textSchema.mark('comment', { threadId });
    const shown = textSchema.node('paragraph', { id }, [
      textSchema.text('un ', [mark(first)]),
      textSchema.text(
        'deux',
        [mark(first), mark(second)].sort((a, b) => (a.attrs.threadId < b.attrs.threadId ? -1 : 1)),
      ),
      textSchema.text(' trois', [mark(second)]),
    ]);
    expect(textOf(byServer).firstChild?.eq(shown)).toBe(true);
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
    typeIn(other, id, 7, 'très ');
    addCommentMark(doc, { blockId: id, quotation: 'mot important', prefix: 'un ', suffix: '', threadId });
    agree(doc, other);
    expect(wordsOf(doc)).toBe('un mot très important ici');
    typeIn(other, id, 0, 'Encore ');
    removeCommentMark(doc, threadId);
    agree(doc, other);
    expect(textOf(doc).child(0).childCount).toBe(1);
    expect(textOf(doc).child(0).child(0).marks).toEqual([]);
    expect(wordsOf(doc)).toBe('Encore un mot très important ici');
  });

  test('a stretch that begins or ends within a character marks what is whole of it, and changes no character', () => {
    const id = randomUUID();
    const doc = docOf(paragraph('a😀b😀c', id));
    const mark = (quotation: string, threadId = randomUUID()) =>
      addCommentMark(doc, { blockId: id, quotation, prefix: '', suffix: '', threadId });
    const threadId = randomUUID();
    expect(mark('😀b😀'.slice(1, 4), threadId)).toBe(true);
    expect(markedIn(doc, threadId, id)).toEqual({ block: 'b', elsewhere: '' });
    expect(mark('😀'.slice(0, 1))).toBe(false);
    expect(mark('😀'.slice(1))).toBe(false);
    expect(allWords(doc)).toEqual(['a😀b😀c']);
  });

  test('a block that is gone or empty is not marked', () => {
    const id = randomUUID();
    const doc = docOf(paragraph('', id));
    const stretch = { quotation: '', prefix: '', suffix: '', threadId: randomUUID() };
    expect(addCommentMark(doc, { blockId: id, ...stretch })).toBe(false);
    expect(addCommentMark(doc, { blockId: randomUUID(), ...stretch })).toBe(false);
  });
});

/** The words that a thread is about, in a block's own words and everywhere else. */
function markedIn(doc: Y.Doc, threadId: string, blockId: string | null) {
  const marked = { block: '', elsewhere: '' };
  const visit = (node: ReturnType<typeof textOf>, isOwn: boolean): void => {
    const carriesId = typeof node.attrs.id === 'string';
    const isHere =
      carriesId && (node.type.name !== 'listItem' || !isOwn || !isTable) ? node.attrs.id === blockId : isOwn;
    if (node.isText && node.marks.some(({ attrs }) => attrs.threadId === threadId))
      marked[isOwn ? 'block' : 'elsewhere'] += node.text;
    node.forEach((child) => {
      visit(child, isHere);
    });
  };
  const isTable = findBlock(doc, blockId ?? '')?.block.facts.kind === 'table';
  visit(textOf(doc), false);
  return marked;
}

/** Where a block stands, as the roll-over remembers it. */
function placeOf(text: ReturnType<typeof textOf>, blockId: string | null): FormerPlace & { isKnown: boolean } {
  const ids = blocksOf(text).map(({ id }) => id ?? '');
  const before = ids.slice(0, ids.indexOf(blockId ?? '')).reverse();
  let found: (FormerPlace & { isKnown: boolean }) | null = null;
  const visit = (node: ReturnType<typeof textOf>, item: ReturnType<typeof textOf> | null, isLast: boolean): void => {
    if (node.type.name === 'table') return;
    const inner = node.children.map(({ attrs }) => attrs.id as string);
    const at = inner.indexOf(blockId ?? '');
    if (at >= 0 && /List$/.test(node.type.name)) {
      const [earlier, later] = [inner.slice(0, at).reverse(), inner.slice(at + 1)];
      const list = { type: node.type.name, earlier, later, parent: item ? String(item.attrs.id) : null };
      // What else is said of a list goes with its last item, and so does its place among the paragraphs of an item.
      const isKnown = inner.length > 1 || (node.type.name === 'bulletList' && (item === null || isLast));
      found = { before, list, isKnown };
    }
    node.forEach((child, _offset, index) => {
      visit(child, node.type.name === 'listItem' ? node : item, index === node.childCount - 1);
    });
  };
  visit(text, null, true);
  return found ?? { before, list: null, isKnown: true };
}

/** JSON of a text without one block, nor lists that it leaves empty. */
function without(json: JSONContent, blockId: string | null): JSONContent {
  const content = json.content
    ?.filter(({ attrs }) => attrs?.id !== blockId)
    .map((child) => without(child, blockId))
    .filter(({ type, content }) => !/List$/.test(type ?? '') || (content?.length ?? 0) > 0);
  return { ...json, content };
}

describe('taking blocks out and putting them back', () => {
  test('any block is taken out and all else stays as it was; put back, it is where it stood', () => {
    let putBack = 0;
    fc.assert(
      fc.property(anyText, fc.nat(), (text, which) => {
        const doc = docWith(text);
        repairBlockIds(doc);
        const before = textOf(doc);
        const blocks = blocksOf(before);
        const { id } = blocks[which % blocks.length] as (typeof blocks)[number];
        const { isKnown, ...place } = placeOf(before, id);
        const removed = removeBlock(doc, id ?? '');
        const expected = without(said(before) as JSONContent, id);
        fc.pre((expected.content?.length ?? 0) > 0);
        expect(said(textOf(doc))).toEqual(expected);
        restoreBlock(doc, removed ?? {}, place);
        textOf(doc).check();
        const ids = (of: ReturnType<typeof textOf>) => blocksOf(of).map((block) => block.id);
        expect(ids(textOf(doc)).sort()).toEqual(ids(before).sort());
        if (!isKnown) return;
        putBack += 1;
        expect(said(textOf(doc))).toEqual(said(before));
      }),
      { seed: 4, numRuns: 250 },
    );
    expect(putBack).toBeGreaterThan(120);
  });

  test('words that have no marker of their own join no other block when the one before them is taken out or put in', () => {
    const [table, last] = [randomUUID(), randomUUID()];
    const cell = { type: 'tableCell', content: [{ type: 'paragraph' }] };
    const doc = docOf(
      paragraph('avant'),
      { type: 'table', attrs: { id: table }, content: [{ type: 'tableRow', content: [cell] }] },
      paragraph('après', last),
    );
    const found = findBlock(doc, last);
    found?.sequence.delete(found.block.begin, 1);
    const place = placeOf(textOf(doc), table);
    const removed = removeBlock(doc, table);
    expect(allWords(doc)).toEqual(['avant', 'après']);
    restoreBlock(doc, removed ?? {}, place);
    expect(allWords(doc)).toEqual(['avant', '', 'après']);
  });

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
    typeIn(other, d, 1, ' suite');
    const removed = removeBlock(doc, c);
    agree(doc, other);
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
    expect(findBlock(doc, b)?.blocks.length).toBe(3);
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
