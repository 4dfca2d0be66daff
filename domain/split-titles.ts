// Joins a title typed on two lines, « ARTICLE 1 » and below it « OBJET », into one block. Pure; called by imports.ts
// before blocks get their ids.
import type { WrittenBlock, WrittenParagraph } from '#formats/written-text.ts';
import { type Line, readLines } from './lines.ts';

/** The blocks, with titles on two lines joined by a line break: no word is lost. */
export function joinSplitTitles(blocks: readonly WrittenBlock[]): WrittenBlock[] {
  const lines = readLines(blocks);
  const joined: WrittenBlock[] = [];
  let index = 0;
  while (index < blocks.length) {
    const block = blocks[index] as WrittenBlock;
    const next = blocks[index + 1];
    const belongs = announces(lines[index]) && isRest(lines[index], lines[index + 1]);
    if (belongs && block.kind === 'paragraph' && next?.kind === 'paragraph') {
      joined.push(join(block, next));
      index += 2;
    } else {
      joined.push(block);
      index += 1;
    }
  }
  return joined;
}

/** « ARTICLE 1 » alone on its line. */
const announces = (line: Line | null | undefined) =>
  !!line?.typed &&
  line.typed.title.trim() === '' &&
  ['article', 'axis', 'objective', 'part'].includes(line.typed.kind) &&
  !line.list &&
  !line.note;

/** The line below stands out as the number does, and is no sentence and no other title. */
const isRest = (line: Line | null | undefined, next: Line | null | undefined) =>
  !!next &&
  next.strength !== 'plain' &&
  next.strength === line?.strength &&
  next.level === line.level &&
  !next.typed &&
  !next.list &&
  next.words.length <= 150 &&
  !/[.;,:]$/.test(next.words);

const join = (first: WrittenParagraph, second: WrittenParagraph): WrittenParagraph => ({
  ...first,
  runs: [...first.runs, { text: '\n' }, ...second.runs],
});
