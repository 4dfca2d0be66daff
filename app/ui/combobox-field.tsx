// A choice in a long list, found by typing. A native select until the page is awake.
import { useCallback, useState } from 'react';
import { useAwake } from './awake.ts';
import { Combobox } from './combobox.tsx';
import { Field, type FieldProps, useFieldWiring } from './field.tsx';
import { useMeanwhile } from './meanwhile.tsx';
import { type Option, SelectField } from './select-field.tsx';

export interface ComboboxFieldProps<Value extends string> extends FieldProps {
  options: readonly Option<Value>[];
  placeholder?: string;
  /** Controlled choice; null for none. Leave out in a plain form. */
  value?: Value | null;
  onSelect?: (value: Value | null) => void;
}

/** Posts the chosen option's `value` under the field's name; words that are no option choose nothing. */
export function ComboboxField<Value extends string>(props: ComboboxFieldProps<Value>) {
  const wiring = useFieldWiring(props);
  const isAwake = useAwake();
  const first = props.value ?? props.defaultValue ?? props.field?.defaultValue;
  const [own, setOwn] = useState<string | null>(first ?? null);
  const news = useMeanwhile({
    name: props.field?.name,
    start: props.value === undefined ? first : undefined,
    read: useCallback(() => own ?? '', [own]),
    put: useCallback((value: string) => setOwn(value || null), []),
  });
  const wordsOf = (posted: string) => props.options.find(({ value }) => value === posted)?.label ?? posted;
  if (!isAwake) {
    const { value, onSelect, ...rest } = props;
    return <SelectField {...rest} placeholder={props.placeholder ?? 'Choisir…'} defaultValue={first} />;
  }
  const choose = (value: string | null) => {
    setOwn(value);
    props.onSelect?.(value as Value | null);
  };
  return (
    <Field wiring={wiring} props={props} news={news} wordsOf={wordsOf}>
      <Combobox
        key={props.field?.key}
        wiring={wiring}
        options={props.options}
        chosen={props.value === undefined ? own : props.value}
        onChoose={choose}
        placeholder={props.placeholder}
      />
    </Field>
  );
}
