// How the address of a comparison names two states of a text: « de » and « a », each the id of a version, « actuel » or
// « an-dernier ». Read by the page and by its paper.
import type { ResultOf } from '../graphql.ts';
import type { ReadFramedConvention } from './queries.ts';

type Convention = ResultOf<typeof ReadFramedConvention>['convention'];

export const CURRENT = 'actuel';
export const LAST_YEAR = 'an-dernier';

/** The id that the API takes for it; null when there is no last year that one sees. */
const momentId = ({ documentId, previous }: Convention, named: string): string | null => {
  if (named === CURRENT) return documentId;
  return named === LAST_YEAR ? (previous?.documentId ?? null) : named;
};

/** What is compared with what. Unsaid: last year, and the text as it is now. */
export function readMoments(convention: Convention, request: Request) {
  const { searchParams } = new URL(request.url);
  const [de, a] = [searchParams.get('de') || LAST_YEAR, searchParams.get('a') || CURRENT];
  return { de, a, from: momentId(convention, de), to: momentId(convention, a), searchParams };
}
