// The dashboard of a convention: how far its year has come, in figures and charts one can read and print.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import { ReadDashboard } from './queries.ts';

export { DashboardPage as default } from './dashboard-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Suivi', data?.convention) },
];

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadDashboard, { id: params.id ?? '' });
}
