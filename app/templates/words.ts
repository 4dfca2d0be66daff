// What the kinds of templates are called, in French. Used by every page that shows one; knows no page.
import type { TemplateKind } from '#domain/vocabulary.ts';

export const templateKindLabels: Record<TemplateKind, string> = {
  CONVENTION: 'Convention',
  AMENDMENT: 'Avenant',
  AGENDA: 'Ordre du jour',
  MINUTES: 'Compte rendu',
  PROGRESS_NOTE: 'Bilan, note d’avancement',
};
