// What the record says, found again in a text as people write it, so that it may become a field of a template: a SIRET whatever
// its spaces, an amount in « € » or « euros », a name, and the years that a roll-over would renew. Pure.
import type { JSONContent } from '@tiptap/core';
import { staleYears } from '../conventions/stale-years.ts';
import { type TemplateField, templateFields } from '../vocabulary.ts';
import { fieldPlaces, writeField } from './fields.ts';
import { changeWords, eachWords } from './filling.ts';

/** A stretch [start, end[ of words that says what the record says of a field. */
interface Found {
  start: number;
  end: number;
  field: TemplateField;
}

/** Shorter words stand anywhere: « CA » is no name to look for. */
const SHORTEST = 3;

const escaped = (words: string) => words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const BEFORE = '(?<![\\p{L}\\p{N}])';
const AFTER = '(?![\\p{L}\\p{N}])';

const numbers: ReadonlySet<TemplateField> = new Set<TemplateField>(['DEPARTMENT_SIRET', 'PARTNER_SIRET']);
const amounts: ReadonlySet<TemplateField> = new Set<TemplateField>(['ENVELOPE', 'DEPARTMENT_SHARE', 'PARTNER_SHARE']);

/** How people write what the record says. */
function patternOf(field: TemplateField, words: string): RegExp | null {
  if (numbers.has(field)) {
    const digits = words.replace(/\s/g, '');
    return new RegExp(`${BEFORE}${[...digits].map(escaped).join('\\s?')}${AFTER}`, 'gu');
  }
  if (amounts.has(field)) {
    const [whole = '', cents = ''] = words.replace(/[\s€]/g, '').split(',');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '[\\s.]?');
    return new RegExp(
      `(?<!(?<!\\d)\\d{1,3}[\\s.])(?<![\\d,.])${grouped}${cents ? `,${cents}` : '(?:,00)?'}\\s?(?:€|euros${AFTER})`,
      'gu',
    );
  }
  if (words.length < SHORTEST) return null;
  const spaced = words.split(/\s+/).map(escaped).join('\\s+');
  return new RegExp(`${BEFORE}${spaced}${AFTER}`, 'gu');
}

/** The years that the next roll-over would renew, of this year; of a date its year alone. */
const yearsIn = (text: string, year: number): Found[] =>
  staleYears(text, year + 1).flatMap(({ start, end, ...flag }) => {
    const at = text.slice(start, end).lastIndexOf(String(year));
    return flag.year !== year || at < 0 ? [] : [{ start: start + at, end: start + at + 4, field: 'YEAR' as const }];
  });

/** Looks for all that is known; what may be two fields is the first of them in their order. */
export function finderOf(known: ReadonlyMap<TemplateField, string>): (text: string) => Found[] {
  const patterns = templateFields.flatMap((field) => {
    const words = field === 'YEAR' ? undefined : known.get(field);
    const pattern = words === undefined ? null : patternOf(field, words);
    return pattern ? [{ field, pattern }] : [];
  });
  const year = Number(known.get('YEAR') ?? Number.NaN);
  return (text) => {
    const found = patterns.flatMap(({ field, pattern }) =>
      [...text.matchAll(pattern)].map(
        (match): Found => ({
          field,
          start: match.index,
          end: match.index + match[0].length,
        }),
      ),
    );
    if (Number.isInteger(year)) found.push(...yearsIn(text, year));
    const isTaken = new Uint8Array(text.length);
    const take = ({ start, end }: { start: number; end: number }) => isTaken.fill(1, start, end);
    fieldPlaces(text).forEach(take);
    // A name is found whole before the year or the other name that stands in it; the sort keeps the order of the fields.
    const kept = found
      .sort((one, other) => other.end - other.start - (one.end - one.start))
      .filter((one) => {
        if (isTaken.subarray(one.start, one.end).includes(1)) return false;
        take(one);
        return true;
      });
    return kept.sort((one, other) => one.start - other.start);
  };
}

/** A passage in which words may become a field. */
export interface Offer {
  blockId: string;
  field: TemplateField;
  /** The words the first time, with what stands around them. */
  before: string;
  words: string;
  after: string;
  /** How many times in this passage. */
  count: number;
}

/** Characters shown on each side. */
const AROUND = 60;

/** What is quoted ends, or begins, with a whole word. */
const beginningOf = (words: string): string =>
  words.length > AROUND ? `${words.slice(0, AROUND).replace(/\s*\S*$/u, '')}…` : words;
const endOf = (words: string): string =>
  words.length > AROUND ? `…${words.slice(-AROUND).replace(/^\S*\s*/u, '')}` : words;

/** All that may become fields, in reading order. */
export function offersIn(text: JSONContent, known: ReadonlyMap<TemplateField, string>): Offer[] {
  const find = finderOf(known);
  const offers = new Map<string, Offer>();
  eachWords(text, (words, blockId) => {
    for (const { start, end, field } of blockId === null ? [] : find(words)) {
      const key = `${blockId} ${field}`;
      const offer = offers.get(key);
      if (offer) offer.count += 1;
      else
        offers.set(key, {
          blockId: blockId as string,
          field,
          before: endOf(words.slice(0, start)),
          words: words.slice(start, end),
          after: beginningOf(words.slice(end)),
          count: 1,
        });
    }
  });
  return [...offers.values()];
}

/** The text with the fields where they were chosen. */
export function withFields(
  text: JSONContent,
  known: ReadonlyMap<TemplateField, string>,
  chosen: readonly Pick<Offer, 'blockId' | 'field'>[],
): JSONContent {
  const find = finderOf(known);
  const keys = new Set(chosen.map(({ blockId, field }) => `${blockId} ${field}`));
  return changeWords(text, (words, blockId) =>
    find(words)
      .filter(({ field }) => keys.has(`${blockId} ${field}`))
      .map(({ start, end, field }) => ({ start, end, words: writeField(field) })),
  );
}
