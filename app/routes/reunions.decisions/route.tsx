// What meetings decided, and the tasks that came of it. Filters are in the address; `?combien=` shows more. Tasks are also
// marked as done here, from whatever page.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { today } from '#domain/calendar.ts';
import { outcomeKinds } from '#domain/vocabulary.ts';
import { answered } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { FollowOutcome, ListDecisions } from './queries.ts';

export { DecisionsPage as default } from './decisions-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Relevé de décisions') }];

const PAGE = 50;
const MOST = 500;

/** What may be asked of tasks, by the value of the filter. */
const states = {
  ouvertes: { open: true },
  retard: { late: true },
  miennes: { mine: true, open: true },
  faites: { open: false },
} as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const state = (Object.keys(states) as (keyof typeof states)[]).find((one) => one === search.get('etat')) ?? null;
  const kind = outcomeKinds.find((one) => one === search.get('type')) ?? null;
  const conventionId = search.get('convention') || null;
  const wanted = Number(search.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const filter = { conventionId, kind, ...(state && states[state]) };
  const { outcomes, conventions } = await context.api.query(ListDecisions, { first, filter });
  search.set('combien', String(first + PAGE));
  return {
    chosen: { state, kind, conventionId },
    outcomes: outcomes.edges.map(({ node }) => node),
    conventions: conventions.edges.map(({ node }) => node),
    more: outcomes.pageInfo.hasNextPage && first < MOST ? `?${search}` : null,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const isDone = textOf(form, 'intent') === 'finish';
  const input = {
    meetingId: textOf(form, 'meetingId'),
    blockId: textOf(form, 'blockId'),
    doneOn: isDone ? today() : null,
  };
  const outcome = await context.api.mutate(FollowOutcome, { input });
  return answered(outcome, isDone ? 'La tâche est notée comme faite.' : 'La tâche est de nouveau à faire.');
}
