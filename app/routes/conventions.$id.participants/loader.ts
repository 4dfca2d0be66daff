// Who takes part, and for a steward also who might.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { ReadCandidates, ReadParticipants } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention } = await context.api.query(ReadParticipants, { id: params.id ?? '' });
  const candidates = convention.viewerMayManageParticipants
    ? (await context.api.query(ReadCandidates, { conventionId: convention.id })).participantCandidates
    : null;
  return { convention, candidates };
}
