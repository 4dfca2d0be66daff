// Every convention one takes part in. Filters are in the address; `?combien=` shows more of a long list.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { conventionStates } from '#domain/vocabulary.ts';
import { refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { CreateConvention, ListConventions } from './queries.ts';

export { ConventionsPage as default } from './conventions-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Conventions') }];

const PAGE = 50;
const MOST = 500;

/** The filters of an address; what is not one of their values filters nothing. */
function filterOf(search: URLSearchParams) {
  const year = Number(search.get('annee'));
  return {
    year: Number.isInteger(year) && year > 0 ? year : null,
    state: conventionStates.find((state) => state === search.get('etat')) ?? null,
    words: search.get('mots')?.trim().slice(0, 200) || null,
    archived: search.has('archivees'),
  };
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const filter = filterOf(search);
  const wanted = Number(search.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const { conventions, conventionYears, viewerMayCreateConvention } = await context.api.query(ListConventions, {
    first,
    filter,
  });
  search.set('combien', String(first + PAGE));
  return {
    conventions: (conventions.edges ?? []).flatMap((edge) => edge?.node ?? []),
    years: conventionYears,
    mayCreate: viewerMayCreateConvention,
    filter,
    more: conventions.pageInfo.hasNextPage && first < MOST ? `?${search}` : null,
    // A suggestion for the form of a new one.
    nextYear: new Date().getFullYear() + 1,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const input = { title: textOf(form, 'title'), year: Math.trunc(Number(textOf(form, 'year'))) || 0 };
  const outcome = await context.api.mutate(CreateConvention, { input });
  return outcome.ok ? redirect(`/conventions/${outcome.value.createConvention.id}`) : refused(outcome);
}
