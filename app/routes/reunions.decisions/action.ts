// Says that a task is done, or is not after all.
import type { ActionFunctionArgs } from '@remix-run/node';
import { today } from '#domain/calendar.ts';
import { answered } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { FollowOutcome } from './queries.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const isDone = textOf(form, 'intent') === 'finish';
  const input = {
    meetingId: textOf(form, 'meetingId'),
    blockId: textOf(form, 'blockId'),
    doneOn: isDone ? today() : null,
  };
  const outcome = await context.api.mutate(FollowOutcome, { input });
  return answered(outcome, isDone ? 'La tâche est notée comme faite.' : 'La tâche est de nouveau à faire.');
}
