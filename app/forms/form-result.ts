// What an action gives back to its form when the domain refuses: the sentence, and one for each field at fault.
import { data } from '@remix-run/node';
import type { Outcome } from '#graphql/execute.ts';

export interface Refusal {
  ok: false;
  code: string;
  message: string;
  fields: Record<string, string>;
}

/** Refusals by which the page turns out to be of before: somebody changed the thing, or signed the text. */
const outdated = ['CONFLICT', 'FROZEN'];

/**
 * A refused outcome as the action's answer, for `useAnswer` or a fetcher: the domain's words. Status 422, after
 * which Remix leaves the page as it is; 200 where the page is of before, and must be read again for the next try to be made
 * knowingly: fields say then what changed (ui/meanwhile.tsx).
 */
export const refused = (outcome: Extract<Outcome<unknown>, { ok: false }>) =>
  data<Refusal>(outcome, { status: outdated.includes(outcome.code) ? 200 : 422 });

/** What an act answers: the sentence of a toast, or the refusal. */
export const answered = (outcome: Outcome<unknown>, done: string) => (outcome.ok ? { done } : refused(outcome));

/** The refusal of a form whose choice was not made: it has no value to ask the domain with. */
export const incomplete = (fields: Record<string, string>) =>
  refused({ ok: false, code: 'INVALID_INPUT', message: 'Certaines informations sont à corriger.', fields });
