// What the marker that Word types before an item of a list says: its clipboard has no lists, only these.
import { readRoman } from '#domain/texts/numbering.ts';
import type { ListStyle } from '#domain/texts/text-grammar.ts';
import { listStyleNamed } from '#domain/written/lists.ts';
import type { ListPlace } from '#domain/written/written-text.ts';

/** What the marker before an item says. */
export type Marker = Pick<ListPlace, 'ordered' | 'style' | 'number'>;

const bullet: Marker = { ordered: false, number: 1 };

/** A to Z, then AA, BB… as Word counts. */
function letterValue(letters: string): number | null {
  const small = letters.toLowerCase();
  if (!/^([a-z])\1*$/.test(small)) return null;
  return small.charCodeAt(0) - 96 + 26 * (small.length - 1);
}

/** Every way to read a marker's letters or digits. */
function readings(core: string): Omit<Marker, 'ordered'>[] {
  if (/^\d{1,3}$/.test(core)) return [{ number: Number(core) }];
  const isSmall = core === core.toLowerCase();
  const found: { style: ListStyle; number: number }[] = [];
  const [roman, letter] = [readRoman(core.toUpperCase()), letterValue(core)];
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
  const named = format === null ? undefined : listStyleNamed(format);
  const chosen =
    all.find(({ style }) => (style ?? null) === named) ??
    all.find(({ style, number }) => before?.ordered && before.style === style && before.number + 1 === number) ??
    all[0];
  if (chosen) return { ordered: true, ...chosen };
  return words.length > 2 && /\p{L}{2}/u.test(words) ? null : bullet;
}
