// The discussion of a convention as the panel beside a text reads it, and what is done in it. No page of its own.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { asJson } from '../../discussions/as-json.ts';
import { act, readTalk } from '../../discussions/discussion.ts';
import { readForm } from '../../forms/posted.ts';

export const loader = ({ params, context }: LoaderFunctionArgs) => asJson(() => readTalk(context.api, params.id ?? ''));

export const action = ({ params, context, request }: ActionFunctionArgs) =>
  asJson(async () => {
    const outcome = await act(context.api, params.id ?? '', await readForm(request));
    return outcome.ok ? { ok: true, ...outcome.value } : outcome;
  });
