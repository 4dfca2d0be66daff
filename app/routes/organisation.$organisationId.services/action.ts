// Adds a service, or names one anew.
import type { ActionFunctionArgs } from '@remix-run/node';
import { territories } from '#domain/vocabulary.ts';
import { answered } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { CreateUnit, UpdateUnit } from './queries.ts';

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
