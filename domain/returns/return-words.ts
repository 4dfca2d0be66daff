// What could not be taken over from a Word file, in French sentences, each with its words.
import { titleWithYear } from '../convention-title.ts';
import { type OwnedText, textName } from '../versions/text-owners.ts';
import type { LeftOut } from '../written/written-text.ts';
import type { Lost } from './changes.ts';

/** Characters of words that are quoted. */
const QUOTED = 300;

const sentences: Record<Lost['what'], string> = {
  ROW_ADDED: 'Une ligne ajoutée parmi des cases fusionnées d’un tableau ne se propose pas encore',
  ROW_REMOVED: 'Une ligne retirée dont des cases sont fusionnées avec d’autres lignes ne se propose pas encore',
  TABLE_SHAPE: 'Les colonnes d’un tableau ont changé, ce qui ne se propose pas encore',
  CELL: 'Une case de tableau n’a pas été retrouvée',
  BLOCK_GONE: 'Le passage a été retiré du texte depuis',
  ALREADY_SUGGESTED: 'Une autre proposition attend déjà au même endroit',
  COMMENT: 'Le passage d’un commentaire n’a pas été retrouvé',
  COMMENT_LENGTH: 'Un commentaire est trop long pour être repris',
  TOO_MANY: 'Le fichier contient plus de modifications qu’on ne peut en reprendre à la fois',
};

/** « Une ligne ajoutée parmi des cases fusionnées d’un tableau ne se propose pas encore : « 12 14 » (d’après Paul Caron). » */
export function wordLost({ what, words, by }: Lost): string {
  const line = words.replace(/\s+/g, ' ').trim();
  const cut = line.length > QUOTED ? `${line.slice(0, QUOTED).trimEnd()}…` : line;
  const quoted = cut === '' ? '' : `\u00a0: «\u00a0${cut}\u00a0»`;
  return `${sentences[what]}${quoted}${by ? ` (d’après ${by.author})` : ''}.`;
}

const kinds = { pictures: 'images', formulas: 'formules', nestedTables: 'tableaux dans des tableaux' } as const;

/** What a text cannot hold at all: « Le fichier contient des images (2), qui ne sont pas reprises. » */
export const wordLeftOut = (leftOut: LeftOut): string[] =>
  (Object.keys(kinds) as (keyof typeof kinds)[])
    .filter((kind) => leftOut[kind] > 0)
    .map(
      (kind) => `Le fichier contient des ${kinds[kind]} (${leftOut[kind]}), qui ne sont pas reprises telles quelles.`,
    );

/** Why a file is refused that was made of another text, named where its bringer may read it. */
export function ofAnotherText(text: OwnedText, other: OwnedText | null): string {
  if (other) {
    const name = other.kind === 'CONVENTION' ? titleWithYear(other) : textName(other);
    return `Ce fichier vient d’un autre texte\u00a0: «\u00a0${name}\u00a0». Reprenez-le depuis ce texte-là.`;
  }
  // Assembled again, a report is another text.
  if (text.kind === 'REPORT')
    return 'Ce fichier vient d’un autre texte, ou de ce bilan avant qu’il soit assemblé de nouveau. Téléchargez le bilan et reportez-y vos modifications.';
  return 'Ce fichier vient d’un autre texte. Reprenez-le depuis la page de ce texte-là.';
}
