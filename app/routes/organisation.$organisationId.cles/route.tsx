// The keys with which the organisation's programs use the API. A new one is shown once, in the answer to its form.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { apiKeyModes } from '#domain/vocabulary.ts';
import { answered, incomplete, refused } from '../../form-result.ts';
import { readForm, textOf } from '../../posted.ts';
import { CreateApiKey, ReadApiKeys, RevokeApiKey } from './queries.ts';

export { KeysPage as default } from './keys-page.tsx';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { organisation } = await context.api.query(ReadApiKeys, { organisationId: params.organisationId ?? '' });
  return { apiKeys: organisation.apiKeys };
}

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
