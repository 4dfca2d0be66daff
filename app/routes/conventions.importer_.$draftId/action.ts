// What may be posted to this address, and what comes of it.
import { type ActionFunctionArgs, type AppLoadContext, redirect } from '@remix-run/node';
import { incomplete, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { count } from '../../french-format.ts';
import { ConfirmImport, DiscardImportDraft } from './queries.ts';
import { saveCorrections } from './save-corrections.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const draftId = params.draftId ?? '';
  switch (textOf(form, 'intent')) {
    case 'correct':
      return correct(context, draftId, form);
    case 'confirm':
      return confirm(context, draftId, form);
    case 'discard': {
      await context.api.mutate(DiscardImportDraft, { input: { draftId } });
      return redirect('/conventions/importer');
    }
    default:
      throw new Response('Cette action n’existe pas.', { status: 400 });
  }
}

/** All corrections at once: how it goes without JavaScript. */
async function correct({ api }: AppLoadContext, draftId: string, form: FormData) {
  const outcome = await saveCorrections(api, draftId, form);
  if (!outcome.ok) return refused(outcome);
  const { count: many } = outcome.value;
  if (many === 0) return { corrected: 'Aucune correction à enregistrer.' };
  return { corrected: `${count(many, 'correction enregistrée', 'corrections enregistrées')}.` };
}

async function confirm({ api }: AppLoadContext, draftId: string, form: FormData) {
  const [year, title] = [textOf(form, 'year').trim(), textOf(form, 'title')];
  // GraphQL would refuse any other words before the domain could say why.
  if (!/^\d{4}$/.test(year)) return incomplete({ year: 'L’année s’écrit en quatre chiffres.' });
  const outcome = await api.mutate(ConfirmImport, { input: { draftId, title, year: Number(year) } });
  if (!outcome.ok) return refused(outcome);
  return redirect(`/conventions/${outcome.value.confirmImport.id}`);
}
