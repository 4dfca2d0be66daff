// What is done on the page of a date poll: one mutation each, by the `intent` of its form.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import type { Api } from '#graphql/execute.ts';
import { answered, incomplete, refused } from '../../forms/form-result.ts';
import { isTicked, optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { votesOf } from '../../scheduling/vote-posted.ts';
import { AnswerDatePoll, ChangeDatePoll, CloseDatePoll, OpenDatePoll, RemindDatePoll } from './queries.ts';
import { slotsOf } from './slots-posted.ts';

type Answer = { done: string } | ReturnType<typeof refused> | ReturnType<typeof redirect>;
type Act = (api: Api, form: FormData, meetingId: string) => Promise<Answer>;

const versionOf = (form: FormData) => Number(textOf(form, 'version')) || 0;

/** What the form says of slots, or the refusal of what it lacks. */
function statedOf(form: FormData, meetingId: string) {
  const posted = slotsOf(form);
  if ('refusal' in posted) return { refusal: incomplete({ slots: posted.refusal }) };
  const answerBy = textOf(form, 'answerBy');
  if (!answerBy) return { refusal: incomplete({ answerBy: 'Indiquez jusqu’à quand répondre.' }) };
  return { input: { meetingId, version: versionOf(form), answerBy, slots: posted.slots } };
}

/** By intent. A map, because the intent comes from outside. */
export const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async open(api, form, meetingId) {
      const { input, refusal } = statedOf(form, meetingId);
      if (!input) return refusal;
      const outcome = await api.mutate(OpenDatePoll, { input });
      return outcome.ok ? redirect(`/reunions/${meetingId}/sondage`) : refused(outcome);
    },
    async change(api, form, meetingId) {
      const { input, refusal } = statedOf(form, meetingId);
      if (!input) return refusal;
      const outcome = await api.mutate(ChangeDatePoll, { input });
      return outcome.ok ? redirect(`/reunions/${meetingId}/sondage`) : refused(outcome);
    },
    async answer(api, form, meetingId) {
      const outcome = await api.mutate(AnswerDatePoll, { input: { meetingId, votes: votesOf(form) } });
      return answered(outcome, 'Vos réponses sont enregistrées.');
    },
    async remind(api, _form, meetingId) {
      const outcome = await api.mutate(RemindDatePoll, { input: { meetingId } });
      return answered(outcome, 'La relance est envoyée.');
    },
    async close(api, form, meetingId) {
      const slotId = optionalTextOf(form, 'slotId');
      const input = { meetingId, version: versionOf(form), slotId, isWarned: isTicked(form, 'isWarned') };
      const outcome = await api.mutate(CloseDatePoll, { input });
      if (!outcome.ok) return refused(outcome);
      return redirect(slotId ? `/reunions/${meetingId}` : `/reunions/${meetingId}/sondage`);
    },
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.meetingId ?? '');
}
