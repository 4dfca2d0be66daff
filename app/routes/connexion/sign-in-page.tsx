import { useLoaderData } from '@remix-run/react';
import { signInInput } from '#domain/accounts/inputs.ts';
import { useAnswer } from '../../forms/answer.ts';
import type { Demonstration } from '../../frame/load-context.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Stack } from '../../ui/section.tsx';
import { PasswordField, TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import styles from './sign-in-page.module.css';

const reasons: ReadonlyMap<string | null, string> = new Map([
  ['deconnexion', 'Cet appareil est déconnecté.'],
  ['partout', 'Tous vos appareils sont déconnectés.'],
  ['mot-de-passe', 'Votre mot de passe est modifié. Connectez-vous avec le nouveau.'],
]);

/** E-mail and password. */
export function SignInPage() {
  const { reason, demonstration } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const [form, fields] = useSchemaForm({ schema: signInInput, answer, id: 'connexion' });
  const said = reasons.get(reason);
  return (
    <Narrow>
      <PageTitle>Connexion</PageTitle>
      <Stack gap="l">
        {said && !answer && <Notice tone="success">{said}</Notice>}
        <Form form={form}>
          <Fields>
            <TextField
              label="Adresse électronique"
              field={fields.email}
              type="email"
              autoComplete="username"
              autoFocus
            />
            <PasswordField label="Mot de passe" field={fields.password} autoComplete="current-password" />
          </Fields>
          <ButtonRow>
            <SubmitButton>Se connecter</SubmitButton>
            <a href="/mot-de-passe-oublie" className={styles.forgotten}>
              Mot de passe oublié
            </a>
          </ButtonRow>
        </Form>
        {demonstration && <DemonstrationAccounts {...demonstration} />}
      </Stack>
    </Narrow>
  );
}

function DemonstrationAccounts({ password, accounts }: Demonstration) {
  return (
    <Disclosure title="Comptes de démonstration" isOpenAtFirst>
      <Stack gap="s">
        <p>
          Cette plate-forme contient des données de démonstration. Le mot de passe de chaque compte est{' '}
          <code>{password}</code>.
        </p>
        <ul className={styles.accounts}>
          {accounts.map(({ email, name, role }) => (
            <li key={email}>
              <code>{email}</code>
              <span>
                {name} — {role}
              </span>
            </li>
          ))}
        </ul>
      </Stack>
    </Disclosure>
  );
}
