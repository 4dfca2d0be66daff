import { Link, useFetcher, useLoaderData } from '@remix-run/react';
import { changePasswordInput, PASSWORD_LENGTH, profileInput } from '#domain/accounts/inputs.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Switch } from '../../ui/choice-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { DescriptionList, Narrow, Section, Stack } from '../../ui/section.tsx';
import { PasswordField, TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import { SessionList } from './session-list.tsx';

/** The account of whoever is signed in. */
export function AccountPage() {
  const { me, mySessions, frenchTyping, searchKey } = useLoaderData<typeof loader>();
  const { organisation, unit } = me;
  return (
    <Narrow>
      <PageTitle
        actions={
          <LinkButton to="/notifications" icon="bell">
            Notifications
          </LinkButton>
        }
      >
        Mon compte
      </PageTitle>
      <Stack gap="l">
        <DescriptionList
          facts={[
            { term: 'Adresse électronique', value: me.email },
            {
              term: 'Organisme',
              value: <Link to={`/organisation/${organisation.id}`}>{organisation.name}</Link>,
            },
            ...(unit ? [{ term: 'Service', value: unit.name }] : []),
          ]}
        />
        <Profile name={me.name} jobTitle={me.jobTitle} />
        <Typing frenchTyping={frenchTyping} searchKey={searchKey} />
        <Password email={me.email} />
        <SessionList sessions={mySessions} />
      </Stack>
    </Narrow>
  );
}

function Profile({ name, jobTitle }: { name: string; jobTitle: string | null }) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const [form, fields] = useSchemaForm({
    schema: profileInput,
    answer: fetcher.data,
    defaultValue: { name, jobTitle },
    id: 'profil',
  });
  return (
    <Section title="Profil" lead="Ce que voient les autres participants.">
      <Form form={form} fetcher={fetcher}>
        <Fields>
          <TextField label="Prénom et nom" field={fields.name} autoComplete="name" />
          <TextField label="Fonction" field={fields.jobTitle} autoComplete="organization-title" />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="profile" fetcher={fetcher}>
            Enregistrer
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}

const TYPING_DESCRIPTION =
  'Les guillemets droits deviennent «\u00a0et\u00a0», et une espace insécable précède «\u00a0:\u00a0;\u00a0?\u00a0!\u00a0». Annuler rend le signe tel qu’il a été tapé.';

function Typing({ frenchTyping, searchKey }: { frenchTyping: boolean; searchKey: boolean }) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  return (
    <Section title="Saisie" lead="Ce que font l’éditeur de texte et le clavier pendant que vous écrivez.">
      <fetcher.Form method="post">
        <Stack>
          <Fields>
            <Switch
              name="frenchTyping"
              label="Guillemets et espaces à la française"
              description={TYPING_DESCRIPTION}
              defaultChecked={frenchTyping}
            />
            <Switch
              name="searchKey"
              label={'La touche «\u00a0/\u00a0» mène à la recherche'}
              description="Hors d’un champ de saisie. Désactivez-la si vous dictez ou si vous la pressez sans le vouloir ; Ctrl + K y mène toujours."
              defaultChecked={searchKey}
            />
          </Fields>
          <ButtonRow>
            <SubmitButton intent="typing" fetcher={fetcher} variant="secondary">
              Enregistrer la saisie
            </SubmitButton>
          </ButtonRow>
        </Stack>
      </fetcher.Form>
    </Section>
  );
}

function Password({ email }: { email: string | null }) {
  const fetcher = useFetcher<typeof action>();
  const isDone = useDoneToast(fetcher.data);
  const [form, fields] = useSchemaForm({ schema: changePasswordInput, answer: fetcher.data, id: 'mot-de-passe' });
  return (
    <Section title="Mot de passe" lead="Le changer déconnecte vos autres appareils.">
      {/* Emptied once it is changed. */}
      <Form key={isDone} form={form} fetcher={fetcher}>
        <input type="text" name="username" autoComplete="username" defaultValue={email ?? ''} readOnly hidden />
        <Fields>
          <PasswordField label="Mot de passe actuel" field={fields.currentPassword} autoComplete="current-password" />
          <PasswordField
            label="Nouveau mot de passe"
            field={fields.password}
            autoComplete="new-password"
            description={`${PASSWORD_LENGTH.least} caractères au moins. Une phrase convient, espaces compris.`}
          />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="password" fetcher={fetcher} variant="secondary">
            Changer le mot de passe
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}
