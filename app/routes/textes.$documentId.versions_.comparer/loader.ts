// The two texts that the address names, compared.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { readMoments } from '../../versions/moments.ts';
import { CompareTexts, ReadFramedText } from '../../versions/queries.ts';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { text } = await context.api.query(ReadFramedText, { documentId: params.documentId ?? '' });
  const { de, a, from, to, searchParams } = readMoments(text, request);
  const [vue, onlyBinding, isWhole] = [
    searchParams.get('vue') === 'cote' ? 'cote' : 'texte',
    searchParams.has('engage'),
    searchParams.has('tout'),
  ] as const;
  const asked = { de, a, vue, onlyBinding, isWhole } as const;
  // Nothing comes before the first year.
  if (from === null || to === null) return { text, asked, comparison: null };
  const given = { from, to, onlyBinding, onlyChanged: !isWhole };
  const { textComparison } = await context.api.query(CompareTexts, given);
  return { text, asked, comparison: textComparison };
}
