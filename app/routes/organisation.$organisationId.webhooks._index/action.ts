// Makes a webhook; its secret is shown this once.
import { type ActionFunctionArgs, data } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { scopesOf } from '../../organisations/scopes.ts';
import { CreateWebhook } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const outcome = await context.api.mutate(CreateWebhook, {
    input: {
      organisationId: params.organisationId ?? '',
      name: textOf(form, 'name'),
      url: textOf(form, 'url'),
      scopes: scopesOf(form, 'READ'),
    },
  });
  if (!outcome.ok) return refused(outcome);
  const { secret, webhook } = outcome.value.createWebhook;
  return data({ secret, name: webhook.name }, { headers: { 'Cache-Control': 'no-store' } });
}
