// Corrections, then a convention or nothing: one mutation each, by the `intent` of its form.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import type { Api } from '#graphql/execute.ts';
import { incomplete, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { count } from '../../french-format.ts';
import { ConfirmImport, DiscardImportDraft } from './queries.ts';
import { saveCorrections } from './save-corrections.ts';

type Act = (
  api: Api,
  form: FormData,
  draftId: string,
) => Promise<{ corrected: string } | ReturnType<typeof refused> | Response>;

/** By intent. A map, because the intent comes from outside. */
const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    /** All corrections at once: how it goes without JavaScript. */
    async correct(api, form, draftId) {
      const outcome = await saveCorrections(api, draftId, form);
      if (!outcome.ok) return refused(outcome);
      const { count: many } = outcome.value;
      if (many === 0) return { corrected: 'Aucune correction à enregistrer.' };
      return { corrected: `${count(many, 'correction enregistrée', 'corrections enregistrées')}.` };
    },
    async confirm(api, form, draftId) {
      const [year, title] = [textOf(form, 'year').trim(), textOf(form, 'title')];
      // GraphQL would refuse any other words before the domain could say why.
      if (!/^\d{4}$/.test(year)) return incomplete({ year: 'L’année s’écrit en quatre chiffres.' });
      const outcome = await api.mutate(ConfirmImport, { input: { draftId, title, year: Number(year) } });
      return outcome.ok ? redirect(`/conventions/${outcome.value.confirmImport.id}`) : refused(outcome);
    },
    async discard(api, _form, draftId) {
      await api.mutate(DiscardImportDraft, { input: { draftId } });
      return redirect('/conventions/importer');
    },
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response('Cette action n’existe pas.', { status: 400 });
  return act(context.api, form, params.draftId ?? '');
}
