// Signs in, in place of whoever was, and goes on to where one was going.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { nextOf } from './loader.ts';
import { EndThisSession, OpenSession } from './queries.ts';

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
