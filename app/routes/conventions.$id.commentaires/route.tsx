// All that is said about a convention's text, on one page that works without JavaScript. `?choix=` keeps some threads.
// The panel beside the text (app/comments) shows the same through conventions.$id.fils.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { choiceOf, choicesOf, isChosen } from '../../comments/choose-threads.ts';
import { act, readTalk } from '../../comments/talk.ts';
import { conventionPageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';

export { DiscussionPage as default } from './discussion-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Commentaires', data?.convention) },
];

export async function loader({ params, context, request }: LoaderFunctionArgs) {
  const conventionId = params.id ?? '';
  const talk = await readTalk(context.api, conventionId);
  const choices = choicesOf(talk.threads);
  const choice = choiceOf(new URL(request.url).searchParams.get('choix'));
  const { convention, threads, viewerPersonId } = talk;
  return {
    convention,
    viewerPersonId,
    choices,
    choice,
    total: threads.length,
    threads: threads.filter((thread) => isChosen(thread, choice)),
  };
}

export async function action({ params, context, request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const outcome = await act(context.api, params.id ?? '', form);
  const place = { threadId: textOf(form, 'threadId'), commentId: textOf(form, 'commentId') };
  if (!outcome.ok) return data({ ...outcome, ...place, body: textOf(form, 'body') }, { status: 422 });
  const { search } = new URL(request.url);
  return redirect(`/conventions/${params.id}/commentaires${search}#fil-${outcome.value.threadId}`);
}
