// Two texts compared as one with tracked changes: refuse them all and the former words stand there, accept them all and the
// later ones do. What moved is struck out where it was and put in where it is. Pure; called by comparison-print.ts.
import type { Node as TextNode } from '@tiptap/pm/model';
import {
  blocksOfText,
  type Change,
  type ChangedBy,
  labelOf,
  type OfficeBlock,
  type OfficeParagraph,
  type OfficeRun,
  type OfficeTable,
} from '#formats/office/office-text.ts';
import type { ComparedBlock } from '../comparison/compared-text.ts';
import type { Difference } from '../comparison/comparison.ts';
import type { WordChange } from '../comparison/word-changes.ts';
import { textAsRead } from '../texts/reading-text.ts';
import { headingKinds } from '../vocabulary.ts';

/** For each block of a file, which block of the text it is of, by rank: an item's further paragraphs are its own. */
function ranksOf(blocks: readonly OfficeBlock[]): number[] {
  let last = -1;
  const items = new Map<number, number>();
  return blocks.map((block) => {
    const list = block.kind === 'paragraph' ? block.list : null;
    if (list?.continues) return items.get(list.list) ?? last;
    last += 1;
    if (list) items.set(list.list, last);
    return last;
  });
}

/** A text's blocks, by the ranks of the text's own, and the rank of each in reading order. */
function flatOf(text: TextNode): { of: ReadonlyMap<number, OfficeBlock[]>; ranks: readonly number[] } {
  const blocks = blocksOfText(textAsRead(text).content ?? []);
  const ranks = ranksOf(blocks);
  const of = new Map<number, OfficeBlock[]>();
  for (const [index, block] of blocks.entries()) {
    const rank = ranks[index] ?? -1;
    of.set(rank, [...(of.get(rank) ?? []), block]);
  }
  return { of, ranks };
}

const changedRuns = (runs: readonly OfficeRun[], change: Change): OfficeRun[] =>
  runs.map((run) => ({ ...run, change }));
const changedParagraph = (paragraph: OfficeParagraph, change: Change): OfficeParagraph => ({
  ...paragraph,
  change,
  runs: changedRuns(paragraph.runs, change),
});

/** A block that is put in, or struck out, as a whole. */
const changedBlock = (block: OfficeBlock, change: Change): OfficeBlock =>
  block.kind === 'paragraph'
    ? changedParagraph(block, change)
    : {
        ...block,
        change,
        cells: block.cells.map((cell) => ({
          ...cell,
          paragraphs: cell.paragraphs.map((one) => ({ ...one, runs: changedRuns(one.runs, change) })),
        })),
      };

/** Takes the later words in order and puts the dropped ones among them. */
class Merging {
  readonly merged: OfficeParagraph[];
  private readonly given: readonly OfficeParagraph[];
  private readonly by: ChangedBy;
  private paragraph = 0;
  private run = 0;
  private offset = 0;

  constructor(given: readonly OfficeParagraph[], by: ChangedBy) {
    this.given = given;
    this.by = by;
    this.merged = given.map((one) => ({ ...one, runs: [] }));
  }

  apply(words: readonly WordChange[]): OfficeParagraph[] {
    for (const { change, text } of words) {
      if (change === 'DROPPED') this.say({ text, change: { kind: 'deletion', ...this.by } });
      else this.take(text.length, change === 'ADDED' ? { kind: 'insertion', ...this.by } : null);
    }
    return this.merged;
  }

  private say(run: OfficeRun): void {
    this.merged[Math.min(this.paragraph, this.merged.length - 1)]?.runs.push(run);
  }

  private take(length: number, change: Change | null): void {
    let left = length;
    while (left > 0 && this.paragraph < this.given.length) {
      const run = this.given[this.paragraph]?.runs[this.run];
      if (!run) {
        // Between two paragraphs of one block stands one line end.
        left -= 1;
        this.paragraph += 1;
        [this.run, this.offset] = [0, 0];
        continue;
      }
      const text = run.text.slice(this.offset, this.offset + left);
      if (text !== '') this.say({ ...run, text, ...(change && { change }) });
      left -= text.length;
      this.offset += text.length;
      if (this.offset >= run.text.length) [this.run, this.offset] = [this.run + 1, 0];
    }
  }
}

/** The later blocks of one whose words were changed. */
function withWords(blocks: readonly OfficeBlock[], words: readonly WordChange[], by: ChangedBy): OfficeBlock[] {
  const paragraphs = blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block] : block.cells.flatMap((cell) => cell.paragraphs),
  );
  const merged = new Merging(paragraphs, by).apply(words)[Symbol.iterator]();
  const next = () => merged.next().value as OfficeParagraph;
  return blocks.map((block): OfficeBlock => (block.kind === 'paragraph' ? next() : inCells(block, next)));
}

const inCells = (table: OfficeTable, next: () => OfficeParagraph): OfficeTable => ({
  ...table,
  cells: table.cells.map((cell) => ({ ...cell, paragraphs: cell.paragraphs.map(next) })),
});

/** Numbers stand among the words: those of what is struck out are shown as they were. */
const typed = (block: OfficeBlock): OfficeBlock =>
  block.kind === 'paragraph' && block.heading ? { ...block, heading: { ...block.heading, isTyped: true } } : block;

const rankIn = (blocks: readonly (ComparedBlock | null)[]): Map<ComparedBlock, number> =>
  new Map(
    blocks
      .filter((block) => block !== null)
      .sort((one, other) => one.pos - other.pos)
      .map((block, rank) => [block, rank]),
  );

/** What was struck out stands in the list of the item before it. */
function settled(blocks: readonly OfficeBlock[]): OfficeBlock[] {
  let before: OfficeBlock | undefined;
  return blocks.map((block) => {
    const list = block.kind === 'paragraph' && block.change?.kind === 'deletion' ? block.list : null;
    const above = before?.kind === 'paragraph' ? before.list : null;
    const isLike = list && above && list.depth === above.depth && list.ordered === above.ordered;
    before = isLike ? { ...(block as OfficeParagraph), list: { ...list, list: above.list, isFirst: false } } : block;
    return before;
  });
}

/** Lists of the former text are told from those of the later one. */
const FORMER_LISTS = 1_000_000;

/** The later text with the differences from the former one as tracked changes. */
export function markedChanges(
  differences: readonly Difference[],
  { before, after, by }: { before: TextNode; after: TextNode; by: ChangedBy },
): OfficeBlock[] {
  const [former, later] = [flatOf(before), flatOf(after)];
  const formerRanks = rankIn(differences.map((one) => one.before));
  const laterRanks = rankIn(differences.map((one) => one.after));
  const formerOrder = differences
    .filter((one) => one.before)
    .sort((one, other) => (one.before?.pos ?? 0) - (other.before?.pos ?? 0));
  // What moved is struck out behind what stood before it.
  const struckBehind = new Map<Difference | null, Difference[]>();
  let last: Difference | null = null;
  for (const one of formerOrder) {
    if (one.isMoved) struckBehind.set(last, [...(struckBehind.get(last) ?? []), one]);
    else last = one;
  }
  const struck = ({ before: block }: Difference): OfficeBlock[] =>
    (former.of.get(formerRanks.get(block as ComparedBlock) ?? -1) ?? []).map((one) => {
      const gone = changedBlock(typed(one), { kind: 'deletion', ...by });
      return gone.kind === 'paragraph' && gone.list
        ? { ...gone, list: { ...gone.list, list: gone.list.list + FORMER_LISTS } }
        : gone;
    });
  const said = new Map<number, OfficeBlock[]>();
  const struckBefore = new Map<number, OfficeBlock[]>();
  let waiting: OfficeBlock[] = (struckBehind.get(null) ?? []).flatMap(struck);
  for (const one of differences) {
    const behind = (struckBehind.get(one) ?? []).flatMap(struck);
    if (!one.after) {
      waiting.push(...struck(one), ...behind);
      continue;
    }
    const rank = laterRanks.get(one.after) ?? -1;
    const own = (later.of.get(rank) ?? []).map(typed);
    const isNew = one.state === 'ADDED' || one.isMoved;
    said.set(
      rank,
      isNew
        ? own.map((block) => changedBlock(block, { kind: 'insertion', ...by }))
        : withWords(own, one.words, by).map((block) => renumbered(block, one, by)),
    );
    struckBefore.set(rank, waiting);
    waiting = behind;
  }
  const blocks = later.ranks.flatMap((rank) => {
    const struckAbove = struckBefore.get(rank) ?? [];
    struckBefore.delete(rank);
    const own = said.get(rank)?.shift();
    return [...struckAbove, ...(own ? [own] : [])];
  });
  return settled([...blocks, ...waiting]);
}

/** What stands before the words of a block of a text, as it is compared. */
const labelBefore = ({ kind, number }: ComparedBlock): string =>
  labelOf(headingKinds.find((one) => one.toUpperCase() === kind) ?? null, number);

/** A block whose number, or what it is called, is another than it was shows both. */
function renumbered(block: OfficeBlock, { before, after }: Difference, by: ChangedBy): OfficeBlock {
  if (block.kind !== 'paragraph' || block.list?.continues || !before || !after) return block;
  const [former, later] = [labelBefore(before), labelBefore(after)];
  if (former === later) return block;
  const labels: OfficeRun[] = [
    { text: former, change: { kind: 'deletion', ...by } },
    { text: later, change: { kind: 'insertion', ...by } },
  ];
  return {
    ...block,
    heading: block.heading && { ...block.heading, number: null },
    runs: [...labels.filter(({ text }) => text !== ''), ...block.runs],
  };
}
