// The page of the thing that a dataset is of use for.
import type { DatasetLinkKind } from '#domain/vocabulary.ts';

interface Place {
  kind: DatasetLinkKind;
  conventionId: string;
  subjectId: string;
}

/** Where it is shown, in its place. */
export function linkPath({ kind, conventionId, subjectId }: Place): string {
  const convention = `/conventions/${conventionId}`;
  if (kind === 'BLOCK') return `${convention}/lecture#b-${subjectId}`;
  if (kind === 'OBLIGATION') return `${convention}/suivi/obligations#o-${subjectId}`;
  if (kind === 'DELIVERABLE') return `${convention}/suivi/livrables`;
  return kind === 'MEETING' ? `/reunions/${subjectId}` : `${convention}/documents`;
}
