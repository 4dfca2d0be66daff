// The windows in which one says what was done for a due date: proving it, planning it, setting it aside, adding one.
import { today } from '#domain/calendar.ts';
import { addOccurrenceInput, planOccurrenceInput, setOccurrenceAsideInput } from '#domain/obligations/inputs.ts';
import { formatDate } from '../../french-format.ts';
import { proveVerbs, windowWords } from '../../obligations/words.ts';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, useSchemaForm } from '../../ui/form.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { Ending, type Opened, type OpenedOn, useAct, Which, type WindowProps } from './occurrence-window.tsx';
import { ProveForm } from './prove-form.tsx';
import type { OccurrenceLine } from './queries.ts';

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
