// What is done with a convention as a whole: the next year, its title, putting it away.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { answered, refused } from '../../form-result.ts';
import { conventionPageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { ArchiveConvention, ContinueConvention, ReadManaged, RenameConvention } from './queries.ts';

export { ManagementPage as default } from './management-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Gestion', data?.convention) },
];

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadManaged, { id: params.id ?? '' });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const { api } = context;
  const conventionId = params.id ?? '';
  const title = textOf(form, 'title');
  switch (textOf(form, 'intent')) {
    case 'continue': {
      const year = Math.trunc(Number(textOf(form, 'year'))) || 0;
      const outcome = await api.mutate(ContinueConvention, { input: { conventionId, title, year } });
      return outcome.ok ? redirect(`/conventions/${outcome.value.continueConvention.id}/reprise`) : refused(outcome);
    }
    case 'rename': {
      const outcome = await api.mutate(RenameConvention, { input: { conventionId, title } });
      return answered(outcome, 'Le titre est enregistré.');
    }
    case 'archive': {
      const outcome = await api.mutate(ArchiveConvention, { input: { conventionId } });
      return outcome.ok ? redirect('/conventions') : refused(outcome);
    }
    default:
      throw new Response(null, { status: 400 });
  }
}
