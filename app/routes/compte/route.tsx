// My account: how others see me, my password, where I am signed in.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { answered, refused } from '../../form-result.ts';
import { pageTitle } from '../../french.ts';
import { optionalTextOf, readForm, textOf } from '../../posted.ts';
import {
  ChangePassword,
  EndAllSessions,
  EndSession,
  ReadAccount,
  SetTypingPreference,
  UpdateProfile,
} from './queries.ts';

export { AccountPage as default } from './account-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Mon compte') }];

export const loader = ({ context }: LoaderFunctionArgs) => context.api.query(ReadAccount);

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
      const input = { frenchTyping: textOf(form, 'frenchTyping') === 'on' };
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
