// Makes a key, shown this once, or revokes one.
import { type ActionFunctionArgs, data } from '@remix-run/node';
import { type ApiKeyMode, apiKeyModes, areas } from '#domain/vocabulary.ts';
import { answered, incomplete, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { CreateApiKey, ReplaceApiKey, RevokeApiKey } from './queries.ts';

/** Days during which the key that is replaced goes on: a program is changed over within a fortnight. */
const OVERLAP_DAYS = 14;

const shown = (secret: string, name: string) => data({ secret, name }, { headers: { 'Cache-Control': 'no-store' } });

/** The areas that are ticked, with the verb of the mode; their names are the schema's. */
function scopesOf(form: FormData, mode: ApiKeyMode) {
  const verb = mode === 'READ' ? 'READ' : 'WRITE';
  const chosen = form.getAll('areas').map(String);
  const names = {
    programme: `PROGRAMME_${verb}`,
    followUp: `FOLLOW_UP_${verb}`,
    finance: `FINANCE_${verb}`,
    meetings: `MEETINGS_${verb}`,
    discussions: `DISCUSSIONS_${verb}`,
    files: `FILES_${verb}`,
    datasets: `DATASETS_${verb}`,
  } as const;
  return areas.filter((area) => chosen.includes(area)).map((area) => names[area]);
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const apiKeyId = textOf(form, 'apiKeyId');
  const intent = textOf(form, 'intent');
  if (intent === 'revoke')
    return answered(await context.api.mutate(RevokeApiKey, { input: { apiKeyId } }), 'La clé est révoquée.');
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
      scopes: scopesOf(form, mode),
      ranges: textOf(form, 'ranges')
        .split(/[\s,;]+/)
        .filter(Boolean),
      expiresOn: textOf(form, 'expiresOn') || null,
    },
  });
  if (!outcome.ok) return refused(outcome);
  const { secret, apiKey } = outcome.value.createApiKey;
  return shown(secret, apiKey.name);
}
