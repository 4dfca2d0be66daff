// The window in which a due date is proved: a meeting, a document, data that were deposited, a statement.
import { Link, useLoaderData } from '@remix-run/react';
import { today } from '#domain/calendar.ts';
import { recordEvidenceInput } from '#domain/obligations/inputs.ts';
import { depositPath } from '../../datasets/link-path.ts';
import { useLookAgain } from '../../datasets/use-look-again.ts';
import { StoredFileField } from '../../files/stored-file-field.tsx';
import { windowWords } from '../../obligations/words.ts';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, useSchemaForm } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AttendeeFields } from './attendee-fields.tsx';
import type { loader } from './loader.ts';
import { Ending, type OpenedOn, useAct, Which, type WindowProps } from './occurrence-window.tsx';

const titleLabels = { MEETING: 'Objet de la réunion', DOCUMENT: 'Nom du document', STATEMENT: 'Déclaration' } as const;
const dayLabels = {
  MEETING: 'Jour de la réunion',
  DOCUMENT: 'Jour du dépôt',
  STATEMENT: 'Jour de la déclaration',
} as const;

export function ProveForm({ opened, conventionId, parties, onClose }: WindowProps & { opened: OpenedOn }) {
  const fetcher = useAct(onClose);
  const { obligation, occurrence } = opened;
  const { proof } = obligation;
  const { datasets, proving, convention } = useLoaderData<typeof loader>();
  const deposited = proving.occurrenceId === occurrence.id && datasets.find(({ id }) => id === proving.datasetId);
  const isChecking = Boolean(deposited && deposited.latest === null);
  useLookAgain(isChecking);
  const [form, fields] = useSchemaForm({
    schema: recordEvidenceInput,
    answer: fetcher.data,
    id: `prove-${occurrence.id}`,
    defaultValue: deposited ? { title: deposited.title, datasetId: deposited.id, on: today() } : {},
  });
  return (
    <Form form={form} fetcher={fetcher} preventScrollReset>
      <Which {...opened} />
      <input type="hidden" name="proof" value={proof} />
      <Fields>
        <DateField
          label={dayLabels[proof]}
          field={fields.on}
          isRequired
          min={occurrence.startsOn}
          max={today()}
          description={`Pour la période ${windowWords(occurrence)}\u00a0: après, la preuve est tardive.`}
        />
        <TextField label={titleLabels[proof]} field={fields.title} isRequired autoComplete="off" />
        {proof === 'MEETING' && (
          <AttendeeFields
            expected={obligation.attendees}
            parties={parties}
            name={fields.attendeeIds.name}
            errors={fields.attendeeIds.errors}
          />
        )}
        <StoredFileField
          conventionId={conventionId}
          name="fileId"
          label={proof === 'DOCUMENT' ? 'Document' : 'Pièce jointe'}
        />
        {isChecking && (
          <Notice isLive>
            Ce que vous venez de déposer est en cours de vérification : enregistrez la preuve dans un instant.
          </Notice>
        )}
        {datasets.length > 0 && (
          <ComboboxField
            label={proof === 'DOCUMENT' ? 'Ou des données déposées' : 'Données déposées'}
            field={fields.datasetId}
            options={datasets.map(({ id, title, producer }) => ({
              value: id,
              label: `${title}, ${producer.shortName}`,
            }))}
            placeholder="Tapez quelques mots du titre"
          />
        )}
        {convention.viewerMayStoreFiles && !deposited && (
          <p>
            <Link to={depositPath({ kind: 'OBLIGATION', conventionId, subjectId: obligation.id }, occurrence.id)}>
              Déposer de nouvelles données, puis revenir ici
            </Link>
          </p>
        )}
        <TextField
          label={proof === 'DOCUMENT' ? 'Ou l’adresse du document' : 'Adresse d’un document'}
          field={fields.url}
          type="url"
          autoComplete="off"
        />
      </Fields>
      <Ending intent="prove" fetcher={fetcher} onClose={onClose} />
    </Form>
  );
}
