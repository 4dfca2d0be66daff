// What may be posted to this address, and what comes of it.
import type { ActionFunctionArgs } from '@remix-run/node';
import { notificationKinds } from '#domain/vocabulary.ts';
import { answered, refused } from '../../forms/form-result.ts';
import { isTicked, readForm, textOf } from '../../forms/posted.ts';
import { MarkAllNotificationsRead, MarkNotificationRead, SetMailPreference } from './queries.ts';

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const { api } = context;
  switch (textOf(form, 'intent')) {
    case 'read': {
      const outcome = await api.mutate(MarkNotificationRead, { input: { notificationId: textOf(form, 'id') } });
      return answered(outcome, '');
    }
    case 'read-all': {
      const outcome = await api.mutate(MarkAllNotificationsRead, { input: { until: textOf(form, 'until') } });
      return answered(outcome, 'Toutes les notifications sont marquées comme lues.');
    }
    case 'mail': {
      for (const kind of notificationKinds) {
        const outcome = await api.mutate(SetMailPreference, { input: { kind, enabled: isTicked(form, kind) } });
        if (!outcome.ok) return refused(outcome);
      }
      return { done: 'Vos choix sont enregistrés.' };
    }
    default:
      throw new Response(null, { status: 400 });
  }
}
