// Joins a title typed on two lines, « ARTICLE 1 » and below it « OBJET », into one block. Pure; called by imports.ts
// before blocks get their ids.
import type { WrittenBlock, WrittenParagraph } from '#formats/written-text.ts';
import { type Line, readLines } from './lines.ts';
import { isTitleBelow } from './titles.ts';

/** The blocks, with titles on two lines joined by a line break: no word is lost. */
export function joinSplitTitles(blocks: readonly WrittenBlock[]): WrittenBlock[] {
  const lines = readLines(blocks);
  const joined: WrittenBlock[] = [];
  let index = 0;
  while (index < blocks.length) {
    const block = blocks[index] as WrittenBlock;
    const next = blocks[index + 1];
    const belongs =
      announces(lines[index]) &&
      (isRest(lines[index], lines[index + 1]) || isPlainRest(lines[index], lines[index + 1], lines[index + 2]));
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

/** The line below an article's or a part's number looks like any other, and the article goes on after it. */
const isPlainRest = (
  line: Line | null | undefined,
  next: Line | null | undefined,
  after: Line | null | undefined,
): boolean =>
  (line?.typed?.kind === 'article' || line?.typed?.kind === 'part') &&
  !!next &&
  next.level === null &&
  !next.typed &&
  !next.list &&
  !next.bullet &&
  !next.note &&
  isTitleBelow(next.words) &&
  // A single line is what the article says; only a part may have nothing but articles below its title.
  after !== undefined &&
  (line.typed.kind === 'part' || !(after && announces(after)));

const join = (first: WrittenParagraph, second: WrittenParagraph): WrittenParagraph => ({
  ...first,
  runs: [...first.runs, { text: '\n' }, ...second.runs],
});
