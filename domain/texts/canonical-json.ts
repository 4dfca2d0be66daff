// Canonical JSON (RFC 8785): one value, one spelling, so that a hash of it says whether a text is the one that was
// signed. Called by frozen-texts.ts. Pure.

/** A value that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

const spellString = (text: string): string => {
  // RFC 8785 §3.2.2.2: half a pair has no UTF-8, so its hash would mean nothing.
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('Half of a surrogate pair cannot be written as canonical JSON.');
  return JSON.stringify(text);
};

const byName = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1);

/**
 * `value` as RFC 8785 spells it: names in order of their UTF-16 code units, numbers and strings as ECMAScript writes
 * them, no blanks. Names without a value are left out. Throws TypeError for what JSON cannot say.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return spellString(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is no number of JSON.`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`;
  const members = Object.entries(value).filter((member): member is [string, Json] => member[1] !== undefined);
  return `{${members
    .sort(byName)
    .map(([name, inner]) => `${spellString(name)}:${canonicalJson(inner)}`)
    .join(',')}}`;
}
