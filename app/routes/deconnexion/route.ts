// Signing out, from the account menu. No page: a link to here does nothing, because a link may come from anywhere.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { EndThisSession } from './queries.ts';

export const loader = () => redirect('/');

export async function action({ context }: ActionFunctionArgs) {
  if (context.viewer) await context.api.mutate(EndThisSession);
  return redirect('/connexion?motif=deconnexion', { headers: { 'Set-Cookie': context.clearedSessionCookie() } });
}
