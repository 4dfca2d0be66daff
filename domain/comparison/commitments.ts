// What of a difference binds somebody: how strongly a sentence binds, the amounts and the dates that it names. Pure.
import { type Degree, degreeOfSentence } from '../vocabulary.ts';
import type { ComparedBlock } from './compared-text.ts';

/** Something that binds and was changed; null on the side where it is not. */
export interface CommitmentChange {
  kind: 'DEGREE' | 'AMOUNT' | 'DATE';
  /** For a degree, its name in vocabulary.ts; else the words of the text. */
  before: string | null;
  after: string | null;
}

/** The years of the two texts: what only went on to the next is no change of what was agreed. */
export interface Years {
  before: number;
  after: number;
}

const months = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const AMOUNT =
  /\d[\d\u00a0\u202f .]*(?:,\d+)?\s*(?:€|%|k€|M€|(?:milliers|millions?)\s+d[’'])(?!\p{L})|\d[\d\u00a0\u202f .]*(?:,\d+)?\s*euros?(?!\p{L})/giu;
const DATE = new RegExp(
  `(?<![\\d\\p{L}])(?:(?:(?:1er|\\d{1,2})\\s+)?(?:${months})(?:\\s+20\\d\\d)?(?!\\p{L})|\\d{1,2}/\\d{1,2}/\\d{2,4}|20\\d\\d-\\d\\d-\\d\\d|20\\d\\d)(?!\\d)`,
  'giu',
);

/** As it is compared: blanks of any width are one. */
const plain = (words: string) => words.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

const found = (text: string, pattern: RegExp): string[] => (text.match(pattern) ?? []).map((words) => plain(words));

function degreesIn({ degree, text }: ComparedBlock): Degree[] {
  if (degree !== null) return [degree];
  return text.split(/(?<=[.;:!?])\s|\n/).flatMap((sentence) => degreeOfSentence(sentence) ?? []);
}

/** What of `left` is not in `right`, each as often as it is missing. */
function missing(left: readonly string[], right: readonly string[]): string[] {
  const rest = [...right];
  return left.filter((one) => {
    const place = rest.indexOf(one);
    if (place < 0) return true;
    rest.splice(place, 1);
    return false;
  });
}

function changesOf(kind: CommitmentChange['kind'], former: readonly string[], later: readonly string[]) {
  const [gone, come] = [missing(former, later), missing(later, former)];
  const length = Math.max(gone.length, come.length);
  return Array.from(
    { length },
    (_, index): CommitmentChange => ({
      kind,
      before: gone[index] ?? null,
      after: come[index] ?? null,
    }),
  );
}

/** The words of last year as they would be this year: « 2025 » is « 2026 ». */
const goneOn = (words: string, years: Years | null) =>
  years === null ? words : words.replaceAll(String(years.before), String(years.after));

/** What binds and was changed from one block to the other; null where there is none. */
export function commitmentChanges(
  before: ComparedBlock | null,
  after: ComparedBlock | null,
  years: Years | null,
): CommitmentChange[] {
  const of = (block: ComparedBlock | null, pattern: RegExp) => (block ? found(block.text, pattern) : []);
  const former = of(before, DATE);
  // Those that stay as they are, or only went on to the next year, pair off first.
  const later = of(after, DATE);
  const expected = former.map((date) => (later.includes(date) ? date : goneOn(date, years)));
  const dates = changesOf('DATE', expected, later).map((change) => ({
    ...change,
    before: change.before === null ? null : (former[expected.indexOf(change.before)] ?? change.before),
  }));
  return [
    ...changesOf('DEGREE', before ? degreesIn(before) : [], after ? degreesIn(after) : []),
    ...changesOf('AMOUNT', of(before, AMOUNT), of(after, AMOUNT)),
    ...dates,
  ];
}
