// Signing in. `?suite=` is the page that asked for it, `?motif=` why one is here.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { localPath } from '../../local-path.ts';
import { readForm, textOf } from '../../posted.ts';
import { EndThisSession, OpenSession } from './queries.ts';

export { SignInPage as default } from './sign-in-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Connexion') }];

const nextOf = (request: Request) => localPath(new URL(request.url).searchParams.get('suite'));

export function loader({ request, context }: LoaderFunctionArgs) {
  if (context.viewer) throw redirect(nextOf(request));
  const reason = new URL(request.url).searchParams.get('motif');
  return { reason, demonstration: context.demonstration ?? null };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const input = { email: textOf(form, 'email'), password: textOf(form, 'password') };
  const outcome = await context.api.mutate(OpenSession, { input });
  if (!outcome.ok) return refused(outcome);
  // The session of somebody else, or an older one of the same person, must not stay open behind this one.
  if (context.viewer) await context.api.mutate(EndThisSession);
  const { token, expiresAt, device } = outcome.value.openSession;
  const headers = new Headers({ 'Set-Cookie': context.sessionCookie(token, new Date(expiresAt)) });
  headers.append('Set-Cookie', context.deviceCookie(device));
  return redirect(nextOf(request), { headers });
}
