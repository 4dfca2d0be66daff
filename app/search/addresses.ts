// Where a result leads: to the very block, thread, card or meeting. Used by the field of the header and by the page.
import type { FoundHit } from './queries.ts';

/** The page of results. */
export const searchPath = '/recherche';

/** The address of a search, from its first page. */
export function searchAddress(words: string, chosen: { kind?: string | null; year?: number | null } = {}): string {
  const search = new URLSearchParams({ q: words });
  if (chosen.kind) search.set('type', chosen.kind);
  if (chosen.year) search.set('annee', String(chosen.year));
  return `${searchPath}?${search}`;
}

/** The address of a thing that was found. */
export function addressOf({ kind, subjectId, scopeId, conventionId, blockId, organisationId }: FoundHit): string {
  const convention = `/conventions/${conventionId}`;
  const meeting = `/reunions/${scopeId}`;
  switch (kind) {
    case 'CONVENTION':
      return convention;
    case 'ITEM':
    case 'ACTION':
      return `${convention}/lecture#b-${subjectId}`;
    case 'ACTION_NOTE':
      return `${convention}/suivi/actions/${blockId}`;
    case 'DELIVERABLE':
      return `${convention}/suivi/livrables`;
    case 'OBLIGATION':
      return `${convention}/suivi/obligations#o-${subjectId}`;
    case 'COMMENT':
      return `${convention}/commentaires?choix=all&fil=${scopeId}#fil-${scopeId}`;
    case 'MEETING':
      return meeting;
    case 'AGENDA':
      return `${meeting}/ordre-du-jour`;
    case 'NOTES':
    case 'DECISION':
    case 'TASK':
      return `${meeting}/notes/lecture#b-${subjectId}`;
    case 'FILE':
      return `/fichiers/${subjectId}`;
    case 'DATASET':
      return `/donnees/${subjectId}`;
    case 'PERSON':
    case 'ORGANISATION':
      return `/organisation/${organisationId}`;
  }
}

/** The follow-up of an action, besides its place in the text; null for what has none. */
export const followUpAddress = ({ kind, conventionId, subjectId }: FoundHit): string | null =>
  kind === 'ACTION' ? `/conventions/${conventionId}/suivi/actions/${subjectId}` : null;
