// What could not be taken over from a Word file, in French sentences, each with its words.
import { titleWithYear } from '../convention-title.ts';
import { type OwnedText, textName } from '../versions/text-owners.ts';
import type { LeftOut } from '../written/written-text.ts';
import type { Lost } from './changes.ts';

/** Characters of words that are quoted. */
const QUOTED = 300;
/** Characters by which a table is known. */
const TABLE_NAME = 60;

const sentences: Record<Lost['what'], string> = {
  ROW_ADDED: 'Une ligne ajoutée parmi des cases fusionnées d’un tableau ne se propose pas encore',
  ROW_REMOVED: 'Une ligne retirée dont des cases sont fusionnées avec d’autres lignes ne se propose pas encore',
  COLUMN_ADDED: 'Une colonne ajoutée n’a plus sa place dans un tableau',
  COLUMN_REMOVED: 'Une colonne retirée d’un tableau dont des cases ont été fusionnées depuis ne se propose pas',
  TABLE_SHAPE: 'Une ligne d’un tableau n’a plus les mêmes cases, ce qui ne se propose pas parmi des cases fusionnées',
  CELL_ADDED: 'Une case ajoutée dans un tableau ne se propose pas',
  CELL_REMOVED: 'Une case retirée d’un tableau ne se propose pas, elle reste',
  CELLS_MERGED: 'Des cases d’un tableau fusionnées ou séparées ne se proposent pas',
  CELL: 'Une case de tableau n’a pas été retrouvée',
  AROUND_CHANGED: 'Autour du texte, des mots modifiés ne se reprennent pas',
  AROUND_ADDED: 'Autour du texte, des mots ajoutés ne se reprennent pas',
  AROUND_REMOVED: 'Autour du texte, des mots retirés ne se reprennent pas',
  BLOCK_GONE: 'Le passage a été retiré du texte depuis',
  ALREADY_SUGGESTED: 'Une autre proposition attend déjà au même endroit',
  COMMENT: 'Le passage d’un commentaire n’a pas été retrouvé',
  COMMENT_LENGTH: 'Un commentaire est trop long pour être repris',
  TOO_MANY: 'Le fichier contient plus de modifications qu’on ne peut en reprendre à la fois',
};

function quotedUpTo(words: string, most: number): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most).trimEnd()}…` : line;
}

/** « Une ligne ajoutée parmi des cases fusionnées d’un tableau ne se propose pas encore : « 12 14 » (d’après Paul Caron). » */
export function wordLost({ what, words, table, by }: Lost): string {
  const cut = quotedUpTo(words, QUOTED);
  const quoted = cut === '' ? '' : `\u00a0: «\u00a0${cut}\u00a0»`;
  const where = table?.trim() ? `, tableau qui commence par «\u00a0${quotedUpTo(table, TABLE_NAME)}\u00a0»` : '';
  return `${sentences[what]}${quoted}${where}${by ? ` (d’après ${by.author})` : ''}.`;
}

const kinds = {
  pictures: 'images',
  formulas: 'formules',
  nestedTables: 'tableaux dans des tableaux',
  struck: 'mots barrés à la main',
  hidden: 'mots masqués',
} as const;

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
