// The blocks of a file as an outline: headings with what stands under each, and how many there are of what.
import type { ItemKind } from '#domain/vocabulary.ts';
import { count, formatList } from '../../french-format.ts';
import { itemKindLabels } from '../../texts/words.ts';
import type { ReviewedBlock } from './queries.ts';

/** A heading and the blocks down to the next one; `heading` is null above the first. */
export interface Part {
  heading: ReviewedBlock | null;
  blocks: ReviewedBlock[];
}

/** What a block can be made; a table stays one. */
export const correctedKinds = ['PART', 'ARTICLE', 'AXIS', 'OBJECTIVE', 'SUBHEADING', 'PARAGRAPH', 'LIST_ITEM'] as const;

export type CorrectedKind = (typeof correctedKinds)[number];

const counted: readonly ItemKind[] = ['PART', 'ARTICLE', 'AXIS', 'OBJECTIVE'];

/** Whether blocks of this kind carry a number. */
export const isCounted = (kind: ItemKind): boolean => counted.includes(kind);

export const isHeading = (kind: ItemKind): boolean => isCounted(kind) || kind === 'SUBHEADING';

/** The text, part by part. */
export function partsOf(blocks: readonly ReviewedBlock[]): Part[] {
  const parts: Part[] = [];
  for (const block of blocks) {
    if (isHeading(block.kind)) parts.push({ heading: block, blocks: [] });
    else {
      const last = parts.at(-1);
      if (last) last.blocks.push(block);
      else parts.push({ heading: null, blocks: [block] });
    }
  }
  return parts;
}

const manyWords: Record<ItemKind, string> = {
  PART: 'parties',
  ARTICLE: 'articles',
  AXIS: 'objectifs stratégiques',
  OBJECTIVE: 'objectifs',
  SUBHEADING: 'intertitres',
  PARAGRAPH: 'paragraphes',
  LIST_ITEM: 'éléments de liste',
  TABLE: 'tableaux',
};

const counts = (blocks: readonly ReviewedBlock[], kinds: readonly ItemKind[]): string[] =>
  kinds.flatMap((kind) => {
    const number = blocks.filter((block) => block.kind === kind).length;
    return number === 0 ? [] : [count(number, itemKindLabels[kind].toLowerCase(), manyWords[kind])];
  });

/** « 6 paragraphes et 4 éléments de liste ». */
export const bodyWords = (blocks: readonly ReviewedBlock[]): string =>
  formatList(counts(blocks, ['PARAGRAPH', 'LIST_ITEM', 'TABLE']));

/** « 85 paragraphes et 53 éléments de liste, 12 passages marqués ». */
export function textWords(blocks: readonly ReviewedBlock[]): string {
  const marked = blocks.filter(({ mark }) => mark !== null).length;
  const marks = marked > 0 ? count(marked, 'passage marqué', 'passages marqués') : '';
  return [bodyWords(blocks), marks].filter(Boolean).join(', ');
}

/** « 7 articles, 4 objectifs stratégiques, 9 objectifs et 3 titres hors numérotation ». */
export function headingWords(blocks: readonly ReviewedBlock[]): string {
  const numbered = blocks.filter(({ isNumbered }) => isNumbered);
  const unnumbered = blocks.filter(({ kind, isNumbered }) => isCounted(kind) && !isNumbered).length;
  return formatList([
    ...counts(numbered, counted),
    ...(unnumbered > 0 ? [`${count(unnumbered, 'titre')} hors numérotation`] : []),
    ...counts(blocks, ['SUBHEADING']),
  ]);
}

const EXCERPT = 56;

/** The first words of a block, to name it in a sentence. */
export const firstWords = (text: string): string =>
  text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT).replace(/\s+\S*$/, '')}…`;

const BEFORE = 24;
const AFTER = 16;

/** The words around what is wrong in a block: « …cette année. Pour 2024, la Mission… ». */
export function wordsAround({ text, staleYears }: ReviewedBlock): string {
  const [stale] = staleYears;
  if (!stale || text.length <= EXCERPT) return firstWords(text);
  const from = Math.max(0, stale.start - BEFORE);
  const start = from === 0 ? '' : text.slice(from, stale.start).replace(/^\S*\s+/, '…');
  const end = text.slice(stale.end, stale.end + AFTER);
  const more = stale.end + AFTER < text.length;
  return `${from === 0 ? text.slice(0, stale.start) : start}${text.slice(stale.start, stale.end)}${more ? end.replace(/\s+\S*$/, '…') : end}`;
}
