// Answers an invitation or votes in its poll, for the one the link was sent to.

import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { givenAnswers } from '#domain/vocabulary.ts';
import type { Api } from '#graphql/execute.ts';
import { incomplete, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { votesOf } from '../../scheduling/vote-posted.ts';
import { AnswerDatePollByLink, AnswerInvitation } from './queries.ts';

/** Answers the dates that are asked about. */
async function vote(api: Api, form: FormData, token: string) {
  const outcome = await api.mutate(AnswerDatePollByLink, { input: { token, votes: votesOf(form) } });
  return outcome.ok ? redirect(`/invitation/${token}?repondu`) : refused(outcome);
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  if (textOf(form, 'intent') === 'vote') return vote(context.api, form, params.token ?? '');
  const answer = givenAnswers.find((one) => one === textOf(form, 'answer'));
  if (!answer) return incomplete({ answer: 'Choisissez une réponse.' });
  const token = params.token ?? '';
  const input = { token, answer, sequence: Number(textOf(form, 'sequence')) || 0 };
  const outcome = await context.api.mutate(AnswerInvitation, { input });
  return outcome.ok ? redirect(`/invitation/${token}?repondu`) : refused(outcome);
}
