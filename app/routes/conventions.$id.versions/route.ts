// The versions of a convention's text: the address that its tab has, which leads to those of its text.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { versionsAddress } from '../../texts/version-addresses.ts';
import { ReadFramedConvention } from '../../versions/queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReadFramedConvention, { id: params.id ?? '' });
  return redirect(versionsAddress(convention.documentId));
}
