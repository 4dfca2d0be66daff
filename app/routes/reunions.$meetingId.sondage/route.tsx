// The date poll of a meeting: dates are looked for and sent, answers come in, one date is kept. `?modifier` states the dates
// anew; `?retenir=` asks once more before one is kept.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { acts } from './acts.ts';
import { ProposeSlots, ReadPoll } from './queries.ts';
import { searchOf } from './search.ts';

export { PollPage as default } from './poll-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Sondage de dates : ${data.meeting.title}` : 'Sondage de dates') },
];

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

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.meetingId ?? '');
}
