import { Form as PlainForm, useFetcher, useLoaderData, useNavigation } from '@remix-run/react';
import { CHARTER_LIMIT_WORDS } from '#domain/organisations/inputs.ts';
import { useAnswer } from '../../forms/answer.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatDateTime } from '../../french-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Narrow, Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import type { Charter } from './queries.ts';

const programs: Record<Charter['format'], string> = { DOCX: 'Word', ODT: 'LibreOffice' };

/** What the texts of the organisation look like, and the model that says so. */
export function CharterPage() {
  const { charters, viewerMayManage } = useLoaderData<typeof loader>();
  const remove: Column<Charter> = {
    id: 'remove',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    cell: ({ format }) => <Remove format={format} />,
  };
  return (
    <Narrow>
      <Section
        title="Charte graphique"
        lead="Les textes que les personnes de l’organisme téléchargent pour Word ou LibreOffice prennent les styles, la page, l’en-tête, le pied de page et le logo de ce modèle."
      >
        <Stack>
          {charters.length === 0 ? (
            <EmptyState icon="document" title="Aucune charte n’est déposée">
              Les textes téléchargés ont la présentation habituelle de la plate-forme.
            </EmptyState>
          ) : (
            <Table
              caption="Chartes déposées"
              rows={charters}
              rowKey={({ format }) => format}
              columns={viewerMayManage ? [...columns, remove] : columns}
            />
          )}
          {viewerMayManage && <GiveForm />}
        </Stack>
      </Section>
    </Narrow>
  );
}

const columns: Column<Charter>[] = [
  { id: 'program', header: 'Pour', isRowHeader: true, cell: ({ format }) => programs[format] },
  { id: 'file', header: 'Modèle', cell: ({ fileName }) => fileName },
  { id: 'given', header: 'Déposée le', cell: ({ givenAt }) => formatDateTime(givenAt) },
];

function GiveForm() {
  const answer = useAnswer<typeof action>();
  const { state, formData } = useNavigation();
  useDoneToast(answer);
  const fault = answer && 'fields' in answer ? answer.fields.file : undefined;
  return (
    <PlainForm method="post" encType="multipart/form-data">
      <Stack>
        <FileField
          label="Modèle"
          name="file"
          accept=".docx,.odt,.dotx,.ott"
          limits={`DOCX (Word) ou ODT (LibreOffice), ${CHARTER_LIMIT_WORDS} au plus, sans macros`}
          description={
            'Déposez un modèle pour Word, un autre pour LibreOffice\u00a0: seule sa présentation est reprise, jamais son texte.'
          }
          errors={fault ? [fault] : []}
          isRequired
        />
        <div>
          <SubmitButton icon="upload" isPending={state !== 'idle' && formData !== undefined}>
            Déposer ce modèle
          </SubmitButton>
        </div>
      </Stack>
    </PlainForm>
  );
}

function Remove({ format }: Pick<Charter, 'format'>) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <input type="hidden" name="format" value={format} />
      <SubmitButton
        fetcher={fetcher}
        size="s"
        variant="quiet"
        aria-label={`Retirer la charte pour ${programs[format]}`}
      >
        Retirer
      </SubmitButton>
    </Form>
  );
}
