// The decisions and tasks that the address asks for.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { outcomeKinds } from '#domain/vocabulary.ts';
import { ListDecisions } from './queries.ts';

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
