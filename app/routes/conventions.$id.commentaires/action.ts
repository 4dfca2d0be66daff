// Opens, answers, edits and closes threads without a script; the panel’s forms go to conventions.$id.fils.
import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { act } from '../../discussions/discussion.ts';
import { readForm, textOf } from '../../forms/posted.ts';

export async function action({ params, context, request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const outcome = await act(context.api, params.id ?? '', form);
  const place = { threadId: textOf(form, 'threadId'), commentId: textOf(form, 'commentId') };
  if (!outcome.ok) return data({ ...outcome, ...place, body: textOf(form, 'body') }, { status: 422 });
  const { search } = new URL(request.url);
  return redirect(`/conventions/${params.id}/commentaires${search}#fil-${outcome.value.threadId}`);
}
