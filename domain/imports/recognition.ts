// Tells what each block of an uploaded text is: heading of a kind, item of a list, ordinary paragraph. Works on styled
// texts and on texts as agents type them, bold lines and numbers by hand. Pure: called by imports.ts, knows no database.
// When in doubt a line stays a paragraph: its author corrects it in the preview, nothing is lost either way.

import type { HeadingKind } from '../vocabulary.ts';
import { keepsItsWord, kindNamed, type TypedNumber } from '../written/typed-numbers.ts';
import type { WrittenBlock, WrittenKind } from '../written/written-text.ts';
import { type Habits, isCounted, isTitleOnLineBelow, readHabits } from './numbering-habits.ts';
import {
  conjugated,
  isDocumentTitle,
  isObjectiveTitle,
  isPlainTitle,
  manySentences,
  startsTitle,
} from './title-words.ts';
import { type Line, readLines } from './typed-lines.ts';

/** What a block was recognised as. */
export interface Recognised {
  kind: WrittenKind;
  /** Its typed number is counted; a heading that is not keeps its words as typed. */
  numbered: boolean;
  /** A paragraph that begins like a heading: its author may want to look. */
  doubtful: boolean;
}

/** Where the reading stands. */
interface Place {
  article: number;
  articleNumber: number;
  axisNumber: number | null;
  objectiveNumber: number;
  axisSeen: boolean;
  /** Kind of the block before; null for none. */
  before: WrittenKind | null;
  /** First words of unnumbered subheadings in this article: their siblings begin alike. */
  siblings: Set<string>;
  titled: boolean;
}

/** Recognises each block of a text, in order. */
export function recognise(blocks: readonly WrittenBlock[]): Recognised[] {
  const lines = readLines(blocks);
  const habits = readHabits(lines);
  const place: Place = {
    article: -1,
    articleNumber: 0,
    axisNumber: null,
    objectiveNumber: 0,
    axisSeen: false,
    before: null,
    siblings: new Set(),
    titled: false,
  };
  return blocks.map((block, index) => {
    const found = block.kind === 'table' ? plain('table') : recogniseLine(lines, index, habits, place);
    advance(place, found, lines[index], index);
    return found;
  });
}

const plain = (kind: WrittenKind, doubtful = false): Recognised => ({ kind, numbered: false, doubtful });

function recogniseLine(lines: readonly (Line | null)[], index: number, habits: Habits, place: Place): Recognised {
  const line = lines[index];
  if (!line) return plain('paragraph');
  const ordinary: WrittenKind = line.list || line.bullet ? 'listItem' : 'paragraph';
  if (!mayBeHeading(line, index, habits)) return plain(ordinary);
  const kind = line.typed ? kindOfTyped(line.typed, lines, index, habits) : null;
  if (kind && line.typed && isTypedHeading(line, line.typed, kind, habits, place)) {
    const countable = kind !== 'subheading' && !!line.typed.numbers && !keepsItsWord(line.typed);
    return { kind, numbered: countable && (line.typed.separated || startsTitle(line.typed.title)), doubtful: false };
  }
  const untyped = kindOfUntyped(lines, index, habits, place);
  if (untyped) return plain(untyped);
  return plain(ordinary, isDoubtful(line, place));
}

/** A paragraph that begins as an article or, below an axis, as an objective does. */
function isDoubtful({ typed, strength, list }: Line, place: Place): boolean {
  if (!typed || list || strength !== 'plain') return false;
  if (typed.kind === 'article') return typed.separated;
  return place.axisSeen && typed.kind === 'bare' && typed.numbers?.length === 2 && startsTitle(typed.title);
}

/** What no heading is, however it looks. */
function mayBeHeading(line: Line, index: number, habits: Habits): boolean {
  if (line.contentsLine || line.note || line.bullet) return false;
  if (line.list && !line.loneItem) return false;
  if (line.strength === 'styled') return line.words.length <= 400;
  const most = line.typed?.kind === 'bare' && line.typed.numbers?.length === 2 ? 800 : 300;
  return index < habits.signature && line.words.length <= most && !/[;,]$/.test(line.words);
}

/** The kind that a typed number announces in this text. */
function kindOfTyped(typed: TypedNumber, lines: readonly (Line | null)[], index: number, habits: Habits): HeadingKind {
  const named = kindNamed(typed);
  if (named) return named;
  if (typed.kind === 'objective') return habits.objectivesAreAxes ? 'axis' : 'objective';
  return isRomanPart(typed, lines, index, habits)
    ? 'part'
    : kindOfBare(typed.numbers?.length ?? 1, lines[index] as Line, habits);
}

/** « I – Dispositions générales » right above « Article 1 » is a part. */
function isRomanPart(typed: TypedNumber, lines: readonly (Line | null)[], index: number, habits: Habits): boolean {
  if (habits.firstArticle === Number.POSITIVE_INFINITY || !/^\s*[IVX]/.test(typed.prefix)) return false;
  return lines[index + 1]?.typed?.kind === 'article' && lines[index]?.strength !== 'plain';
}

/** « 1. » is an article where nothing else is, an axis above « 1.1 »; « 1.1 » is an objective under an axis. */
function kindOfBare(parts: number, line: Line, habits: Habits): HeadingKind {
  const axesBare = habits.dotted && !habits.axesHaveWord && !habits.objectivesAreAxes;
  if (parts === 2) return axesBare || habits.axesHaveWord || habits.objectivesAreAxes ? 'objective' : 'subheading';
  if (parts > 2) return 'subheading';
  const underArticle = line.level !== null && habits.levels.article !== undefined && line.level > habits.levels.article;
  if (habits.firstArticle === Number.POSITIVE_INFINITY) return axesBare ? 'axis' : 'article';
  return axesBare || (underArticle && line.level === habits.levels.axis) ? 'axis' : 'subheading';
}

/** Whether a line that begins with a number is a title and not a sentence about one (« Article 3 du décret… »). */
function isTypedHeading(line: Line, typed: TypedNumber, kind: HeadingKind, habits: Habits, place: Place): boolean {
  const { title } = typed;
  if (!typed.separated && !startsTitle(title)) return false;
  if (line.strength === 'styled') return true;
  if (manySentences(title)) return false;
  if (line.strength === 'emphasised') return title.trim() === '' || startsTitle(title);
  if (kind === 'objective' && typed.kind === 'bare')
    return isObjectiveTitle(title) && followsObjective(typed.numbers ?? [], place);
  if (title.trim() !== '' && !isTitleOnLineBelow(typed) && !isPlainTitle(title, typed.separated)) return false;
  if (kind === 'article' && typed.kind === 'article') {
    const number = typed.numbers?.[0] ?? 0;
    return typed.suffix ? number >= place.articleNumber && number > 0 : number > place.articleNumber;
  }
  if (typed.kind === 'part') return typed.separated;
  if (kind === 'axis' && isCounted(typed.kind)) return (typed.numbers?.[0] ?? 0) > (place.axisNumber ?? 0);
  if (kind === 'objective') return followsObjective(typed.numbers ?? [], place);
  return isCounted(typed.kind) || typed.kind === 'action' || typed.kind === 'section' ? habits.dotted : false;
}

/** Unmarked « 1.2 » counts only below axis 1 and after 1.1, so that « 12.5 % » and dates stay what they are; numbers may be left out. */
function followsObjective(numbers: number[], place: Place): boolean {
  if (place.axisNumber === null) return false;
  if (numbers.length === 1) return (numbers[0] ?? 0) > place.objectiveNumber;
  return numbers[0] === place.axisNumber && (numbers[1] ?? 0) > place.objectiveNumber;
}

const known = /^(?:pr[ée]ambule|expos[ée]\s+(?:des\s+motifs|pr[ée]alable)|contexte(?:\s+g[ée]n[ée]ral)?)\s*:?$/i;
/** The kind of a heading without a number, or null when the line is none. */
function kindOfUntyped(
  lines: readonly (Line | null)[],
  index: number,
  habits: Habits,
  place: Place,
): HeadingKind | null {
  const line = lines[index];
  if (!line || /[.!?]$/.test(line.words.replace(/\betc\.$|…$/, '')) || manySentences(line.words)) {
    return line?.strength === 'styled' ? kindOfStyled(line, habits, place) : null;
  }
  if (line.strength === 'styled') return kindOfStyled(line, habits, place);
  const front = index < habits.firstArticle && !place.axisSeen;
  if (known.test(line.words)) return front ? 'article' : line.strength === 'plain' ? null : 'subheading';
  if (front) return !place.titled && index < 5 && isDocumentTitle(line.words) ? 'article' : null;
  const next = lines[index + 1] ?? null;
  const looks = line.strength === 'emphasised' ? isEmphasisedTitle(line, next) : isBareTitle(line, next, place);
  if (!looks) return null;
  return habits.articlesWithAxes.has(place.article) && !place.axisSeen ? 'axis' : 'subheading';
}

function kindOfStyled(line: Line, habits: Habits, place: Place): HeadingKind {
  const level = line.level ?? 0;
  if (level <= (habits.levels.article ?? habits.highestLevel)) return 'article';
  if (!habits.articlesWithAxes.has(place.article)) return 'subheading';
  if (level === habits.levels.axis) return 'axis';
  if (habits.levels.axis === undefined && !place.axisSeen) return 'axis';
  return level === habits.levels.objective ? 'objective' : 'subheading';
}

const wordCount = (line: Line) => line.words.split(/\s+/).length;

/** A bold line within an article: a title, unless it is a sentence or opens a list. */
function isEmphasisedTitle(line: Line, next: Line | null): boolean {
  if (line.words.length > 150 || !startsTitle(line.words) || !/\p{L}{2}/u.test(line.words)) return false;
  if (conjugated.test(line.words)) return false;
  return !(line.words.endsWith(':') && next?.list && wordCount(line) > 5);
}

/** An unmarked line without a number: a title only right under a heading, or like a sibling before it. */
function isBareTitle(line: Line, next: Line | null, place: Place): boolean {
  if (wordCount(line) > 12 || !startsTitle(line.words) || conjugated.test(line.words)) return false;
  // What follows a title is a text of its own; a list or another short line makes it an introduction or an address.
  if (!next || next.list || next.bullet || next.words.length < 80 || /,/.test(line.words)) return false;
  const underHeading = place.before === 'article' || place.before === 'axis' || place.before === 'objective';
  const sibling = line.words.endsWith(':') && wordCount(line) <= 6 && place.siblings.has(firstWord(line));
  return place.articleNumber > 0 && (underHeading || sibling);
}

const firstWord = (line: Line) => line.words.split(/\s+/)[0] ?? '';

function advance(place: Place, found: Recognised, line: Line | null | undefined, index: number): void {
  const numbers = found.numbered ? (line?.typed?.numbers ?? null) : null;
  place.before = found.kind;
  if (found.kind === 'article' || found.kind === 'part') {
    place.titled = true;
    if (numbers && found.kind === 'article') {
      place.article = index;
      place.articleNumber = numbers[0] ?? 0;
    }
    place.axisNumber = null;
    place.objectiveNumber = 0;
    place.axisSeen = false;
    place.siblings.clear();
  } else if (found.kind === 'axis') {
    place.axisSeen = true;
    place.axisNumber = numbers?.at(-1) ?? null;
    place.objectiveNumber = 0;
  } else if (found.kind === 'objective') {
    place.objectiveNumber = numbers?.at(-1) ?? place.objectiveNumber;
  } else if (found.kind === 'subheading' && line) {
    place.siblings.add(firstWord(line));
  }
}
