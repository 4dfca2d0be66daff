// The money of a convention: what was voted, what is paid and what payments wait for.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { today } from '#domain/calendar.ts';
import { conventionPageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { acts } from './acts.ts';
import { ReadBudget } from './queries.ts';

export { BudgetPage as default } from './budget-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Financement', data?.convention) },
];

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention, programme } = await context.api.query(ReadBudget, { id: params.id ?? '' });
  return { convention, absentArticles: programme.absentArticles, today: today() };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.id ?? '');
}
