// What one was told, unread first, and what of it comes by mail; `?apres=` goes on in what was read, `?nonlues=` in what was not.

import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ResultOf } from '../../graphql.ts';
import { ReadNotifications } from './queries.ts';

type Read = ResultOf<typeof ReadNotifications>;

export type NotificationLine = NonNullable<NonNullable<Read['unread']['edges']>[number]>['node'];

interface Listed {
  lines: NotificationLine[];
  /** Where the list goes on, if it does. */
  next: string | null;
}

const none: Listed = { lines: [], next: null };

const listOf = ({ edges, pageInfo }: Read['unread']): Listed => ({
  lines: (edges ?? []).flatMap((edge) => edge?.node ?? []),
  next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
});

export async function loader({ context, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const [after, unreadAfter] = [search.get('apres'), search.get('nonlues')];
  // Before reading: what comes meanwhile is not marked as read with the rest.
  const until = new Date().toISOString();
  const { unread, read, toAnswer, mailPreferences } = await context.api.query(ReadNotifications, {
    unreadAfter,
    after,
  });
  return {
    hasUnread: (unread.edges ?? []).length > 0,
    // A later page of the one list does not begin with the other again.
    unread: after === null ? listOf(unread) : none,
    read: unreadAfter === null ? listOf(read) : none,
    toAnswer: toAnswer.edges.map(({ node }) => node),
    isLaterPage: after !== null || unreadAfter !== null,
    until,
    mailPreferences,
  };
}
