// The text as it would be kept, what of it may become fields, and the templates that it may replace.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { paths } from '../../frame/navigation.ts';
import { ReadDraft } from './queries.ts';

/** What the address names; one of the two is null. */
export function sourceOf(request: Request) {
  const search = new URL(request.url).searchParams;
  const documentId = search.get('texte') || null;
  return { documentId, meetingId: documentId ? null : search.get('reunion') || null };
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (!context.viewer) throw redirect(paths.signIn);
  const source = sourceOf(request);
  if (!source.documentId && !source.meetingId) throw new Response(null, { status: 404 });
  const { organisationId } = context.viewer;
  const { templateDraft, organisation } = await context.api.query(ReadDraft, { ...source, organisationId });
  const { templates, ...of } = organisation;
  return {
    draft: templateDraft,
    organisation: of,
    replaceable: templates.filter(({ kind }) => kind === templateDraft.kind),
  };
}
