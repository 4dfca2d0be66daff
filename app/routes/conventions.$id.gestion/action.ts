// What may be posted to this address, and what comes of it.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { answered, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { ArchiveConvention, ContinueConvention, RenameConvention } from './queries.ts';

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
