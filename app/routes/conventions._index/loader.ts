// The conventions that the address asks for, the years there are, whether one may begin another, and with what.

import type { LoaderFunctionArgs } from '@remix-run/node';
import { conventionStates } from '#domain/vocabulary.ts';
import { readTemplateChoices } from '../../templates/queries.ts';
import { ListConventions, ReadParties } from './queries.ts';

const PAGE = 50;

const MOST = 200;

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
  const templates = viewerMayCreateConvention ? await readTemplateChoices(context, 'CONVENTION') : [];
  // The parties are chosen for the fields of a template alone.
  const parties = templates.length > 0 ? (await context.api.query(ReadParties, {})).organisations.edges : [];
  search.set('combien', String(first + PAGE));
  return {
    conventions: (conventions.edges ?? []).flatMap((edge) => edge?.node ?? []),
    years: conventionYears,
    mayCreate: viewerMayCreateConvention,
    filter,
    templates,
    parties: parties.map(({ node }) => node),
    ownOrganisationId: context.viewer?.organisationId ?? null,
    more: conventions.pageInfo.hasNextPage && first < MOST ? `?${search}` : null,
    // A suggestion for the form of a new one.
    nextYear: new Date().getFullYear() + 1,
  };
}
