// Marks as read, chooses what is mailed: one mutation each, by the `intent` of its form.
import type { ActionFunctionArgs } from '@remix-run/node';
import { notificationKinds } from '#domain/vocabulary.ts';
import type { Api } from '#graphql/execute.ts';
import { answered, refused } from '../../forms/form-result.ts';
import { isTicked, readForm, textOf } from '../../forms/posted.ts';
import { MarkAllNotificationsRead, MarkNotificationRead, SetMailPreference } from './queries.ts';

type Act = (api: Api, form: FormData) => Promise<{ done: string } | ReturnType<typeof refused>>;

/** By intent. A map, because the intent comes from outside. */
const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async read(api, form) {
      const outcome = await api.mutate(MarkNotificationRead, { input: { notificationId: textOf(form, 'id') } });
      return answered(outcome, '');
    },
    async 'read-all'(api, form) {
      const outcome = await api.mutate(MarkAllNotificationsRead, { input: { until: textOf(form, 'until') } });
      return answered(outcome, 'Toutes les notifications sont marquées comme lues.');
    },
    async mail(api, form) {
      for (const kind of notificationKinds) {
        const outcome = await api.mutate(SetMailPreference, { input: { kind, enabled: isTicked(form, kind) } });
        if (!outcome.ok) return refused(outcome);
      }
      return { done: 'Vos choix sont enregistrés.' };
    },
  }),
);

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form);
}
