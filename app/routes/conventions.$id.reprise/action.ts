// Decides what becomes of a block, or of its whole section (kept, adapted or left out), and gives blocks new words.
import type { ActionFunctionArgs } from '@remix-run/node';
import { carryOverChoices } from '#domain/vocabulary.ts';
import { incomplete, refused } from '../../forms/form-result.ts';
import { isTicked, readForm, textOf } from '../../forms/posted.ts';
import { DecideCarryOver, RewriteCarryOvers } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const conventionId = params.id ?? '';
  if (textOf(form, 'intent') === 'rewrite') {
    const outcome = await context.api.mutate(RewriteCarryOvers, {
      input: { conventionId, rewrites: rewritesIn(form) },
    });
    return outcome.ok ? { ok: true as const, untouched: outcome.value.rewriteCarryOvers.length } : refused(outcome);
  }
  const choice = carryOverChoices.find((known) => known === textOf(form, 'choice'));
  if (!choice) return incomplete({ choice: 'Choisissez garder, adapter ou écarter.' });
  const outcome = await context.api.mutate(DecideCarryOver, {
    input: {
      conventionId,
      blockIds: [textOf(form, 'blockId')],
      choice,
      withSection: isTicked(form, 'withSection'),
    },
  });
  return outcome.ok ? { ok: true as const, untouched: 0 } : refused(outcome);
}

/** Blocks and their words, in step. A form writes line ends in its own way. */
function rewritesIn(form: FormData) {
  const all = (name: string) => form.getAll(name).map((value) => String(value).replace(/\r\n?/g, '\n'));
  const [before, after] = [all('before'), all('after')];
  return all('blockId').map((blockId, index) => ({
    blockId,
    before: before[index] ?? '',
    after: after[index] ?? '',
  }));
}
