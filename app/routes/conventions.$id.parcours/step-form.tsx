// The form of one step: what is warned of, what the step records, the button.
import { Link, useFetcher, useLoaderData } from '@remix-run/react';
import { stepNames } from '#domain/conventions/lifecycle-inputs.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import type { NextStep, PathConvention } from './queries.ts';
import { StepFields } from './step-fields.tsx';
import styles from './step-form.module.css';
import { pageOf, placeLink, sentenceOf } from './warnings.ts';

/** The day of a step, by what it is the day of. */
const dayLabels: Partial<Record<NextStep['to'], string>> = {
  OPINION_GIVEN: 'Jour de l’avis',
  ADOPTED: 'Jour du vote',
  SIGNED: 'Jour de la signature',
  RUNNING: 'Jour du début de l’exécution',
  REPORTED: 'Jour de la remise du bilan',
  TERMINATED: 'Jour où la résiliation prend effet',
};

export function StepForm({ step }: { step: NextStep }) {
  const { convention, today } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  const errorsOf = (name: string) => (refusal?.fields[name] ? [refusal.fields[name]] : undefined);
  const { to, warnings, viewerMayPassOver } = step;
  const isBlocked = warnings.length > 0 && !viewerMayPassOver;
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <Fields>
        <input type="hidden" name="to" value={to} />
        <input type="hidden" name="version" value={convention.version} />
        {refusal && (
          <Notice tone="error" isLive>
            {refusal.message}
          </Notice>
        )}
        {warnings.length > 0 && <Warnings convention={convention} step={step} />}
        <DateField
          label={dayLabels[to] ?? 'Jour'}
          name="on"
          isRequired
          defaultValue={today}
          max={today}
          errors={errorsOf('on')}
        />
        <StepFields to={to} today={today} errorsOf={errorsOf} />
        {to === 'SIGNED' && (
          <Notice tone="info">
            La signature fige le texte : plus personne ne peut le modifier ensuite. Un avenant permet de le changer.
          </Notice>
        )}
        {warnings.length > 0 && viewerMayPassOver && (
          <Checkbox
            label="J’ai lu ces points et je passe outre"
            name="passOver"
            description="Ce qui est laissé en l’état est gardé avec l’étape."
            errors={errorsOf('passOver')}
          />
        )}
        {isBlocked && <p>Seule une personne responsable de la convention peut passer outre ces points.</p>}
      </Fields>
      {!isBlocked && (
        <ButtonRow>
          <SubmitButton
            intent="move"
            fetcher={fetcher}
            variant={to === 'TERMINATED' || to === 'REJECTED' ? 'danger' : 'primary'}
          >
            {`Enregistrer ${stepNames[to]}`}
          </SubmitButton>
        </ButtonRow>
      )}
    </Form>
  );
}

function Warnings({ convention, step }: { convention: PathConvention; step: NextStep }) {
  return (
    <Notice tone="warning" title="À vérifier avant cette étape">
      <ul className={styles.warnings}>
        {step.warnings.map((warning) => {
          const { to, label } = pageOf(warning, convention);
          return (
            <li key={warning.check}>
              <strong>{sentenceOf(warning)}</strong> · <Link to={to}>{label}</Link>
              <ul className={styles.places}>
                {warning.places.map(({ blockId, words }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two places may be the same words of the same block
                  <li key={index}>{blockId ? <Link to={placeLink(blockId, convention)}>{words}</Link> : words}</li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
