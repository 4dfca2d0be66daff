// « Rédiger le bilan »: the report's text, written together, as the convention's own.
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import { paths } from '../../navigation.ts';
import type { FrameHandle } from '../../root.tsx';
import { ReportToWrite } from './queries.ts';

export { WritingPage as default } from './writing-page.tsx';

export const handle: FrameHandle = { layout: 'full' };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Rédiger le bilan', data?.convention) },
];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReportToWrite, { id: params.id ?? '' });
  if (!context.viewer) throw redirect(paths.signIn);
  const { report, ...rest } = convention;
  if (!report) throw redirect(`/conventions/${convention.id}/suivi/bilan`);
  return { convention: rest, documentId: report.documentId, viewerId: context.viewer.personId };
}
