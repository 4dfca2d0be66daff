// Of which part of the platform the pages about a text are: that of the text, which their address does not say.
import type { FrameHandle } from '../root.tsx';
import type { FramedText } from './queries.ts';

/** The page of the text itself. */
export function textAddress({ kind, convention, meeting }: FramedText): string {
  if (meeting) return `/reunions/${meeting.id}/notes`;
  return kind === 'REPORT' ? `/conventions/${convention.id}/suivi/bilan` : `/conventions/${convention.id}`;
}

/** The page where it is read and taken away as a file. */
export const readingAddress = (text: FramedText): string =>
  text.kind === 'REPORT' ? textAddress(text) : `${textAddress(text)}/lecture`;

/** The page where it is written, and where what is suggested in it is decided. */
export const writingAddress = (text: FramedText): string =>
  text.kind === 'REPORT' ? `${textAddress(text)}/redaction` : textAddress(text);

/** What the pages about a text ask of their frame: to be of the part of the platform that the text is of. */
export const ofItsText: FrameHandle = { placeOf: (data) => textAddress((data as { text: FramedText }).text) };
