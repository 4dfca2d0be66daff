// A choice in a short list: the browser's own select, which every device already makes accessible.
import { type SelectHTMLAttributes, useCallback, useState } from 'react';
import control from './control.module.css';
import { Field, type FieldProps, useFieldWiring } from './field.tsx';
import { Icon } from './icon.tsx';
import { useMeanwhile } from './meanwhile.tsx';

/** One possible value and its words. */
export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  /** A second line, for radio buttons and comboboxes. */
  description?: string;
  isDisabled?: boolean;
}

export interface SelectFieldProps<Value extends string> extends FieldProps {
  options: readonly Option<Value>[];
  /** First entry, whose value is empty: « Choisir… ». Without it the first option is chosen from the start. */
  placeholder?: string;
  /** Controlled value; leave out in a plain form. */
  value?: Value | '';
  onChange?: SelectHTMLAttributes<HTMLSelectElement>['onChange'];
}

/** A drop-down list; posts the chosen `value` under the field's name. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { field, options, placeholder, value, onChange } = props;
  // Without an empty first entry something is always chosen: nobody is told that it may be left out.
  const isRequired = props.isRequired ?? (placeholder === undefined ? true : undefined);
  const wiring = useFieldWiring({ ...props, isRequired });
  const given = props.defaultValue ?? field?.defaultValue;
  const [first] = useState(given);
  const select = useCallback(() => document.getElementById(wiring.id) as HTMLSelectElement | null, [wiring.id]);
  const news = useMeanwhile({
    name: field?.name,
    start: value === undefined ? given : undefined,
    read: useCallback(() => select()?.value ?? '', [select]),
    put: useCallback(
      (next: string) => {
        const control = select();
        if (!control) return;
        control.value = next;
        control.dispatchEvent(new Event('change', { bubbles: true }));
      },
      [select],
    ),
  });
  const chosen = value === undefined ? { defaultValue: first } : { value };
  const wordsOf = (posted: string) => options.find((option) => option.value === posted)?.label ?? posted;
  return (
    <Field wiring={wiring} props={props} news={news} wordsOf={wordsOf}>
      <span className={control.inset}>
        <select key={field?.key} {...wiring.control} {...chosen} onChange={onChange} className={control.control}>
          {placeholder != null && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.isDisabled}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" className={control.insetIcon} />
      </span>
    </Field>
  );
}
