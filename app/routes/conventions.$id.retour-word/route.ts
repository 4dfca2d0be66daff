// Where a Word file came back into a convention's text before other texts took theirs: leads to the page of its text.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { wordReturnsAddress } from '../../texts/version-addresses.ts';
import { ReadFramedConvention } from '../../versions/queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReadFramedConvention, { id: params.id ?? '' });
  return redirect(wordReturnsAddress(convention.documentId));
}
