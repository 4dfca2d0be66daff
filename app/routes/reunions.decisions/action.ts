// Says that a task is done, or is not after all; or the same of those that are ticked: their state, their day, who does them.
import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node';
import { today } from '#domain/calendar.ts';
import { dayOf } from '../../follow-up/day-posted.ts';
import { leaderOf } from '../../follow-up/leaders.ts';
import { answered, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { count } from '../../french-format.ts';
import { FollowOutcome, FollowOutcomes } from './queries.ts';

/** The ticked tasks, each posted as « meeting block ». */
const tasksOf = (form: FormData) =>
  form.getAll('task').map((posted) => {
    const [meetingId = '', blockId = ''] = String(posted).split(' ');
    return { meetingId, blockId };
  });

async function followSeveral(form: FormData, api: AppLoadContext['api']) {
  const state = textOf(form, 'state');
  const dueOn = dayOf(form, 'dueOn');
  const { personId, unitId, organisationId } = leaderOf(form);
  const input = {
    tasks: tasksOf(form),
    ...(personId && { personId }),
    ...((unitId ?? organisationId) && { partyId: unitId ?? organisationId }),
    ...(dueOn && { dueOn }),
    ...(state === 'faite' && { doneOn: today() }),
    ...(state === 'a-faire' && { doneOn: null }),
  };
  const outcome = await api.mutate(FollowOutcomes, { input });
  if (!outcome.ok) return refused(outcome);
  return { done: `${count(outcome.value.followOutcomes.length, 'tâche mise à jour', 'tâches mises à jour')}.` };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  if (textOf(form, 'intent') === 'several') return followSeveral(form, context.api);
  const isDone = textOf(form, 'intent') === 'finish';
  const input = {
    meetingId: textOf(form, 'meetingId'),
    blockId: textOf(form, 'blockId'),
    doneOn: isDone ? today() : null,
  };
  const outcome = await context.api.mutate(FollowOutcome, { input });
  return answered(outcome, isDone ? 'La tâche est notée comme faite.' : 'La tâche est de nouveau à faire.');
}
