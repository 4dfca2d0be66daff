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
const introduced =
  /(?<!\p{L})(?:pour|en|années?|exercice|édition|(?:tri|se|bi)mestre|printemps|été|automne|hiver|rentrée)\s+$/iu;

const months =
  'janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre';

/** Dates first, so that their year is not read again alone: « 1er mai 2024 », « mai 2024 », 01/05/2024, 01/05/24, 2024-05-01. */
const pattern = new RegExp(
  [
    `(?<words>(?:\\b\\d{1,2}(?:er)?\\s+)?(?<!\\p{L})(?:${months})\\s+(?<wordsYear>20\\d\\d))(?!\\d)`,
    `(?<![\\d/.-])(?<digits>\\d{1,2}([/.-])\\d{1,2}\\4(?<digitsYear>20\\d\\d))(?![\\d/-])`,
    `(?<![\\d/.-])(?<short>(?:0?[1-9]|[12]\\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\\7(?<shortYear>\\d\\d))(?![\\d/-]|[.,]\\d)`,
    `(?<![\\d/.-])(?<iso>(?<isoYear>20\\d\\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))(?![\\d/-])`,
    `(?<bare>20\\d\\d)`,
  ].join('|'),
  'giu',
);

/** What stands around a year that is part of a period, a reference, an address or an amount. */
const joinedBefore =
  /(?:[\d_/#@=&?%+]|(?<!\p{L}\p{Ll}{3,})\p{L}|\d[-–—.,]|(?<!(?<!\p{L})(?:mi|fin))(?<=\p{L})[-–—.]|n[°º]\s*|(?<!\p{L})n(?:o|um|uméro)\.?\s+|20\d\d\s*(?:[-–—/]|à|au)\s*)$/iu;
const joinedAfter =
  /^(?:[\d\p{L}_/@=%°]|[-–—][\d\p{L}]|[.,]\d|\.\p{Ll}{2,4}(?!\p{L})|\s*(?:[-–—/]|à|au)\s*20\d\d|\s*(?:€|%|euros?(?!\p{L})))/iu;
const SURROUNDINGS = 16;

/** Acts and events that keep their date for ever: « la délibération du 22 avril 2025 », « créée en 2024 ». */
const ACTS =
  'vu|lois?|décrets?|arrêtés?|ordonnances?|délibérations?|circulaires?|directives?|règlements?|votée?s?|adoptée?s?|approuvée?s?|signée?s?|promulguée?s?|publiée?s?|ratifiée?s?|créée?s?|fondée?s?|instituée?s?|née?s?|inscrite?s?|classée?s?|labellisée?s?|installée?s?';
const actBeforeDate = new RegExp(`(?<!\\p{L})(?:${ACTS})(?!\\p{L})[^.;:\\n]{0,90}$`, 'iu');
const actBeforeYear = new RegExp(
  `(?<!\\p{L})(?:${ACTS})(?!\\p{L})[^.;:,\\n]{0,30}(?<!\\p{L})(?:en|de|d['’]année)\\s+$`,
  'iu',
);
/** Events that go by the name of their town and year, and what lasts since a year. */
const named =
  /(?:(?<!\p{L})(?:Paris|Londres|Tokyo|Rio|Lille|Milan|Los Angeles|Jeux|JOP?|Euro|Mondial|Expo(?:sition)?)|Olympiques?|olympiques?|Paralympiques?|paralympiques?|(?<!\p{L})(?:[Dd]epuis|[Dd]ès)(?:\s+l['’]année)?)\s+$/u;
const betweenBefore = /(?<!\p{L})entre\s+(?:20\d\d\s+et\s+)?$/iu;
/** « En 2024, la Mission a vu… » tells what befell; « En 2023, les partenaires ont réalisé… » is told anew every year. */
const told =
  /^[^.;\n]{0,80}?(?<!\p{L})(?:(?:a|ont)\s+(?:\p{L}+\s+)?(?:vue?s?|connue?s?|subie?s?|traversée?s?|perdue?s?|été|eu)|avai(?:t|ent)|étai(?:t|ent)|fut|furent)(?!\p{L})/u;
const CLAUSE = 100;

/** Whether a year is one of history, which no new convention changes. */
function isHistory(text: string, start: number, end: number, isDate: boolean): boolean {
  const before = text.slice(Math.max(0, start - CLAUSE), start);
  if (isDate) return actBeforeDate.test(before);
  if (actBeforeYear.test(before) || named.test(before)) return true;
  const after = text.slice(end, end + CLAUSE);
  if (betweenBefore.test(before) && (/20\d\d\s+et\s+$/.test(before) || /^\s+et\s+20\d\d(?!\d)/.test(after)))
    return true;
  return /(?<!\p{L})en\s+$/iu.test(before) && told.test(after);
}

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
 * (« 2021-2023 »), numbers of references (« n° 2025-117 »), addresses, and dates of what stays (laws, votes, « créée en
 * 2024 », « Paris 2024 ») are no stale years.
 */
export function staleYears(text: string, year: number): StaleYear[] {
  const found: StaleYear[] = [];
  for (const match of text.matchAll(pattern)) {
    const { wordsYear, digitsYear, shortYear, isoYear, bare } = match.groups ?? {};
    const cited = Number(wordsYear ?? digitsYear ?? (shortYear && `20${shortYear}`) ?? isoYear ?? bare);
    const start = match.index;
    const end = start + match[0].length;
    const recent = cited < year && cited >= year - LAST_YEARS;
    if (isHistory(text, start, end, bare === undefined)) continue;
    if (bare === undefined) {
      if (recent) found.push({ start, end, year: cited, kind: 'date' });
      continue;
    }
    const old = cited < year && introduced.test(text.slice(Math.max(0, start - SURROUNDINGS), start));
    if ((recent || old) && standsAlone(text, start, end)) found.push({ start, end, year: cited, kind: 'year' });
  }
  return found;
}

/** `text` with what these flags show said of `year`: « 2025 » → « 2026 », « 31/12/25 » → « 31/12/26 ». */
export function renewYears(text: string, flags: readonly Omit<StaleYear, 'kind'>[], year: number): string {
  let renewed = '';
  let done = 0;
  for (const { start, end, year: cited } of flags) {
    const said = text.slice(start, end);
    const whole = said.lastIndexOf(String(cited));
    const [from, now] = whole < 0 ? [said.length - 2, String(year).slice(2)] : [whole, String(year)];
    renewed += text.slice(done, start) + said.slice(0, from) + now + said.slice(from + now.length);
    done = end;
  }
  return renewed + text.slice(done);
}
