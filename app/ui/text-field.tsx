// Fields one types in: TextField, TextArea, PasswordField. Native inputs: they post without JavaScript.
import { type ChangeEventHandler, type InputHTMLAttributes, useState } from 'react';
import { classes } from './classes.ts';
import control from './control.module.css';
import { Field, type FieldProps, useFieldWiring } from './field.tsx';
import { Icon } from './icon.tsx';

interface Shared
  extends FieldProps,
    Pick<
      InputHTMLAttributes<HTMLInputElement>,
      'autoComplete' | 'autoFocus' | 'inputMode' | 'placeholder' | 'readOnly' | 'spellCheck'
    > {
  /** Controlled text; leave out in a plain form. */
  value?: string;
}

export interface TextFieldProps extends Shared {
  onChange?: ChangeEventHandler<HTMLInputElement>;
  pattern?: string;
  type?: 'text' | 'email' | 'search' | 'tel' | 'url' | 'number';
}

/** One line of text. `type="search"` shows a magnifying glass. */
export function TextField(props: TextFieldProps) {
  const wiring = useFieldWiring(props);
  const { field, type = 'text' } = props;
  const input = (
    <input
      key={field?.key}
      {...wiring.control}
      {...nativeOf(props)}
      {...startOf(props)}
      onChange={props.onChange}
      {...natively(type)}
      pattern={props.pattern}
      minLength={field?.minLength}
      maxLength={field?.maxLength}
      min={field?.min}
      max={field?.max}
      className={control.control}
    />
  );
  return (
    <Field wiring={wiring} props={props}>
      {type === 'search' ? (
        <span className={classes(control.inset, control.leading)}>
          <Icon name="search" className={control.leadingIcon} />
          {input}
        </span>
      ) : (
        input
      )}
    </Field>
  );
}

export interface TextAreaProps extends Shared {
  onChange?: ChangeEventHandler<HTMLTextAreaElement>;
  /** Height at first; 3 lines unless said. */
  rows?: number;
}

/** Several lines of text; grows with what is typed. */
export function TextArea(props: TextAreaProps) {
  const wiring = useFieldWiring(props);
  const { field } = props;
  return (
    <Field wiring={wiring} props={props}>
      <textarea
        key={field?.key}
        {...wiring.control}
        {...nativeOf(props)}
        {...startOf(props)}
        onChange={props.onChange}
        rows={props.rows ?? 3}
        minLength={field?.minLength}
        maxLength={field?.maxLength}
        className={control.control}
      />
    </Field>
  );
}

export interface PasswordFieldProps extends FieldProps {
  /** Says to password managers which one it is. */
  autoComplete: 'current-password' | 'new-password';
  autoFocus?: boolean;
}

/** A password, with a button that shows it. */
export function PasswordField(props: PasswordFieldProps) {
  const wiring = useFieldWiring(props);
  const [shown, setShown] = useState(false);
  return (
    <Field wiring={wiring} props={props}>
      <span className={classes(control.inset, control.wideInset)}>
        <input
          key={props.field?.key}
          {...wiring.control}
          type={shown ? 'text' : 'password'}
          autoComplete={props.autoComplete}
          // biome-ignore lint/a11y/noAutofocus: the page decides, for a form that is all there is on it
          autoFocus={props.autoFocus}
          autoCapitalize="none"
          spellCheck={false}
          className={control.control}
        />
        <button
          type="button"
          className={control.insetButton}
          aria-controls={wiring.id}
          onClick={() => setShown(!shown)}
        >
          {/* What it will do, in the same words for who sees and who hears: no state beside it that would say the contrary. */}
          {shown ? 'Masquer' : 'Afficher'}
          <span className="visually-hidden"> le {props.label.toLowerCase()}</span>
        </button>
      </span>
    </Field>
  );
}

/**
 * Natively, an address is plain text on the keyboard of addresses: a browser's own field refuses accents before the @, and
 * rewrites the domain while it is typed.
 */
const natively = (type: NonNullable<TextFieldProps['type']>): InputHTMLAttributes<HTMLInputElement> =>
  type === 'email'
    ? { type: 'text', inputMode: 'email', autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false }
    : { type };

/** What starts in the control. React wants either a value or a default, never both. */
const startOf = ({ value, defaultValue, field }: Pick<TextFieldProps, 'value' | 'defaultValue' | 'field'>) =>
  value === undefined ? { defaultValue: defaultValue ?? field?.defaultValue } : { value };

/** The native attributes that a page may set on a text control. */
const nativeOf = (props: Shared) => ({
  autoComplete: props.autoComplete,
  autoFocus: props.autoFocus,
  inputMode: props.inputMode,
  placeholder: props.placeholder,
  readOnly: props.readOnly,
  spellCheck: props.spellCheck,
});
