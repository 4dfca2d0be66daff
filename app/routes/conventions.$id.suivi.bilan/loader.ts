// The yearly report, if it was made, and whether the viewer may make it, and with which template.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { readTemplateChoices } from '../../templates/queries.ts';
import { ReadReport } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReadReport, { id: params.id ?? '' });
  const mayMake = convention.viewerMayWriteReport && !convention.report?.isEdited;
  return { convention, templates: mayMake ? await readTemplateChoices(context, 'PROGRESS_NOTE') : [] };
}
