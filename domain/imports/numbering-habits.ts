// How the author of an uploaded text numbers its parts, read off the lines that are surely titles. Pure; called by
// recognition.ts, which judges the doubtful lines by it.

import type { HeadingKind } from '../vocabulary.ts';
import type { TypedNumber } from '../written/typed-numbers.ts';
import { isPlainTitle, isTitleBelow, manySentences, startsTitle } from './title-words.ts';
import type { Line, Strength } from './typed-lines.ts';

/** What the whole text says about how its author numbers. */
export interface Habits {
  /** Position of the first « Article 1 » and of « Fait à … ». */
  firstArticle: number;
  signature: number;
  /** Axes go by a word (« Axe 1 ») or by « Objectif 1 » above « 1.1 ». */
  axesHaveWord: boolean;
  objectivesAreAxes: boolean;
  dotted: boolean;
  /** Style levels at which each kind was seen with a number. */
  levels: Partial<Record<HeadingKind, number>>;
  highestLevel: number;
  /** Positions of articles within which axes are numbered; -1 before the first. */
  articlesWithAxes: ReadonlySet<number>;
}

/** The number stands on a line of its own, and its title on the next. */
export const isTitleOnLineBelow = ({ prefix, title }: TypedNumber): boolean =>
  prefix.includes('\n') && isTitleBelow(title);

/** Words that name a counted part. */
export const isCounted = (kind: TypedNumber['kind']) => kind === 'article' || kind === 'axis' || kind === 'objective';

/** Reads the habits of a text off the lines that are surely titles. */
export function readHabits(lines: readonly (Line | null)[]): Habits {
  const sure = lines.map((line) => (line?.typed && isSureTitle(line, line.typed) ? line.typed : null));
  const axesHaveWord = sure.some((typed) => typed?.kind === 'axis');
  const dotted = sure.some((typed) => typed?.kind === 'bare' && typed.numbers?.length === 2);
  const single = (typed: TypedNumber | null) => typed?.numbers?.length === 1;
  const objectivesAreAxes = !axesHaveWord && dotted && sure.some((one) => one?.kind === 'objective' && single(one));
  const axesBare = dotted && !axesHaveWord && !objectivesAreAxes;
  const isAxis = (typed: TypedNumber | null) =>
    typed?.kind === 'axis' ||
    (objectivesAreAxes && typed?.kind === 'objective' && single(typed)) ||
    (axesBare && typed?.kind === 'bare' && single(typed));
  const articlesWithAxes = new Set<number>();
  const levels: Habits['levels'] = {};
  let article = -1;
  let firstArticle = Number.POSITIVE_INFINITY;
  sure.forEach((typed, index) => {
    const level = lines[index]?.level ?? null;
    const kind = typed?.kind === 'article' ? 'article' : isAxis(typed) ? 'axis' : typed ? 'objective' : null;
    if (kind === 'article') article = index;
    if (kind === 'article' && firstArticle === Number.POSITIVE_INFINITY) firstArticle = index;
    if (kind === 'axis') articlesWithAxes.add(article);
    if (kind === 'objective' && typed?.kind !== 'bare' && typed?.kind !== 'objective') return;
    if (kind && level) levels[kind] ??= level;
  });
  return {
    firstArticle,
    signature: signatureOf(lines, sure),
    axesHaveWord,
    objectivesAreAxes,
    dotted,
    levels,
    highestLevel: lines.reduce((least, line) => Math.min(least, line?.level || Number.POSITIVE_INFINITY), 99),
    articlesWithAxes,
  };
}

const trusted: ReadonlySet<Strength> = new Set(['styled', 'emphasised']);

function isSureTitle(line: Line, typed: TypedNumber): boolean {
  if (line.contentsLine || line.note || line.bullet || (line.list && !line.loneItem)) return false;
  if (!typed.separated && !startsTitle(typed.title)) return false;
  if (trusted.has(line.strength)) return !manySentences(typed.title) && line.words.length <= 400;
  const single = typed.kind === 'bare' && typed.numbers?.length === 1;
  return (
    !single && (typed.title.trim() === '' || isTitleOnLineBelow(typed) || isPlainTitle(typed.title, typed.separated))
  );
}

/** Position of « Fait à Arras, le … » after the last numbered title: names follow, no headings. */
function signatureOf(lines: readonly (Line | null)[], sure: readonly (TypedNumber | null)[]): number {
  const last = sure.reduce((found, typed, index) => (typed && isCounted(typed.kind) ? index : found), -1);
  const at = lines.findIndex((line, index) => index > last && /^fait\s+(?:à|en|le)(?!\p{L})/iu.test(line?.words ?? ''));
  return at === -1 ? Number.POSITIVE_INFINITY : at;
}
