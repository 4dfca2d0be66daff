// The poll and its votes; while dates are looked for, those proposed for what the address asks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ProposeSlots, ReadPoll } from './queries.ts';
import { searchOf } from './search.ts';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { meeting } = await context.api.query(ReadPoll, { id: params.meetingId ?? '' });
  const { searchParams } = new URL(request.url);
  const isOpen = meeting.poll !== null && meeting.poll.closedAt === null;
  const mayState = meeting.viewerMayOrganise && meeting.state === 'DRAFT';
  const isStating = mayState && (!meeting.poll || searchParams.has('modifier'));
  const search = searchOf(searchParams, meeting);
  const { refusal, ...asked } = search;
  const proposals =
    isStating && refusal === null
      ? (await context.api.query(ProposeSlots, { meetingId: meeting.id, ...asked })).slotProposals
      : null;
  return {
    meeting,
    isOpen,
    mayState,
    isStating,
    search,
    proposals,
    keptId: isOpen ? searchParams.get('retenir') : null,
  };
}
