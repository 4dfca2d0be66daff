// What one may say of an action on its page: one mutation each, by the `intent` of its form.
import type { ActionFunctionArgs } from '@remix-run/node';
import { actionRoles, actionStatuses } from '#domain/vocabulary.ts';
import type { Api, Outcome } from '#graphql/execute.ts';
import { dayOf } from '../../follow-up/day-posted.ts';
import { leaderOf } from '../../follow-up/leaders.ts';
import { incomplete, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { placeOf } from './loader.ts';
import { AddActionNote, AddActionParty, FollowAction, RemoveActionParty, WithdrawActionNote } from './queries.ts';

type Place = { conventionId: string; blockId: string };
type Act = (api: Api, form: FormData, place: Place) => Promise<{ done: string } | ReturnType<typeof refused>>;

const told = (outcome: Outcome<unknown>, done: string) => (outcome.ok ? { done } : refused(outcome));

/** By intent. A map, because the intent comes from outside. */
export const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async follow(api, form, place) {
      const progress = Number(textOf(form, 'progress'));
      const input = {
        ...place,
        status: actionStatuses.find((status) => status === textOf(form, 'status')),
        // What is no whole number is refused by the domain, which says so.
        progress: Number.isInteger(progress) && Math.abs(progress) < 1e6 ? progress : -1,
        dueOn: dayOf(form, 'dueOn'),
        version: Number(textOf(form, 'version')) || 0,
      };
      return told(await api.mutate(FollowAction, { input }), 'Le suivi est enregistré.');
    },
    async addParty(api, form, place) {
      const role = actionRoles.find((one) => one === textOf(form, 'role')) ?? 'PILOT';
      if (textOf(form, 'who') === '')
        return incomplete({ who: 'Choisissez une personne, un service ou un organisme.' });
      const input = { ...place, role, ...leaderOf(form) };
      return told(await api.mutate(AddActionParty, { input }), 'La liste est enregistrée.');
    },
    async removeParty(api, form) {
      const input = { partyId: textOf(form, 'partyId') };
      return told(await api.mutate(RemoveActionParty, { input }), 'La liste est enregistrée.');
    },
    async note(api, form, place) {
      const on = dayOf(form, 'on');
      if (!on) return incomplete({ on: 'Saisissez une date.' });
      const input = { ...place, on, body: textOf(form, 'body') };
      return told(await api.mutate(AddActionNote, { input }), 'La note est enregistrée.');
    },
    async withdrawNote(api, form) {
      const input = { noteId: textOf(form, 'noteId') };
      return told(await api.mutate(WithdrawActionNote, { input }), 'La note est retirée.');
    },
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, placeOf(params));
}
