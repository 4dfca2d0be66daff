// Where a Word file that came back was shown before other texts took theirs: leads to the page of it under its text.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { wordReturnsAddress } from '../../texts/version-addresses.ts';
import { ReadFramedConvention } from '../../versions/queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReadFramedConvention, { id: params.id ?? '' });
  return redirect(`${wordReturnsAddress(convention.documentId)}/${encodeURIComponent(params.returnId ?? '')}`);
}
