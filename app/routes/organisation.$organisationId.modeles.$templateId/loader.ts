// The template with its text.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { ReadTemplate } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { template } = await context.api.query(ReadTemplate, { id: params.templateId ?? '' });
  // One address a template: under another organisation it would stand below a name that is not its own.
  if (template.organisationId !== params.organisationId)
    throw redirect(`/organisation/${template.organisationId}/modeles/${template.id}`);
  return template;
}
