// What is done on the page of minutes: one mutation each, by the `intent` of its form.
import type { ActionFunctionArgs } from '@remix-run/node';
import type { Api } from '#graphql/execute.ts';
import { answered, incomplete, refused } from '../../forms/form-result.ts';
import { isTicked, optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { count } from '../../french-format.ts';
import { answerReminded, RemindInvitees } from '../../scheduling/reminding.ts';
import {
  ApproveMinutes,
  ConsentToMinutes,
  MakeObservation,
  ProlongObservations,
  SendMinutes,
  SettleObservation,
} from './queries.ts';

type Act = (api: Api, form: FormData, meetingId: string) => Promise<{ done: string } | ReturnType<typeof refused>>;

const versionOf = (form: FormData) => Number(textOf(form, 'version')) || 0;

/** By intent. A map, because the intent comes from outside. */
export const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async send(api, form, meetingId) {
      const observationsUntil = textOf(form, 'observationsUntil');
      if (!observationsUntil) return incomplete({ observationsUntil: 'Indiquez le dernier jour des observations.' });
      const input = { meetingId, version: versionOf(form), observationsUntil };
      const outcome = await api.mutate(SendMinutes, { input });
      if (!outcome.ok) return refused(outcome);
      const { length } = outcome.value.sendMinutes.invitees;
      return { done: `Compte rendu soumis\u00a0: ${count(length, 'courriel envoyé', 'courriels envoyés')}.` };
    },
    async prolong(api, form, meetingId) {
      const observationsUntil = textOf(form, 'observationsUntil');
      if (!observationsUntil) return incomplete({ observationsUntil: 'Indiquez le dernier jour des observations.' });
      const input = { meetingId, version: versionOf(form), observationsUntil };
      const outcome = await api.mutate(ProlongObservations, { input });
      return answered(outcome, 'Les observations sont prolongées.');
    },
    async remind(api, _form, meetingId) {
      return answerReminded(await api.mutate(RemindInvitees, { input: { meetingId } }));
    },
    async observe(api, form, meetingId) {
      const input = { meetingId, blockId: optionalTextOf(form, 'blockId'), body: textOf(form, 'body') };
      const outcome = await api.mutate(MakeObservation, { input });
      return answered(outcome, 'Votre observation est enregistrée.');
    },
    async consent(api, _form, meetingId) {
      const outcome = await api.mutate(ConsentToMinutes, { input: { meetingId } });
      return answered(outcome, 'C’est noté\u00a0: vous n’avez pas d’observation.');
    },
    async settle(api, form) {
      const input = { observationId: textOf(form, 'observationId'), reply: textOf(form, 'reply') };
      const outcome = await api.mutate(SettleObservation, { input });
      return answered(outcome, 'La réponse est enregistrée.');
    },
    async approve(api, form, meetingId) {
      const textSequence = Number(textOf(form, 'textSequence')) || 0;
      const input = { meetingId, version: versionOf(form), textSequence, isWarned: isTicked(form, 'isWarned') };
      const outcome = await api.mutate(ApproveMinutes, { input });
      return answered(outcome, 'Le compte rendu est approuvé et envoyé aux invités.');
    },
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.meetingId ?? '');
}
