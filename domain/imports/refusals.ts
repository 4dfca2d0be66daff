// Says in French why an uploaded file was not read, each time with what to do about it. Called by imports.ts.
import type { FileRefusal, RefusalReason } from '#formats/refusals.ts';
import { conflict, type DomainError, tooLarge, unreadableFile } from '../errors.ts';

/** What people call the files that get uploaded by mistake. */
const kinds: Readonly<Record<string, string>> = {
  pdf: 'un PDF',
  rtf: 'un fichier RTF',
  jpg: 'une image',
  png: 'une image',
  gif: 'une image',
  webp: 'une image',
  tif: 'une image',
  heic: 'une image',
  bmp: 'une image',
  xlsx: 'un tableur',
  pptx: 'une présentation',
  epub: 'un livre numérique',
  zip: 'une archive ZIP',
  html: 'une page web',
  xml: 'un fichier XML',
};

const otherKind = (found: string | null) => {
  const known = kinds[found ?? ''];
  const is = known ? `Ce fichier est ${known}` : 'Ce fichier n’est ni un DOCX ni un ODT';
  return `${is}. Choisissez le texte de la convention au format DOCX (Word) ou ODT (LibreOffice).`;
};

const sentences: Readonly<Record<RefusalReason, (found: string | null) => DomainError>> = {
  EMPTY: () =>
    unreadableFile('Ce fichier est vide. Vérifiez qu’il s’ouvre sur votre poste, puis envoyez-le de nouveau.'),
  TOO_LARGE: () => tooLarge('20 Mo'),
  OLD_WORD: () =>
    unreadableFile(
      'Ce fichier est dans l’ancien format de Word (.doc). Ouvrez-le dans Word ou LibreOffice, enregistrez-le au format DOCX ou ODT, puis envoyez-le de nouveau.',
    ),
  PROTECTED: () =>
    unreadableFile('Ce fichier est protégé par un mot de passe. Retirez la protection, puis envoyez-le de nouveau.'),
  OTHER_KIND: (found) => unreadableFile(otherKind(found)),
  DAMAGED: () =>
    unreadableFile(
      'Ce fichier est endommagé ou incomplet. Ouvrez-le dans Word ou LibreOffice, enregistrez-le sous un autre nom, puis envoyez-le de nouveau.',
    ),
  BOMB: () =>
    unreadableFile('Ce fichier a un contenu anormalement volumineux une fois décompressé : il n’a pas été lu.'),
  HOSTILE: () =>
    unreadableFile('Ce fichier contient des éléments qui ne sont pas ceux d’un texte : il n’a pas été lu.'),
  MACROS: () =>
    unreadableFile(
      'Ce fichier contient des macros. Enregistrez-le sans elles (DOCX ou ODT), puis envoyez-le de nouveau.',
    ),
  TOO_LONG: () =>
    unreadableFile('Ce texte est trop long pour une convention. Envoyez la convention seule, sans ses pièces jointes.'),
  TOO_SLOW: () => unreadableFile('La lecture de ce fichier prend trop de temps : elle a été arrêtée.'),
  NO_WORDS: () =>
    unreadableFile(
      'Ce fichier ne contient aucun texte. S’il s’agit d’un document numérisé, envoyez plutôt le texte d’origine.',
    ),
  BUSY: () => conflict('Plusieurs fichiers sont en cours de lecture. Réessayez dans quelques instants.'),
};

/** The refusal as it is shown to whoever sent the file. */
export const sayRefusal = ({ reason, found }: FileRefusal): DomainError => sentences[reason](found);
