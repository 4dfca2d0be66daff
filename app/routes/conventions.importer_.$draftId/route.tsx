// One import before it is a convention: what was recognised, corrected block by block, then confirmed or thrown away.
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import type { ShouldRevalidateFunction } from '@remix-run/react';
import { incomplete, refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { count } from '../../french-format.ts';
import { readForm, textOf } from '../../posted.ts';
import { ConfirmImport, DiscardImportDraft, ReadImportDraft, type ReviewedDraft } from './queries.ts';
import { saveCorrections } from './save-corrections.ts';

export { ReviewPage as default } from './review-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Vérifier l’import « ${data.fileName} »` : 'Vérifier l’import') },
];

export async function loader({ params, context }: LoaderFunctionArgs): Promise<ReviewedDraft> {
  const { importDraft } = await context.api.query(ReadImportDraft, { id: params.draftId ?? '' });
  return importDraft;
}

/** The choice of a view changes nothing of what is shown. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formData,
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}) => (formData !== undefined || currentUrl.pathname !== nextUrl.pathname) && defaultShouldRevalidate;

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
