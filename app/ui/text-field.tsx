// Fields one types in: TextField, TextArea, PasswordField. Native inputs: they post without JavaScript.
import { type ChangeEventHandler, type InputHTMLAttributes, useCallback, useState } from 'react';
import { classes } from './classes.ts';
import control from './control.module.css';
import { Field, type FieldProps, useFieldWiring } from './field.tsx';
import { Icon } from './icon.tsx';
import { useMeanwhile } from './meanwhile.tsx';

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

/** What a control starts with stays what it first was: useMeanwhile takes over what comes later. */
function useTyped(props: Shared, id: string) {
  const given = props.defaultValue ?? props.field?.defaultValue;
  const [first] = useState(given);
  const control = useCallback(() => document.getElementById(id) as HTMLInputElement | null, [id]);
  const news = useMeanwhile({
    name: props.field?.name,
    start: props.value === undefined ? given : undefined,
    read: useCallback(() => control()?.value ?? '', [control]),
    put: useCallback(
      (value: string) => {
        const input = control();
        if (!input) return;
        input.value = value;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      },
      [control],
    ),
  });
  // React wants either a value or a default, never both.
  return { news, start: props.value === undefined ? { defaultValue: first } : { value: props.value } };
}

/** One line of text. `type="search"` shows a magnifying glass. */
export function TextField(props: TextFieldProps) {
  const wiring = useFieldWiring(props);
  const { field, type = 'text' } = props;
  const { news, start } = useTyped(props, wiring.id);
  const input = (
    <input
      key={field?.key}
      {...wiring.control}
      {...nativeOf(props)}
      {...start}
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
    <Field wiring={wiring} props={props} news={news}>
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
  const { news, start } = useTyped(props, wiring.id);
  return (
    <Field wiring={wiring} props={props} news={news}>
      <textarea
        key={field?.key}
        {...wiring.control}
        {...nativeOf(props)}
        {...start}
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

/** The native attributes that a page may set on a text control. */
const nativeOf = (props: Shared) => ({
  autoComplete: props.autoComplete,
  autoFocus: props.autoFocus,
  inputMode: props.inputMode,
  placeholder: props.placeholder,
  readOnly: props.readOnly,
  spellCheck: props.spellCheck,
});
