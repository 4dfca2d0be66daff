// Says in French why a deposited file was not taken as data, each time with what to do about it. Called by version-checks.ts.
import { DatasetRefusal, type DatasetRefusalReason } from '#formats/datasets/refusals.ts';

const sentences: Readonly<Record<DatasetRefusalReason, (found: string | null) => string>> = {
  EMPTY: () => 'Ce fichier est vide. Vérifiez qu’il s’ouvre sur votre poste, puis déposez-le de nouveau.',
  TOO_LARGE: () => 'Ce fichier dépasse 1 Go. Découpez-le, ou ne gardez que ce qui sert.',
  PROTECTED: () => 'Ce fichier est protégé par un mot de passe. Retirez la protection, puis déposez-le de nouveau.',
  DAMAGED: () =>
    'Ce fichier est incomplet ou abîmé. Vérifiez qu’il s’ouvre sur votre poste, puis déposez-le de nouveau.',
  MISLABELLED: (found) =>
    `Ce fichier ne contient pas ce que son nom annonce${found ? ` (il contient : ${found})` : ''}. Renommez-le ou exportez-le de nouveau.`,
  BOMB: () => 'Cette archive se déploie en beaucoup plus que ce qu’elle contient : elle n’est pas ouverte.',
  HOSTILE: () => 'Ce fichier contient des éléments qui n’ont pas lieu d’être : il n’est pas ouvert.',
  TOO_MANY_ROWS: (found) =>
    `Ce fichier a trop de lignes ou d’objets${found ? ` (${found} au plus)` : ''}. Découpez-le.`,
  TOO_MANY_COLUMNS: (found) => `Ce fichier a trop de colonnes${found ? ` (${found} au plus)` : ''}.`,
  TOO_MANY_VERTICES: () => 'Les contours de ce fichier sont trop détaillés. Simplifiez-les, ou découpez le fichier.',
  TOO_LONG: () => 'Une ligne, une cellule ou un objet de ce fichier est trop long pour être lu.',
  TOO_SLOW: () => 'Ce fichier demande trop de temps à lire. Découpez-le, ou exportez-le dans un autre format.',
  NO_ROWS: () => 'Ce fichier ne contient ni ligne ni objet.',
  MISSING_PART: (found) =>
    `Il manque une partie de ce Shapefile${found ? ` (« ${found} »)` : ''}. Mettez tous ses fichiers dans la même archive ZIP.`,
  UNKNOWN_PROJECTION: (found) =>
    `Le système de coordonnées de ce fichier n’est pas reconnu${found ? ` (« ${found} »)` : ''}. Exportez-le en WGS 84 ou en Lambert-93.`,
  OUT_OF_RANGE: () =>
    'Aucun objet ne se trouve à un endroit possible : les coordonnées ne sont pas dans le système annoncé. Exportez-les en WGS 84 ou en Lambert-93.',
  NO_SPACE: () => 'La plate-forme n’a plus de place pour préparer ce fichier.',
  BUSY: () => 'Trop de fichiers sont vérifiés en ce moment.',
};

/** Why the file is refused for good, in a sentence; null for what is a fault of ours, or may go better later. */
export function refusalSentence(error: unknown): string | null {
  return error instanceof DatasetRefusal && !mayGoBetter(error) ? sentences[error.reason](error.found) : null;
}

/** Whether the file was not read for want of room or turn alone: it is tried again. */
export const mayGoBetter = (error: unknown): boolean =>
  error instanceof DatasetRefusal && (error.reason === 'NO_SPACE' || error.reason === 'BUSY');
