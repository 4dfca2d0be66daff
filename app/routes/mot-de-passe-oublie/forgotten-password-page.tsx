import { forgottenPasswordInput } from '#domain/accounts/inputs.ts';
import { useAnswer } from '../../forms/answer.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Stack } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';

/** One address to type; then, in every case, the same answer. */
export function ForgottenPasswordPage() {
  const answer = useAnswer<typeof action>();
  const [form, fields] = useSchemaForm({ schema: forgottenPasswordInput, answer, id: 'oubli' });
  if (answer?.ok)
    return (
      <Narrow>
        <PageTitle>Consultez votre messagerie</PageTitle>
        <Stack gap="l">
          <Notice tone="success" isLive>
            Si un compte correspond à l’adresse {answer.email}, un courriel lui a été envoyé. Son lien est valable une
            heure.
          </Notice>
          <p>
            Rien reçu ? Regardez dans les courriers indésirables, puis vérifiez l’adresse. Si plusieurs demandes se
            suivent, les premiers courriels restent valables et les suivants ne partent pas.
          </p>
          <ButtonRow>
            <LinkButton to="/connexion">Revenir à la connexion</LinkButton>
          </ButtonRow>
        </Stack>
      </Narrow>
    );
  return (
    <Narrow>
      <PageTitle lead="Indiquez l’adresse de votre compte : un lien y sera envoyé pour choisir un nouveau mot de passe.">
        Mot de passe oublié
      </PageTitle>
      <Form form={form}>
        <Fields>
          <TextField label="Adresse électronique" field={fields.email} type="email" autoComplete="username" autoFocus />
        </Fields>
        <ButtonRow>
          <SubmitButton>Envoyer le lien</SubmitButton>
          <LinkButton to="/connexion" variant="quiet">
            Revenir à la connexion
          </LinkButton>
        </ButtonRow>
      </Form>
    </Narrow>
  );
}
