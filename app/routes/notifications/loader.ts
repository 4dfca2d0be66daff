// What one was told, unread first, and what of it comes by mail; `?apres=` goes on in what was read.

import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ResultOf } from '../../graphql.ts';
import { ReadNotifications } from './queries.ts';

type Read = ResultOf<typeof ReadNotifications>;

export type NotificationLine = NonNullable<NonNullable<Read['unread']['edges']>[number]>['node'];

const linesOf = ({ edges }: { edges: Read['unread']['edges'] }): NotificationLine[] =>
  (edges ?? []).flatMap((edge) => edge?.node ?? []);

export async function loader({ context, request }: LoaderFunctionArgs) {
  const after = new URL(request.url).searchParams.get('apres');
  // Before reading: what comes meanwhile is not marked as read with the rest.
  const until = new Date().toISOString();
  const { unread, read, toAnswer, mailPreferences } = await context.api.query(ReadNotifications, { after });
  const older = read.pageInfo.hasNextPage ? read.pageInfo.endCursor : null;
  return {
    unread: linesOf(unread),
    read: linesOf(read),
    toAnswer: toAnswer.edges.map(({ node }) => node),
    older,
    isLaterPage: after !== null,
    until,
    mailPreferences,
  };
}
