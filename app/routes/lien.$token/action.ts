// Spends the link: chooses a password, by which one enters or has entered again everywhere.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { AcceptInvitation, EndThisSession, ResetPassword } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const { api } = context;
  // Whoever was signed in on this device before must not stay so behind the link's person.
  const signOut = async () => context.viewer && api.mutate(EndThisSession);
  const token = params.token ?? '';
  const password = textOf(form, 'password');
  if (textOf(form, 'intent') === 'reset') {
    const outcome = await api.mutate(ResetPassword, { input: { token, password } });
    if (!outcome.ok) return refused(outcome);
    await signOut();
    const headers = new Headers({ 'Set-Cookie': context.clearedSessionCookie() });
    headers.append('Set-Cookie', context.deviceCookie(outcome.value.resetPassword));
    return redirect('/connexion?motif=mot-de-passe', { headers });
  }
  const outcome = await api.mutate(AcceptInvitation, {
    input: { token, password, name: textOf(form, 'name') },
  });
  if (!outcome.ok) return refused(outcome);
  await signOut();
  const opened = outcome.value.acceptInvitation;
  const headers = new Headers({ 'Set-Cookie': context.sessionCookie(opened.token, new Date(opened.expiresAt)) });
  headers.append('Set-Cookie', context.deviceCookie(opened.device));
  return redirect('/', { headers });
}
