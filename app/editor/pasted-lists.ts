// The lists of a clipboard, whichever way its program writes them: what a typed marker counts, and nested lists made again
// of items that each say how deep they are.
import { type ListStyle, listStyles } from '#domain/texts/text-grammar.ts';

/** Where an item stands. */
export interface ItemPlace {
  /** 0 for the outermost. */
  depth: number;
  ordered: boolean;
  /** Null: 1, 2, 3. */
  style: ListStyle | null;
  /** The number it carries in an ordered list. */
  number: number;
}

/** What the marker before an item says. */
export type Marker = Omit<ItemPlace, 'depth'>;

const bullet: Marker = { ordered: false, style: null, number: 1 };

/** List styles by the names that CSS and Word give them. */
const styleNames: Readonly<Record<string, ListStyle | null>> = {
  decimal: null,
  'decimal-leading-zero': null,
  arabic: null,
  'arabic-leading-zero': null,
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'alpha-lower': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'alpha-upper': 'A',
  'lower-roman': 'i',
  'roman-lower': 'i',
  'upper-roman': 'I',
  'roman-upper': 'I',
};

/** The style that a list's `type` or CSS names; undefined for one that counts nothing. */
export function namedStyle(name: string): ListStyle | null | undefined {
  const known = listStyles.find((style) => style === name);
  return known ?? (name === '1' ? null : styleNames[name.toLowerCase()]);
}

const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function romanValue(letters: string): number | null {
  const small = letters.toLowerCase();
  if (!/^c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(small) || small === '') return null;
  return [...small].reduce((sum, letter, index) => {
    const value = values[letter] ?? 0;
    return value < (values[small[index + 1] ?? ''] ?? 0) ? sum - value : sum + value;
  }, 0);
}

/** A to Z, then AA, BB… as Word counts. */
function letterValue(letters: string): number | null {
  const small = letters.toLowerCase();
  if (!/^([a-z])\1*$/.test(small)) return null;
  return small.charCodeAt(0) - 96 + 26 * (small.length - 1);
}

/** Every way to read a marker's letters or digits. */
function readings(core: string): { style: ListStyle | null; number: number }[] {
  if (/^\d{1,3}$/.test(core)) return [{ style: null, number: Number(core) }];
  const isSmall = core === core.toLowerCase();
  const found: { style: ListStyle; number: number }[] = [];
  const [roman, letter] = [romanValue(core), letterValue(core)];
  // « i » begins a Roman list, « c » does not.
  if (roman !== null) found.push({ style: isSmall ? 'i' : 'I', number: roman });
  if (letter !== null) found.push({ style: isSmall ? 'a' : 'A', number: letter });
  if (roman !== null && roman > 1 && core.length === 1) found.reverse();
  return found;
}

/** « 1. », « a) », « (iv) », « 1.2. », « 3° »: what stands before the sign is the last of the numbers. */
const TYPED = /^[([]?(?:\d{1,3}[.-])*(\d{1,3}|[a-z]{1,6})\s*[.)\]°:–-]+$/i;

/**
 * What a marker as Word prints it says, « · », « o », « 8. », « c) », knowing the one before it at its level and, where the
 * clipboard says it, how Word counts there; null for words, which are no marker (« Article 8 – »).
 */
export function readMarker(typed: string, before: Marker | undefined, format: string | null): Marker | null {
  const words = typed.replace(/[\s\u00a0]+/g, ' ').trim();
  if (format === 'bullet') return bullet;
  const core = TYPED.exec(words)?.[1] ?? (format !== null || /^\d{1,3}$/.test(words) ? words : null);
  const all = core === null ? [] : readings(core);
  const named = format === null ? undefined : namedStyle(format);
  const chosen =
    all.find(({ style }) => style === named) ??
    all.find(({ style, number }) => before?.ordered && before.style === style && before.number + 1 === number) ??
    all[0];
  if (chosen) return { ordered: true, ...chosen };
  return words.length > 2 && /\p{L}{2}/u.test(words) ? null : bullet;
}

/** An item with what it holds, as HTML. */
export interface WrittenItem {
  place: ItemPlace;
  /** A further paragraph of the item before it. */
  continues: boolean;
  html: string;
}

interface OpenList extends Marker {
  html: string;
  /** The item that is still open. */
  item: string;
}

const closed = ({ ordered, html, item }: OpenList) => `${html}<li>${item}</li></${ordered ? 'ol' : 'ul'}>`;

/** Nested lists that hold `items`, in order. A level that is skipped is closed up; nothing is left out. */
export function nestedLists(items: readonly WrittenItem[]): string {
  const open: OpenList[] = [];
  let done = '';
  const close = (depth: number) => {
    while (open.length > depth) {
      const html = closed(open.pop() as OpenList);
      const outer = open.at(-1);
      if (outer) outer.item += html;
      else done += html;
    }
  };
  for (const { place, continues, html } of items) {
    if (continues && open.length > 0) {
      close(Math.min(place.depth + 1, open.length));
      (open.at(-1) as OpenList).item += html;
      continue;
    }
    const depth = Math.min(place.depth, open.length);
    close(depth + 1);
    const list = open[depth];
    const goesOn =
      list?.ordered === place.ordered &&
      (!place.ordered || (list.style === place.style && list.number + 1 === place.number));
    if (list && goesOn) {
      list.html += `<li>${list.item}</li>`;
      list.item = html;
      list.number = place.number;
      continue;
    }
    close(depth);
    const { ordered, style, number } = place;
    const begin = ordered
      ? `<ol${style === null ? '' : ` type="${style}"`}${number === 1 ? '' : ` start="${number}"`}>`
      : '<ul>';
    open.push({ ordered, style, number, html: begin, item: html });
  }
  close(0);
  return done;
}
