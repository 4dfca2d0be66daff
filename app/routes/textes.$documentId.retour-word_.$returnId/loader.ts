// What a Word file changes in the text as it is now, or what became of it.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadFramedText } from '../../versions/queries.ts';
import { ReadWordReturn } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { text } = await context.api.query(ReadFramedText, { documentId: params.documentId ?? '' });
  const { wordReturn } = await context.api.query(ReadWordReturn, { id: params.returnId ?? '' });
  if (wordReturn.documentId !== text.documentId)
    throw new Response('Cet élément n’existe pas, ou vous n’y avez pas accès.', { status: 404 });
  return { text, wordReturn };
}
