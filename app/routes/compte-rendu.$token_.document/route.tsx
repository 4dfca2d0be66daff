// The PDF of approved minutes, for who holds the link of a mail.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { download } from '../../files/download.ts';
import { ReadMinutesPdf } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { minutesInvitation } = await context.api.query(ReadMinutesPdf, { token: params.token ?? '' });
  if (!minutesInvitation) throw new Response(null, { status: 410 });
  const { pdfName, pdf } = minutesInvitation;
  if (!pdfName || !pdf) throw new Response(null, { status: 404 });
  return download({ name: pdfName, mediaType: 'application/pdf', content: pdf });
}
