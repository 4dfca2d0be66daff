// How far the platform meets the RGAA 4.1, as the page « Accessibilité » tells it: the counts and what is missing of docs/rgaa.md,
// which says it criterion by criterion. tests/app/help/rgaa.test.ts holds the two together.

/** What one criterion lacks. */
export interface RgaaGap {
  criterion: string;
  words: string;
}

export const RGAA_DAY = '29 novembre 2026';

/** Of the 106 criteria. */
export const rgaaCounts = { met: 76, notMet: 5, doesNotApply: 23, notTested: 2 };

export const rgaaNotMet: readonly RgaaGap[] = [
  { criterion: '1.3', words: 'le texte de remplacement d’une image ou d’une carte déposée est facultatif' },
  { criterion: '5.1', words: 'un tableau aux cellules fusionnées, dans le texte d’une convention, n’a pas de résumé' },
  { criterion: '5.4', words: 'les tableaux que l’on écrit dans le texte d’une convention n’ont pas de titre' },
  { criterion: '5.7', words: 'les en-têtes fusionnés de ces tableaux ne sont pas reliés à toutes leurs cellules' },
  { criterion: '13.3', words: 'les documents que déposent les partenaires ne sont pas tous accessibles' },
];

export const rgaaNotTested: readonly RgaaGap[] = [
  { criterion: '1.7', words: 'la pertinence de ce qu’écrivent les déposants' },
  { criterion: '7.1', words: 'les lecteurs d’écran, là où l’on écrit à plusieurs et dans les grands tableaux' },
];
