// Makes a key, shown this once, or revokes one.
import { type ActionFunctionArgs, data } from '@remix-run/node';
import { apiKeyModes } from '#domain/vocabulary.ts';
import { answered, incomplete, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { CreateApiKey, RevokeApiKey } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  if (textOf(form, 'intent') === 'revoke') {
    const outcome = await context.api.mutate(RevokeApiKey, { input: { apiKeyId: textOf(form, 'apiKeyId') } });
    return answered(outcome, 'La clé est révoquée.');
  }
  const mode = apiKeyModes.find((one) => one === textOf(form, 'mode'));
  if (!mode) return incomplete({ mode: 'Choisissez ce que la clé permet.' });
  const input = { organisationId: params.organisationId ?? '', name: textOf(form, 'name'), mode };
  const outcome = await context.api.mutate(CreateApiKey, { input });
  if (!outcome.ok) return refused(outcome);
  const { secret, apiKey } = outcome.value.createApiKey;
  return data({ secret, name: apiKey.name }, { headers: { 'Cache-Control': 'no-store' } });
}
