// What every field shares: label, help, error, and the ids that tie them together. Used by the *-field.tsx components;
// pages use those. Knows conform's metadata only by the few properties it reads.
import { type ReactNode, useId } from 'react';
import { sentences } from '../french.ts';
import { classes } from './classes.ts';
import styles from './field.module.css';
import { Icon } from './icon.tsx';
import { type Meanwhile, MeanwhileWords } from './meanwhile.tsx';

/** The part of conform's field metadata that a field reads; `fields.email` of `useForm` fits. */
export interface FormField {
  id: string;
  name: string;
  formId: string;
  errorId: string;
  descriptionId: string;
  key?: string | undefined;
  defaultValue?: string | undefined;
  defaultOptions?: string[] | undefined;
  defaultChecked?: boolean | undefined;
  errors?: string[] | undefined;
  required?: boolean | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  min?: string | number | undefined;
  max?: string | number | undefined;
}

export interface FieldProps {
  label: string;
  /** conform's metadata: gives name, ids, value, errors and constraints. Without it, give `name` (and `defaultValue`, `errors`). */
  field?: FormField;
  name?: string;
  defaultValue?: string | undefined;
  errors?: string[] | undefined;
  isRequired?: boolean;
  isDisabled?: boolean;
  /** Help shown under the label, read with the field. */
  description?: ReactNode;
  /** Keeps the label for screen readers alone: only where the page already says it (a search box, a table's filter). */
  hideLabel?: boolean;
}

/** Everything a native control needs to be part of its field. */
export interface FieldWiring {
  id: string;
  labelId: string;
  descriptionId: string;
  errorId: string;
  errors: string[];
  isRequired: boolean;
  /** To be spread on the native control. */
  control: {
    id: string;
    name: string | undefined;
    form: string | undefined;
    disabled: boolean;
    'aria-required': true | undefined;
    'aria-invalid': true | undefined;
    'aria-describedby': string | undefined;
  };
}

/** Reads a field's props, from conform or given by hand, into ids and attributes. */
export function useFieldWiring(props: FieldProps): FieldWiring {
  const { field } = props;
  const ownId = useId();
  const id = field?.id ?? ownId;
  const errors = props.errors ?? field?.errors ?? [];
  const errorId = field?.errorId ?? `${id}-error`;
  const descriptionId = field?.descriptionId ?? `${id}-description`;
  const isRequired = props.isRequired ?? field?.required ?? false;
  const described = classes(props.description != null && descriptionId, errors.length > 0 && errorId);
  return {
    id,
    labelId: `${id}-label`,
    descriptionId,
    errorId,
    errors,
    isRequired,
    control: {
      id,
      name: field?.name ?? props.name,
      form: field?.formId,
      disabled: props.isDisabled ?? false,
      // Not the native `required`: the browser's own bubble would come before our sentence.
      'aria-required': isRequired || undefined,
      'aria-invalid': errors.length > 0 || undefined,
      'aria-describedby': described,
    },
  };
}

/** The label's words; what may be left empty says so (most fields are required, so a star on each would be noise). */
export function LabelWords({ label, isRequired }: { label: string; isRequired: boolean }) {
  return (
    <>
      {label}
      {!isRequired && <span className={styles.optional}> ({sentences.optional})</span>}
    </>
  );
}

/** Help and errors of a field, each with the id its control points to. */
export function FieldHelp({ wiring, description }: { wiring: FieldWiring; description?: ReactNode }) {
  return description == null ? null : (
    <div id={wiring.descriptionId} className={styles.description}>
      {description}
    </div>
  );
}

/** The errors of a field; the element stays in the page so that a live error is announced. */
export function FieldErrors({ wiring }: { wiring: FieldWiring }) {
  return (
    <div id={wiring.errorId} className={styles.errors} aria-live="polite">
      {wiring.errors.map((error) => (
        <p key={error} className={styles.error}>
          <Icon name="error" />
          <span>{error}</span>
        </p>
      ))}
    </div>
  );
}

interface FieldFrameProps {
  wiring: FieldWiring;
  props: FieldProps;
  /** What became of its value since the page was read again, and the words of a posted value. */
  news?: Meanwhile;
  wordsOf?: ((value: string) => string) | undefined;
  children: ReactNode;
}

/** A field of one control: label above, then help, control, what changed meanwhile, errors. */
export function Field({ wiring, props, news = null, wordsOf, children }: FieldFrameProps) {
  return (
    <div className={styles.field} data-invalid={wiring.errors.length > 0 || undefined}>
      <label
        id={wiring.labelId}
        htmlFor={wiring.id}
        className={classes(styles.label, props.hideLabel && 'visually-hidden')}
      >
        <LabelWords label={props.label} isRequired={wiring.isRequired || props.hideLabel === true} />
      </label>
      <FieldHelp wiring={wiring} description={props.description} />
      {children}
      <div aria-live="polite">
        <MeanwhileWords news={news} {...(wordsOf && { wordsOf })} />
      </div>
      <FieldErrors wiring={wiring} />
    </div>
  );
}

/** A field of several controls: a fieldset whose legend is the label. */
export function FieldGroup({ wiring, props, news = null, wordsOf, children }: FieldFrameProps) {
  return (
    <fieldset
      className={styles.field}
      aria-describedby={wiring.control['aria-describedby']}
      disabled={props.isDisabled}
      // An error summary links here: conform names the group by its field's id.
      id={wiring.id}
      tabIndex={-1}
      data-invalid={wiring.errors.length > 0 || undefined}
    >
      <legend className={classes(styles.label, props.hideLabel && 'visually-hidden')}>
        <LabelWords label={props.label} isRequired={wiring.isRequired || props.hideLabel === true} />
      </legend>
      <FieldHelp wiring={wiring} description={props.description} />
      {children}
      <div aria-live="polite">
        <MeanwhileWords news={news} {...(wordsOf && { wordsOf })} />
      </div>
      <FieldErrors wiring={wiring} />
    </fieldset>
  );
}

/** The fields of a form, one under the other with even space. */
export function Fields({ children }: { children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>;
}
