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
import { incomplete, refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { textOf } from '../../posted.ts';
import { AnswerInvitation, ReadInvitation } from './queries.ts';

export { InvitationPage as default } from './invitation-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Invitation') }, { name: 'robots', content: 'noindex' }];

/** The address is a secret: no cache keeps the page, and no request tells where it came from. */
const secret = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };

export const headers: HeadersFunction = () => secret;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { invitation } = await context.api.query(ReadInvitation, { token: params.token ?? '' });
  const isAnswered = new URL(request.url).searchParams.has('repondu');
  return data({ invitation, isAnswered }, { status: invitation ? 200 : 410, headers: secret });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const answer = givenAnswers.find((one) => one === textOf(form, 'answer'));
  if (!answer) return incomplete({ answer: 'Choisissez une réponse.' });
  const token = params.token ?? '';
  const input = { token, answer, sequence: Number(textOf(form, 'sequence')) || 0 };
  const outcome = await context.api.mutate(AnswerInvitation, { input });
  return outcome.ok ? redirect(`/invitation/${token}?repondu`) : refused(outcome);
}
