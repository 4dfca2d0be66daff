// A Word file that came back as blocks like those of a text: what Word says of the end of a paragraph is said of the start of
// the next, words are letters with what was done to each. Pure; called by read-changes.ts.
import type {
  ReturnedBlock,
  ReturnedHand,
  ReturnedParagraph,
  ReturnedRun,
  ReturnedTable,
} from '../written/returned-text.ts';

/** Who made a change in the file; null: nobody is named, it was made with tracking off. */
export type By = ReturnedHand | null;

/** One UTF-16 unit of a paragraph of a file. */
export interface Letter {
  text: string;
  run: ReturnedRun;
}

/** A paragraph or a table of a file. */
export interface FileBlock {
  id: string | null;
  /** What tracked changes make of its beginning: put in, or struck out, so that it goes on with the one before. */
  start: NonNullable<ReturnedParagraph['end']>;
  paragraph: ReturnedParagraph | null;
  /** The one before it, whose end is struck out: LibreOffice gives this one its style, and keeps no other. */
  joins: ReturnedParagraph | null;
  table: ReturnedTable | null;
  letters: Letter[];
  words: string;
}

export const lettersOf = (runs: readonly ReturnedRun[]): Letter[] =>
  runs.flatMap((run) => Array.from({ length: run.text.length }, (_, at) => ({ text: run.text.charAt(at), run })));

type Track = 'inserted' | 'deleted';

/** Whether all the words of a paragraph were put in, or struck out. */
const isWhole = ({ runs }: ReturnedParagraph, track: Track): boolean => runs.every((run) => run[track] !== undefined);

const isEmpty = (block: ReturnedBlock) =>
  block.kind === 'paragraph' && block.blockId === undefined && block.runs.every(({ text }) => text.trim() === '');

const wordsOfTable = ({ rows }: ReturnedTable): string =>
  rows
    .flat()
    .flatMap(({ paragraphs }) => paragraphs.map(({ runs }) => runs.map(({ text }) => text).join('')))
    .join('\n');

/** Without what stands around the text, and without lines that are empty and no block of ours. */
function ownBlocks(blocks: readonly ReturnedBlock[]): ReturnedBlock[] {
  const own: ReturnedBlock[] = [];
  let isAfterFrame = false;
  for (const block of blocks) {
    if (block.isFrame && block.blockId === undefined) {
      isAfterFrame = true;
      continue;
    }
    // An empty line below what stands around the text is none of the block before that.
    const last = isAfterFrame ? undefined : own.at(-1);
    isAfterFrame &&= isEmpty(block);
    if (!isEmpty(block)) own.push(block);
    else if (
      last?.kind === 'paragraph' &&
      JSON.stringify(last.end) !== JSON.stringify((block as ReturnedParagraph).end)
    )
      // Two ends are one now: it was put in, or struck out, where both were.
      own[own.length - 1] = withoutEnd(last);
  }
  return own;
}

const withoutEnd = ({ end: _end, ...paragraph }: ReturnedParagraph): ReturnedParagraph => paragraph;

/** The blocks of a file, or of a cell of a table in it. */
export function fileBlocks(blocks: readonly ReturnedBlock[]): FileBlock[] {
  const own = ownBlocks(blocks);
  const starts = own.map((_, index): NonNullable<ReturnedParagraph['end']> => {
    const before = own[index - 1];
    return before?.kind === 'paragraph' ? (before.end ?? {}) : {};
  });
  for (const [index, block] of own.entries())
    for (const track of ['inserted', 'deleted'] as const) {
      // A paragraph put in, or struck out, with its own end: it comes or goes as a whole.
      if (block.kind !== 'paragraph' || !block.end?.[track] || starts[index]?.[track] || !isWhole(block, track))
        continue;
      starts[index] = { ...starts[index], [track]: block.end[track] };
      if (index + 1 < own.length) {
        const { [track]: _moved, ...rest } = starts[index + 1] ?? {};
        starts[index + 1] = rest;
      }
    }
  return own.map((block, index) => {
    const isTable = block.kind === 'table';
    const before = own[index - 1];
    const letters = isTable ? [] : lettersOf(block.runs);
    return {
      id: block.blockId ?? null,
      start: isTable ? (block.change ?? {}) : (starts[index] ?? {}),
      paragraph: isTable ? null : block,
      joins: !isTable && before?.kind === 'paragraph' && before.end?.deleted ? before : null,
      table: isTable ? block : null,
      letters,
      words: isTable ? wordsOfTable(block) : letters.map(({ text }) => text).join(''),
    };
  });
}
