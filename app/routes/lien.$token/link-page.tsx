import { useLoaderData } from '@remix-run/react';
import { acceptInvitationInput, PASSWORD_LENGTH, resetPasswordInput } from '#domain/accounts/inputs.ts';
import { useAnswer } from '../../forms/answer.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow } from '../../ui/section.tsx';
import { PasswordField, TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

const passwordHelp = `${PASSWORD_LENGTH.least} caractères au moins. Une phrase convient, espaces compris.`;

// The address holds the token: the form needs no field for it.
const invitationForm = acceptInvitationInput.omit({ token: true });
const resetForm = resetPasswordInput.omit({ token: true });

/** What the link opens, or why it no longer does. */
export function LinkPage() {
  const { link } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const isOver = !link || (answer && 'code' in answer && answer.code === 'LINK_EXPIRED');
  if (isOver) return <LinkIsOver />;
  return link.kind === 'INVITATION' ? <Invitation link={link} /> : <Reset email={link.email} />;
}

/** Where password managers read which account the password is for. */
function AccountField({ email }: { email: string }) {
  return (
    <TextField
      label="Adresse électronique"
      name="email"
      defaultValue={email}
      autoComplete="username"
      readOnly
      isRequired
    />
  );
}

function Invitation({ link }: { link: { email: string; name: string; organisationName: string } }) {
  const answer = useAnswer<typeof action>();
  const [form, fields] = useSchemaForm({ schema: invitationForm, answer, defaultValue: { name: link.name } });
  return (
    <Narrow>
      <PageTitle
        lead={`Votre compte pour ${link.organisationName} est prêt. Choisissez votre mot de passe pour entrer.`}
      >
        Bienvenue
      </PageTitle>
      <Form form={form}>
        <Fields>
          <AccountField email={link.email} />
          <TextField
            label="Prénom et nom"
            field={fields.name}
            autoComplete="name"
            description="Tels que les autres participants les verront."
          />
          <PasswordField
            label="Mot de passe"
            field={fields.password}
            autoComplete="new-password"
            description={passwordHelp}
          />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="invitation">Entrer</SubmitButton>
        </ButtonRow>
      </Form>
    </Narrow>
  );
}

function Reset({ email }: { email: string }) {
  const answer = useAnswer<typeof action>();
  const [form, fields] = useSchemaForm({ schema: resetForm, answer });
  return (
    <Narrow>
      <PageTitle lead="Toutes vos sessions ouvertes seront fermées : vous vous reconnecterez avec le nouveau mot de passe.">
        Nouveau mot de passe
      </PageTitle>
      <Form form={form}>
        <Fields>
          <AccountField email={email} />
          <PasswordField
            label="Nouveau mot de passe"
            field={fields.password}
            autoComplete="new-password"
            description={passwordHelp}
          />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="reset">Enregistrer</SubmitButton>
        </ButtonRow>
      </Form>
    </Narrow>
  );
}

function LinkIsOver() {
  return (
    <Narrow>
      <PageTitle>Ce lien n’est plus valable</PageTitle>
      <Notice
        tone="warning"
        actions={
          <ButtonRow>
            <LinkButton to="/mot-de-passe-oublie" variant="primary">
              Demander un nouveau lien
            </LinkButton>
            <LinkButton to="/connexion">Se connecter</LinkButton>
          </ButtonRow>
        }
      >
        Il a déjà servi, il a expiré, ou un lien plus récent l’a remplacé.
      </Notice>
    </Narrow>
  );
}
