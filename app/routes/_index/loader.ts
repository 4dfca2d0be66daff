// What waits for whoever is signed in: due dates, polls, conventions in progress, news. Sends a stranger to sign in.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { paths } from '../../frame/navigation.ts';
import { ReadHome } from './queries.ts';

/** Conventions shown here; the others are one link away. */
const SHOWN = 4;

/** Due things of each kind shown here; the pages of the follow-up have them all. */
const DUE_SHOWN = 5;

const nodesOf = <Node>({ edges }: { edges: readonly { node: Node }[] }): Node[] => edges.map(({ node }) => node);

export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer, api } = context;
  if (!viewer) throw redirect(paths.signIn);
  const home = await api.query(ReadHome, { first: SHOWN + 1, due: DUE_SHOWN });
  const { inForce, inTheMaking, late, owed, owedToUs } = home;
  const joint = nodesOf(home.joint)[0] ?? null;
  // Of those who work in one of the two MDADT.
  const { territory } = viewer;
  // What is carried out this year comes first: it is what most people come for, and no cut may take it away.
  const conventions = [inForce, inTheMaking].flatMap(nodesOf);
  return {
    name: viewer.name,
    mayCreate: home.viewerMayCreateConvention,
    late: nodesOf(late),
    owed: nodesOf(owed),
    owedToUs: nodesOf(owedToUs),
    tasks: nodesOf(home.tasks),
    toAnswer: nodesOf(home.toAnswer),
    meetings: nodesOf(home.mine).filter(({ id }) => !territory || id !== joint?.id),
    // Both houses always know of their next joint meeting, invited by name or not.
    joint: territory
      ? { meeting: joint, mayPrepare: nodesOf(home.seen).some((one) => one.viewerMayOrganiseMeetings), territory }
      : null,
    conventions: conventions.slice(0, SHOWN),
    hasMore: conventions.length > SHOWN,
    unread: nodesOf(home.notifications),
    unreadCount: home.unreadNotifications,
  };
}
