// The directions, services and territorial houses of an organisation.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { territories } from '#domain/vocabulary.ts';
import { answered } from '../../form-result.ts';
import { readForm, textOf } from '../../posted.ts';
import { CreateUnit, ReadUnits, UpdateUnit } from './queries.ts';

export { UnitsPage as default } from './units-page.tsx';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { organisation } = await context.api.query(ReadUnits, { organisationId: params.organisationId ?? '' });
  return { units: organisation.units };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const territory = territories.find((one) => one === textOf(form, 'territory')) ?? null;
  const words = { name: textOf(form, 'name'), shortName: textOf(form, 'shortName'), territory };
  if (textOf(form, 'intent') === 'update') {
    const outcome = await context.api.mutate(UpdateUnit, { input: { unitId: textOf(form, 'unitId'), ...words } });
    return answered(outcome, 'Le service est enregistré.');
  }
  const input = { organisationId: params.organisationId ?? '', ...words };
  const outcome = await context.api.mutate(CreateUnit, { input });
  return answered(outcome, 'Le service est ajouté.');
}
