// The threads of the convention, those that `?choix=` keeps.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { choiceOf, choicesOf, isChosen } from '../../discussions/choose-threads.ts';
import { readTalk } from '../../discussions/discussion.ts';

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
