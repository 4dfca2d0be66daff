// What one was told, unread first; and what of it also comes by mail. `?apres=` goes on in what was read.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { notificationKinds } from '#domain/vocabulary.ts';
import { answered, refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import type { ResultOf } from '../../graphql.ts';
import { isTicked, readForm, textOf } from '../../posted.ts';
import { MarkAllNotificationsRead, MarkNotificationRead, ReadNotifications, SetMailPreference } from './queries.ts';

export { NotificationsPage as default } from './notifications-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Notifications') }];

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

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const { api } = context;
  switch (textOf(form, 'intent')) {
    case 'read': {
      const outcome = await api.mutate(MarkNotificationRead, { input: { notificationId: textOf(form, 'id') } });
      return answered(outcome, '');
    }
    case 'read-all': {
      const outcome = await api.mutate(MarkAllNotificationsRead, { input: { until: textOf(form, 'until') } });
      return answered(outcome, 'Toutes les notifications sont marquées comme lues.');
    }
    case 'mail': {
      for (const kind of notificationKinds) {
        const outcome = await api.mutate(SetMailPreference, { input: { kind, enabled: isTicked(form, kind) } });
        if (!outcome.ok) return refused(outcome);
      }
      return { done: 'Vos choix sont enregistrés.' };
    }
    default:
      throw new Response(null, { status: 400 });
  }
}
