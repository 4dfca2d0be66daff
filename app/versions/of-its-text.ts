// Of which part of the platform the pages of a text's versions are: that of the text, which their address does not say.
import type { FrameHandle } from '../root.tsx';
import type { FramedText } from './queries.ts';

/** The page of the text itself. */
function textAddress({ kind, convention, meeting }: FramedText): string {
  if (meeting) return `/reunions/${meeting.id}/notes`;
  return kind === 'REPORT' ? `/conventions/${convention.id}/suivi/bilan` : `/conventions/${convention.id}`;
}

/** What the pages of a text's versions ask of their frame: to be of the part of the platform that the text is of. */
export const ofItsText: FrameHandle = { placeOf: (data) => textAddress((data as { text: FramedText }).text) };
