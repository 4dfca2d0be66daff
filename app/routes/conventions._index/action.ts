// Begins a convention that continues none.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { CreateConvention } from './queries.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const input = { title: textOf(form, 'title'), year: Math.trunc(Number(textOf(form, 'year'))) || 0 };
  const outcome = await context.api.mutate(CreateConvention, { input });
  return outcome.ok ? redirect(`/conventions/${outcome.value.createConvention.id}`) : refused(outcome);
}
