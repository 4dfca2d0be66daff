// What is done with a convention as a whole: one mutation each, by the `intent` of its form.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import type { Api } from '#graphql/execute.ts';
import { answered, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { ArchiveConvention, ContinueConvention, RenameConvention } from './queries.ts';

type Act = (
  api: Api,
  form: FormData,
  conventionId: string,
) => Promise<{ done: string } | ReturnType<typeof refused> | Response>;

/** By intent. A map, because the intent comes from outside. */
const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async continue(api, form, conventionId) {
      const year = Math.trunc(Number(textOf(form, 'year'))) || 0;
      const input = { conventionId, title: textOf(form, 'title'), year };
      const outcome = await api.mutate(ContinueConvention, { input });
      return outcome.ok ? redirect(`/conventions/${outcome.value.continueConvention.id}/reprise`) : refused(outcome);
    },
    async rename(api, form, conventionId) {
      const outcome = await api.mutate(RenameConvention, { input: { conventionId, title: textOf(form, 'title') } });
      return answered(outcome, 'Le titre est enregistré.');
    },
    async archive(api, _form, conventionId) {
      const outcome = await api.mutate(ArchiveConvention, { input: { conventionId } });
      return outcome.ok ? redirect('/conventions') : refused(outcome);
    },
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.id ?? '');
}
