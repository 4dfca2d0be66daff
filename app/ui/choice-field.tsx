// Fields one ticks: Checkbox, Switch, CheckboxGroup, RadioGroup. Native inputs drawn by CSS: they post without JavaScript
// and need no inline style, which our Content-Security-Policy would refuse.
import { type ChangeEventHandler, type ReactNode, useCallback, useRef, useState } from 'react';
import { formatList } from '../french-format.ts';
import styles from './choice-field.module.css';
import { FieldErrors, FieldGroup, type FieldProps, useFieldWiring } from './field.tsx';
import { postedAs, useMeanwhile } from './meanwhile.tsx';
import type { Option } from './select-field.tsx';

export interface CheckboxProps extends Omit<FieldProps, 'defaultValue' | 'hideLabel'> {
  /** Posted when ticked; `on` unless said. */
  value?: string;
  defaultChecked?: boolean;
  /** Controlled state; leave out in a plain form. */
  isChecked?: boolean;
  onChange?: ChangeEventHandler<HTMLInputElement>;
}

/** One box to tick; posts `value` (« on ») when it is, nothing otherwise. */
export function Checkbox(props: CheckboxProps) {
  return <Tick props={props} className={styles.checkbox} />;
}

/** A setting that is on or off. Same wire as a checkbox. */
export function Switch(props: CheckboxProps) {
  return <Tick props={props} className={styles.switch} role="switch" />;
}

function Tick(tick: { props: CheckboxProps; className: string | undefined; role?: 'switch' }) {
  const { props, className, role } = tick;
  const wiring = useFieldWiring(props);
  const state =
    props.isChecked === undefined
      ? { defaultChecked: props.defaultChecked ?? props.field?.defaultChecked }
      : { checked: props.isChecked, onChange: props.onChange };
  return (
    <div className={styles.tick}>
      <Choice label={props.label} description={props.description} descriptionId={wiring.descriptionId}>
        <input
          key={props.field?.key}
          onChange={props.onChange}
          {...wiring.control}
          {...state}
          type="checkbox"
          role={role}
          value={props.value ?? 'on'}
          className={className}
        />
      </Choice>
      <FieldErrors wiring={wiring} />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  description?: ReactNode;
  descriptionId?: string | undefined;
  children: ReactNode;
}

/** A native choice with its words; the whole line is its target. */
function Choice({ label, description, descriptionId, children }: ChoiceProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is `children`
    <label className={styles.choice}>
      {children}
      <span>
        <span className={styles.words}>{label}</span>
        {description != null && (
          <span id={descriptionId} className={styles.description}>
            {description}
          </span>
        )}
      </span>
    </label>
  );
}

export interface ChoiceGroupProps<Value extends string> extends FieldProps {
  options: readonly Option<Value>[];
  /** Values ticked at first, when not given by conform. */
  defaultValues?: readonly Value[];
  onChange?: ChangeEventHandler<HTMLInputElement>;
  /** Side by side where there is room; one under the other otherwise. */
  isInline?: boolean;
}

/** Several boxes under one question; posts each ticked value under the same name. */
export function CheckboxGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  return <Group props={props} type="checkbox" chosen={props.defaultValues ?? props.field?.defaultOptions ?? []} />;
}

/** One choice among a few, all in view; posts the chosen value. */
export function RadioGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const chosen = props.defaultValue ?? props.field?.defaultValue;
  return <Group props={props} type="radio" chosen={chosen === undefined ? [] : [chosen]} />;
}

interface GroupProps {
  props: ChoiceGroupProps<string>;
  type: 'checkbox' | 'radio';
  chosen: readonly string[];
}

function Group({ props, type, chosen }: GroupProps) {
  const wiring = useFieldWiring(props);
  const [first] = useState(chosen);
  const box = useRef<HTMLDivElement>(null);
  const inputs = useCallback(() => [...(box.current?.querySelectorAll('input') ?? [])], []);
  const news = useMeanwhile({
    name: props.field?.name,
    // Of a group in two parts, each knows its own.
    start: postedAs(chosen.filter((value) => props.options.some((option) => option.value === value))),
    read: useCallback(() => postedAs(inputs().flatMap(({ checked, value }) => (checked ? [value] : []))), [inputs]),
    put: useCallback(
      (posted: string) => {
        for (const input of inputs()) input.checked = posted.split('\n').includes(input.value);
      },
      [inputs],
    ),
  });
  const wordsOf = (posted: string) =>
    formatList(props.options.filter(({ value }) => posted.split('\n').includes(value)).map(({ label }) => label));
  return (
    <FieldGroup wiring={wiring} props={props} news={news} wordsOf={wordsOf}>
      <div ref={box} className={props.isInline ? styles.inline : styles.stack}>
        {props.options.map((option) => (
          <Choice
            key={`${props.field?.key} ${option.value}`}
            label={option.label}
            description={option.description}
            descriptionId={`${wiring.id}-${option.value}`}
          >
            <input
              type={type}
              name={wiring.control.name}
              form={wiring.control.form}
              value={option.value}
              disabled={option.isDisabled}
              defaultChecked={first.includes(option.value)}
              onChange={props.onChange}
              aria-invalid={wiring.control['aria-invalid']}
              aria-describedby={option.description ? `${wiring.id}-${option.value}` : undefined}
              className={type === 'radio' ? styles.radio : styles.checkbox}
            />
          </Choice>
        ))}
      </div>
    </FieldGroup>
  );
}
