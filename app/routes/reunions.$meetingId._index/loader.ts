// The meeting and who is invited; who organises it also gets who might be, and with `?convoquer` what calling it sends.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { dayAt, today } from '#domain/calendar.ts';
import { hasBegun } from '../../meetings/words.ts';
import { ReadInvitable, ReadMeeting } from './queries.ts';

export async function loader({ params, context, request }: LoaderFunctionArgs) {
  const { meeting, datasets } = await context.api.query(ReadMeeting, { id: params.meetingId ?? '' });
  const mayInvite = meeting.viewerMayOrganise && (meeting.state === 'DRAFT' || meeting.state === 'CALLED');
  const mayAttend =
    meeting.viewerMayOrganise &&
    (meeting.state === 'HELD' ||
      (meeting.state === 'CALLED' && meeting.startsAt && dayAt(new Date(meeting.startsAt)) <= today())) &&
    meeting.minutes?.state !== 'APPROVED';
  const candidates =
    mayInvite || mayAttend
      ? (await context.api.query(ReadInvitable, { conventionId: meeting.convention.id })).meetingCandidates
      : null;
  const isBegun = hasBegun(meeting);
  const mayCall = meeting.viewerMayOrganise && meeting.state === 'DRAFT' && meeting.startsAt !== null && !isBegun;
  // Asked in the address, so that it is asked without scripts too.
  const isCalling = mayCall && new URL(request.url).searchParams.has('convoquer');
  return {
    meeting,
    datasets: datasets.edges.map(({ node }) => node),
    candidates,
    mayInvite,
    mayAttend,
    isBegun,
    mayCall,
    isCalling,
  };
}
