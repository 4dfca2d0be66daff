// Takes the convention’s next step, or opens an amendment to it.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { answered, refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { OPEN_FIELDS } from '../../templates/open-fields.ts';
import { postedStep } from './posted-step.ts';
import { MoveConvention, OpenAmendment, OpenAmendmentFromTemplate } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const conventionId = params.id ?? '';
  if (textOf(form, 'intent') === 'amend') {
    const input = { conventionId, title: textOf(form, 'title') };
    const templateId = optionalTextOf(form, 'templateId');
    if (templateId) {
      const made = await context.api.mutate(OpenAmendmentFromTemplate, { input: { ...input, templateId } });
      return made.ok
        ? redirect(`/conventions/${made.value.openAmendmentFromTemplate.id}${OPEN_FIELDS}`)
        : refused(made);
    }
    const outcome = await context.api.mutate(OpenAmendment, { input });
    return outcome.ok ? redirect(`/conventions/${outcome.value.openAmendment.id}`) : refused(outcome);
  }
  const step = postedStep(form, conventionId);
  if ('refusal' in step) return step.refusal;
  const outcome = await context.api.mutate(MoveConvention, { input: step.input });
  return answered(outcome, 'L’étape est enregistrée.');
}
