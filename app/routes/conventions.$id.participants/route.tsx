// Who takes part in a convention, and as what. Everybody who sees it may look; its steward opens and closes access.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { acts } from './acts.ts';
import { ReadCandidates, ReadParticipants } from './queries.ts';

export { ParticipantsPage as default } from './participants-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Participants', data?.convention) },
];

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReadParticipants, { id: params.id ?? '' });
  const candidates = convention.viewerMayManageParticipants
    ? (await context.api.query(ReadCandidates, { conventionId: convention.id })).participantCandidates
    : null;
  return { convention, candidates };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.id ?? '');
}
