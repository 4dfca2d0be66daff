// Says the same of the ticked actions: their state, their due day, one who leads them.
import type { ActionFunctionArgs } from '@remix-run/node';
import { actionStatuses } from '#domain/vocabulary.ts';
import { dayOf } from '../../follow-up/day-posted.ts';
import { leaderOf } from '../../follow-up/leaders.ts';
import { refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { count } from '../../french-format.ts';
import { FollowActions } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const dueOn = dayOf(form, 'dueOn');
  const status = actionStatuses.find((one) => one === textOf(form, 'status'));
  const input = {
    conventionId: params.id ?? '',
    blockIds: form.getAll('blockId').map(String),
    ...(status && { status }),
    ...(dueOn && { dueOn }),
    ...(textOf(form, 'who') !== '' && { pilot: leaderOf(form) }),
  };
  const outcome = await context.api.mutate(FollowActions, { input });
  if (!outcome.ok) return refused(outcome);
  const { length } = outcome.value.followActions;
  return { done: `${count(length, 'action mise à jour', 'actions mises à jour')}.` };
}
