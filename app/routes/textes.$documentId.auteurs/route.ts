// Answers the editor who wrote stretches of a text, and when.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadWriters } from './queries.ts';

type Stretch = { blockId: string; from: number; to: number };

/** What the address asks for; nothing for what is no list. */
function stretchesOf(request: Request): Stretch[] {
  try {
    const asked: unknown = JSON.parse(new URL(request.url).searchParams.get('passages') ?? '[]');
    return Array.isArray(asked) ? asked.map(({ blockId, from, to }) => ({ blockId, from, to })) : [];
  } catch {
    return [];
  }
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const stretches = stretchesOf(request);
  if (stretches.length === 0) throw new Response(null, { status: 400 });
  const { textWriters } = await context.api.query(ReadWriters, { documentId: params.documentId ?? '', stretches });
  return Response.json(textWriters);
}
