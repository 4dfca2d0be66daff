// What may be posted to this address, and what comes of it.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { answered, refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { ChangePassword, EndAllSessions, EndSession, SetTypingPreference, UpdateProfile } from './queries.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const { api } = context;
  switch (textOf(form, 'intent')) {
    case 'profile': {
      const input = { name: textOf(form, 'name'), jobTitle: optionalTextOf(form, 'jobTitle') };
      const outcome = await api.mutate(UpdateProfile, { input });
      return answered(outcome, 'Votre profil est enregistré.');
    }
    case 'typing': {
      const input = {
        frenchTyping: textOf(form, 'frenchTyping') === 'on',
        searchKey: textOf(form, 'searchKey') === 'on',
      };
      return answered(await api.mutate(SetTypingPreference, { input }), 'Votre préférence de saisie est enregistrée.');
    }
    case 'password': {
      const input = { currentPassword: textOf(form, 'currentPassword'), password: textOf(form, 'password') };
      const outcome = await api.mutate(ChangePassword, { input });
      return outcome.ok
        ? { done: 'Votre mot de passe est modifié. Vos autres appareils sont déconnectés.' }
        : refused(outcome);
    }
    case 'end': {
      const outcome = await api.mutate(EndSession, { input: { sessionId: textOf(form, 'sessionId') } });
      return answered(outcome, 'L’appareil est déconnecté.');
    }
    case 'end-all': {
      await api.mutate(EndAllSessions);
      return redirect('/connexion?motif=partout', { headers: { 'Set-Cookie': context.clearedSessionCookie() } });
    }
    default:
      throw new Response(null, { status: 400 });
  }
}
