// What stands around the text: title, rights, who writes. The words themselves come by the socket.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { paths } from '../../frame/navigation.ts';
import { ConventionToWrite } from './queries.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ConventionToWrite, { id: params.id ?? '' });
  // The query has already sent whoever is not signed in to the sign-in page.
  if (!context.viewer) throw redirect(paths.signIn);
  return { convention, viewerId: context.viewer.personId };
}
