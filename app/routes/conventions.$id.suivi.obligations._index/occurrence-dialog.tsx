// The windows in which one says what was done for a due date: proving it, planning it, setting it aside, adding one.
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { today } from '#domain/calendar.ts';
import {
  addOccurrenceInput,
  planOccurrenceInput,
  recordEvidenceInput,
  setOccurrenceAsideInput,
} from '#domain/obligations/inputs.ts';
import { StoredFileField } from '../../files/stored-file-field.tsx';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatDate } from '../../french-format.ts';
import { proveVerbs, windowWords } from '../../obligations/words.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import { AttendeeFields } from './attendee-fields.tsx';
import type { loader } from './loader.ts';
import type { ObligationLine, OccurrenceLine, PartyLines } from './queries.ts';

/** Which window is open, and on what. */
export type Opened =
  | { act: 'add'; obligation: ObligationLine }
  | { act: 'prove' | 'plan' | 'setAside'; obligation: ObligationLine; occurrence: OccurrenceLine };

type OpenedOn = Extract<Opened, { occurrence: OccurrenceLine }>;

interface WindowProps {
  conventionId: string;
  parties: PartyLines;
  onClose: () => void;
}

/** « Budget, échéance 30 juin 2026, période du 31 décembre 2025 au 30 juin 2026 ». */
const dueWords = (occurrence: OccurrenceLine) =>
  [occurrence.piece, `échéance ${formatDate(occurrence.dueOn)}`, `période ${windowWords(occurrence)}`]
    .filter(Boolean)
    .join(', ');

const titleOf = (opened: Opened): string => {
  switch (opened.act) {
    case 'prove':
      return proveVerbs[opened.obligation.proof];
    case 'plan':
      return 'Planifier l’échéance';
    case 'setAside':
      return 'Déclarer l’échéance sans objet';
    case 'add':
      return opened.obligation.periodicity === 'ON_REQUEST' ? 'Enregistrer une demande' : 'Signaler un événement';
  }
};

export function OccurrenceDialog({ opened, ...rest }: WindowProps & { opened: Opened }) {
  return (
    <Dialog title={titleOf(opened)} isOpen onOpenChange={(isOpen) => !isOpen && rest.onClose()}>
      <p>
        <strong>{opened.obligation.title}</strong>
        {opened.act !== 'add' && `, ${dueWords(opened.occurrence)}`}
      </p>
      {opened.act === 'prove' && <ProveForm opened={opened} {...rest} />}
      {opened.act === 'plan' && <PlanForm opened={opened} {...rest} />}
      {opened.act === 'setAside' && <AsideForm opened={opened} {...rest} />}
      {opened.act === 'add' && <AddForm opened={opened} {...rest} />}
    </Dialog>
  );
}

/** A fetcher whose success is said in a toast and closes the window. */
function useAct(onClose: () => void) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const isDone = fetcher.data !== undefined && 'done' in fetcher.data;
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);
  return fetcher;
}

function Ending({
  intent,
  fetcher,
  onClose,
}: {
  intent: string;
  fetcher: ReturnType<typeof useAct>;
  onClose: () => void;
}) {
  return (
    <ButtonRow align="end">
      <Button onPress={onClose}>Annuler</Button>
      <SubmitButton intent={intent} fetcher={fetcher}>
        Enregistrer
      </SubmitButton>
    </ButtonRow>
  );
}

const Which = ({ occurrence }: OpenedOn) => (
  <>
    <input type="hidden" name="occurrenceId" value={occurrence.id} />
    <input type="hidden" name="version" value={occurrence.version} />
  </>
);

const titleLabels = { MEETING: 'Objet de la réunion', DOCUMENT: 'Nom du document', STATEMENT: 'Déclaration' } as const;
const dayLabels = {
  MEETING: 'Jour de la réunion',
  DOCUMENT: 'Jour du dépôt',
  STATEMENT: 'Jour de la déclaration',
} as const;

function ProveForm({ opened, conventionId, parties, onClose }: WindowProps & { opened: OpenedOn }) {
  const fetcher = useAct(onClose);
  const { obligation, occurrence } = opened;
  const { proof } = obligation;
  const { datasets } = useLoaderData<typeof loader>();
  const [form, fields] = useSchemaForm({
    schema: recordEvidenceInput,
    answer: fetcher.data,
    id: `prove-${occurrence.id}`,
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

function PlanForm({ opened, onClose }: WindowProps & { opened: OpenedOn }) {
  const fetcher = useAct(onClose);
  const { occurrence } = opened;
  const [form, fields] = useSchemaForm({
    schema: planOccurrenceInput,
    answer: fetcher.data,
    id: `plan-${occurrence.id}`,
    defaultValue: { plannedOn: occurrence.plannedOn },
  });
  return (
    <Form form={form} fetcher={fetcher} preventScrollReset>
      <Which {...opened} />
      <Fields>
        <DateField
          label="Jour prévu"
          field={fields.plannedOn}
          isRequired
          min={today()}
          description="Planifier n’est pas satisfaire : les rappels continuent jusqu’à la preuve."
        />
      </Fields>
      <Ending intent="plan" fetcher={fetcher} onClose={onClose} />
    </Form>
  );
}

function AsideForm({ opened, onClose }: WindowProps & { opened: OpenedOn }) {
  const fetcher = useAct(onClose);
  const [form, fields] = useSchemaForm({
    schema: setOccurrenceAsideInput,
    answer: fetcher.data,
    id: `aside-${opened.occurrence.id}`,
  });
  return (
    <Form form={form} fetcher={fetcher} preventScrollReset>
      <Which {...opened} />
      <Fields>
        <TextArea label="Pourquoi cette échéance n’a pas lieu d’être" field={fields.reason} isRequired />
      </Fields>
      <Ending intent="setAside" fetcher={fetcher} onClose={onClose} />
    </Form>
  );
}

function AddForm({ opened, onClose }: WindowProps & { opened: Extract<Opened, { act: 'add' }> }) {
  const fetcher = useAct(onClose);
  const { id, periodicity, startsOn, endsOn } = opened.obligation;
  const isRequest = periodicity === 'ON_REQUEST';
  const [form, fields] = useSchemaForm({ schema: addOccurrenceInput, answer: fetcher.data, id: `add-${id}` });
  return (
    <Form form={form} fetcher={fetcher} preventScrollReset>
      <input type="hidden" name="obligationId" value={id} />
      <Fields>
        <TextField
          label={isRequest ? 'Ce qui est demandé' : 'Ce qui s’est produit'}
          field={fields.occasion}
          isRequired
          autoComplete="off"
        />
        <DateField
          label={isRequest ? 'Jour de la demande' : 'Jour de l’événement'}
          field={fields.on}
          isRequired
          min={startsOn}
          max={endsOn}
        />
        <DateField label="Échéance" field={fields.dueOn} isRequired min={startsOn} />
      </Fields>
      <Ending intent="add" fetcher={fetcher} onClose={onClose} />
    </Form>
  );
}
