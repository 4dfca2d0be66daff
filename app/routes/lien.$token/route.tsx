// The one-time link of a mail: an invitation to enter, or another password to choose. Showing the page spends nothing.
import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { AcceptInvitation, EndThisSession, ReadAccountLink, ResetPassword } from './queries.ts';

export { LinkPage as default } from './link-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.link?.kind === 'INVITATION' ? 'Bienvenue' : 'Nouveau mot de passe') },
  { name: 'robots', content: 'noindex' },
];

/** The address is a secret: no cache keeps the page, and no request tells where it came from. */
const secret = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' };

export const headers: HeadersFunction = () => secret;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { accountLink } = await context.api.query(ReadAccountLink, { token: params.token ?? '' });
  return data({ link: accountLink }, { status: accountLink ? 200 : 410, headers: secret });
}

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
