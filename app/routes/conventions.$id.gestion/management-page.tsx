import { Link, useFetcher, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { titleWithYear } from '#domain/convention-title.ts';
import { continueConventionInput, renameConventionInput } from '#domain/conventions/inputs.ts';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { useDoneToast } from '../../forms/done-toast.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Narrow, Section, Stack } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

/** The few acts on a convention as a whole, each a form of its own. */
export function ManagementPage() {
  const { convention } = useLoaderData<typeof loader>();
  const { previous, continuations, viewerMayContinue, viewerMayRename, viewerMayArchive } = convention;
  return (
    <Stack gap="l">
      <ConventionFrame convention={convention} current="gestion" />
      <Narrow>
        <Stack gap="l">
          {previous && (
            <p>
              Cette convention fait suite à{' '}
              <Link to={`/conventions/${previous.id}/lecture`}>{titleWithYear(previous)}</Link>.
            </p>
          )}
          {continuations.map(({ id, title, year }) => (
            <p key={id}>
              Elle est suivie de <Link to={`/conventions/${id}`}>{titleWithYear({ title, year })}</Link>.
            </p>
          ))}
          {!viewerMayContinue && !viewerMayRename && !viewerMayArchive && (
            <p>
              Seuls les responsables de la convention préparent l’année suivante, changent son titre ou l’archivent.
            </p>
          )}
          {viewerMayContinue && <NextYear />}
          {viewerMayRename && <Rename />}
          {viewerMayArchive && <Archive />}
        </Stack>
      </Narrow>
    </Stack>
  );
}

const nextYearForm = continueConventionInput.omit({ conventionId: true });
const renameForm = renameConventionInput.omit({ conventionId: true });

/** « Convention 2025 » becomes « Convention 2026 »; a title without its year stays. */
const titleFor = (title: string, from: number, to: number) => title.replaceAll(String(from), String(to));

function NextYear() {
  const { convention } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const year = Math.max(convention.year, ...convention.continuations.map((next) => next.year)) + 1;
  const [form, fields] = useSchemaForm({
    schema: nextYearForm,
    answer: fetcher.data,
    defaultValue: { title: titleFor(convention.title, convention.year, year), year },
    id: 'annee-suivante',
  });
  return (
    <Section
      title="Préparer une année suivante"
      lead="Tout le texte est repris, avec les participants. Vous décidez ensuite, passage par passage, de ce qui est conservé, adapté ou retiré. Les commentaires restent sur cette année."
    >
      <Form form={form} fetcher={fetcher}>
        <Fields>
          <TextField label="Titre" field={fields.title} autoComplete="off" />
          <TextField label="Année" field={fields.year} inputMode="numeric" autoComplete="off" />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="continue" fetcher={fetcher} icon="arrow-right">
            Préparer la convention
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}

function Rename() {
  const { convention } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const [form, fields] = useSchemaForm({
    schema: renameForm,
    answer: fetcher.data,
    defaultValue: { title: convention.title },
    id: 'titre',
  });
  return (
    <Section title="Titre">
      <Form form={form} fetcher={fetcher} preventScrollReset>
        <Fields>
          <TextField label="Titre de la convention" field={fields.title} autoComplete="off" />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="rename" fetcher={fetcher} variant="secondary">
            Enregistrer le titre
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}

function Archive() {
  const fetcher = useFetcher<typeof action>();
  const [isAsking, setAsking] = useState(false);
  const refusal = fetcher.data && 'message' in fetcher.data ? fetcher.data.message : null;
  return (
    <Section
      title="Archiver"
      lead="Pour une convention qui ne sera pas signée. Elle quitte les listes et plus rien n’y change ; on peut encore la lire."
    >
      {refusal && (
        <Notice tone="error" isLive>
          {refusal}
        </Notice>
      )}
      <div>
        <Button variant="danger" icon="archive" onPress={() => setAsking(true)}>
          Archiver la convention
        </Button>
      </div>
      <ConfirmDialog
        title="Archiver cette convention ?"
        confirmLabel="Archiver la convention"
        isDangerous
        isOpen={isAsking}
        onOpenChange={setAsking}
        isPending={fetcher.state !== 'idle'}
        onConfirm={() => fetcher.submit({ intent: 'archive' }, { method: 'post' })}
      >
        Plus personne ne pourra y écrire ni y commenter. Il n’y a pas de retour en arrière.
      </ConfirmDialog>
    </Section>
  );
}
