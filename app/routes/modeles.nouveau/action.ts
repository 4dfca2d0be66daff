// Keeps the template, then shows it.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { templateFields } from '#domain/vocabulary.ts';
import { refused } from '../../forms/form-result.ts';
import { isTicked, optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { sourceOf } from './loader.ts';
import { SaveTemplate } from './queries.ts';
import { versionField } from './version-field.ts';

/** What was ticked: « <block> <field> ». */
const ticksOf = (form: FormData) =>
  form.getAll('tick').flatMap((value) => {
    const [blockId = '', name] = String(value).split(' ');
    const field = templateFields.find((one) => one === name);
    return field ? [{ blockId, field }] : [];
  });

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const templateId = optionalTextOf(form, 'replaces');
  const outcome = await context.api.mutate(SaveTemplate, {
    input: {
      ...sourceOf(request),
      organisationId: context.viewer?.organisationId ?? '',
      title: textOf(form, 'title'),
      fields: ticksOf(form),
      headingsOnly: isTicked(form, 'headingsOnly'),
      templateId,
      version: templateId ? Number(textOf(form, versionField(templateId))) || 0 : null,
    },
  });
  if (!outcome.ok) return refused(outcome);
  const { id, organisationId } = outcome.value.saveTemplate;
  return redirect(`/organisation/${organisationId}/modeles/${id}`);
}
