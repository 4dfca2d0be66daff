// Reads the number that somebody typed before a title: « Article 8 : », « OS1 – », « Objectif stratégique n° 2 : »,
// « 1.1 », and says which a heading gives up because the text counts it. Pure and browser-safe: called by the recognition
// of imports, which decides whether a line is a title at all, and by the editor for what is pasted.

import { readRoman } from '../texts/numbering.ts';
import { type HeadingKind, type NumberSuffix, numberSuffixes } from '../vocabulary.ts';

/** What the typed word announces; `bare` for a number alone, `part` for what stands above articles. */
export type TypedKind = 'article' | 'axis' | 'objective' | 'action' | 'part' | 'section' | 'bare';

/** A number typed at the beginning of a line. */
export interface TypedNumber {
  kind: TypedKind;
  /** All that stands before the title, as typed. */
  prefix: string;
  /** [8], [1, 2]; null for one that cannot be counted (« Axe 2 bis », « unique »). */
  numbers: number[] | null;
  /** « bis » after an article's number; no other kind counts it. */
  suffix: NumberSuffix | null;
  /** Punctuation parts the number from the title, or there is no title. */
  separated: boolean;
  title: string;
}

const words: readonly (readonly [TypedKind, string])[] = [
  ['article', 'article|art\\.?'],
  ['axis', '(?:objectif|axe|orientation)\\s+strat[ée]gique|axe|orientation|o\\.?\\s?s\\.?'],
  ['objective', 'sous[-\\s]?objectif|objectif\\s+(?:op[ée]rationnel|sp[ée]cifique)|objectif|o\\.?\\s?o\\.?'],
  ['action', 'fiche[-\\s]action|action|mesure'],
  ['part', 'titre|chapitre|partie|annexe'],
  ['section', '(?:sous-)?section'],
];

const SIGN = '(?:n\\s?(?:[°º]|o\\.?)\\s*|num[ée]ro\\s+)?';
/** « 8 », « 1.2 », « 1er », « premier », « IV », « unique ». */
const NUMBER =
  '(?:(?<digits>\\d{1,3}(?:[.-]\\d{1,2}){0,3})\\s?(?:er|[èe]re|re|[èe]me|e)?|(?<first>premi(?:er|ère))|(?<=\\s)(?<roman>[IVXL]{1,6})|(?<only>unique))';
/** Also « L.3121-14 » and « 12-3 » go on after what could be read as a number. */
const END = '(?:\\s+(?<repeated>bis|ter|quater|quinquies)(?!\\p{L}))?(?![\\p{L}\\d]|[.,-]\\d)';
const SEPARATOR = '(?<separator>(?:\\s*[:.)\\-–—])*)\\s*';

const keyword = words.map(
  ([kind, word]) => [kind, new RegExp(`^\\s*(?:${word})\\s*${SIGN}${NUMBER}${END}${SEPARATOR}`, 'iu')] as const,
);

/** « 1.1 », « 1.1. », « 1.1 – », before a title. */
const dotted = /^\s*(?<digits>\d{1,2}(?:\.\d{1,2}){1,3})(?<separator>\s*(?:[.):]|[-–—](?=\s)))?\s+(?=[\p{L}«"“])/u;
/** « 1. », « 2) », « III – »: a number alone is one only with its punctuation. */
const single =
  /^\s*(?:(?<digits>\d{1,2})|(?<roman>[IVX]{1,5}))(?<separator>\s*[.)°]\s*[-–—]?|\s+[-–—:]|\s*[–—:])\s+(?=[\p{L}«"“])/u;

/** A title right behind its number: « 1.1Accompagner », « Article 8Suivi », « 2)Suivi ». */
const GLUED = /^\D{0,40}\d{1,3}(?:[.-]\d{1,2}){0,3}[.)]?(?=\p{Lu}\p{Ll})(?!(?:Er|Re|Ère)(?!\p{L}))/u;

/** The number typed before a title, or null. Whether the line is a title is another question. */
export function readTypedNumber(line: string): TypedNumber | null {
  // Long enough for any prefix; the rest of a paragraph is not looked at.
  const start = line.slice(0, 80);
  const glue = GLUED.exec(start)?.[0].length;
  if (glue === undefined) return readNumber(start, line);
  const read = readNumber(`${start.slice(0, glue)} ${start.slice(glue)}`, line);
  return read && { ...read, prefix: line.slice(0, glue), title: line.slice(glue) };
}

function readNumber(start: string, line: string): TypedNumber | null {
  for (const [kind, pattern] of keyword) {
    const match = pattern.exec(start);
    if (match && isNumber(match.groups?.roman)) return typed(kind, match, line);
  }
  const match = dotted.exec(start) ?? single.exec(start);
  return match && typed('bare', match, line);
}

/** « L. 3121 », « i » and « D » are no Roman numbers of a convention. */
const isNumber = (roman: string | undefined) =>
  roman === undefined || (roman === roman.toUpperCase() && readRoman(roman) !== null && roman !== 'L');

function typed(kind: TypedKind, match: RegExpExecArray, line: string): TypedNumber {
  const { digits, first, roman, repeated, separator } = match.groups ?? {};
  const title = line.slice(match[0].length);
  const numbers = digits ? digits.split(/[.-]/).map(Number) : first ? [1] : roman ? [readRoman(roman) ?? 0] : null;
  const suffix = kind === 'article' ? (numberSuffixes.find((one) => one === repeated?.toLowerCase()) ?? null) : null;
  return {
    kind,
    prefix: match[0],
    numbers: repeated && !suffix ? null : numbers,
    suffix,
    separated: !!separator?.trim() || title.trim() === '',
    title,
  };
}

/** The kind of heading that the word before a number names in any text; null where the text around decides. */
export function kindNamed({ kind, prefix, numbers }: TypedNumber): HeadingKind | null {
  const figures = numbers?.length ?? 1;
  switch (kind) {
    case 'article':
      return figures === 1 ? 'article' : 'subheading';
    case 'part':
      return /^\s*annexe/i.test(prefix) ? 'article' : 'part';
    case 'axis':
      return figures === 1 ? 'axis' : figures === 2 ? 'objective' : 'subheading';
    case 'objective':
      return figures === 1 ? null : figures === 2 ? 'objective' : 'subheading';
    case 'bare':
      return null;
    default:
      return 'subheading';
  }
}

/** « Titre I », « Chapitre 2 » and « Annexe 1 » keep their own word: only parts are counted as such. */
export const keepsItsWord = ({ kind, prefix }: TypedNumber): boolean => kind === 'part' && !/^\s*partie/i.test(prefix);
