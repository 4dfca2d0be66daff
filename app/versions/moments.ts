// How the address of a comparison names two states of a text: « de » and « a », each the id of a version, « actuel » or
// « an-dernier ». Read by the page and by its paper.
import type { FramedText } from './queries.ts';

export const CURRENT = 'actuel';
export const LAST_YEAR = 'an-dernier';

/** The same text of last year, a convention's or a report's; null when there is none that one sees. */
export function lastYearOf({ kind, convention: { previous } }: FramedText): string | null {
  if (kind === 'CONVENTION') return previous?.documentId ?? null;
  return (kind === 'REPORT' && previous?.report?.documentId) || null;
}

/** The id that the API takes for it; null when there is no last year that one sees. */
const momentId = (text: FramedText, named: string): string | null => {
  if (named === CURRENT) return text.documentId;
  return named === LAST_YEAR ? lastYearOf(text) : named;
};

/** What is compared with what. Unsaid: last year, and the text as it is now. */
export function readMoments(text: FramedText, request: Request) {
  const { searchParams } = new URL(request.url);
  const [de, a] = [searchParams.get('de') || LAST_YEAR, searchParams.get('a') || CURRENT];
  return { de, a, from: momentId(text, de), to: momentId(text, a), searchParams };
}
