// The threads of the convention, those that `?choix=` keeps, as many as `?combien=` says; the thread that `?fil=` names is shown
// whatever was chosen.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { choiceOf, choicesOf, isChosen } from '../../discussions/choose-threads.ts';
import { readTalk } from '../../discussions/discussion.ts';

const PAGE = 50;

export async function loader({ params, context, request }: LoaderFunctionArgs) {
  const conventionId = params.id ?? '';
  const { convention, threads, viewerPersonId } = await readTalk(context.api, conventionId);
  const search = new URL(request.url).searchParams;
  const [choice, named] = [choiceOf(search.get('choix')), search.get('fil')];
  const chosen = threads.filter((thread) => thread.id === named || isChosen(thread, choice));
  const wanted = Number(search.get('combien'));
  const upToNamed = chosen.findIndex(({ id }) => id === named) + 1;
  const first = Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE, upToNamed);
  search.set('combien', String(first + PAGE));
  return {
    convention,
    viewerPersonId,
    choices: choicesOf(threads),
    choice,
    chosen: chosen.length,
    total: threads.length,
    threads: chosen.slice(0, first),
    more: chosen.length > first ? `?${search}` : null,
  };
}
