// What the blocks of a text and their marks are called, in French. Used by every page that shows one; knows no page.
import type { Degree, HeadingKind, ItemKind, ItemMark } from '#domain/vocabulary.ts';

export const headingKindLabels: Record<HeadingKind, string> = {
  part: 'Partie',
  article: 'Article',
  axis: 'Objectif stratégique',
  objective: 'Objectif',
  subheading: 'Intertitre',
};

export const itemKindLabels: Record<ItemKind, string> = {
  PART: 'Partie',
  ARTICLE: 'Article',
  AXIS: 'Objectif stratégique',
  OBJECTIVE: 'Objectif',
  SUBHEADING: 'Intertitre',
  PARAGRAPH: 'Paragraphe',
  LIST_ITEM: 'Élément de liste',
  TABLE: 'Tableau',
};

export const itemMarkLabels: Record<ItemMark, string> = {
  ACTION: 'Action',
  COMMITMENT: 'Engagement',
  DELIVERABLE: 'Livrable',
  OBLIGATION: 'Obligation',
};

/** The verb that shows a degree in the text. */
export const degreeLabels: Record<Degree, string> = {
  MUST: 'Doit',
  COMMITS: 'S’engage',
  EXPECTED: 'Il est attendu',
  CONTRIBUTES: 'Contribuera',
  MAY: 'Pourra',
};

/** What a degree binds to. */
export const degreeMeanings: Record<Degree, string> = {
  MUST: 'Obligation ferme',
  COMMITS: 'Engagement pris',
  EXPECTED: 'Attente exprimée',
  CONTRIBUTES: 'Contribution prévue',
  MAY: 'Faculté laissée',
};
