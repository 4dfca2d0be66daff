// What is looked at before a convention takes a step: it warns, and the steward decides. Called by lifecycle.ts and, for
// the page, through the API. Reads the committed text, not the rows: what is about to be voted or signed is the text.
import { prisma } from '#prisma/client.ts';
import { livingThreads } from '../discussions/thread-places.ts';
import { suggestionsIn } from '../suggestions/suggested-text.ts';
import { wordSuggestion } from '../suggestions/suggestion-words.ts';
import { textOf } from '../texts/live-text.ts';
import { readStoredText } from '../texts/stored-text.ts';
import { absentArticles, type Block, blocksOf } from '../texts/text-schema.ts';
import { sequenceOf } from '../texts/text-sequence.ts';
import type { ConventionState, StepCheck } from '../vocabulary.ts';
import { staleYears } from './stale-years.ts';

/** One thing that is not as it should be, how often, and the first places of it. */
export interface StepWarning {
  check: StepCheck;
  count: number;
  /** Words that show where; with the block's id when it is one of the text. */
  places: { blockId: string | null; words: string }[];
}

/** Places that a warning names: enough to begin with. */
const PLACES = 5;
/** Characters of a block's words that a place quotes. */
const EXCERPT = 80;

const excerpt = (text: string) => {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  return oneLine.length > EXCERPT ? `${oneLine.slice(0, EXCERPT).trimEnd()}…` : oneLine;
};

const placeOf = ({ id, number, text }: Block) => ({
  blockId: id,
  words: excerpt(number ? `${number} ${text}` : text) || 'Sans titre',
});

const warn = (check: StepCheck, places: StepWarning['places'], count = places.length): StepWarning[] =>
  count === 0 ? [] : [{ check, count, places: places.slice(0, PLACES) }];

const isObjective = ({ kind }: Block) => kind === 'AXIS' || kind === 'OBJECTIVE';

/** Objectives without a title, or without a word below them. */
function emptyObjectives(blocks: readonly Block[]): Block[] {
  const told = new Set<string | null>();
  for (const { parentId, text } of [...blocks].reverse()) if (text.trim() !== '') told.add(parentId);
  const parentOf = new Map(blocks.map(({ id, parentId }) => [id, parentId]));
  // Words below an objective are words below its axis.
  for (const id of [...told]) {
    let parent = parentOf.get(id);
    while (parent && !told.has(parent)) {
      told.add(parent);
      parent = parentOf.get(parent);
    }
  }
  return blocks.filter((block) => isObjective(block) && (block.title.trim() === '' || !told.has(block.id)));
}

function warningsOfText(blocks: readonly Block[], year: number): StepWarning[] {
  const stale = blocks.flatMap((block) => staleYears(block.text, year).map(() => block));
  return [
    ...warn('STALE_YEARS', [...new Set(stale)].map(placeOf), stale.length),
    ...warn('EMPTY_OBJECTIVES', emptyObjectives(blocks).map(placeOf)),
    ...warn(
      'UNNUMBERED_OBJECTIVES',
      blocks.filter(({ kind, number }) => kind === 'OBJECTIVE' && number === null).map(placeOf),
    ),
    ...warn(
      'ABSENT_ARTICLES',
      absentArticles(blocks).map((number) => ({
        blockId: null,
        words: `Article\u00a0${number}\u00a0: clause absente`,
      })),
    ),
  ];
}

async function warningsOfRows(conventionId: string, blocks: readonly Block[]): Promise<StepWarning[]> {
  const openThreads = { AND: [{ conventionId, resolvedAt: null }, livingThreads] };
  const withoutDebtor = { conventionId, parties: { none: { role: 'DEBTOR' as const } }, withdrawnAt: null };
  const [threads, threadCount, undecided, obligations] = await Promise.all([
    prisma.thread.findMany({
      where: openThreads,
      select: { blockId: true, quotation: true },
      orderBy: { createdAt: 'asc' },
      take: PLACES,
    }),
    prisma.thread.count({ where: openThreads }),
    prisma.carryOver.findMany({
      where: { conventionId, choice: null },
      select: { blockId: true },
      orderBy: { position: 'asc' },
    }),
    prisma.obligation.findMany({ where: withoutDebtor, select: { blockId: true, title: true } }),
  ]);
  const blockOf = new Map(blocks.map((block) => [block.id, block]));
  const wordsOf = (blockId: string) => excerpt(blockOf.get(blockId)?.text ?? '') || 'Passage retiré du texte';
  return [
    ...warn(
      'OPEN_THREADS',
      threads.map(({ blockId, quotation }) => ({ blockId, words: excerpt(quotation) || wordsOf(blockId) })),
      threadCount,
    ),
    ...warn(
      'UNDECIDED_CARRY_OVERS',
      undecided.map(({ blockId }) => ({ blockId, words: wordsOf(blockId) })),
    ),
    ...warn(
      'OBLIGATIONS_WITHOUT_DEBTOR',
      obligations.map(({ blockId, title }) => ({ blockId, words: excerpt(title) })),
    ),
  ];
}

/** Steps that end the writing, one after the other; the others are not about the text. */
const checkedSteps: readonly ConventionState[] = ['IN_REVIEW', 'OPINION_GIVEN', 'ADOPTED', 'SIGNED'];

/** Whether anything is looked at before this step. */
export const isChecked = (to: ConventionState): boolean => checkedSteps.includes(to);

/** What `warnings` say before this step: discussions are what a consultation is for. */
export const warningsBefore = (to: ConventionState, warnings: readonly StepWarning[]): StepWarning[] =>
  isChecked(to) ? warnings.filter(({ check }) => to !== 'IN_REVIEW' || check !== 'OPEN_THREADS') : [];

/** All that can be warned of in a convention as it is committed now. */
export async function findWarnings(convention: {
  id: string;
  year: number;
  documentId: string;
}): Promise<StepWarning[]> {
  const stored = await readStoredText(convention.documentId);
  const blocks = stored ? blocksOf(textOf(stored.doc)) : [];
  const suggestions = stored ? [...suggestionsIn(sequenceOf(stored.doc)).values()] : [];
  const places = suggestions.map((parts) => ({ blockId: parts[0]?.blockId ?? null, words: wordSuggestion(parts) }));
  return [
    ...(await warningsOfRows(convention.id, blocks)),
    ...warn('PENDING_SUGGESTIONS', places),
    ...warningsOfText(blocks, convention.year),
  ];
}
