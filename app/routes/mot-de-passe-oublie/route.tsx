// Asking for a link to choose another password. The answer is the same whether or not the address has an account.
import type { ActionFunctionArgs, MetaFunction } from '@remix-run/node';
import { refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { RequestPasswordReset } from './queries.ts';

export { ForgottenPasswordPage as default } from './forgotten-password-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Mot de passe oublié') }];

export async function action({ request, context }: ActionFunctionArgs) {
  const email = textOf(await readForm(request), 'email');
  const outcome = await context.api.mutate(RequestPasswordReset, { input: { email } });
  return outcome.ok ? { ok: true as const, email } : refused(outcome);
}
