// Consents to the minutes or says a word of them, for the one the link was sent to.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { ConsentByLink, MakeObservationByLink } from './queries.ts';

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
