// The personal link of the mails about minutes: who it was sent to reads them and says a word, without an account and
// without a script.
import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { optionalTextOf, readForm, textOf } from '../../posted.ts';
import { ConsentByLink, MakeObservationByLink, ReadMinutesInvitation } from './queries.ts';

export { MinutesLinkPage as default } from './minutes-link-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Compte rendu') }, { name: 'robots', content: 'noindex' }];

/** The address is a secret: no cache keeps the page. Other sites never learn it, by the referrer policy of every page. */
const secret = { 'Cache-Control': 'no-store' };

export const headers: HeadersFunction = () => secret;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const token = params.token ?? '';
  const { minutesInvitation: minutes } = await context.api.query(ReadMinutesInvitation, { token });
  const isSaid = new URL(request.url).searchParams.has('enregistre');
  return data({ minutes, token, isSaid }, { status: minutes ? 200 : 410, headers: secret });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const token = params.token ?? '';
  const outcome =
    textOf(form, 'intent') === 'consent'
      ? await context.api.mutate(ConsentByLink, { input: { token } })
      : await context.api.mutate(MakeObservationByLink, {
          input: { token, blockId: optionalTextOf(form, 'blockId'), body: textOf(form, 'body') },
        });
  return outcome.ok ? redirect(`/compte-rendu/${token}?enregistre`) : refused(outcome);
}
