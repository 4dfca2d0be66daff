// Two texts compared, block by block and word by word: two versions of one, or the texts of two years. Pure and quick: a
// convention is compared while its page is asked for.
import type { Node as TextNode } from '@tiptap/pm/model';
import { alignBlocks } from './alignment.ts';
import { type CommitmentChange, commitmentChanges, type Years } from './commitments.ts';
import { type ComparedBlock, comparedBlocks } from './compared-text.ts';
import { changesOfWords, likeness, type WordChange } from './word-changes.ts';

/** What of a block was changed beside its words. */
export const comparedFacts = ['kind', 'mark', 'degree', 'outcome', 'look'] as const;
type ComparedFact = (typeof comparedFacts)[number];

export const differenceStates = ['KEPT', 'CHANGED', 'ADDED', 'DROPPED'] as const;
export type DifferenceState = (typeof differenceStates)[number];

/** What became of one block. */
export interface Difference {
  state: DifferenceState;
  /** It stands elsewhere among the others. */
  isMoved: boolean;
  before: ComparedBlock | null;
  after: ComparedBlock | null;
  /** Without what was added, the former words; without what was dropped, the later ones. */
  words: WordChange[];
  facts: ComparedFact[];
  commitments: CommitmentChange[];
  /** The later block that this one was a part of. */
  splitFrom: ComparedBlock | null;
  /** The later block that this one's words went on in. */
  mergedInto: ComparedBlock | null;
  /** The heading it stands under in the later text, for a dropped block in the former; null before the first one. */
  heading: ComparedBlock | null;
}

/** Two texts compared: blocks in the order of the later text, dropped ones where they stood. */
export interface Comparison {
  differences: Difference[];
}

const headings: readonly string[] = ['PART', 'ARTICLE', 'AXIS', 'OBJECTIVE', 'SUBHEADING'];
export const isHeading = ({ kind }: ComparedBlock): boolean => headings.includes(kind);

/** For each block, the heading that it stands under; a heading stands under none but itself. */
function headingsOf(blocks: readonly ComparedBlock[]): (ComparedBlock | null)[] {
  let current: ComparedBlock | null = null;
  return blocks.map((block) => {
    if (isHeading(block)) current = block;
    return current;
  });
}

function differenceOf(
  before: ComparedBlock | null,
  after: ComparedBlock | null,
  years: Years | null,
): Omit<Difference, 'heading' | 'isMoved'> {
  const words = changesOfWords(before?.text ?? '', after?.text ?? '');
  const sameWords = before?.text === after?.text;
  const facts =
    before && after
      ? comparedFacts.filter((fact) => before[fact] !== after[fact] && (fact !== 'look' || sameWords))
      : [];
  const state = !before ? 'ADDED' : !after ? 'DROPPED' : sameWords && facts.length === 0 ? 'KEPT' : 'CHANGED';
  const commitments = state === 'KEPT' ? [] : commitmentChanges(before, after, years);
  return { state, before, after, words, facts, commitments, splitFrom: null, mergedInto: null };
}

/** Words that are no chance: those of a few letters are in any text. */
const TELLING = 12;

/** Whether `part` is what `whole` lost, or won: nearly all of it stands in these words. */
const isPartOf = (part: string, words: readonly WordChange[], change: WordChange['change']): boolean => {
  const changed = words.flatMap((word) => (word.change === change ? [word.text] : [])).join(' ');
  return part.trim().length >= TELLING && (changed.includes(part.trim()) || likeness(part, changed) >= 0.8);
};

/** Names blocks that were split off the one before them, or joined to it. */
function nameSplits(differences: Difference[]): void {
  let last: Difference | null = null;
  for (const difference of differences) {
    const { state, before, after } = difference;
    if (
      state === 'ADDED' &&
      last?.before &&
      !difference.splitFrom &&
      isPartOf(after?.text ?? '', last.words, 'DROPPED')
    )
      difference.splitFrom = last.after;
    if (state === 'DROPPED' && last?.after && isPartOf(before?.text ?? '', last.words, 'ADDED'))
      difference.mergedInto = last.after;
    if (state === 'CHANGED') last = difference;
    else if (state === 'KEPT' || (state === 'ADDED' && difference.splitFrom === null)) last = null;
  }
}

/** Compares the blocks of two texts. `years`, when each is of another year. */
export function compareBlocks(
  before: readonly ComparedBlock[],
  after: readonly ComparedBlock[],
  years: Years | null = null,
): Comparison {
  const { formerOf, laterOf, splitFrom, moved } = alignBlocks(before, after);
  const [formerHeadings, laterHeadings] = [headingsOf(before), headingsOf(after)];
  const dropped = new Map<number, Difference[]>();
  let place = -1;
  for (const [former, block] of before.entries()) {
    const later = laterOf[former] as number;
    if (later !== -1) {
      if (!moved.has(later)) place = later;
      continue;
    }
    const gone = { ...differenceOf(block, null, years), isMoved: false, heading: formerHeadings[former] ?? null };
    dropped.set(place, [...(dropped.get(place) ?? []), gone]);
  }
  const differences = [...(dropped.get(-1) ?? [])];
  for (const [later, block] of after.entries()) {
    const split = splitFrom.get(later);
    differences.push(
      {
        ...differenceOf(before[formerOf[later] as number] ?? null, block, years),
        isMoved: moved.has(later),
        heading: laterHeadings[later] ?? null,
        splitFrom: split === undefined ? null : (after[split] ?? null),
      },
      ...(dropped.get(later) ?? []),
    );
  }
  nameSplits(differences);
  return { differences };
}

/** Compares two texts. */
export const compareTexts = (before: TextNode, after: TextNode, years: Years | null = null): Comparison =>
  compareBlocks(comparedBlocks(before), comparedBlocks(after), years);

/** Whether a difference is one, and of what binds: a promise, how strong it is, an amount, a date. */
export const isBinding = ({ state, before, after, commitments }: Difference): boolean =>
  state !== 'KEPT' && (commitments.length > 0 || [before, after].some((block) => block?.mark != null));
