// A comparison in a sentence: « 3 objectifs modifiés, 1 écarté, 2 nouveaux ». The one place where differences are counted and
// worded, for the page, the paper, the list of versions and the API. Pure.
import type { ItemKind } from '../vocabulary.ts';
import type { ComparedBlock } from './compared-text.ts';
import { type Comparison, type Difference, isHeading } from './comparison.ts';

/** How many of one kind. A heading is changed when its own words are, or a passage right below it. */
export interface KindCount {
  kind: ItemKind;
  changed: number;
  added: number;
  dropped: number;
  moved: number;
}

/** What was changed under one heading of the later text (a dropped heading: of the former). */
export interface SectionCount {
  heading: ComparedBlock | null;
  counts: KindCount[];
}

const isOpen = ({ state, isMoved }: Difference) => state !== 'KEPT' || isMoved;

/** The blocks that moved with the heading above them are not told one by one. */
function movedAlone(differences: readonly Difference[]): Set<Difference> {
  const moved = new Set(differences.filter(({ isMoved }) => isMoved));
  const movedHeadings = new Set([...moved].flatMap(({ after }) => (after && isHeading(after) ? [after] : [])));
  return new Set(
    [...moved].filter(({ after, heading }) => after && (isHeading(after) || !heading || !movedHeadings.has(heading))),
  );
}

/** Counts by kind, in the order of the outline. */
export function countsOf(differences: readonly Difference[]): KindCount[] {
  const counts = new Map<ItemKind, KindCount>();
  const countOf = (kind: ItemKind) => {
    const count = counts.get(kind) ?? { kind, changed: 0, added: 0, dropped: 0, moved: 0 };
    counts.set(kind, count);
    return count;
  };
  const moved = movedAlone(differences);
  const changedBelow = new Set(
    differences.flatMap(({ state, heading, after, before }) =>
      state !== 'KEPT' && heading && heading !== after && heading !== before ? [heading] : [],
    ),
  );
  for (const difference of differences) {
    const block = difference.after ?? difference.before;
    if (!block) continue;
    const { state } = difference;
    const isChanged = state === 'CHANGED' || (state === 'KEPT' && changedBelow.has(block));
    if (!isChanged && state === 'KEPT' && !moved.has(difference)) continue;
    const count = countOf(block.kind);
    if (isChanged) count.changed += 1;
    if (state === 'ADDED') count.added += 1;
    if (state === 'DROPPED') count.dropped += 1;
    if (moved.has(difference)) count.moved += 1;
  }
  return kindOrder.flatMap((kind) => counts.get(kind) ?? []);
}

/** What was changed under each heading where something was, in the order of the text. */
export function sectionsOf({ differences }: Comparison): SectionCount[] {
  const sections = new Map<ComparedBlock | null, Difference[]>();
  for (const difference of differences)
    sections.set(difference.heading, [...(sections.get(difference.heading) ?? []), difference]);
  return [...sections].flatMap(([heading, inside]) =>
    inside.some(isOpen) ? [{ heading, counts: countsOf(inside) }] : [],
  );
}

const kindOrder: readonly ItemKind[] = [
  'PART',
  'ARTICLE',
  'AXIS',
  'OBJECTIVE',
  'SUBHEADING',
  'PARAGRAPH',
  'LIST_ITEM',
  'TABLE',
];

/** One, several, and whether the noun is feminine. */
const nouns: Record<ItemKind, readonly [string, string, boolean]> = {
  PART: ['partie', 'parties', true],
  ARTICLE: ['article', 'articles', false],
  AXIS: ['objectif stratégique', 'objectifs stratégiques', false],
  OBJECTIVE: ['objectif', 'objectifs', false],
  SUBHEADING: ['intertitre', 'intertitres', false],
  PARAGRAPH: ['paragraphe', 'paragraphes', false],
  LIST_ITEM: ['élément de liste', 'éléments de liste', false],
  TABLE: ['tableau', 'tableaux', false],
};

const agreed = (word: string, count: number, feminine: boolean) =>
  `${word}${feminine ? 'e' : ''}${count > 1 ? 's' : ''}`;

/** « nouveau », « nouvelles ». */
function newWord(count: number, feminine: boolean): string {
  if (feminine) return count > 1 ? 'nouvelles' : 'nouvelle';
  return count > 1 ? 'nouveaux' : 'nouveau';
}

/** « 3 objectifs modifiés, 1 écarté, 2 nouveaux »: the noun once. */
function wordKind({ kind, changed, added, dropped, moved }: KindCount): string {
  const [one, many, feminine] = nouns[kind];
  const parts: [number, string][] = [
    [changed, agreed('modifié', changed, feminine)],
    [dropped, agreed('écarté', dropped, feminine)],
    [added, newWord(added, feminine)],
    [moved, agreed('déplacé', moved, feminine)],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word], index) => `${count} ${index === 0 ? `${count > 1 ? many : one} ` : ''}${word}`)
    .join(', ');
}

/** What was changed, as one says it. */
export function wordSummary(counts: readonly KindCount[]): string {
  const said = counts.map(wordKind).filter((words) => words !== '');
  return said.length === 0 ? 'Aucune différence' : said.join('\u202f; ');
}
