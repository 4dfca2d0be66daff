// What the states and roles of an action are called, in French. Used by every page that shows one; knows no page.
import type { ActionRole, ActionStatus } from '#domain/vocabulary.ts';

export const actionStatusLabels: Record<ActionStatus, string> = {
  UPCOMING: 'À venir',
  ONGOING: 'En cours',
  DONE: 'Réalisée',
  LATE: 'En retard',
  BLOCKED: 'Bloquée',
  PAUSED: 'En pause',
  ABANDONED: 'Abandonnée',
};

export const actionRoleLabels: Record<ActionRole, string> = {
  PILOT: 'Pilote',
  PARTNER: 'Partenaire',
};
