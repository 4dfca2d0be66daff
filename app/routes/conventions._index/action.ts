// Begins a convention that continues none, with a template or with one article.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { OPEN_FIELDS } from '../../templates/open-fields.ts';
import { CreateConvention, CreateConventionFromTemplate } from './queries.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const input = { title: textOf(form, 'title'), year: Math.trunc(Number(textOf(form, 'year'))) || 0 };
  const templateId = optionalTextOf(form, 'templateId');
  if (templateId) {
    const parties = {
      departmentId: optionalTextOf(form, 'departmentId'),
      partnerId: optionalTextOf(form, 'partnerId'),
    };
    const made = await context.api.mutate(CreateConventionFromTemplate, {
      input: { templateId, ...input, ...parties },
    });
    return made.ok
      ? redirect(`/conventions/${made.value.createConventionFromTemplate.id}${OPEN_FIELDS}`)
      : refused(made);
  }
  const outcome = await context.api.mutate(CreateConvention, { input });
  return outcome.ok ? redirect(`/conventions/${outcome.value.createConvention.id}`) : refused(outcome);
}
