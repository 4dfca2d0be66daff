// Reads the form of a step into the mutation's input. What it must hold is the domain's to say; only what GraphQL cannot
// carry (no day, no choice) is refused here.
import { conventionStates, opinionOutcomes, terminationGrounds } from '#domain/vocabulary.ts';
import { incomplete } from '../../forms/form-result.ts';
import { isTicked, optionalTextOf, textOf } from '../../forms/posted.ts';
import type { VariablesOf } from '../../graphql.ts';
import type { MoveConvention } from './queries.ts';

type Input = VariablesOf<typeof MoveConvention>['input'];

/** A count as typed. What is none becomes −1, which the domain refuses with its own sentence. */
const countOf = (form: FormData, name: string): number => {
  const typed = textOf(form, name).trim();
  return /^\d{1,6}$/.test(typed) ? Number(typed) : -1;
};

const optionalCountOf = (form: FormData, name: string) =>
  textOf(form, name).trim() === '' ? null : countOf(form, name);

const linesOf = (form: FormData, name: string) =>
  textOf(form, name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const voteOf = (form: FormData): Input['vote'] => ({
  body: textOf(form, 'vote.body'),
  deliberation: textOf(form, 'vote.deliberation'),
  votesFor: countOf(form, 'vote.votesFor'),
  votesAgainst: countOf(form, 'vote.votesAgainst'),
  abstentions: countOf(form, 'vote.abstentions'),
  absent: countOf(form, 'vote.absent'),
  present: optionalCountOf(form, 'vote.present'),
  excused: optionalCountOf(form, 'vote.excused'),
  leftRoom: linesOf(form, 'vote.leftRoom'),
});

const signatureOf = (form: FormData): Input['signature'] => ({
  place: textOf(form, 'signature.place'),
  originals: countOf(form, 'signature.originals'),
  signatories: form.getAll('signature.name').map((name, index) => ({
    name: String(name),
    capacity: String(form.getAll('signature.capacity')[index] ?? ''),
    organisation: String(form.getAll('signature.organisation')[index] ?? ''),
  })),
});

/** The input of the step that a form posts, or why there is none. */
export function postedStep(form: FormData, conventionId: string) {
  const to = conventionStates.find((state) => state === textOf(form, 'to'));
  if (!to) throw new Response(null, { status: 400 });
  const on = textOf(form, 'on');
  const outcome = opinionOutcomes.find((one) => one === textOf(form, 'opinion.outcome'));
  const ground = terminationGrounds.find((one) => one === textOf(form, 'termination.ground'));
  if (on === '') return { refusal: incomplete({ on: 'Indiquez le jour.' }) };
  if (to === 'OPINION_GIVEN' && !outcome)
    return { refusal: incomplete({ 'opinion.outcome': 'Choisissez le sens de l’avis.' }) };
  if (to === 'TERMINATED' && !ground)
    return { refusal: incomplete({ 'termination.ground': 'Choisissez la clause appliquée.' }) };
  const input: Input = {
    conventionId,
    to,
    on,
    version: Number(textOf(form, 'version')) || null,
    passOver: isTicked(form, 'passOver'),
    reason: optionalTextOf(form, 'reason'),
    note: optionalTextOf(form, 'note'),
    opinion: outcome ? { body: textOf(form, 'opinion.body'), outcome } : null,
    vote: to === 'ADOPTED' ? voteOf(form) : null,
    signature: to === 'SIGNED' ? signatureOf(form) : null,
    termination: ground ? { ground, noticeOn: optionalTextOf(form, 'termination.noticeOn') } : null,
  };
  return { input };
}
