// What of a replaced stretch stays: markers that are the same block before and after, and the words at both ends that are
// equal. Knows no editor; changes nothing.
import type * as Y from 'yjs';
import { type Formats, isWords, type Token } from '#domain/texts/text-sequence.ts';

/** What stood in a stretch of a sequence. */
export type OldToken =
  | { marker: Y.Map<unknown>; id: string | null }
  /** `formats` as the editor has them; `stored` as the sequence has, with those of suggestions. */
  | { words: string; formats: Formats; stored: Formats };

/** From left to right: so many units stay, so many go, and these come. */
export interface Aligned {
  kept: number;
  deleted: number;
  inserted: Token[];
}

interface OfOne {
  index: number;
  id: string | null;
  isTable: boolean;
}

/** The markers of a stretch, by their places in it. */
const markersIn = (tokens: readonly (OldToken | Token)[]): OfOne[] =>
  tokens.flatMap((token, index) => {
    if ('words' in token) return [];
    return [
      'marker' in token
        ? { index, id: token.id, isTable: false }
        : { index, id: token.facts.id, isTable: token.table !== null },
    ];
  });

/** The words of each block of a stretch. */
const wordsByBlock = (tokens: readonly (OldToken | Token)[]): string =>
  JSON.stringify(tokens.map((token) => ('words' in token ? token.words : 0))).replaceAll('","', '');

/** Pairs of places (old, new) of markers that are one block. */
export function pairsOf(old: readonly OldToken[], fresh: readonly Token[]): [number, number][] {
  const [oldMarkers, newMarkers] = [markersIn(old), markersIn(fresh)];
  const pairs: [number, number][] = [];
  let last = -1;
  for (const { index, id } of newMarkers) {
    const same = id === null ? undefined : oldMarkers.find((one) => one.index > last && one.id === id);
    if (!same) continue;
    pairs.push([same.index, index]);
    last = same.index;
  }
  // What only changed its form has no id of its own to be known by: a paragraph that is an item now.
  if (pairs.length === 0) return pairsOfUnnamed(oldMarkers, newMarkers);
  const ends: [number, number][] = [[-1, -1], ...pairs, [old.length, fresh.length]];
  return ends.slice(1).flatMap(([oldEnd, newEnd], at) => {
    const [oldFrom, newFrom] = (ends[at] as [number, number]).map((end) => end + 1) as [number, number];
    const [before, after] = [old.slice(oldFrom, oldEnd), fresh.slice(newFrom, newEnd)];
    const between =
      wordsByBlock(before) === wordsByBlock(after)
        ? pairsOfUnnamed(markersIn(before), markersIn(after)).map(([one, other]): [number, number] => [
            one + oldFrom,
            other + newFrom,
          ])
        : [];
    return oldEnd < old.length ? [...between, [oldEnd, newEnd] as [number, number]] : between;
  });
}

/** As many markers as there were, none of which says which it is: they are the same, in their order. */
function pairsOfUnnamed(old: readonly OfOne[], fresh: readonly OfOne[]): [number, number][] {
  if (old.length !== fresh.length || fresh.some(({ id, isTable }) => id !== null || isTable)) return [];
  return fresh.map(({ index }, at) => [old[at]?.index ?? -1, index]);
}

const lengthOf = (token: OldToken | Token) => ('words' in token ? token.words.length : 1);

/** The characters of a token; a marker is one unit that equals no other. */
function unitsOf<Kind extends OldToken | Token>(token: Kind): { letter: string | null; key: string; token: Kind }[] {
  if (!('words' in token)) return [{ letter: null, key: '', token }];
  const key = JSON.stringify(Object.entries(token.formats).sort());
  return Array.from({ length: token.words.length }, (_, at) => ({ letter: token.words.charAt(at), key, token }));
}

/** Units of the old stretch that an act left alone, at its start and at its end: of equal letters they tell which is which. */
export interface Untouched {
  start: number;
  end: number;
}

const unknown: Untouched = { start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** A stretch without paired markers: what is equal at both ends stays. */
function alignWords(old: readonly OldToken[], fresh: readonly Token[], untouched: Untouched): Aligned[] {
  const deleted = old.reduce((length, token) => length + lengthOf(token), 0);
  if (deleted === 0 || fresh.length === 0) return [{ kept: 0, deleted, inserted: [...fresh] }];
  const [before, after] = [old.flatMap(unitsOf), fresh.flatMap(unitsOf)];
  const least = Math.min(before.length, after.length);
  const equal = (i: number, j: number) =>
    before[i]?.letter !== null && before[i]?.letter === after[j]?.letter && before[i]?.key === after[j]?.key;
  let start = 0;
  while (start < least && start < untouched.start && equal(start, start)) start += 1;
  let end = 0;
  while (end < least - start && end < untouched.end && equal(before.length - 1 - end, after.length - 1 - end)) end += 1;
  // Never between the two halves of a character: Yjs would make two wrong ones of it.
  const isHalf = (units: readonly { letter: string | null }[], at: number) =>
    /[\uDC00-\uDFFF]/.test(units[at]?.letter ?? '');
  if (start > 0 && (isHalf(before, start) || isHalf(after, start))) start -= 1;
  if (end > 0 && (isHalf(before, before.length - end) || isHalf(after, after.length - end))) end -= 1;
  const inserted: Token[] = [];
  let lastKey: string | null = null;
  for (const { letter, key, token } of after.slice(start, after.length - end)) {
    const last = inserted.at(-1);
    if (letter !== null && last && isWords(last) && lastKey === key) last.words += letter;
    else inserted.push(letter !== null && isWords(token) ? { words: letter, formats: token.formats } : token);
    lastKey = key;
  }
  return [
    { kept: start, deleted: before.length - start - end, inserted },
    { kept: end, deleted: 0, inserted: [] },
  ];
}

/** How the new tokens come about from the old ones with the least taken away. */
export function alignTokens(
  old: readonly OldToken[],
  fresh: readonly Token[],
  untouched: Untouched = unknown,
): Aligned[] {
  const aligned: Aligned[] = [];
  const unitsOfOld = (tokens: readonly OldToken[]) => tokens.reduce((length, token) => length + lengthOf(token), 0);
  const all = unitsOfOld(old);
  let [oldAt, newAt] = [0, 0];
  let unit = 0;
  for (const [oldIndex, newIndex] of [...pairsOf(old, fresh), [old.length, fresh.length] as [number, number]]) {
    const part = old.slice(oldAt, oldIndex);
    const end = unit + unitsOfOld(part);
    const here = { start: Math.max(0, untouched.start - unit), end: Math.max(0, untouched.end - (all - end)) };
    aligned.push(...alignWords(part, fresh.slice(newAt, newIndex), here));
    unit = end + 1;
    if (oldIndex < old.length) aligned.push({ kept: 1, deleted: 0, inserted: [] });
    [oldAt, newAt] = [oldIndex + 1, newIndex + 1];
  }
  return aligned;
}
