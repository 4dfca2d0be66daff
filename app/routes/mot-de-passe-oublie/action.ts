// Asks for a link by mail; the answer does not say whether the address is known.
import type { ActionFunctionArgs } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { RequestPasswordReset } from './queries.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const email = textOf(await readForm(request), 'email');
  const outcome = await context.api.mutate(RequestPasswordReset, { input: { email } });
  return outcome.ok ? { ok: true as const, email } : refused(outcome);
}
