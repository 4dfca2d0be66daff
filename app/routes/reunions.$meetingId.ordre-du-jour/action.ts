// What is done on the page of an agenda: one mutation each, by the `intent` of its form.
import type { ActionFunctionArgs } from '@remix-run/node';
import type { Api } from '#graphql/execute.ts';
import { answered } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import {
  AddAgendaFromTemplate,
  AddAgendaItem,
  ChangeAgendaItem,
  MoveAgendaItem,
  RemoveAgendaItem,
  SendAgenda,
} from './queries.ts';

type Act = (api: Api, form: FormData, meetingId: string) => Promise<ReturnType<typeof answered>>;

/** Minutes as typed; what is no number is left to the domain to refuse. */
const minutesIn = (form: FormData): number | null => {
  const typed = textOf(form, 'minutes').trim();
  return typed === '' ? null : /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
};

/** By intent. A map, because the intent comes from outside. */
export const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async add(api, form, meetingId) {
      const input = {
        meetingId,
        title: textOf(form, 'title'),
        minutes: minutesIn(form),
        leaderId: optionalTextOf(form, 'leaderId'),
        occurrenceId: optionalTextOf(form, 'occurrenceId'),
        threadId: optionalTextOf(form, 'threadId'),
        outcomeMeetingId: optionalTextOf(form, 'outcomeMeetingId'),
        outcomeBlockId: optionalTextOf(form, 'outcomeBlockId'),
        blockId: optionalTextOf(form, 'blockId'),
      };
      return answered(await api.mutate(AddAgendaItem, { input }), 'Le point est ajouté.');
    },
    async template(api, form, meetingId) {
      const input = { meetingId, templateId: textOf(form, 'templateId') };
      return answered(await api.mutate(AddAgendaFromTemplate, { input }), 'Les points du modèle sont ajoutés.');
    },
    async change(api, form) {
      const input = {
        itemId: textOf(form, 'itemId'),
        version: Number(textOf(form, 'version')) || 0,
        title: textOf(form, 'title'),
        minutes: minutesIn(form),
        leaderId: optionalTextOf(form, 'leaderId'),
      };
      return answered(await api.mutate(ChangeAgendaItem, { input }), 'Le point est modifié.');
    },
    async move(api, form) {
      const input = { itemId: textOf(form, 'itemId'), to: Number(textOf(form, 'to')) || 0 };
      return answered(await api.mutate(MoveAgendaItem, { input }), 'Le point est déplacé.');
    },
    async remove(api, form) {
      const input = { itemId: textOf(form, 'itemId') };
      return answered(await api.mutate(RemoveAgendaItem, { input }), 'Le point est retiré.');
    },
    async send(api, _form, meetingId) {
      return answered(
        await api.mutate(SendAgenda, { input: { meetingId } }),
        'L’ordre du jour est envoyé aux invités.',
      );
    },
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.meetingId ?? '');
}
