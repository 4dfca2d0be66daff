// Numbers typed by hand at the start of a heading (« 1.1 », « Article 3 : »): the text counts by itself, so they go, and
// a number that the count would not give is kept as an imposed one.
import type { Node as TextNode } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { createNumbering, rankOf } from '#domain/texts/numbering.ts';
import type { HeadingKind, NumberSuffix } from '#domain/vocabulary.ts';
import { readTypedNumber, type TypedNumber } from '#domain/written/typed-numbers.ts';

/** A figure alone, « 1. », belongs to every kind but a subheading; a word before it says what it counts. */
const fits: Readonly<Record<HeadingKind, (typed: TypedNumber, figures: number) => boolean>> = {
  part: ({ kind, prefix }) => (kind === 'part' ? /^\s*partie/i.test(prefix) : kind === 'bare' && /[IVX]/.test(prefix)),
  article: ({ kind }, figures) => figures === 1 && (kind === 'article' || kind === 'bare'),
  axis: ({ kind }) => kind === 'axis' || kind === 'objective' || kind === 'bare',
  objective: ({ kind }, figures) => kind === 'objective' || (figures > 1 && (kind === 'bare' || kind === 'axis')),
  subheading: () => false,
};

/** What a heading's words say that the text counts. */
export interface CountedByText {
  /** Characters that say it. */
  length: number;
  value: number;
  suffix: NumberSuffix | null;
}

/** The number typed at the start of a heading's words that a heading of this kind counts itself; null for none. */
export function typedNumber(kind: HeadingKind, words: string): CountedByText | null {
  const typed = readTypedNumber(words);
  const value = typed?.numbers?.at(-1);
  if (!typed?.numbers || value === undefined || !fits[kind](typed, typed.numbers.length)) return null;
  return { length: typed.prefix.length, value, suffix: kind === 'article' ? typed.suffix : null };
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
    const typed = pos >= from && pos < to ? typedNumber(kind, node.textContent) : null;
    const counted = { kind, numbered, startAt, suffix: typed?.suffix ?? suffix };
    const computed = numberOf(counted);
    // Where the text gives no number, the typed one is all there is.
    if (!typed || computed === null) continue;
    stripped += 1;
    const place = tr.mapping.slice(before).map(pos);
    tr.delete(place + 1, place + 1 + typed.length);
    if (typed.suffix) tr.setNodeAttribute(place, 'suffix', typed.suffix);
    if (rankOf(computed) === typed.value) continue;
    numberOf({ ...counted, startAt: typed.value });
    tr.setNodeAttribute(place, 'startAt', typed.value);
  }
  return stripped;
}
