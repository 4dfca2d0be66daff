// What one may do with one’s account: one mutation each, by the `intent` of its form.
import { type ActionFunctionArgs, type AppLoadContext, redirect } from '@remix-run/node';
import { answered, type refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { ChangePassword, EndAllSessions, EndSession, SetTypingPreference, UpdateProfile } from './queries.ts';

type Act = (
  context: AppLoadContext,
  form: FormData,
) => Promise<{ done: string } | ReturnType<typeof refused> | Response>;

/** By intent. A map, because the intent comes from outside. */
const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async profile({ api }, form) {
      const input = { name: textOf(form, 'name'), jobTitle: optionalTextOf(form, 'jobTitle') };
      return answered(await api.mutate(UpdateProfile, { input }), 'Votre profil est enregistré.');
    },
    async typing({ api }, form) {
      const input = {
        frenchTyping: textOf(form, 'frenchTyping') === 'on',
        searchKey: textOf(form, 'searchKey') === 'on',
      };
      return answered(await api.mutate(SetTypingPreference, { input }), 'Votre préférence de saisie est enregistrée.');
    },
    async password({ api }, form) {
      const input = { currentPassword: textOf(form, 'currentPassword'), password: textOf(form, 'password') };
      const outcome = await api.mutate(ChangePassword, { input });
      return answered(outcome, 'Votre mot de passe est modifié. Vos autres appareils sont déconnectés.');
    },
    async end({ api }, form) {
      const outcome = await api.mutate(EndSession, { input: { sessionId: textOf(form, 'sessionId') } });
      return answered(outcome, 'L’appareil est déconnecté.');
    },
    async 'end-all'(context) {
      await context.api.mutate(EndAllSessions);
      return redirect('/connexion?motif=partout', { headers: { 'Set-Cookie': context.clearedSessionCookie() } });
    },
  }),
);

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context, form);
}
