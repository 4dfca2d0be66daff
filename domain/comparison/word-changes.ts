// What was changed in words, word by word. Pure: the comparison of two texts shows it, and bringing a passage back writes
// it. Myers' greedy difference on whole words; where two passages have next to nothing in common, only their rare words hold
// them together.
import { risingRun } from './rising-run.ts';

/** A stretch of words: kept, dropped from the former ones, or added in the new ones. */
export interface WordChange {
  change: 'KEPT' | 'DROPPED' | 'ADDED';
  text: string;
}

/** « l’ », « article », « 230 000 », « 12,5 », a run of blanks, or one sign. */
const WORD =
  /\s+|\d+(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*|[\p{L}\p{M}]+['’]?|[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S]/gu;

const wordsIn = (text: string): string[] => text.match(WORD) ?? [];

/** Differences beyond which words are looked at in pieces between their rare ones, and then not at all. */
const MOST_DIFFERENCES = 300;

/** Words as numbers, equal where the words are. */
class Numbered {
  readonly words: string[] = [];
  private readonly known = new Map<string, number>();

  of(words: readonly string[]): number[] {
    return words.map((word) => {
      const known = this.known.get(word);
      if (known !== undefined) return known;
      this.known.set(word, this.words.length);
      return this.words.push(word) - 1;
    });
  }
}

/** Pairs of places that are the same word, rising on both sides. */
type Pairs = [before: number, after: number][];

/** Myers' shortest way; null when it takes more than `most` steps. */
function shortestWay(before: readonly number[], after: readonly number[], most: number): Pairs | null {
  const [rows, columns] = [before.length, after.length];
  const furthest = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let steps = 0; steps <= most; steps += 1) {
    trace.push(furthest.slice(most + 1 - steps, most + 2 + steps));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const at = most + 1 + diagonal;
      const down =
        diagonal === -steps || (diagonal !== steps && (furthest[at - 1] as number) < (furthest[at + 1] as number));
      let x = down ? (furthest[at + 1] as number) : (furthest[at - 1] as number) + 1;
      while (x < rows && x - diagonal < columns && before[x] === after[x - diagonal]) x += 1;
      furthest[at] = x;
      if (x >= rows && x - diagonal >= columns) return wayBack(before, after, trace);
    }
  }
  return null;
}

/** The pairs on the way that `trace` tells, from its end. */
function wayBack(before: readonly number[], after: readonly number[], trace: readonly Int32Array[]): Pairs {
  const pairs: Pairs = [];
  let [x, y] = [before.length, after.length];
  for (let steps = trace.length - 1; steps >= 0; steps -= 1) {
    const at = (diagonal: number) => trace[steps]?.[diagonal + steps] ?? 0;
    const diagonal = x - y;
    const down = diagonal === -steps || (diagonal !== steps && at(diagonal - 1) < at(diagonal + 1));
    const from = down ? diagonal + 1 : diagonal - 1;
    const [fromX, fromY] = [at(from), at(from) - from];
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}

/** Words that stand once on each side, in the order that most of them have kept. */
function rarePairs(before: readonly number[], after: readonly number[]): Pairs {
  const places = (words: readonly number[]) => {
    const found = new Map<number, number>();
    for (const [place, word] of words.entries()) found.set(word, found.has(word) ? -1 : place);
    return found;
  };
  const there = places(after);
  const pairs = [...places(before)].flatMap(([word, place]): Pairs => {
    const other = there.get(word) ?? -1;
    return place >= 0 && other >= 0 ? [[place, other]] : [];
  });
  pairs.sort(([one], [other]) => one - other);
  const rising = risingRun(pairs.map(([, place]) => place));
  return pairs.filter((_, index) => rising.has(index));
}

/** Pairs of two stretches, at their places in the whole. */
function pairsBetween(before: readonly number[], after: readonly number[], mayCut: boolean): Pairs {
  if (before.length === 0 || after.length === 0) return [];
  const way = shortestWay(before, after, Math.min(before.length + after.length, MOST_DIFFERENCES));
  if (way || !mayCut) return way ?? [];
  const pairs: Pairs = [];
  let [x, y] = [0, 0];
  for (const [rareX, rareY] of [...rarePairs(before, after), [before.length, after.length] as const]) {
    for (const [innerX, innerY] of pairsBetween(before.slice(x, rareX), after.slice(y, rareY), false))
      pairs.push([innerX + x, innerY + y]);
    if (rareX < before.length) pairs.push([rareX, rareY]);
    [x, y] = [rareX + 1, rareY + 1];
  }
  return pairs;
}

/** Adds a stretch to the last one when both are the same change. */
function push(changes: WordChange[], change: WordChange['change'], text: string): void {
  if (text === '') return;
  const last = changes.at(-1);
  if (last?.change === change) last.text += text;
  else changes.push({ change, text });
}

/** What stands between two changes and is kept, yet says nothing alone: it is read better as changed with them. */
const isConnective = (text: string) => /^[\s'’,.-]*$/.test(text) && text.length <= 2;

/** Changes as one reads them: what was dropped, then what was added, and not a blank kept between the two. */
function readable(changes: readonly WordChange[]): WordChange[] {
  const read: WordChange[] = [];
  let [dropped, added] = ['', ''];
  const flush = () => {
    push(read, 'DROPPED', dropped);
    push(read, 'ADDED', added);
    [dropped, added] = ['', ''];
  };
  for (const [index, { change, text }] of changes.entries()) {
    if (change === 'DROPPED') dropped += text;
    else if (change === 'ADDED') added += text;
    else if (dropped !== '' && added !== '' && index < changes.length - 1 && isConnective(text)) {
      dropped += text;
      added += text;
    } else {
      flush();
      push(read, 'KEPT', text);
    }
  }
  flush();
  return read;
}

/** How many of the first (or last) words are the same. */
function sharedWords(before: readonly number[], after: readonly number[], fromEnd: boolean, most: number): number {
  let count = 0;
  const at = (words: readonly number[]) => words[fromEnd ? words.length - 1 - count : count];
  while (count < most && at(before) === at(after)) count += 1;
  return count;
}

/** What was changed from `before` to `after`: without what was added it is the one, without what was dropped the other. */
export function changesOfWords(before: string, after: string): WordChange[] {
  if (before === after) return before === '' ? [] : [{ change: 'KEPT', text: before }];
  const [former, later] = [wordsIn(before), wordsIn(after)];
  const numbered = new Numbered();
  const [x, y] = [numbered.of(former), numbered.of(later)];
  const shortest = Math.min(x.length, y.length);
  const start = sharedWords(x, y, false, shortest);
  const end = sharedWords(x, y, true, shortest - start);
  const changes: WordChange[] = [];
  push(changes, 'KEPT', former.slice(0, start).join(''));
  let [left, right] = [start, start];
  const inner = pairsBetween(x.slice(start, x.length - end), y.slice(start, y.length - end), true);
  for (const [innerX, innerY] of [...inner, [x.length - end - start, y.length - end - start] as const]) {
    const [toX, toY] = [innerX + start, innerY + start];
    push(changes, 'DROPPED', former.slice(left, toX).join(''));
    push(changes, 'ADDED', later.slice(right, toY).join(''));
    if (toX < x.length - end) push(changes, 'KEPT', former[toX] ?? '');
    [left, right] = [toX + 1, toY + 1];
  }
  push(changes, 'KEPT', former.slice(former.length - end).join(''));
  return readable(changes);
}

/** How much two texts have in common, from 0 to 1, whatever the order of their words. */
export function likeness(before: string, after: string): number {
  const counts = new Map<string, number>();
  const meant = (text: string) => wordsIn(text.toLowerCase()).filter((word) => /[\p{L}\d]/u.test(word));
  const [former, later] = [meant(before), meant(after)];
  for (const word of former) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of later) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    shared += 1;
  }
  const all = former.length + later.length;
  return all === 0 ? 0 : (2 * shared) / all;
}
