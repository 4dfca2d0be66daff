// The two texts that the address names, compared.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { readMoments } from '../../versions/moments.ts';
import { CompareTexts, ReadFramedConvention } from '../../versions/queries.ts';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReadFramedConvention, { id: params.id ?? '' });
  const { de, a, from, to, searchParams } = readMoments(convention, request);
  const [vue, onlyBinding, isWhole] = [
    searchParams.get('vue') === 'cote' ? 'cote' : 'texte',
    searchParams.has('engage'),
    searchParams.has('tout'),
  ] as const;
  const asked = { de, a, vue, onlyBinding, isWhole } as const;
  // Nothing comes before the first year.
  if (from === null || to === null) return { convention, asked, comparison: null };
  const given = { from, to, onlyBinding, onlyChanged: !isWhole };
  const { textComparison } = await context.api.query(CompareTexts, given);
  return { convention, asked, comparison: textComparison };
}
