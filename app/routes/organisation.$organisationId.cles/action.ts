// Makes a key, shown this once; replaces, changes or revokes one.
import { type ActionFunctionArgs, data } from '@remix-run/node';
import { apiKeyModes } from '#domain/vocabulary.ts';
import { answered, incomplete, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { scopesOf } from '../../organisations/scopes.ts';
import { ChangeApiKey, CreateApiKey, ReplaceApiKey, RevokeApiKey } from './queries.ts';

/** Days during which the key that is replaced goes on: a program is changed over within a fortnight. */
const OVERLAP_DAYS = 14;

const shown = (secret: string, name: string) => data({ secret, name }, { headers: { 'Cache-Control': 'no-store' } });

const rangesOf = (form: FormData) =>
  textOf(form, 'ranges')
    .split(/[\s,;]+/)
    .filter(Boolean);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const apiKeyId = textOf(form, 'apiKeyId');
  const intent = textOf(form, 'intent');
  if (intent === 'revoke')
    return answered(await context.api.mutate(RevokeApiKey, { input: { apiKeyId } }), 'La clé est révoquée.');
  if (intent === 'change') {
    const input = { apiKeyId, ranges: rangesOf(form), expiresOn: textOf(form, 'expiresOn') || null };
    return answered(await context.api.mutate(ChangeApiKey, { input }), 'La clé est modifiée.');
  }
  if (intent === 'replace') {
    const outcome = await context.api.mutate(ReplaceApiKey, { input: { apiKeyId, days: OVERLAP_DAYS } });
    if (!outcome.ok) return refused(outcome);
    const { secret, apiKey } = outcome.value.replaceApiKey;
    return shown(secret, apiKey.name);
  }
  const mode = apiKeyModes.find((one) => one === textOf(form, 'mode'));
  if (!mode) return incomplete({ mode: 'Choisissez ce que la clé permet.' });
  const outcome = await context.api.mutate(CreateApiKey, {
    input: {
      organisationId: params.organisationId ?? '',
      name: textOf(form, 'name'),
      mode,
      scopes: scopesOf(form, mode === 'READ' ? 'READ' : 'WRITE'),
      ranges: rangesOf(form),
      expiresOn: textOf(form, 'expiresOn') || null,
    },
  });
  if (!outcome.ok) return refused(outcome);
  const { secret, apiKey } = outcome.value.createApiKey;
  return shown(secret, apiKey.name);
}
