// One indicator: its values drawn over time with the target, and the form that adds a value.
import { useFetcher } from '@remix-run/react';
import { today } from '#domain/calendar.ts';
import { ValueLine } from '../../charts/value-line.tsx';
import { useDoneToast } from '../../done-toast.ts';
import { formatDate } from '../../french-format.ts';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Card } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './deliverables-page.module.css';
import type { ShownIndicator } from './queries.ts';
import type { action } from './route.tsx';

export function IndicatorCard({ indicator, mayFollow }: { indicator: ShownIndicator; mayFollow: boolean }) {
  const { title, unit, target, targetOn, values } = indicator;
  return (
    <Card as="li">
      <div className={styles.card}>
        <h3>{title}</h3>
        <ValueLine
          caption={`En ${unit}${targetOn ? `, cible au ${formatDate(targetOn)}` : ''}`}
          unit={unit}
          values={values}
          target={target}
        />
        {values.length === 0 && <p className={styles.from}>Aucune mesure pour l’instant.</p>}
        {mayFollow && (
          <Disclosure title="Ajouter une mesure">
            <MeasureForm key={values.length} indicator={indicator} />
          </Disclosure>
        )}
      </div>
    </Card>
  );
}

function MeasureForm({ indicator: { id, unit } }: { indicator: ShownIndicator }) {
  const fetcher = useFetcher<typeof action>({ key: `measure-${id}` });
  useDoneToast(fetcher.data);
  const fields = fetcher.data && 'fields' in fetcher.data ? fetcher.data.fields : {};
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <input type="hidden" name="indicatorId" value={id} />
      <Fields>
        <DateField
          label="Mesuré le"
          name="on"
          isRequired
          defaultValue={today()}
          max={today()}
          errors={fields.on ? [fields.on] : undefined}
        />
        <TextField
          label={`Valeur (${unit})`}
          name="value"
          inputMode="decimal"
          autoComplete="off"
          isRequired
          errors={fields.value ? [fields.value] : undefined}
        />
      </Fields>
      <SubmitButton intent="measure" fetcher={fetcher} variant="secondary">
        Enregistrer la mesure
      </SubmitButton>
    </Form>
  );
}
