// Numbers typed by hand at the start of a heading (« 1.1 », « Article 3 : »): the text counts by itself, so they go, and
// a number that the count would not give is kept as an imposed one.
import type { Node as TextNode } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { createNumbering, rankOf } from '#domain/texts/numbering.ts';
import type { HeadingKind } from '#domain/vocabulary.ts';

const AFTER = String.raw`\s*(?:[.:)°–—-]\s*)*`;

/** What ends a number: its title may follow without a blank (« 1.1Accompagner »), more of the number may not. */
const END = String.raw`(?!\d|[.,-]\d|\s*(?:[%€]|(?:bis|ter|quater)(?!\p{L})))(?:(?:er|ère|re)(?!\p{L}))?`;

/** « 1.2 », « 3.1.2 »: the last of them counts. */
const DOTTED = String.raw`(?:\d{1,2}\.){1,3}(\d{1,2})`;

/** Each pattern's first group is the number. */
const patterns: Record<HeadingKind, readonly RegExp[]> = {
  part: [new RegExp(String.raw`^\s*partie\s+([IVXL]{1,6})\b${AFTER}`)],
  article: [new RegExp(String.raw`^\s*article\s+(\d{1,3}|premier(?!\p{L}))${END}${AFTER}`, 'iu')],
  axis: [
    new RegExp(String.raw`^\s*(?:objectif\s+strat[ée]gique|axe|OS)\s*(?:n°\s*)?(\d{1,2})${END}${AFTER}`, 'iu'),
    new RegExp(String.raw`^\s*${DOTTED}${END}${AFTER}`, 'iu'),
    /^\s*(\d{1,2})\s*[.)–—-](?:\s+|(?=\p{Lu}))/u,
  ],
  objective: [
    new RegExp(String.raw`^\s*(?:objectif\s+)?${DOTTED}${END}${AFTER}`, 'iu'),
    new RegExp(String.raw`^\s*objectif\s+(\d{1,2})${END}${AFTER}`, 'iu'),
  ],
  subheading: [],
};

/** The number typed at the start of a heading's words: how many characters it takes, and its value; null for none. */
export function typedNumber(kind: HeadingKind, words: string): { length: number; value: number } | null {
  for (const pattern of patterns[kind]) {
    const found = pattern.exec(words);
    if (found) return { length: found[0].length, value: rankOf(found[1] ?? '') ?? 1 };
  }
  return null;
}

/** Takes the typed numbers out of the headings that start between `from` and `to`; says how many. */
export function stripTypedNumbers(tr: Transaction, from: number, to: number): number {
  const numberOf = createNumbering();
  const headings: { node: TextNode; pos: number }[] = [];
  tr.doc.forEach((node, pos) => {
    if (node.type.name === 'heading') headings.push({ node, pos });
  });
  const before = tr.steps.length;
  let stripped = 0;
  for (const { node, pos } of headings) {
    const { kind, numbered, startAt, suffix } = node.attrs;
    const computed = numberOf({ kind, numbered, startAt, suffix });
    const typed = pos >= from && pos < to ? typedNumber(kind, node.textContent) : null;
    // Where the text gives no number, the typed one is all there is.
    if (!typed || computed === null) continue;
    stripped += 1;
    const place = tr.mapping.slice(before).map(pos);
    tr.delete(place + 1, place + 1 + typed.length);
    if (rankOf(computed) === typed.value) continue;
    numberOf({ kind, numbered, startAt: typed.value, suffix });
    tr.setNodeAttribute(place, 'startAt', typed.value);
  }
  return stripped;
}
