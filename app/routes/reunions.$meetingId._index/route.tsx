// One meeting: when and where, who answered what, what it is to discharge; and all that is done with it.

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { dayAt, today } from '#domain/calendar.ts';
import { pageTitle } from '../../french.ts';
import { isPolled } from '../../meetings/words.ts';
import { readForm, textOf } from '../../posted.ts';
import { acts } from './acts.ts';
import { ReadInvitable, ReadMeeting } from './queries.ts';

export { MeetingPage as default } from './meeting-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.meeting.title ?? 'Réunion') }];

export async function loader({ params, context, request }: LoaderFunctionArgs) {
  const { meeting } = await context.api.query(ReadMeeting, { id: params.meetingId ?? '' });
  const mayInvite = meeting.viewerMayOrganise && (meeting.state === 'DRAFT' || meeting.state === 'CALLED');
  const mayAttend =
    meeting.viewerMayOrganise &&
    (meeting.state === 'HELD' || (meeting.state === 'CALLED' && dayAt(new Date(meeting.startsAt)) <= today())) &&
    meeting.minutes?.state !== 'APPROVED';
  const candidates =
    mayInvite || mayAttend
      ? (await context.api.query(ReadInvitable, { conventionId: meeting.convention.id })).meetingCandidates
      : null;
  const hasBegun = new Date(meeting.startsAt) <= new Date();
  const mayCall = meeting.viewerMayOrganise && meeting.state === 'DRAFT' && !hasBegun && !isPolled(meeting);
  // Asked in the address, so that it is asked without scripts too.
  const isCalling = mayCall && new URL(request.url).searchParams.has('convoquer');
  return { meeting, candidates, mayInvite, mayAttend, hasBegun, mayCall, isCalling };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.meetingId ?? '');
}
