// How corrections travel in a form: the names of a block's fields, and what a posted form changes. The same names with
// and without JavaScript; only the blocks in the form are spoken of.
import { imposedNumber } from '#domain/imports/inputs.ts';
import { isTicked, textOf } from '../../forms/posted.ts';
import type { VariablesOf } from '../../graphql.ts';
import { correctedKinds } from './outline.ts';
import type { CorrectImportDraft, ReviewedBlock } from './queries.ts';

export type PostedCorrection = VariablesOf<typeof CorrectImportDraft>['input']['corrections'][number];

/** Names of the fields of one block. */
export const fieldsOf = (blockId: string) => ({
  kind: `kind.${blockId}`,
  number: `number.${blockId}`,
  unnumbered: `unnumbered.${blockId}`,
});

/** What a form changes of the blocks as they stand, or the sentence that says which number cannot be one. */
export function readCorrections(
  form: FormData,
  blocks: readonly ReviewedBlock[],
): { corrections: PostedCorrection[]; refusal: string | null } {
  const corrections: PostedCorrection[] = [];
  for (const block of blocks) {
    const names = fieldsOf(block.id);
    const correction: PostedCorrection = { blockId: block.id };
    const kind = correctedKinds.find((one) => one === textOf(form, names.kind));
    if (kind && kind !== block.kind) correction.kind = kind;
    if (form.has(names.number)) {
      const isNumbered = !isTicked(form, names.unnumbered);
      const words = textOf(form, names.number).trim();
      const number = isNumbered && words ? imposedNumber.safeParse(Number(words)) : null;
      if (number?.error) return { corrections: [], refusal: number.error.issues[0]?.message ?? '' };
      const startAt = number?.data ?? null;
      if (isNumbered !== block.isNumbered) correction.isNumbered = isNumbered;
      // Asking for a number is asking to be counted; a heading that is not counted keeps none.
      if (isNumbered && startAt !== block.startAt) Object.assign(correction, { isNumbered, startAt });
    }
    if (Object.keys(correction).length > 1) corrections.push(correction);
  }
  return { corrections, refusal: null };
}
