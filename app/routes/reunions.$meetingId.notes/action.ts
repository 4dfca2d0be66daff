// What the page of the notes posts: who was there, what goes with a decision or a task.
import type { ActionFunctionArgs } from '@remix-run/node';
import { meetingAttendances } from '#domain/vocabulary.ts';
import type { Api } from '#graphql/execute.ts';
import { refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import type { VariablesOf } from '../../graphql.ts';
import { FollowOutcome, RecordAttendance } from './queries.ts';

type Followed = VariablesOf<typeof FollowOutcome>['input'];

/** Who does a task, as one choice: a person, or a service or organisation. */
const whoDoes = (chosen: string): Pick<Followed, 'personId' | 'partyId'> => {
  const [kind, id = ''] = chosen.split(':');
  return { personId: kind === 'person' ? id : null, partyId: kind === 'party' ? id : null };
};

/** What the form changed: what it leaves as it was is not sent, somebody else may have changed that meanwhile. */
function changedIn(form: FormData): Omit<Followed, 'meetingId' | 'blockId'> {
  const isChanged = (name: string) => form.has(name) && textOf(form, name) !== textOf(form, `${name}-before`);
  return {
    ...(isChanged('who') && whoDoes(textOf(form, 'who'))),
    ...(isChanged('dueOn') && { dueOn: textOf(form, 'dueOn') || null }),
    ...(isChanged('doneOn') && { doneOn: textOf(form, 'doneOn') || null }),
    ...(isChanged('programmeBlockId') && { programmeBlockId: textOf(form, 'programmeBlockId') || null }),
  };
}

/** The acts, by the intent that is posted. */
export const acts = {
  attendance: (api: Api, meetingId: string, form: FormData) =>
    api.mutate(RecordAttendance, {
      input: {
        meetingId,
        inviteeId: textOf(form, 'inviteeId'),
        attendance: meetingAttendances.find((one) => one === textOf(form, 'attendance')) ?? null,
      },
    }),
  outcome: (api: Api, meetingId: string, form: FormData) =>
    api.mutate(FollowOutcome, { input: { meetingId, blockId: textOf(form, 'blockId'), ...changedIn(form) } }),
};

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const meetingId = params.meetingId ?? '';
  const intent = textOf(form, 'intent');
  const outcome = await acts[intent === 'attendance' ? 'attendance' : 'outcome'](context.api, meetingId, form);
  if (!outcome.ok) return refused(outcome);
  return intent === 'attendance' ? { ok: true as const } : { done: 'Enregistré.' };
}
