// What kinds of organisations, territories and keys are called, in French. Used by every page that shows one; knows no page.
import type { ApiKeyMode, Area, OrganisationKind, Territory } from '#domain/vocabulary.ts';

export const organisationKindLabels: Record<OrganisationKind, string> = {
  DEPARTMENT: 'Département',
  ASSOCIATION: 'Association',
  AGENCY: 'Agence',
  EPCI: 'Intercommunalité',
  STATE: 'État',
  REGION: 'Région',
  OTHER: 'Autre organisme',
};

export const territoryLabels: Record<Territory, string> = {
  LENS_HENIN: 'Lens-Hénin',
  ARTOIS: 'Artois',
};

export const areaLabels: Record<Area, string> = {
  programme: 'Texte et parcours',
  followUp: 'Suivi : actions, livrables, obligations',
  finance: 'Financement',
  meetings: 'Réunions',
  discussions: 'Commentaires',
  files: 'Fichiers',
  datasets: 'Données partagées',
};

export const apiKeyModeLabels: Record<ApiKeyMode, string> = {
  READ: 'Lecture seule',
  READ_WRITE: 'Lecture et écriture',
};
