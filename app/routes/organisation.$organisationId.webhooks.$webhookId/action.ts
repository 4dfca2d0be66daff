// What is done with a webhook, by the button that was pressed.
import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { answered, refused } from '../../forms/form-result.ts';
import { readForm, textOf } from '../../forms/posted.ts';
import { scopesOf } from '../../organisations/scopes.ts';
import { failureLabels } from '../../webhooks/words.ts';
import {
  ChangeWebhook,
  PauseWebhook,
  RemoveWebhook,
  ReplayWebhook,
  ResumeWebhook,
  RotateWebhookSecret,
  TestWebhook,
} from './queries.ts';

interface Act {
  form: FormData;
  webhookId: string;
  organisationId: string;
  api: ActionFunctionArgs['context']['api'];
}

const acts = {
  change: async ({ form, webhookId, api }: Act) => {
    const said = { name: textOf(form, 'name'), url: textOf(form, 'url'), scopes: scopesOf(form, 'READ') };
    return answered(await api.mutate(ChangeWebhook, { input: { webhookId, ...said } }), 'Le webhook est enregistré.');
  },
  test: async ({ webhookId, api }: Act) => {
    const outcome = await api.mutate(TestWebhook, { input: { webhookId } });
    if (!outcome.ok) return refused(outcome);
    const { status, failure } = outcome.value.testWebhook ?? { status: null, failure: null };
    if (!failure) return { done: `Le logiciel a répondu ${status ?? ''} : l’essai est pris.` };
    return {
      failed: `L’essai n’est pas pris : ${failureLabels[failure].toLowerCase()}${status ? ` (${status})` : ''}.`,
    };
  },
  pause: async ({ webhookId, api }: Act) =>
    answered(await api.mutate(PauseWebhook, { input: { webhookId } }), 'Le webhook est en pause.'),
  resume: async ({ webhookId, api }: Act) =>
    answered(await api.mutate(ResumeWebhook, { input: { webhookId } }), 'Le webhook reprend.'),
  replay: async ({ form, webhookId, api }: Act) => {
    const input = { webhookId, after: textOf(form, 'after') };
    return answered(await api.mutate(ReplayWebhook, { input }), 'Tout ce qui suit est renvoyé.');
  },
  rotate: async ({ webhookId, api }: Act) => {
    const outcome = await api.mutate(RotateWebhookSecret, { input: { webhookId } });
    if (!outcome.ok) return refused(outcome);
    const { secret } = outcome.value.rotateWebhookSecret;
    return data({ secret }, { headers: { 'Cache-Control': 'no-store' } });
  },
  remove: async ({ webhookId, organisationId, api }: Act) => {
    const outcome = await api.mutate(RemoveWebhook, { input: { webhookId } });
    return outcome.ok ? redirect(`/organisation/${organisationId}/webhooks`) : refused(outcome);
  },
};

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts[textOf(form, 'intent') as keyof typeof acts];
  if (!act) throw new Response('Cette action n’existe pas.', { status: 400 });
  const { organisationId = '', webhookId = '' } = params;
  return act({ form, webhookId, organisationId, api: context.api });
}
