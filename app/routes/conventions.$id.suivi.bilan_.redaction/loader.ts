// What stands around the report’s text; without a report one goes to where it is made.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { paths } from '../../frame/navigation.ts';
import { ReportToWrite } from './queries.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReportToWrite, { id: params.id ?? '' });
  if (!context.viewer) throw redirect(paths.signIn);
  const { report, ...rest } = convention;
  if (!report) throw redirect(`/conventions/${convention.id}/suivi/bilan`);
  return { convention: rest, documentId: report.documentId, viewerId: context.viewer.personId };
}
