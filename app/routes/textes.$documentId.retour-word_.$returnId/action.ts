// Makes the file suggestions and comments, or throws it away.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { answered } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { wordReturnsAddress } from '../../texts/version-addresses.ts';
import { ConfirmWordReturn, DiscardWordReturn } from './queries.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const input = { returnId: params.returnId ?? '' };
  const intent = textOf(form, 'intent');
  if (intent === 'confirm')
    return answered(await context.api.mutate(ConfirmWordReturn, { input }), 'Le fichier est repris.');
  if (intent !== 'discard') throw new Response('Cette action n’existe pas.', { status: 400 });
  await context.api.mutate(DiscardWordReturn, { input });
  return redirect(wordReturnsAddress(params.documentId ?? ''));
}
