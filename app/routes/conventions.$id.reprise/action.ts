// Decides what becomes of a block, or of its whole section: kept, adapted or left out.
import type { ActionFunctionArgs } from '@remix-run/node';
import { carryOverChoices } from '#domain/vocabulary.ts';
import { incomplete, refused } from '../../forms/form-result.ts';
import { isTicked, readForm, textOf } from '../../forms/posted.ts';
import { DecideCarryOver } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const choice = carryOverChoices.find((known) => known === textOf(form, 'choice'));
  if (!choice) return incomplete({ choice: 'Choisissez garder, adapter ou écarter.' });
  const outcome = await context.api.mutate(DecideCarryOver, {
    input: {
      conventionId: params.id ?? '',
      blockIds: [textOf(form, 'blockId')],
      choice,
      withSection: isTicked(form, 'withSection'),
    },
  });
  return outcome.ok ? { ok: true as const } : refused(outcome);
}
