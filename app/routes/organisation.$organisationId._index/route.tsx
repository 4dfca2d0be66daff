// The people of an organisation: a directory for colleagues, and for its administrators the place to look after accounts.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { readForm, textOf } from '../../posted.ts';
import { acts } from './acts.ts';
import { ReadPeople } from './queries.ts';

export { PeoplePage as default } from './people-page.tsx';

const PAGE = 100;
const MOST = 500;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const wanted = Number(new URL(request.url).searchParams.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const organisationId = params.organisationId ?? '';
  const { organisation } = await context.api.query(ReadPeople, { organisationId, first });
  const { people, units } = organisation;
  return {
    people: people.edges.map(({ node }) => node),
    units,
    more: people.pageInfo.hasNextPage && first < MOST ? first + PAGE : null,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.organisationId ?? '');
}
