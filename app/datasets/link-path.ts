// Where the things are that a dataset is of use for, and where one deposits for them.
import { type DatasetLinkKind, datasetLinkKinds } from '#domain/vocabulary.ts';

/** What a deposit is for. */
export interface DatasetPlace {
  kind: DatasetLinkKind;
  conventionId: string;
  subjectId: string;
}

/** Where it is shown, in its place. */
export function linkPath({ kind, conventionId, subjectId }: DatasetPlace): string {
  const convention = `/conventions/${conventionId}`;
  if (kind === 'BLOCK') return `${convention}/lecture#b-${subjectId}`;
  if (kind === 'OBLIGATION') return `${convention}/suivi/obligations#o-${subjectId}`;
  if (kind === 'DELIVERABLE') return `${convention}/suivi/livrables#l-${subjectId}`;
  return kind === 'MEETING' ? `/reunions/${subjectId}` : `${convention}/documents`;
}

/** The page on which one deposits for it; `occurrenceId` names the due date that the deposit is to prove. */
export function depositPath({ kind, conventionId, subjectId }: DatasetPlace, occurrenceId?: string): string {
  const search = new URLSearchParams({ pour: kind, convention: conventionId, objet: subjectId });
  if (occurrenceId) search.set('echeance', occurrenceId);
  return `/donnees/deposer?${search}`;
}

/** What an address of depositPath says; null where it names nothing. */
export function placeIn(search: URLSearchParams): DatasetPlace | null {
  const kind = datasetLinkKinds.find((one) => one === search.get('pour'));
  const conventionId = search.get('convention');
  return kind && conventionId ? { kind, conventionId, subjectId: search.get('objet') ?? conventionId } : null;
}

/** The page from which one came to deposit. */
export function backPath({ kind, conventionId, subjectId }: DatasetPlace): string {
  const place = { kind, conventionId, subjectId };
  return kind === 'BLOCK' ? `/conventions/${conventionId}/suivi/actions/${subjectId}` : linkPath(place);
}

/** Where a proof is recorded with what was just deposited for it. */
export const provePath = ({ conventionId }: DatasetPlace, occurrenceId: string, datasetId: string): string =>
  `/conventions/${conventionId}/suivi/obligations?${new URLSearchParams({ prouver: occurrenceId, donnees: datasetId })}`;
