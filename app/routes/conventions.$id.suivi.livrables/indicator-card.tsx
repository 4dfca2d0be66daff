// One indicator: its values drawn over time with the target, and the form that adds a value.
import { today } from '#domain/calendar.ts';
import { ValueLine } from '../../charts/value-line.tsx';
import { useAct } from '../../forms/act-form.tsx';
import { formatDate } from '../../french-format.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Card } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './deliverables-page.module.css';
import { ChangeIndicator } from './indicator-dialogs.tsx';
import type { ShownIndicator } from './queries.ts';

export function IndicatorCard({ indicator, mayFollow }: { indicator: ShownIndicator; mayFollow: boolean }) {
  const { title, unit, target, targetOn, values } = indicator;
  return (
    <Card as="li">
      <div className={styles.card}>
        <h3>{title}</h3>
        <ValueLine
          title={title}
          caption={`En ${unit}${targetOn ? `, cible au ${formatDate(targetOn)}` : ''}`}
          unit={unit}
          values={values}
          target={target}
        />
        {values.length === 0 && <p className={styles.from}>Aucune mesure pour l’instant.</p>}
        {mayFollow && (
          <>
            <Disclosure
              title={
                <span>
                  Ajouter une mesure<span className="visually-hidden"> de « {title} »</span>
                </span>
              }
            >
              <MeasureForm key={values.length} indicator={indicator} />
            </Disclosure>
            <ButtonRow>
              <ChangeIndicator indicator={indicator} />
            </ButtonRow>
          </>
        )}
      </div>
    </Card>
  );
}

function MeasureForm({ indicator: { id, unit } }: { indicator: ShownIndicator }) {
  const { fetcher, notice, errorsOf } = useAct(`measure-${id}`);
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <input type="hidden" name="indicatorId" value={id} />
      <Fields>
        {notice}
        <DateField
          label="Mesuré le"
          name="on"
          isRequired
          defaultValue={today()}
          max={today()}
          errors={errorsOf('on')}
        />
        <TextField
          label={`Valeur (${unit})`}
          name="value"
          inputMode="decimal"
          autoComplete="off"
          isRequired
          errors={errorsOf('value')}
        />
      </Fields>
      <SubmitButton intent="measure" fetcher={fetcher} variant="secondary">
        Enregistrer la mesure
      </SubmitButton>
    </Form>
  );
}
