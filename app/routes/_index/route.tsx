// The home of somebody signed in: the conventions in progress and what waits in them. A stranger is sent to sign in.
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import { paths } from '../../navigation.ts';
import { ReadHome } from './queries.ts';

export { HomePage as default } from './home-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Accueil') }];

/** Conventions shown here; the others are one link away. */
const SHOWN = 4;

export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer, api } = context;
  if (!viewer) throw redirect(paths.signIn);
  const { drafts, inReview, adopted, notifications, unreadNotifications, viewerMayCreateConvention } = await api.query(
    ReadHome,
    { first: SHOWN + 1 },
  );
  const conventions = [drafts, inReview, adopted]
    .flatMap(({ edges }) => edges.map(({ node }) => node))
    .sort((one, other) => other.year - one.year);
  return {
    name: viewer.name,
    mayCreate: viewerMayCreateConvention,
    conventions: conventions.slice(0, SHOWN),
    hasMore: conventions.length > SHOWN,
    unread: notifications.edges.map(({ node }) => node),
    unreadCount: unreadNotifications,
  };
}
