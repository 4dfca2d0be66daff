// What people do to a file that came back, by chance, in the model of one; and the lines that a file, or a text, comes to say. For
// the tests of files that come back.
import type { JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import type { ReturnedBlock, ReturnedParagraph, ReturnedRun } from '#domain/written/returned-text.ts';

/** Whose the changes are that were tracked. */
export const hand = { author: 'Paul Caron', date: '2026-03-03T10:00:00Z' };

const paragraphsIn = (blocks: readonly ReturnedBlock[]): ReturnedParagraph[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? block.isFrame
        ? []
        : [block]
      : block.rows.flatMap((cells, row) =>
          block.lines?.[row]?.deleted ? [] : cells.flatMap(({ paragraphs }) => paragraphs),
        ),
  );

/** Cuts the runs of a paragraph so that one begins at `place`; gives its rank. */
function cutAt(paragraph: ReturnedParagraph, place: number): number {
  let from = 0;
  for (const [rank, run] of paragraph.runs.entries()) {
    if (place === from) return rank;
    if (place < from + run.text.length) {
      const [before, after] = [run.text.slice(0, place - from), run.text.slice(place - from)];
      paragraph.runs.splice(rank, 1, { ...run, text: before }, { ...run, text: after });
      return rank + 1;
    }
    from += run.text.length;
  }
  return paragraph.runs.length;
}

const lengthOf = ({ runs }: ReturnedParagraph) => runs.reduce((sum, { text }) => sum + text.length, 0);

/** A place that is not within a character, from a number by chance. */
function placeIn(paragraph: ReturnedParagraph, chance: number): number {
  const words = paragraph.runs.map(({ text }) => text).join('');
  const place = chance % (lengthOf(paragraph) + 1);
  return /[\uDC00-\uDFFF]/.test(words.charAt(place)) ? place - 1 : place;
}

const acts = ['insert', 'strike', 'new', 'strikeWhole', 'remove', 'cut', 'bold', 'newRow', 'strikeRow'] as const;
export interface Act {
  act: (typeof acts)[number];
  isTracked: boolean;
  which: number;
  from: number;
  to: number;
}
/** One thing done: to words, a paragraph, a row. */
export const anyAct: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom(...acts),
  isTracked: fc.boolean(),
  which: fc.nat(1_000),
  from: fc.nat(1_000),
  to: fc.nat(1_000),
});

/** A row of a table put in, or taken out. */
function performOnRows(blocks: ReturnedBlock[], { act, isTracked, which, from, to }: Act): void {
  const tables = blocks.filter((block) => block.kind === 'table');
  const table = tables[which % tables.length];
  if (!table) return;
  const { rows, lines = [] } = table;
  const at = from % rows.length;
  const [row = []] = rows.slice(at);
  const isAlone =
    row.length === Math.max(...rows.map(({ length }) => length)) && row.every(({ rowspan }) => rowspan === 1);
  if (!isAlone || lines[at]?.inserted || lines[at]?.deleted) return;
  if (act === 'newRow') {
    const cells = row.map(() => {
      const runs = [{ text: `Ligne ${to}`, ...(isTracked && { inserted: hand }) }];
      const paragraphs: ReturnedParagraph[] = [{ kind: 'paragraph', level: null, label: null, list: null, runs }];
      return { header: false, colspan: 1, rowspan: 1, paragraphs };
    });
    rows.splice(at, 0, cells);
    lines.splice(at, 0, isTracked ? { inserted: hand } : {});
  } else if (isTracked) lines[at] = { ...lines[at], deleted: hand };
  else if (rows.length > 1) {
    rows.splice(at, 1);
    lines.splice(at, 1);
  }
}

/** Does it, where there is what it is to be done to. */
export function perform(blocks: ReturnedBlock[], act: Act): void {
  if (act.act === 'newRow' || act.act === 'strikeRow') performOnRows(blocks, act);
  else performOnWords(blocks, act);
}

function performOnWords(blocks: ReturnedBlock[], { act, isTracked, which, from, to }: Act): void {
  const all = paragraphsIn(blocks);
  const paragraph = all[which % all.length];
  if (!paragraph) return;
  const outer = blocks.indexOf(paragraph);
  const [start, stop] = [placeIn(paragraph, from), placeIn(paragraph, to)].sort((one, other) => one - other) as [
    number,
    number,
  ];
  const words = (text: string): ReturnedRun => ({ text, ...(isTracked ? { inserted: hand } : {}) });
  const between = () => {
    const first = cutAt(paragraph, start);
    return { first, count: cutAt(paragraph, stop) - first };
  };
  if (act === 'insert') paragraph.runs.splice(cutAt(paragraph, start), 0, words(' neuf et beau '));
  else if (act === 'strike') {
    const { first, count } = between();
    const struck = paragraph.runs.slice(first, first + count);
    const left = isTracked ? struck.flatMap((run) => (run.inserted ? [] : [{ ...run, deleted: hand }])) : [];
    paragraph.runs.splice(first, count, ...left);
  } else if (act === 'bold' && paragraph.level === null) {
    const { first, count } = between();
    for (let rank = first; rank < first + count; rank += 1) {
      const { bold: _bold, ...run } = paragraph.runs[rank] as ReturnedRun;
      paragraph.runs[rank] = { ...run, bold: true, ...(isTracked ? { restyled: hand } : {}) };
    }
  } else if (outer >= 0 && act === 'new')
    blocks.splice(outer + 1, 0, {
      kind: 'paragraph',
      level: null,
      label: null,
      list: null,
      runs: [words(`Ajouté ${from}`)],
      ...(isTracked && { end: { inserted: hand } }),
    });
  else if (outer >= 0 && act === 'remove') blocks.splice(outer, 1);
  else if (
    outer >= 0 &&
    act === 'strikeWhole' &&
    paragraph.runs.every((run) => !run.inserted) &&
    blocks[outer + 1]?.kind === 'paragraph'
  ) {
    paragraph.runs = paragraph.runs.map((run) => ({ ...run, deleted: hand }));
    paragraph.end = { deleted: hand };
  } else if (outer >= 0 && act === 'cut' && !paragraph.end) {
    const rank = cutAt(paragraph, start);
    const { blockId: _id, ...rest } = paragraph;
    blocks.splice(outer + 1, 0, { ...rest, runs: paragraph.runs.splice(rank) });
    if (isTracked) paragraph.end = { inserted: hand };
  }
}

/** The lines of a file once its changes are accepted; bold letters are told. */
export function linesOfFile(blocks: readonly ReturnedBlock[]): string[] {
  const lines: string[] = [];
  let carried = '';
  for (const paragraph of paragraphsIn(blocks)) {
    const styled = paragraph.level !== null && paragraph.runs.every(({ bold, text }) => bold || text.trim() === '');
    const said = paragraph.runs
      .filter(({ deleted }) => !deleted)
      .flatMap(({ text, bold }) =>
        Array.from(text, (letter) => (bold && !styled && letter !== '\n' ? `*${letter}` : letter)),
      )
      .join('');
    carried += said;
    if (paragraph.end?.deleted) continue;
    lines.push(carried);
    carried = '';
  }
  return [...lines, carried].filter((line) => line.replace(/\*/g, '').trim() !== '');
}

/** The lines of a text; bold letters are told. */
export function linesOfText(node: JSONContent): string[] {
  const lines: string[] = [];
  const visit = ({ type, content = [] }: typeof node): void => {
    if (type !== 'paragraph' && type !== 'heading') {
      content.forEach(visit);
      return;
    }
    const line = content
      .flatMap(({ text, marks = [] }) =>
        Array.from(text ?? '\n', (letter) =>
          letter !== '\n' && marks.some((mark) => mark.type === 'bold') ? `*${letter}` : letter,
        ),
      )
      .join('');
    if (line.replace(/\*/g, '').trim() !== '') lines.push(line);
  };
  visit(node);
  return lines;
}
