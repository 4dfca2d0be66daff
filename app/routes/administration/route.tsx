// The organisations of the platform, for its administrators: a new one, and the way to each one's people.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { organisationKinds } from '#domain/vocabulary.ts';
import { incomplete, refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { optionalTextOf, readForm, textOf } from '../../posted.ts';
import { CreateOrganisation, ReadOrganisations } from './queries.ts';

export { AdministrationPage as default } from './administration-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Organismes') }];

const PAGE = 100;
const MOST = 500;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const wanted = Number(new URL(request.url).searchParams.get('combien'));
  const first = Math.min(Math.max(Number.isInteger(wanted) ? wanted : 0, PAGE), MOST);
  const { organisations } = await context.api.query(ReadOrganisations, { first });
  return {
    organisations: organisations.edges.map(({ node }) => node),
    more: organisations.pageInfo.hasNextPage && first < MOST ? first + PAGE : null,
    isAdministrator: context.viewer?.platformAdministrator ?? false,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const kind = organisationKinds.find((one) => one === textOf(form, 'kind'));
  if (!kind) return incomplete({ kind: 'Choisissez le type d’organisme.' });
  const input = {
    name: textOf(form, 'name'),
    shortName: textOf(form, 'shortName'),
    kind,
    siret: optionalTextOf(form, 'siret'),
  };
  const outcome = await context.api.mutate(CreateOrganisation, { input });
  if (!outcome.ok) return refused(outcome);
  // Its first administrator is invited next.
  return redirect(`/organisation/${outcome.value.createOrganisation.id}`);
}
