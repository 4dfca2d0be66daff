// Gives the template another name, or takes it away, by the `intent` of the form.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { answered, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { RemoveTemplate, RenameTemplate } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const intent = textOf(form, 'intent');
  const input = { templateId: params.templateId ?? '', version: Number(textOf(form, 'version')) || 0 };
  if (intent === 'rename') {
    const renamed = await context.api.mutate(RenameTemplate, { input: { ...input, title: textOf(form, 'title') } });
    return answered(renamed, 'Le modèle est renommé.');
  }
  if (intent !== 'remove') throw new Response(null, { status: 400 });
  const removed = await context.api.mutate(RemoveTemplate, { input });
  return removed.ok ? redirect(`/organisation/${params.organisationId}/modeles`) : refused(removed);
}
