// Saves what a posted form corrects of an import. Runs in actions: of the page without JavaScript, and of the address
// that the page posts to by itself.
import type { AppLoadContext } from '@remix-run/node';
import type { Outcome } from '#graphql/execute.ts';
import { readCorrections } from './posted-corrections.ts';
import { CorrectImportDraft, ReadImportDraft, type ReviewedBlock, type ReviewWarning } from './queries.ts';

/** What corrections changed: how many there were, the blocks that are different for them, and all warnings. */
export interface Corrected {
  count: number;
  changed: ReviewedBlock[];
  warnings: ReviewWarning[];
}

/** Saves the corrections in `form`; a number moves others, so the blocks that changed may be more than were named. */
export async function saveCorrections(
  api: AppLoadContext['api'],
  draftId: string,
  form: FormData,
): Promise<Outcome<Corrected>> {
  const before = (await api.query(ReadImportDraft, { id: draftId })).importDraft.preview;
  const { corrections, refusal } = readCorrections(form, before.blocks);
  if (refusal) return { ok: false, code: 'INVALID_INPUT', message: refusal, fields: { number: refusal } };
  const { length: count } = corrections;
  if (count === 0) return { ok: true, value: { count, changed: [], warnings: before.warnings } };
  const outcome = await api.mutate(CorrectImportDraft, { input: { draftId, corrections } });
  if (!outcome.ok) return outcome;
  const { blocks, warnings } = outcome.value.correctImportDraft.preview;
  const known = new Set(before.blocks.map((block) => JSON.stringify(block)));
  return { ok: true, value: { count, changed: blocks.filter((block) => !known.has(JSON.stringify(block))), warnings } };
}
