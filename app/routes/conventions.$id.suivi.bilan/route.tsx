// The yearly report of a convention: assembled from what was followed, read and printed here, written on a page of its own.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { answered } from '../../form-result.ts';
import { conventionPageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { MakeReport, ReadReport, UpdateReport } from './queries.ts';

export { ReportPage as default } from './report-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Bilan annuel', data?.convention) },
];

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadReport, { id: params.id ?? '' });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const intent = textOf(await readForm(request), 'intent');
  const input = { conventionId: params.id ?? '' };
  if (intent === 'make') {
    const outcome = await context.api.mutate(MakeReport, { input });
    return answered(outcome, 'Le bilan est assemblé.');
  }
  if (intent !== 'update') throw new Response(null, { status: 400 });
  const outcome = await context.api.mutate(UpdateReport, { input });
  return answered(outcome, 'La mise à jour est ajoutée à la fin du bilan.');
}
