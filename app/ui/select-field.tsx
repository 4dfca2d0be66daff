// A choice in a short list: the browser's own select, which every device already makes accessible.
import type { SelectHTMLAttributes } from 'react';
import control from './control.module.css';
import { Field, type FieldProps, useFieldWiring } from './field.tsx';
import { Icon } from './icon.tsx';

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
  const wiring = useFieldWiring(props);
  const { field, options, placeholder, value, onChange } = props;
  const chosen = value === undefined ? { defaultValue: props.defaultValue ?? field?.defaultValue } : { value };
  return (
    <Field wiring={wiring} props={props}>
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
