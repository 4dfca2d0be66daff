// Years in a text that the year of the convention has left behind: « Pour 2024 » in the text of 2025. Flags, never
// changes anything. Pure and browser-safe: the roll-over, the reading page and the editor show the same flags.

/** A stretch [start, end[ of a text that names `year`: a bare year, or a date that needs a new day. */
export interface StaleYear {
  start: number;
  end: number;
  year: number;
  kind: 'year' | 'date';
}

/** The last years are stale wherever they stand; older ones are mostly history and count after these words alone. */
const LAST_YEARS = 2;
const introduced = /(?<!\p{L})(?:pour|en|années?|exercice|édition)\s+$/iu;

const months =
  'janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre';

/** Dates first, so that their year is not read again alone: « 1er mai 2024 », « mai 2024 », 01/05/2024, 2024-05-01. */
const pattern = new RegExp(
  [
    `(?<words>(?:\\b\\d{1,2}(?:er)?\\s+)?(?<!\\p{L})(?:${months})\\s+(?<wordsYear>20\\d\\d))(?!\\d)`,
    `(?<![\\d/.-])(?<digits>\\d{1,2}([/.-])\\d{1,2}\\4(?<digitsYear>20\\d\\d))(?![\\d/-])`,
    `(?<![\\d/.-])(?<iso>(?<isoYear>20\\d\\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))(?![\\d/-])`,
    `(?<bare>20\\d\\d)`,
  ].join('|'),
  'giu',
);

/** What stands around a year that is part of a period, a reference, an address or an amount. */
const joinedBefore =
  /(?:[\d\p{L}_/#@=&?%+]|\d[-–—.,]|(?<!(?<!\p{L})(?:mi|fin))(?<=\p{L})[-–—.]|n[°º]\s*|(?<!\p{L})n(?:o|um|uméro)\.?\s+|20\d\d\s*(?:[-–—/]|à|au)\s*)$/iu;
const joinedAfter =
  /^(?:[\d\p{L}_/@=%°]|[-–—][\d\p{L}]|[.,]\d|\s*(?:[-–—/]|à|au)\s*20\d\d|\s*(?:€|%|euros?(?!\p{L})))/iu;
const SURROUNDINGS = 16;

/** Whether the bare year at [start, end[ is a year by itself. */
function standsAlone(text: string, start: number, end: number): boolean {
  return (
    !joinedBefore.test(text.slice(Math.max(0, start - SURROUNDINGS), start)) &&
    !joinedAfter.test(text.slice(end, end + SURROUNDINGS))
  );
}

/**
 * The stale years of `text` in a convention of `year`, in order, none overlapping: the two years before it wherever they
 * stand alone or in a date, and any earlier one of this century after « pour », « en », « année », « exercice » or « édition ». Periods
 * (« 2021-2023 »), numbers of references (« n° 2025-117 ») and addresses are no stale years.
 */
export function staleYears(text: string, year: number): StaleYear[] {
  const found: StaleYear[] = [];
  for (const match of text.matchAll(pattern)) {
    const { wordsYear, digitsYear, isoYear, bare } = match.groups ?? {};
    const named = Number(wordsYear ?? digitsYear ?? isoYear ?? bare);
    const start = match.index;
    const end = start + match[0].length;
    const recent = named < year && named >= year - LAST_YEARS;
    if (bare === undefined) {
      if (recent) found.push({ start, end, year: named, kind: 'date' });
      continue;
    }
    const old = named < year && introduced.test(text.slice(Math.max(0, start - SURROUNDINGS), start));
    if ((recent || old) && standsAlone(text, start, end)) found.push({ start, end, year: named, kind: 'year' });
  }
  return found;
}
