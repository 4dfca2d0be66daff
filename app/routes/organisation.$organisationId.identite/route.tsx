// How an organisation is named. Its kind, which says what its people may do, is the platform's administrators' to choose.
import type { ActionFunctionArgs } from '@remix-run/node';
import { organisationKinds } from '#domain/vocabulary.ts';
import { answered, incomplete } from '../../form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../posted.ts';
import { UpdateOrganisation } from './queries.ts';

export { IdentityPage as default } from './identity-page.tsx';

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
  };
  const outcome = await context.api.mutate(UpdateOrganisation, { input });
  return answered(outcome, 'L’organisme est enregistré.');
}
