// Renames the organisation, or changes its kind for who may.
import type { ActionFunctionArgs } from '@remix-run/node';
import { organisationKinds } from '#domain/vocabulary.ts';
import { answered, incomplete } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { UpdateOrganisation } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const kind = organisationKinds.find((one) => one === textOf(form, 'kind'));
  if (!kind) return incomplete({ kind: 'Choisissez le type d’organisme.' });
  const input = {
    organisationId: params.organisationId ?? '',
    name: textOf(form, 'name'),
    shortName: textOf(form, 'shortName'),
    kind,
    siret: optionalTextOf(form, 'siret'),
    address: optionalTextOf(form, 'address'),
    representative: optionalTextOf(form, 'representative'),
  };
  const outcome = await context.api.mutate(UpdateOrganisation, { input });
  return answered(outcome, 'L’organisme est enregistré.');
}
