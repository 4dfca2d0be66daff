// What one may do on the page of deliverables and indicators: one mutation each, by the `intent` of its form.
import type { ActionFunctionArgs } from '@remix-run/node';
import type { Api } from '#graphql/execute.ts';
import { dayOf } from '../../follow-up/day-posted.ts';
import { answered, incomplete, type refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import {
  AddReferenceEntry,
  ChangeDeliverable,
  ChangeIndicator,
  CreateDeliverable,
  CreateIndicator,
  DeliverPiece,
  MeasureIndicator,
  WithdrawDeliverable,
  WithdrawPiece,
} from './queries.ts';

type Act = (api: Api, form: FormData, conventionId: string) => Promise<{ done: string } | ReturnType<typeof refused>>;

const noDay = () => incomplete({ on: 'Saisissez une date.' });

/** A whole number, or one that the domain refuses in words. */
function numberOf(form: FormData, name: string): number {
  const number = Number(textOf(form, name) || '0');
  return Number.isInteger(number) && Math.abs(number) < 1e9 ? number : -1;
}

/** By intent. A map, because the intent comes from outside. */
export const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async create(api, form, conventionId) {
      const input = {
        conventionId,
        blockId: textOf(form, 'blockId'),
        title: textOf(form, 'title'),
        target: numberOf(form, 'target'),
        dueOn: dayOf(form, 'dueOn'),
        referenceSetId: optionalTextOf(form, 'referenceSetId'),
      };
      return answered(await api.mutate(CreateDeliverable, { input }), 'Le livrable est ajouté.');
    },
    async change(api, form) {
      const input = {
        deliverableId: textOf(form, 'deliverableId'),
        version: numberOf(form, 'version'),
        title: textOf(form, 'title'),
        target: numberOf(form, 'target'),
        dueOn: dayOf(form, 'dueOn'),
        referenceSetId: optionalTextOf(form, 'referenceSetId'),
      };
      return answered(await api.mutate(ChangeDeliverable, { input }), 'Le livrable est modifié.');
    },
    async withdraw(api, form) {
      const input = { deliverableId: textOf(form, 'deliverableId') };
      return answered(await api.mutate(WithdrawDeliverable, { input }), 'Le livrable est retiré.');
    },
    async deliver(api, form) {
      const on = dayOf(form, 'on');
      if (!on) return noDay();
      const input = {
        deliverableId: textOf(form, 'deliverableId'),
        title: optionalTextOf(form, 'title'),
        on,
        url: optionalTextOf(form, 'url'),
        fileId: optionalTextOf(form, 'fileId'),
        entryId: optionalTextOf(form, 'entryId'),
      };
      return answered(await api.mutate(DeliverPiece, { input }), 'La pièce est comptée.');
    },
    async withdrawPiece(api, form) {
      const input = { pieceId: textOf(form, 'pieceId') };
      return answered(await api.mutate(WithdrawPiece, { input }), 'La pièce est retirée.');
    },
    async addEntry(api, form, conventionId) {
      const input = {
        conventionId,
        setId: textOf(form, 'setId'),
        name: textOf(form, 'name'),
        detail: optionalTextOf(form, 'detail'),
      };
      return answered(await api.mutate(AddReferenceEntry, { input }), 'L’entrée est ajoutée à la liste.');
    },
    async createIndicator(api, form, conventionId) {
      const input = {
        conventionId,
        blockId: textOf(form, 'blockId'),
        title: textOf(form, 'title'),
        unit: textOf(form, 'unit'),
        target: optionalTextOf(form, 'target'),
        targetOn: dayOf(form, 'targetOn'),
      };
      return answered(await api.mutate(CreateIndicator, { input }), 'L’indicateur est ajouté.');
    },
    async changeIndicator(api, form) {
      const input = {
        indicatorId: textOf(form, 'indicatorId'),
        version: numberOf(form, 'version'),
        title: textOf(form, 'title'),
        unit: textOf(form, 'unit'),
        target: optionalTextOf(form, 'target'),
        targetOn: dayOf(form, 'targetOn'),
      };
      return answered(await api.mutate(ChangeIndicator, { input }), 'L’indicateur est modifié.');
    },
    async measure(api, form) {
      const on = dayOf(form, 'on');
      if (!on) return noDay();
      const input = { indicatorId: textOf(form, 'indicatorId'), on, value: textOf(form, 'value') };
      return answered(await api.mutate(MeasureIndicator, { input }), 'La mesure est enregistrée.');
    },
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.id ?? '');
}
