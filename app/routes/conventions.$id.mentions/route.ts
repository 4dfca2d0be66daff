// Whom a comment may name, for the composer's list: `?q=` is the beginning of a name. No page of its own.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { asJson } from '../../discussions/as-json.ts';
import { FindMentionable } from '../../discussions/queries.ts';

export const loader = ({ params, context, request }: LoaderFunctionArgs) =>
  asJson(async () => {
    const search = new URL(request.url).searchParams.get('q') ?? '';
    const { mentionable } = await context.api.query(FindMentionable, { conventionId: params.id ?? '', search });
    return mentionable;
  });
