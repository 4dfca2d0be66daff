// Reading a sequence, whatever stands in it: the tree that is shown is always one that the schema allows, nothing that was
// written is hidden, and reading edits nothing.
import type { Node as TextNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { wordsOfBlock } from '#domain/discussions/comment-marks.ts';
import { liveBlocks, repairBlockIds, textOf } from '#domain/texts/live-text.ts';
import { cellKey, textLimits } from '#domain/texts/text-grammar.ts';
import { blocksOf, textSchema } from '#domain/texts/text-schema.ts';
import {
  blocksIn,
  createTreeMaker,
  lineIds,
  partsOf,
  quiet,
  sequenceOf,
  shownTable,
  treeOfSequence,
} from '#domain/texts/text-sequence.ts';
import { allWords, blocksOfText } from '../../build/texts.ts';
import { anyPieces, type Piece, writePieces } from '../../rig/any-texts.ts';

function docOf(pieces: readonly Piece[]): Y.Doc {
  const doc = quiet(new Y.Doc());
  doc.transact(() => writePieces(sequenceOf(doc), pieces));
  return doc;
}

/** The words that a node shows, line breaks too, without those of tables inside it. */
function shownWords(shown: TextNode): string {
  let words = '';
  shown.descendants((node) => {
    if (node.isText) words += node.text;
    else if (node.type.name === 'hardBreak') words += '\n';
    return node.type.name !== 'table';
  });
  return words;
}

const tablesOf = (doc: Y.Doc) => {
  const shown: TextNode[] = [];
  textOf(doc).forEach((node) => {
    if (node.type.name === 'table') shown.push(node);
  });
  return shown;
};

const id = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const lineOf = (letter: string) => (_: unknown, index: number) => `${letter}${String(index).padStart(6, '0')}`;

describe('whatever a sequence holds', () => {
  test('its text is one that the schema allows, and reading it edits nothing', () => {
    fc.assert(
      fc.property(anyPieces, (pieces) => {
        const doc = docOf(pieces);
        let edits = 0;
        doc.on('update', () => {
          edits += 1;
        });
        const text = textOf(doc);
        text.check();
        expect(blocksOf(text).length).toBeGreaterThanOrEqual(0);
        expect(edits).toBe(0);
      }),
      { seed: 1, numRuns: 1_500 },
    );
  });

  test('every character of it is shown, in order, those of each cell in a row and a column in that cell', () => {
    fc.assert(
      fc.property(anyPieces, (pieces) => {
        const doc = docOf(pieces);
        expect(shownWords(textOf(doc))).toBe(allWords(doc).join(''));
        const markers = blocksOfText(doc).flatMap(({ marker, facts }) => (facts.kind === 'table' && marker) || []);
        for (const [index, table] of tablesOf(doc).entries()) {
          const { rows, columns, cells } = partsOf(markers[index] as Y.Map<unknown>);
          const written = lineIds(rows, textLimits.rows).flatMap((row) =>
            lineIds(columns, textLimits.columns).map((column) => cells?.get(cellKey(row, column))),
          );
          const inCells: string[] = [];
          table.descendants((node) => {
            if (!/^table(Cell|Header)$/.test(node.type.name)) return true;
            inCells.push(shownWords(node));
            return false;
          });
          const words = written.flatMap((cell) =>
            cell instanceof Y.Text ? blocksIn(cell).map(({ runs }) => runs.map(({ text }) => text).join('')) : [],
          );
          expect(inCells.join('')).toBe(words.join(''));
        }
      }),
      { seed: 2, numRuns: 1_500 },
    );
  });

  test('the words that a comment may be about are those that the block is read with', () => {
    fc.assert(
      fc.property(anyPieces, (pieces) => {
        const doc = docOf(pieces);
        repairBlockIds(doc);
        const words = new Map<string | null, string>();
        for (const found of liveBlocks(sequenceOf(doc)))
          if (!words.has(found.block.facts.id)) words.set(found.block.facts.id, wordsOfBlock(found).words);
        // Nobody has written in it yet, and so it has no id.
        for (const { id: blockId, text } of blocksOf(textOf(doc)))
          if (blockId !== null) expect(words.get(blockId)).toBe(text);
      }),
      { seed: 3, numRuns: 800 },
    );
  });

  test('ids are repaired once: each block with words has its own, and words get no other place', () => {
    fc.assert(
      fc.property(anyPieces, (pieces) => {
        const doc = docOf(pieces);
        const before = allWords(doc).join('');
        repairBlockIds(doc);
        expect(allWords(doc).join('')).toBe(before);
        const ids = blocksOf(textOf(doc)).flatMap(({ id: blockId, text }) =>
          blockId === null && text === '' ? [] : blockId,
        );
        expect(ids).not.toContain(null);
        expect(new Set(ids).size).toBe(ids.length);
        expect(repairBlockIds(doc)).toBe(false);
      }),
      { seed: 4, numRuns: 800 },
    );
  });

  test('a memory of nodes changes nothing of what is read, and what did not change is the same node', () => {
    fc.assert(
      fc.property(anyPieces, (pieces) => {
        const doc = docOf(pieces);
        const memory = createTreeMaker(textSchema);
        const first = treeOfSequence(blocksOfText(doc), memory);
        const again = treeOfSequence(blocksOfText(doc), memory);
        expect(again.eq(textOf(doc))).toBe(true);
        first.forEach((node, _offset, index) => {
          // Without a marker there is nothing to remember it by; a list is made of its items.
          if (node.isTextblock && blocksOfText(doc).every(({ marker }) => marker))
            expect(again.child(index)).toBe(node);
        });
      }),
      { seed: 5, numRuns: 400 },
    );
  });
});

describe('what no editor writes', () => {
  const marker = (keys: Record<string, unknown> = {}): Piece => ({ marker: keys });
  const words = (text: string): Piece => ({ words: text, formats: {} });

  test('nothing at all is an empty paragraph; words before the first marker are a paragraph', () => {
    expect(said(docOf([]))).toEqual(['paragraph ']);
    expect(said(docOf([words('avant'), marker({ kind: 'article' }), words('Titre')]))).toEqual([
      'paragraph avant',
      'heading Titre',
    ]);
  });

  test('words after a table are a paragraph of their own', () => {
    const table = { keys: {}, rows: ['ligne0'], columns: ['ligne1'], cells: [], properties: [] };
    expect(said(docOf([{ table }, words('après'), marker(), words('suite')]))).toEqual([
      'table ',
      'paragraph après',
      'paragraph suite',
    ]);
  });

  test('a table inside a cell is a paragraph there', () => {
    const table = { keys: {}, rows: ['ligne0'], columns: ['ligne1'], cells: [], properties: [] };
    const outer = { ...table, cells: [['ligne0', 'ligne1', [words('a'), { table }, words('b')]]] };
    expect(said(docOf([{ table: outer }]))).toEqual(['table ab']);
  });

  test('an item is at most one deeper than the block before it, and what goes on with no item is a paragraph', () => {
    const item = (depth: number) => marker({ list: 'bullet', depth });
    const text = textOf(
      docOf([item(7), words('a'), item(8), words('b'), item(1), words('c'), marker({ depth: 3 }), words('d')]),
    );
    expect(text.childCount).toBe(1);
    expect(text.firstChild?.childCount).toBe(2);
    expect(shownWords(text)).toBe('abcd');
    expect(textOf(docOf([marker({ depth: 3 }), words('d')])).firstChild?.type.name).toBe('paragraph');
  });

  test('a span covers no words, no other span and nothing beyond the border', () => {
    const lines = ['ligne0', 'ligne1', 'ligne2'];
    const spans = { colspan: 99, rowspan: 99 };
    const text = (row: number, column: number, said: string) => [lines[row], lines[column], [words(said)]];
    const doc = docOf([
      {
        table: {
          keys: {},
          rows: lines,
          columns: lines,
          cells: [text(0, 0, 'a'), text(1, 1, 'b'), text(2, 2, 'c')],
          properties: lines.flatMap((row) => lines.map((column) => [row, column, spans])),
        },
      },
    ]);
    const { grid } = shownTable(blocksOfText(doc)[0]?.marker as Y.Map<unknown>);
    const shown = grid.map((cells) => cells.map(({ properties: { colspan, rowspan } }) => `${colspan}x${rowspan}`));
    expect(shown).toEqual([['3x1'], ['1x2', '2x1'], ['1x1', '1x1']]);
    expect(shownWords(tablesOf(doc)[0] as TextNode)).toBe('abc');
  });
});

/** Each node directly below the document, by its type and words. */
function said(doc: Y.Doc): string[] {
  const shown: string[] = [];
  textOf(doc).forEach((node) => {
    shown.push(`${node.type.name} ${node.textContent}`);
  });
  return shown;
}

// None of these would end within the test's time if what is read cost more than in proportion to its bytes.
describe('what is large', () => {
  test('900 000 characters in one block are paragraphs of no more than a block holds, no character cut in two', () => {
    const doc = docOf([{ marker: { id: id(1) } }, { words: `a${'😀'.repeat(450_000)}`, formats: {} }]);
    const all = allWords(doc);
    expect(all.join('').length).toBe(900_001);
    for (const part of all) {
      expect(part.length).toBeLessThanOrEqual(textLimits.blockLength);
      expect(part).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
    }
    textOf(doc).check();
    repairBlockIds(doc);
    expect(blocksOf(textOf(doc)).every(({ id: own }) => own !== null)).toBe(true);
  });

  test('many markers in lists of all depths', () => {
    const doc = quiet(new Y.Doc());
    sequenceOf(doc).applyDelta(
      Array.from({ length: 20_000 }, (_, index) => ({
        insert: new Y.Map<unknown>([
          ['list', 'bullet'],
          ['depth', 1 + (index % 8)],
        ]),
      })),
    );
    expect(blocksOf(textOf(doc)).length).toBe(20_000);
  });

  test('a few ids of rows and columns make no table of 200 000 cells', () => {
    const lines = (letter: string, length: number) => Array.from({ length }, lineOf(letter));
    const doc = docOf([
      { table: { keys: {}, rows: lines('r', 2_000), columns: lines('c', 100), cells: [], properties: [] } },
    ]);
    const { grid } = shownTable(blocksOfText(doc)[0]?.marker as Y.Map<unknown>);
    expect(grid.flat().length).toBeLessThanOrEqual(textLimits.cellsWithoutWords);
  });

  test('thousands of threads about the same words, whose other formats change at each letter', () => {
    const all = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`comment:${id(index)}`, true]));
    const doc = docOf([{ words: 'a'.repeat(1_000), formats: all }]);
    for (let at = 0; at < 1_000; at += 2) sequenceOf(doc).format(at, 1, { bold: true });
    const shown = textOf(doc).firstChild as TextNode;
    expect(shown.childCount).toBe(1_000);
    shown.forEach(({ marks }) => {
      expect(marks.filter(({ type }) => type.name === 'comment').length).toBe(textLimits.threads);
    });
  });
});
