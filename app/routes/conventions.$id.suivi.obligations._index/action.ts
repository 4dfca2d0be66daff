// What may be done for a due date from the page of obligations: one mutation each, by the `intent` of its form.
import type { ActionFunctionArgs } from '@remix-run/node';
import { proofKinds } from '#domain/vocabulary.ts';
import type { Api } from '#graphql/execute.ts';
import { answered, incomplete, refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import {
  AddOccurrence,
  PlanOccurrence,
  RecordEvidence,
  SetOccurrenceAside,
  SilenceReminders,
  TakeOccurrenceUp,
  WithdrawEvidence,
} from './queries.ts';

type Act = (api: Api, form: FormData) => Promise<{ done: string } | ReturnType<typeof refused>>;

/** Which occurrence, as it was when its form was shown. */
const whichOf = (form: FormData) => ({
  occurrenceId: textOf(form, 'occurrenceId'),
  version: Number(textOf(form, 'version')),
});

const idsOf = (form: FormData, name: string) => form.getAll(name).map(String);

/** By intent. A map, because the intent comes from outside. */
export const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async prove(api, form) {
      const proof = proofKinds.find((kind) => kind === textOf(form, 'proof'));
      if (!proof) return incomplete({ proof: 'Choisissez ce qui fait preuve.' });
      const on = optionalTextOf(form, 'on');
      if (!on) return incomplete({ on: 'Indiquez le jour.' });
      const input = {
        occurrenceId: textOf(form, 'occurrenceId'),
        proof,
        on,
        title: textOf(form, 'title'),
        url: optionalTextOf(form, 'url'),
        fileId: optionalTextOf(form, 'fileId'),
        datasetId: optionalTextOf(form, 'datasetId'),
        attendeeIds: idsOf(form, 'attendeeIds'),
      };
      const outcome = await api.mutate(RecordEvidence, { input });
      return answered(outcome, 'C’est consigné.');
    },
    async withdraw(api, form) {
      const outcome = await api.mutate(WithdrawEvidence, { input: { evidenceId: textOf(form, 'evidenceId') } });
      return answered(outcome, 'La preuve est retirée.');
    },
    async plan(api, form) {
      const plannedOn = optionalTextOf(form, 'plannedOn');
      if (!plannedOn) return incomplete({ plannedOn: 'Indiquez le jour prévu.' });
      const outcome = await api.mutate(PlanOccurrence, { input: { ...whichOf(form), plannedOn } });
      return answered(outcome, 'La date prévue est enregistrée.');
    },
    async unplan(api, form) {
      const outcome = await api.mutate(PlanOccurrence, { input: { ...whichOf(form), plannedOn: null } });
      return answered(outcome, 'L’échéance n’est plus planifiée.');
    },
    async setAside(api, form) {
      const input = { ...whichOf(form), reason: textOf(form, 'reason') };
      const outcome = await api.mutate(SetOccurrenceAside, { input });
      return answered(outcome, 'L’échéance est déclarée sans objet.');
    },
    async takeUp(api, form) {
      const outcome = await api.mutate(TakeOccurrenceUp, { input: whichOf(form) });
      return answered(outcome, 'L’échéance est reprise.');
    },
    async add(api, form) {
      const [on, dueOn] = [optionalTextOf(form, 'on'), optionalTextOf(form, 'dueOn')];
      if (!on || !dueOn)
        return incomplete({
          ...(on ? {} : { on: 'Indiquez le jour de la demande ou de l’événement.' }),
          ...(dueOn ? {} : { dueOn: 'Indiquez le jour de l’échéance.' }),
        });
      const input = { obligationId: textOf(form, 'obligationId'), occasion: textOf(form, 'occasion'), on, dueOn };
      const outcome = await api.mutate(AddOccurrence, { input });
      return answered(outcome, 'L’échéance est ajoutée.');
    },
    async silence(api, form) {
      const silenced = textOf(form, 'silenced') === 'true';
      const input = { occurrenceId: textOf(form, 'occurrenceId'), silenced };
      const outcome = await api.mutate(SilenceReminders, { input });
      if (!outcome.ok) return refused(outcome);
      return { done: silenced ? 'Vous n’aurez plus de rappel pour cette échéance.' : 'Les rappels reprennent.' };
    },
  }),
);

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form);
}
