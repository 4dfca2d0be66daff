// What an obligation may be built from, `?passage=` chosen; who may not state one is refused here.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { yearSpan } from '#domain/calendar.ts';
import { ReadObligationChoices } from '../../obligations/obligation-queries.ts';

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const choices = await context.api.query(ReadObligationChoices, { id: params.id ?? '' });
  if (!choices.convention.viewerMayManageObligations) throw new Response(null, { status: 403 });
  const blockId = new URL(request.url).searchParams.get('passage') ?? undefined;
  const passage = choices.convention.programme.items.find(({ id }) => id === blockId);
  const start = { blockId: passage?.id, degree: passage?.degree ?? undefined, ...yearSpan(choices.convention.year) };
  return { choices, start };
}
