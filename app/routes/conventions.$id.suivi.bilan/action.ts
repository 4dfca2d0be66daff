// Makes the yearly report, by itself or with a template, or brings its facts up to date.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { answered, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { OPEN_FIELDS } from '../../templates/open-fields.ts';
import { MakeReport, MakeReportFromTemplate, UpdateReport } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const intent = textOf(form, 'intent');
  const input = { conventionId: params.id ?? '' };
  if (intent === 'template') {
    const made = await context.api.mutate(MakeReportFromTemplate, {
      input: { ...input, templateId: textOf(form, 'templateId') },
    });
    return made.ok ? redirect(`/conventions/${input.conventionId}/suivi/bilan/redaction${OPEN_FIELDS}`) : refused(made);
  }
  if (intent === 'make') {
    const outcome = await context.api.mutate(MakeReport, { input });
    return answered(outcome, 'Le bilan est assemblé.');
  }
  if (intent !== 'update') throw new Response(null, { status: 400 });
  const outcome = await context.api.mutate(UpdateReport, { input });
  return answered(outcome, 'La mise à jour est ajoutée à la fin du bilan.');
}
