// The personal link of an invitation: who it was sent to answers here, without an account and without a script.
import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { givenAnswers } from '#domain/inputs/meeting.ts';
import type { Api } from '#graphql/execute.ts';
import { incomplete, refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { votesOf } from '../../meetings/vote-posted.ts';
import { readForm, textOf } from '../../posted.ts';
import { AnswerDatePollByLink, AnswerInvitation, ReadInvitation } from './queries.ts';

export { InvitationPage as default } from './invitation-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Invitation') }, { name: 'robots', content: 'noindex' }];

/**
 * The address is a secret: no cache keeps the page. No other site is told of it either (http.ts: `same-origin`); a
 * stricter policy would hide the origin of our own form, which is then refused where there is no script.
 */
const secret = { 'Cache-Control': 'no-store' };

export const headers: HeadersFunction = () => secret;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { invitation } = await context.api.query(ReadInvitation, { token: params.token ?? '' });
  const isAnswered = new URL(request.url).searchParams.has('repondu');
  return data({ invitation, isAnswered }, { status: invitation ? 200 : 410, headers: secret });
}

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
