// Creates an organisation, then goes to its people.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { organisationKinds } from '#domain/vocabulary.ts';
import { incomplete, refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { CreateOrganisation } from './queries.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const kind = organisationKinds.find((one) => one === textOf(form, 'kind'));
  if (!kind) return incomplete({ kind: 'Choisissez le type d’organisme.' });
  const input = {
    name: textOf(form, 'name'),
    shortName: textOf(form, 'shortName'),
    kind,
    siret: optionalTextOf(form, 'siret'),
    address: optionalTextOf(form, 'address'),
    representative: optionalTextOf(form, 'representative'),
  };
  const outcome = await context.api.mutate(CreateOrganisation, { input });
  if (!outcome.ok) return refused(outcome);
  // Its first administrator is invited next.
  return redirect(`/organisation/${outcome.value.createOrganisation.id}`);
}
