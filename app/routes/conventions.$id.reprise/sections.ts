// Last year's blocks under their headings, and the views one may choose of them. Pure; knows no page.
import { type CarryOverChoice, type HeadingKind, headingKinds, type ItemKind } from '#domain/vocabulary.ts';
import { headingLabel } from '../../editor/words.ts';
import type { ResultOf } from '../../graphql.ts';
import type { ReadCarryOvers } from './queries.ts';

/** One block of last year with what was decided of it. */
export type CarriedBlock = ResultOf<typeof ReadCarryOvers>['convention']['carryOvers'][number];

/** A heading with the blocks right under it. The first section has none when the text begins without a heading. */
export interface CarriedSection {
  heading: CarriedBlock | null;
  blocks: CarriedBlock[];
  /** All that a decision for the whole section is about: lower headings and what is under them too. */
  covered: string[];
}

/** Rank of a heading from 0; null for what is none. */
function rankOf({ item }: CarriedBlock): number | null {
  const rank = headingKinds.indexOf(item.kind.toLowerCase() as HeadingKind);
  return rank < 0 ? null : rank;
}

/** « Article 8 », « 1.2 »; null for what carries no number. */
export const labelOf = ({ item }: CarriedBlock): string | null =>
  headingLabel(item.kind.toLowerCase() as HeadingKind, item.number);

/** How deep a block is nested in list items: 0 for what stands by itself. */
export function depthsOf(blocks: readonly CarriedBlock[]): Map<string, number> {
  const kinds = new Map<string, ItemKind>(blocks.map(({ id, item }) => [id, item.kind]));
  const depths = new Map<string, number>();
  for (const { id, item } of blocks) {
    const isNested = item.parentId !== null && kinds.get(item.parentId) === 'LIST_ITEM';
    depths.set(id, isNested ? (depths.get(item.parentId ?? '') ?? 0) + 1 : 0);
  }
  return depths;
}

/** The blocks in reading order, cut at their headings. */
export function sectionsOf(blocks: readonly CarriedBlock[]): CarriedSection[] {
  const sections: CarriedSection[] = [];
  blocks.forEach((block, index) => {
    const rank = rankOf(block);
    const last = sections.at(-1);
    if (rank === null && last) {
      last.blocks.push(block);
      return;
    }
    if (rank === null) {
      sections.push({ heading: null, blocks: [block], covered: [] });
      return;
    }
    const rest = blocks.slice(index + 1);
    const end = rest.findIndex((next) => (rankOf(next) ?? Number.POSITIVE_INFINITY) <= rank);
    const below = end < 0 ? rest : rest.slice(0, end);
    sections.push({ heading: block, blocks: [], covered: [block, ...below].map(({ id }) => id) });
  });
  return sections;
}

/** What may be shown, in the order of the tabs; the address names it. */
export const views = ['tous', 'a-decider', 'annees', 'ecartes'] as const;
export type View = (typeof views)[number];

export const viewLabels: Record<View, string> = {
  tous: 'Tous',
  'a-decider': 'À décider',
  annees: 'Années périmées',
  ecartes: 'Écartés',
};

/** The view that an address names; all for what is none. */
export const viewOf = (value: string | null): View => views.find((view) => view === value) ?? 'tous';

/** Whether a block belongs in a view, with the choice as the page knows it. A stale year that left the text is none. */
export function isInView(view: View, { item }: CarriedBlock, choice: CarryOverChoice | null): boolean {
  switch (view) {
    case 'a-decider':
      return choice === null;
    case 'annees':
      return item.staleYears.length > 0 && choice !== 'DROP';
    case 'ecartes':
      return choice === 'DROP';
    default:
      return true;
  }
}

const BRIEF = 60;

/** The first words of a block, to tell one from another without reading it whole. */
export const briefly = (text: string): string => (text.length > BRIEF ? `${text.slice(0, BRIEF).trimEnd()}…` : text);
