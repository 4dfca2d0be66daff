// What kinds of files are called, in French. Used by every page that shows one; knows no page.
import type { FileKind } from '#domain/vocabulary.ts';

/** What a file of a convention is. */
export const fileKindLabels: Record<FileKind, string> = {
  MINUTES: 'Compte rendu',
  DELIVERABLE: 'Livrable',
  EVIDENCE: 'Preuve d’une obligation',
  PAYMENT_PROOF: 'Pièce d’un versement',
  SIGNED_TEXT: 'Texte signé',
  OTHER: 'Autre document',
};
