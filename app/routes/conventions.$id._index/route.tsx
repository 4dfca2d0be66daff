// « Rédiger »: the convention's text, written together. The text comes over the realtime connection, not through here.
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import { paths } from '../../navigation.ts';
import type { FrameHandle } from '../../root.tsx';
import { ConventionToWrite } from './queries.ts';

export { EditingPage as default } from './editing-page.tsx';

export const handle: FrameHandle = { layout: 'full' };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Rédiger', data?.convention) },
];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ConventionToWrite, { id: params.id ?? '' });
  // The query has already sent whoever is not signed in to the sign-in page.
  if (!context.viewer) throw redirect(paths.signIn);
  return { convention, viewerId: context.viewer.personId };
}
